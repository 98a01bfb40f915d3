"""Personal randomised tests for the faces: the records, and how a protocol or result is made.

The safety floor decides first whether a test may be planned at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from speciosa.assessment.build import DRAWS
from speciosa.assessment.digest import diary_digest, seed_of
from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.instruments import ordered_outcomes
from speciosa.diary.medicines import medicine_spans
from speciosa.diary.profile import projected
from speciosa.diary.view import current
from speciosa.errors import DiaryError, InputError
from speciosa.exposure.curve import expose, not_modelled
from speciosa.record import Record
from speciosa.response.design.allocation import (
    Allocation,
    AllottedArm,
    Commitment,
    next_arm,
    verify,
)
from speciosa.response.design.analyse import analyse
from speciosa.response.design.assignments import Randomised, randomised_of
from speciosa.response.design.gate import refusals
from speciosa.response.design.levels import Levels, block_days, levels_of, usual_dose_index
from speciosa.response.design.noise import Noise
from speciosa.response.design.plan import FEWEST_PAIRS, RECOMMENDED_PAIRS, Plan, make_plan
from speciosa.response.design.power import Expected
from speciosa.response.design.protocol import (
    Protocol,
    ProtocolMade,
    Subject,
    make_protocol,
)
from speciosa.response.design.result import AssignedPair, AssignedResult
from speciosa.response.design.usual import Usual, usual_of
from speciosa.response.result import Estimate
from speciosa.safety.check import SafetyResult, check_safety
from speciosa.safety.facts import build_facts
from speciosa.safety.finding import RedFlags
from speciosa.safety.restrictions import AGE_UNKNOWN, JURISDICTION, MINOR, hiding
from speciosa.version import __version__

_DRAWS: Final = 256
_HIDDEN: Final = {  # what, field, expected
    MINOR: ("nothing about benefit is shown under 18", "design", "an adult"),
    AGE_UNKNOWN: (
        "nothing about benefit is shown before the year of birth is known",
        "person.birth_year",
        "a line such as birth_year = 1984 in diary.toml",
    ),
    JURISDICTION: (
        "nothing about benefit is shown where the product is controlled by law",
        "person.country",
        "a place without such a law; this is not legal advice",
    ),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asks for; `start` None: the day after the last entry."""

    kind: str
    outcome: str = ""
    pairs: int = RECOMMENDED_PAIRS
    start: date | None = None
    share: float | None = None
    other: str = ""
    product: str = ""
    seed: int | None = None


class ProtocolSheet(Record):
    """What the protocol page shows: the protocol, and the signs that stand on every face."""

    protocol: Protocol
    red_flags: RedFlags


class ResultSheet(Record):
    """What the result page shows: every outcome of one test."""

    made: ProtocolMade
    subject: Subject
    start: date
    end: date
    planned_pairs: int
    usual: str  # the usual amount as recorded
    results: tuple[AssignedResult, ...]
    events: tuple[str, ...]  # unwanted events recorded during the test
    red_flags: RedFlags


def protocol_of(
    diary: Diary, wanted: Wanted, tell: Callable[[int, int, str], None] | None = None
) -> tuple[ProtocolSheet, Allocation]:
    """A protocol for somebody who uses the product already, with the allocation it commits to.

    Args:
        diary: the record.
        wanted: kind, outcome and size of the test.
        tell: called with (done, total, what) while the expectation is simulated.

    Raises:
        DiaryError: with every reason why no test may be planned.
        InputError: for a value that cannot be used.
    """
    diary = projected(diary)
    safety = check_safety(diary)
    _pass_gate(diary, safety)
    usual = usual_of(diary, wanted.product or _product(diary))
    digest = diary_digest(diary)
    made = ProtocolMade(
        version=__version__,
        diary_digest=digest,
        seed=seed_of(digest) if wanted.seed is None else wanted.seed,
        simulated=diary.simulated,
    )
    levels = _levels(diary, usual, made.seed)
    plan = make_plan(
        diary,
        usual,
        kind=wanted.kind,
        outcome=wanted.outcome or next(iter(ordered_outcomes(diary)), ""),
        pairs=wanted.pairs,
        start=wanted.start or current(diary)[-1].at.date() + timedelta(days=1),
        share=wanted.share,
        other=wanted.other,
        block_d=block_days(levels.kernel),
    )
    subject = _subject(diary, safety)
    protocol, allocation = make_protocol(diary, plan, levels, made, subject, tell)
    return ProtocolSheet(protocol=protocol, red_flags=safety.red_flags), allocation


def result_of(diary: Diary) -> ResultSheet:
    """Every outcome of the diary's latest test; raises InputError where there is none.

    Where nothing about benefit may be shown it is refused like a plan.
    """
    diary = projected(diary)
    found = randomised_of(diary)
    if found is None:
        what, example = "no allocation is recorded", "speciosa design DIARY --kind wait"
        raise InputError(what, "entries", None, "the allocation entries of a test", example)
    safety = check_safety(diary)
    if reason := hiding(safety.restrictions):
        what, field, expected = _HIDDEN[reason]
        raise InputError(what, field, None, expected)
    digest = diary_digest(diary)
    seed = seed_of(digest)
    exposures = expose(diary, DRAWS, np.random.default_rng(seed))  # as the report: same numbers
    answers = [analyse(diary, name, exposures, seed) for name in ordered_outcomes(diary)]
    start, end = _span(found)
    return ResultSheet(
        made=ProtocolMade(
            version=__version__, diary_digest=digest, seed=seed, simulated=diary.simulated
        ),
        subject=_subject(diary, safety),
        start=start,
        end=end,
        planned_pairs=len(found.pairs),
        usual=_usual_words(diary, found.product),
        results=tuple(answer for answer in answers if answer is not None),
        events=tuple(e.term for e in safety.events if start <= e.at.date() <= end),
        red_flags=safety.red_flags,
    )


def _span(found: Randomised) -> tuple[date, date]:
    arms = found.arms
    if not arms:
        what = "no pair has both of its arms yet"
        raise InputError(what, "entries", None, "both allocation entries of a pair")
    last = arms[-1].at + timedelta(hours=max(arms[-1].length_h - 1.0, 0.0))
    return arms[0].at.date(), last.date()


def _usual_words(diary: Diary, product: str) -> str:
    try:
        usual = usual_of(diary, product)
    except InputError:
        return "not known"
    return f"{usual.amount:g} {usual.unit}"


def _pass_gate(diary: Diary, safety: SafetyResult) -> None:
    if not current(diary):  # there is no day yet at which somebody has an age
        expected = "a diary in use"
        raise InputError("nothing recorded yet", "entries", None, expected, "speciosa log", "diary")
    facts = build_facts(diary)
    reasons = refusals(facts.age_years, safety.restrictions, facts.conditions, safety.findings)
    if reasons:
        raise DiaryError("no test is planned", reasons)


def _product(diary: Diary) -> str:
    """The product of the latest dose that is taken as needed."""
    taken = [d.product for d in doses_of(diary) if d.amount > 0.0]
    free = [key for key in taken if _as_needed(diary, key)]
    if not free:
        what = "no doses of a product taken as needed; a test is only for somebody who uses it"
        raise InputError(what, "design", None, "recorded doses")
    return free[-1]


def _as_needed(diary: Diary, key: str) -> bool:
    product = diary.products[key]
    return (product.taken or ("as needed" if product.substance == "kratom" else "fixed")) != "fixed"


def _levels(diary: Diary, usual: Usual, seed: int) -> Levels:
    if usual.product not in diary.products or not _as_needed(diary, usual.product):
        what = "a medicine on a schedule is changed by its prescriber only"
        raise InputError(what, "--product", usual.product, "a product taken as needed")
    rng = np.random.default_rng(seed)
    exposure = expose(diary, _DRAWS, rng).get(diary.products[usual.product].substance)
    index = usual_dose_index(exposure, usual.product, usual.amount) if exposure else None
    if exposure is None or index is None:
        reason = not_modelled(diary).get(usual.product, "no curve for this product")
        raise InputError(reason, "--product", usual.product, "a product with a predicted level")
    return levels_of(exposure, index, rng)


def _subject(diary: Diary, safety: SafetyResult) -> Subject:
    person, last = diary.person, current(diary)[-1].at.date()
    spans = [s for s in medicine_spans(diary) if s.end is None or s.end >= last]
    return Subject(
        id=person.id,
        birth_year=person.birth_year,
        sex=person.sex,
        conditions=person.conditions,
        medicines=tuple(dict.fromkeys(span.name for span in spans)),
        country=person.country,
        emergency=safety.red_flags.emergency,
    )


__all__ = [
    "FEWEST_PAIRS",
    "RECOMMENDED_PAIRS",
    "Allocation",
    "AllottedArm",
    "AssignedPair",
    "AssignedResult",
    "Commitment",
    "Estimate",
    "Expected",
    "Noise",
    "Plan",
    "Protocol",
    "ProtocolMade",
    "ProtocolSheet",
    "RedFlags",
    "ResultSheet",
    "Subject",
    "Wanted",
    "next_arm",
    "protocol_of",
    "result_of",
    "verify",
]
