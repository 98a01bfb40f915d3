"""The first page as text: the same order and sentences as the page, 100 columns at most.

From 80 columns on with pictures in block characters, below in one column without. Written paths
stand in lines of their own, never broken, so that they can be copied.
"""

from collections.abc import Sequence
from pathlib import Path

from speciosa.assessment.schema import Assessment, hides_benefit
from speciosa.report.audience import Audience
from speciosa.report.head import head_of
from speciosa.report.terminal_boxes import (
    BETWEEN,
    act_on_lines,
    act_on_note,
    data_lines,
    red_flag_lines,
    red_flag_note,
    side_by_side,
    use_lines,
)
from speciosa.report.terminal_day import day_lines, day_note
from speciosa.report.terminal_forest import forest_lines, forest_note
from speciosa.report.terminal_text import (
    BOLD,
    HYPHENS,
    WARN,
    apart,
    cells,
    fits_apart,
    paint,
    spans_text,
    styled,
    to_ascii,
    wrap,
)
from speciosa.report.terminal_visit import visit_lines, visit_note
from speciosa.report.words import (
    clean,
    fixed,
    plain_words,
)
from speciosa.report.words.assigned import assigned_line
from speciosa.report.words.hidden import without_hidden
from speciosa.report.words.professional_summary import patient_words, summary_words
from speciosa.report.words.since import since_line
from speciosa.report.words.taper import plan_lines_person, plan_words
from speciosa.report.words.two_periods import two_periods_line
from speciosa.texts import say

MOST_COLUMNS, PICTURE_COLUMNS, LEAST_COLUMNS = 100, 80, 32


def render_terminal(
    assessment: Assessment,
    width: int,
    colour: bool,
    ascii_only: bool = False,
    written: Sequence[Path] = (),
    seconds: float | None = None,
    audience: Audience = "person",
) -> str:
    """The first page as text, ending in a newline.

    Args:
        assessment: What to show.
        width: Columns of the terminal; more than 100 are not used.
        colour: Whether signs and overdue checks are coloured; no meaning is lost without.
        ascii_only: Whether the terminal shows ASCII only.
        written: Files that were written, named last.
        seconds: How long it took, s.
        audience: For whom: the person, or a professional.
    """
    assessment, professional = without_hidden(assessment), audience == "professional"
    columns = min(max(width, LEAST_COLUMNS), MOST_COLUMNS)
    pictures = columns >= PICTURE_COLUMNS
    parts = (
        _head(assessment, columns),
        wrap(patient_words(assessment), columns) if professional else [],
        wrap(_paragraph(assessment, professional=professional), columns),
        _section(
            say("terminal.title.act_on"),
            act_on_note(assessment),
            act_on_lines(assessment, columns, ascii_only, professional=professional),
            columns,
        ),
        _section(
            say("terminal.title.day"),
            day_note(assessment.day_profile),
            day_lines(assessment, columns, pictures),
            columns,
        ),
        _section(
            say("terminal.title.benefit_and_harm"),
            forest_note(assessment),
            forest_lines(assessment, columns, pictures),
            columns,
        ),
        _tests(assessment, columns),
        wrap(since_line(assessment), columns),
        wrap(two_periods_line(assessment), columns),
        _boxes(assessment, columns, pictures, professional=professional),
        _plan(assessment, columns),
        _visit(assessment, columns),
        _section(
            say("terminal.title.red_flags"),
            red_flag_note(assessment),
            red_flag_lines(assessment, columns),
            columns,
        ),
        _written(written, seconds, columns),
    )
    page = "\n\n".join("\n".join(part) for part in parts if part).translate(HYPHENS) + "\n"
    return paint(to_ascii(page) if ascii_only else page, colour)


def _head(assessment: Assessment, columns: int) -> list[str]:
    head = head_of(assessment)
    left, right = f"{styled('speciosa', BOLD)}   {head.name}, {head.window}", head.made
    one_line = fits_apart(left, right, columns)
    label = [styled(line, WARN) for line in wrap(say("words.simulated"), columns)]
    title = [apart(left, right, columns)] if one_line else [*wrap(left, columns), right]
    return [*(label if assessment.made.simulated else []), *title, "━" * columns]


def _paragraph(assessment: Assessment, *, professional: bool) -> str:
    plain = (summary_words if professional else plain_words)(assessment)
    net = f" {spans_text(plain.net)}" if plain.net else ""
    return f"{spans_text(plain.lead)}{net} {plain.second}"


def _tests(assessment: Assessment, columns: int) -> list[str]:
    """The randomised test, where there is one."""
    shown = () if hides_benefit(assessment.restrictions) else assessment.tests
    return wrap(assigned_line(shown), columns)


def _plan(assessment: Assessment, columns: int) -> list[str]:
    """A professional's plan for less, without amounts; nothing where there is none."""
    found = assessment.taper
    if found is None or hides_benefit(assessment.restrictions):
        return []
    lines = [f"{key}: {value}." for key, value in plan_words(found)]
    held = [f"{say('taper_words.held')} {say('terminal.plan.see_findings')}"] if found.holds else []
    said = [*held, *lines, *plan_lines_person(found)]
    wrapped = [line for text in said for line in wrap(text, columns, " ")]
    return _section(say("taper_words.title").upper(), "", wrapped, columns)


def _visit(assessment: Assessment, columns: int) -> list[str]:
    """What to ask first; nothing where no question is open."""
    lines, note = visit_lines(assessment, columns), visit_note(assessment)
    return _section(say("visit.title").upper(), note, lines, columns) if lines else []


def _section(title: str, note: str, lines: Sequence[str], columns: int) -> list[str]:
    """Heading with its note, rule, lines; a note too long goes under the rule."""
    rule = "─" * columns
    if fits_apart(title, note, columns):
        return [apart(title, note, columns), rule, *lines]
    return [title, rule, *wrap(note, columns, " "), *lines]


def _boxes(
    assessment: Assessment, columns: int, pictures: bool, *, professional: bool
) -> list[str]:
    each = (columns - cells(BETWEEN)) // 2 if pictures else columns
    used = use_lines(assessment, each, professional=professional)
    data = _section(say("terminal.title.data"), "", data_lines(assessment, each), each)
    use = _section(say("terminal.title.use"), "", used, each)
    return side_by_side(data, use, each) if pictures else [*data, "", *use]


def _written(written: Sequence[Path], seconds: float | None, columns: int) -> list[str]:
    took = "" if seconds is None else f"{fixed(seconds, 1)} s"
    paths = [clean(str(path)) for path in written]
    title = say("terminal.title.written")
    line = f"{title}  {'   '.join(paths)}" if paths else ""
    if fits_apart(line, took, columns):
        return [apart(line, took, columns)] if line or took else []
    return [title, *(f"  {path}" for path in paths), *([took] if took else [])]
