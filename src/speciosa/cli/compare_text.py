"""What `compare` prints: the difference in one sentence, both sides, and what confounds it."""

import textwrap
from typing import Final

from speciosa.report.words import SIMULATED, as_start, clean, count_words
from speciosa.response.compare.comparison import ArmSummary, Comparison

WIDTH: Final = 88


def comparison_text(found: Comparison, *, simulated: bool) -> str:
    """The whole answer."""
    lines = [SIMULATED] if simulated else []
    lines += textwrap.wrap(clean(found.sentence), WIDTH)
    lines += [f"  {found.label}: {found.better} is better, scale {_scale(found)}."]
    lines += ["", *_side(found.a), *_side(found.b)]
    if found.reasons:
        lines += ["", "Why it cannot tell", *_list(found.reasons)]
    if found.difference is not None and found.confounders:
        lines += ["", "What else may be behind it", *_list(found.confounders)]
    return "\n".join(lines) + "\n"


def _scale(found: Comparison) -> str:
    scale, matters = found.scale, found.smallest_important_change
    return f"{scale.low:g} to {scale.high:g}; a change of {matters:g} matters"


def _side(side: ArmSummary) -> list[str]:
    rated = f"{count_words(side.ratings, 'rating')} on {count_words(side.days, 'day')}"
    when = f", {side.first} to {side.last}" if side.first else ""
    doses = "" if side.doses_per_day is None else f"; {side.doses_per_day:.1f} doses a day"
    text = f"{as_start(clean(side.label))}: {rated}{when}{doses}"
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def _list(sentences: tuple[str, ...]) -> list[str]:
    return [
        line
        for text in sentences
        for line in textwrap.wrap(
            clean(text), WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )
    ]
