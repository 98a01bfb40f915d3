"""Numbers as words: true minus, no digit that is not backed, no minus zero."""

from math import isfinite, log10

from speciosa.assessment.schema import Scale
from speciosa.report.words.text import clean
from speciosa.texts import say

WIDE_RANGE_PTS = 50.0
NARROW_RANGE_PTS = 2.0
SURE_PERCENT = 99
SMALLEST_SHOWN = 0.001


def fixed(value: float, decimals: int) -> str:
    """A number with fixed decimals and a true minus.

    >>> fixed(-0.04, 1), fixed(-1.26, 1)
    ('0.0', '−1.3')
    """
    if not isfinite(value):
        return say("figures.not_known")
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def number_words(value: float | None, digits: int = 2) -> str:
    """A measured or predicted number to `digits` significant digits, three from 100 on.

    >>> number_words(3.0), number_words(78.31), number_words(1234.0), number_words(0.0123)
    ('3.0', '78', '1230', '0.012')
    >>> number_words(2e-21)
    'under 0.001'
    """
    if value is None or not isfinite(value):
        return say("figures.not_known")
    if value == 0:
        return "0"
    if abs(value) < SMALLEST_SHOWN:
        return say("figures.under", number=SMALLEST_SHOWN)
    size = int(log10(abs(value)) // 1)
    decimals = (max(digits, 3) if abs(value) >= 100 else digits) - 1 - size  # noqa: PLR2004
    return fixed(round(value, decimals), max(decimals, 0))


def typed_words(value: float) -> str:
    """A number as a person types it, e.g. an amount.

    >>> typed_words(3.0), typed_words(-0.5), typed_words(1250.0)
    ('3', '−0.5', '1250')
    """
    if not isfinite(value):
        return say("figures.not_known")
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".").replace("-", "−")


def amount_words(amount: float | None, unit: str) -> str:
    """An amount with its unit; grams always with a decimal.

    >>> amount_words(3.0, "g"), amount_words(2.0, "capsules"), amount_words(None, "g")
    ('3.0 g', '2 capsules', 'not known')
    """
    if amount is None:
        return say("figures.not_known")
    grams = unit == "g" and isfinite(amount) and round(amount, 1) == round(amount, 3)
    return f"{fixed(amount, 1) if grams else typed_words(amount)} {clean(unit)}".strip()


def count_words(count: int, noun: str) -> str:
    """A count with its noun.

    Args:
        count: how many.
        noun: its key in the table `count` of the texts, e.g. "dose" or "whole_day".

    >>> count_words(1, "dose"), count_words(3, "dose"), count_words(0, "day")
    ('1 dose', '3 doses', '0 days')
    """
    return say(f"count.{noun}.{'one' if count == 1 else 'many'}", count=count)


def percent_words(share: float | None) -> str:
    """A share or probability, never rounded to certainty.

    >>> percent_words(0.64), percent_words(0.999), percent_words(0.001), percent_words(1.0)
    ('64 %', 'over 99 %', 'under 1 %', '100 %')
    """
    if share is None or not isfinite(share):
        return say("figures.not_known")
    percent = round(100 * share)
    if percent < 1 and share > 0:
        return say("figures.under_one_percent")
    if percent > SURE_PERCENT and share < 1:
        return say("figures.over_99_percent")
    return f"{percent} %"


def chance_words(probability: float | None) -> str:
    """A probability that was counted in draws: none of them is not never.

    >>> chance_words(0.0), chance_words(0.46), chance_words(1.0)
    ('under 1 %', '46 %', 'over 99 %')
    """
    if probability is not None and probability <= 0.0:
        return say("figures.under_one_percent")
    if probability is not None and probability >= 1.0:
        return say("figures.over_99_percent")
    return percent_words(probability)


def decimals_of(scale: Scale) -> int:
    """How many decimals a rating on this scale can back: one on 0 to 10.

    >>> decimals_of(Scale(low=0, high=10)), decimals_of(Scale(low=0, high=100))
    (1, 0)
    """
    range_pts = scale.high - scale.low
    if range_pts >= WIDE_RANGE_PTS:
        return 0
    return 1 if range_pts >= NARROW_RANGE_PTS else 2


def size_words(value_pts: float, decimals: int) -> str:
    """The size of a difference, without its sign; a small one is never called zero.

    >>> size_words(-1.12, 1), size_words(0.03, 1), size_words(0.0, 1)
    ('1.1', 'under 0.1', '0.0')
    """
    text = fixed(abs(value_pts), decimals)
    if value_pts != 0 and float(text) == 0:
        return say("figures.under", number=fixed(10.0**-decimals, decimals))
    return text


def range_words(scale: Scale, dash: str = "–") -> str:
    """The ends of a scale.

    >>> range_words(Scale(low=0, high=10)), range_words(Scale(low=-3, high=3), " to ")
    ('0–10', '−3 to 3')
    """
    low, high = typed_words(scale.low), typed_words(scale.high)
    return say("figures.range", low=low, high=high) if scale.low < 0 else f"{low}{dash}{high}"


def times_words(value: float, limit: float) -> str:
    """A laboratory value in multiples of its upper limit.

    >>> times_words(212.0, 40.0), times_words(31.0, 35.0), times_words(2400.0, 40.0)
    ('5.3 × limit', '0.89 × limit', '60 × limit')
    """
    times = number_words(value / limit) if limit else say("figures.not_known")
    return say("figures.times_limit", times=times)
