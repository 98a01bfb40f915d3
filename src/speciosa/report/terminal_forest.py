"""Benefit and harm in a terminal: one interval a row, worse left and better right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from speciosa.assessment.schema import Assessment, Response
from speciosa.report.terminal_text import BOLD, cells, fit, styled, wrap
from speciosa.report.words import (
    CANNOT_TELL,
    as_start,
    as_word,
    by_substance,
    clean,
    decimals_of,
    effect_words,
    grade_words,
    hidden_note,
    points_words,
    typed_words,
    verdict_of,
    why_sentence,
)
from speciosa.report.words.effects import points_sided
from speciosa.texts import say

MIDDLES = {"better": "●", "worse": "◆", "no clear difference": "○"}
NICE_LIMITS = (1.0, 2.0, 4.0, 6.0, 10.0)
MOST_PLOT, LEAST_PLOT, MOST_LABEL = 47, 21, 16


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of one row and the axis they share."""

    label: int
    plot: int
    text: int
    limit: float  # axis ends at plus and minus this, in points or in percent of the scale
    percent: bool  # scales differ: percent of each outcome's own scale

    def size(self, response: Response, value_pts: float) -> float:
        """A difference in the unit of the axis."""
        range_pts = response.scale.high - response.scale.low
        return 100 * value_pts / range_pts if self.percent else value_pts

    def column(self, size: float) -> int:
        """The column of a value; better is right."""
        half = (self.plot - 1) // 2
        return half + round(min(max(size / self.limit, -1.0), 1.0) * half)


def forest_note(assessment: Assessment) -> str:
    """What stands beside the heading."""
    if not assessment.responses:
        return ""
    unit = points_words(response.scale for response in assessment.responses)
    return say("terminal.forest.note", unit=unit, levels=say("effects.levels"))


def forest_lines(assessment: Assessment, columns: int, pictures: bool) -> list[str]:
    """All outcomes, or why none is shown."""
    responses = assessment.responses
    if not responses:
        return wrap(hidden_note(assessment) or say("terminal.forest.no_ratings"), columns, " ")
    if not pictures:
        lines = [line for one in responses for line in _in_words(one, columns)]
        return [*lines, *_why(responses, columns)]
    layout = _layout(responses, columns)
    lines = [_head(layout)]
    groups = by_substance(responses)
    for group in groups:
        if len(groups) > 1:
            lines.append(fit(f" {clean(group[0].substance)}", columns).rstrip())
        lines += [_row(response, layout) for response in group]
    return [
        *lines,
        _axis(layout),
        *wrap(say("terminal.forest.key"), columns, " "),
        *_why(responses, columns),
    ]


def _why(responses: Sequence[Response], columns: int) -> list[str]:
    """Why nothing can be told, once for all outcomes that share the reason."""
    by_reason: dict[str, list[str]] = {}
    for response in responses:
        if why := why_sentence(response):
            by_reason.setdefault(why, []).append(as_word(response.label))
    lines = (f"{as_start(', '.join(names))}: {reason}" for reason, names in by_reason.items())
    return [line for text in lines for line in wrap(text, columns, " ")]


def _in_words(response: Response, columns: int) -> list[str]:
    words, name = effect_words(response), _label(response)
    estimate, grade = response.seen_effect, grade_words(response.grade)
    if words.verdict == CANNOT_TELL or estimate is None:
        return wrap(f"{name}: {styled(words.short, BOLD)}; {grade}", columns, " ")
    effect = styled(points_sided(estimate.mean, decimals_of(response.scale)), BOLD)
    interval = words.narrow[len(words.short) :]
    text = say(
        "terminal.forest.at_higher_levels",
        name=name,
        effect=f"{effect}{interval}",
        verdict=say(f"verdict.{words.verdict}"),
        grade=grade,
    )
    return wrap(text, columns, " ")


def _layout(responses: Sequence[Response], columns: int) -> Layout:
    percent = len({response.scale.high - response.scale.low for response in responses}) > 1
    text = max(cells(_beside(response)) for response in responses)
    label = min(max(cells(_label(one)) for one in responses), MOST_LABEL)
    plot = min(columns - label - text - 7, MOST_PLOT)
    label = max(label + min(plot - LEAST_PLOT, 0), 4)
    draft = Layout(label, max(plot, LEAST_PLOT) // 2 * 2 - 1, text, 1.0, percent)
    largest = max(draft.size(one, value) for one in responses for value in _reach(one))
    return Layout(draft.label, draft.plot, text, _nice(largest), percent)


def _reach(response: Response) -> Iterator[float]:
    yield response.smallest_important_change
    if verdict_of(response) != CANNOT_TELL and response.seen_effect:
        yield from (abs(response.seen_effect.low), abs(response.seen_effect.high))


def _nice(largest: float) -> float:
    """The next axis end whose half is a plain number too.

    >>> _nice(1.8), _nice(0.3), _nice(45.0)
    (2.0, 0.4, 60.0)
    """
    power = 10.0 ** floor(log10(largest))
    enough = (limit for limit in NICE_LIMITS if largest <= limit * power * (1 + 1e-9))
    return round(next(enough, NICE_LIMITS[-1]) * power, 9)


def _label(response: Response) -> str:
    return as_start(as_word(response.label))


def _beside(response: Response) -> str:
    return effect_words(response).narrow


def _row(response: Response, layout: Layout) -> str:
    label = fit(_label(response), layout.label)
    words, beside = effect_words(response), fit(_beside(response), layout.text)
    effect = styled(words.short, BOLD) + beside[len(words.short) :]
    return f" {label} {_picture(response, layout)}  {effect}  {response.grade}"


def _picture(response: Response, layout: Layout) -> str:
    drawn = [" "] * layout.plot
    important = layout.size(response, response.smallest_important_change)
    for place in range(layout.column(-important), layout.column(important) + 1):
        drawn[place] = "░"
    drawn[layout.column(0)] = "│"
    if verdict_of(response) != CANNOT_TELL and response.seen_effect:
        towards_better = 1.0 if response.better == "higher" else -1.0
        estimate = response.seen_effect
        ends = sorted(
            layout.column(layout.size(response, towards_better * value))
            for value in (estimate.low, estimate.high)
        )
        for place in range(ends[0], ends[1] + 1):
            drawn[place] = "╌" if response.grade == "C" else "─"
        drawn[ends[0]], drawn[ends[1]] = "├", "┤"
        middle = layout.column(layout.size(response, towards_better * estimate.mean))
        drawn[middle] = MIDDLES[verdict_of(response)]
    return "".join(drawn)


def _head(layout: Layout) -> str:
    worse, better = say("terminal.forest.worse"), say("terminal.forest.better")
    plot = fit(worse, layout.plot - cells(better)) + better
    return f" {' ' * layout.label} {plot}"


def _axis(layout: Layout) -> str:
    drawn = [" "] * (layout.plot + 8)
    for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
        text = typed_words(abs(share) * layout.limit)
        start = layout.column(share * layout.limit)
        drawn[start : start + len(text)] = text
    unit = f" {say('terminal.forest.percent_of_scale')}" if layout.percent else ""
    return f" {' ' * layout.label} {''.join(drawn).rstrip()}{unit}"
