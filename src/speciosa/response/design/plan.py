"""The plan of a personal randomised test, checked when it is made."""

from datetime import date, timedelta
from math import ceil
from typing import Final, Literal

from speciosa.diary.diary import Diary
from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import ratings_of
from speciosa.errors import InputError
from speciosa.record import Number, Record
from speciosa.response.design.pairs import SCALE_SHARE
from speciosa.response.design.result import TestKind
from speciosa.response.design.usual import Usual

FEWEST_PAIRS: Final = 5
RECOMMENDED_PAIRS: Final = 20
MOST_PAIRS: Final = 100
LONG_MIN: Final = 120.0
RATING_AFTER_H: Final = 1.5
LEAST_BETWEEN_H: Final = 2.5  # from one wait to the next
KINDS: Final = ("wait", "blocks", "versus")
_MOST_OTHER: Final = 40


class Plan(Record):
    """What is compared, how often, and from when.

    `higher` and `lower` are minutes to wait, or shares of the person's own usual amount. The
    usual amount is echoed as recorded; no other amount appears anywhere.
    """

    kind: TestKind
    outcome: str
    label: str
    better: Literal["lower", "higher"]
    low_pts: Number
    high_pts: Number
    smallest_important_change: Number
    scale_pts: Number
    product: str
    product_name: str
    substance: str
    usual_amount: Number
    usual_unit: str
    doses_per_day: Number  # on days with a dose
    daily: bool
    pairs: int
    higher: Number
    lower: Number
    unit: Literal["min", "share"]
    block_d: int  # 0 for waits
    other: str
    rating_after_h: Number
    start: date
    days: int  # expected length

    @property
    def end(self) -> date:
        """Last expected day."""
        return self.start + timedelta(days=self.days - 1)


def make_plan(
    diary: Diary,
    usual: Usual,
    *,
    kind: str,
    outcome: str,
    pairs: int,
    start: date,
    share: float | None,
    other: str,
    block_d: int,
) -> Plan:
    """A checked plan; raises InputError in one sentence for the first thing that is wrong.

    Args:
        diary: of somebody who uses the product already.
        usual: their own usual use.
        kind: wait, blocks or versus.
        outcome: key of a rated outcome.
        pairs: how often both arms come.
        start: first day.
        share: of the usual amount in the lower arm; None: 0.5 for blocks, 1 for a comparison.
        other: the other intervention of a comparison.
        block_d: days of a block, from the kinetics of the substance.
    """
    _check(diary, kind, outcome, pairs)
    product = diary.products[usual.product]
    lower = LONG_MIN if kind == "wait" else _checked_share(kind, share, usual)
    scale = outcome_of(diary, outcome)
    range_pts = scale.high - scale.low
    return Plan(
        kind=kind,
        outcome=outcome,
        label=scale.label or outcome,
        better=scale.better,
        low_pts=scale.low,
        high_pts=scale.high,
        smallest_important_change=scale.important_change or 0.1 * range_pts,
        scale_pts=SCALE_SHARE * range_pts,
        product=usual.product,
        product_name=product.name,
        substance=product.substance,
        usual_amount=usual.amount,
        usual_unit=usual.unit,
        doses_per_day=usual.doses_per_day,
        daily=usual.daily,
        pairs=pairs,
        higher=0.0 if kind == "wait" else 1.0,
        lower=lower,
        unit="min" if kind == "wait" else "share",
        block_d=0 if kind == "wait" else block_d,
        other=_checked_other(kind, other),
        rating_after_h=RATING_AFTER_H,
        start=start,
        days=_days(kind, pairs, block_d, usual),
    )


def _days(kind: str, pairs: int, block_d: int, usual: Usual) -> int:
    if kind == "wait":
        return ceil(2 * pairs / max(usual.doses_per_day, 1.0))
    return 2 * pairs * block_d


def _check(diary: Diary, kind: str, outcome: str, pairs: int) -> None:
    if kind not in KINDS:
        raise InputError("a kind of test that is not known", "--kind", kind, ", ".join(KINDS))
    if pairs < FEWEST_PAIRS:
        what = "too few pairs: chance alone could give any result"
        expected = f"at least {FEWEST_PAIRS}, better {RECOMMENDED_PAIRS}"
        raise InputError(what, "--pairs", pairs, expected)
    if pairs > MOST_PAIRS:
        raise InputError("more pairs than anybody can do", "--pairs", pairs, f"up to {MOST_PAIRS}")
    rated = ratings_of(diary)
    if outcome not in rated:
        known = ", ".join(rated) or "an outcome that is rated already"
        raise InputError("an outcome that this diary does not rate", "--outcome", outcome, known)


def _checked_share(kind: str, share: float | None, usual: Usual) -> float:
    found = (0.5 if kind == "blocks" else 1.0) if share is None else share
    if not 0.0 <= found <= 1.0:
        what = "an amount that is not part of your own usual one"
        raise InputError(what, "--share", f"{found:g}", "0 to 1; never above the usual amount")
    if kind == "blocks" and found == 1.0:
        raise InputError("both arms would be the same", "--share", "1", "less than 1")
    if found == 0.0 and usual.daily:
        what = "days without it are not planned for somebody who uses it daily"
        expected = "a share above 0, inside a reduction agreed with a professional"
        raise InputError(what, "--share", "0", expected)
    return found


def _checked_other(kind: str, other: str) -> str:
    tidy = " ".join(other.split())
    if kind != "versus":
        return ""
    if not tidy or len(tidy) > _MOST_OTHER or "," in tidy:
        expected = f"its name, up to {_MOST_OTHER} letters, without a comma"
        raise InputError(
            "the other intervention is missing", "--versus", other, expected, '--versus "heat pad"'
        )
    return tidy
