"""What `compare` prints: the difference in one sentence, both sides, and what confounds it."""

import textwrap
from typing import Final

from speciosa.report.words import as_start, clean, count_words
from speciosa.response.compare.comparison import ArmSummary, Comparison
from speciosa.texts import say

WIDTH: Final = 88


def comparison_text(found: Comparison, *, simulated: bool) -> str:
    """The whole answer."""
    lines = [say("words.simulated")] if simulated else []
    lines += textwrap.wrap(clean(found.sentence), WIDTH)
    lines += [f"  {_scale(found)}"]
    lines += ["", *_side(found.a), *_side(found.b)]
    if found.reasons:
        lines += ["", say("cli.compare.cannot_tell"), *_list(found.reasons)]
    if found.difference is not None and found.confounders:
        lines += ["", say("cli.compare.confounders"), *_list(found.confounders)]
    return "\n".join(lines) + "\n"


def _scale(found: Comparison) -> str:
    return say(
        "cli.compare.scale",
        outcome=found.label,
        better=say(f"cli.better.{found.better}"),
        low=f"{found.scale.low:g}",
        high=f"{found.scale.high:g}",
        change=f"{found.smallest_important_change:g}",
    )


def _side(side: ArmSummary) -> list[str]:
    ratings, days = count_words(side.ratings, "rating"), count_words(side.days, "day")
    text = say("cli.compare.side", side=as_start(clean(side.label)), ratings=ratings, days=days)
    if side.first:
        text += say("cli.compare.when", first=side.first, last=side.last)
    if side.doses_per_day is not None:
        text += say("cli.compare.doses", doses=f"{side.doses_per_day:.1f}")
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def _list(sentences: tuple[str, ...]) -> list[str]:
    return [
        line
        for text in sentences
        for line in textwrap.wrap(
            clean(text), WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )
    ]
