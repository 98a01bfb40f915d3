"""Signs that stand in text: severity, adverse event grade, strength of a result, the leaf.

Each differs from the others in its outline, so that no meaning hangs on colour.
"""

from html import escape
from typing import Final

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.marks import GRADE_BARS
from speciosa.report.charts.svg import coordinate
from speciosa.texts import say

SIZE: Final = 24
OCTAGON: Final = "M7.9 2H16.1L22 7.9V16.1L16.1 22H7.9L2 16.1V7.9Z"
TRIANGLE: Final = "M12 2L23 21.5H1Z"
DIAMOND: Final = "M12 1.8L22.2 12L12 22.2L1.8 12Z"
SEVERE: Final = 4


def severity_sign(severity: str) -> str:
    """The sign of a severity: filled octagon, filled triangle, diamond, circle."""
    name = say(f"chart.severity.{severity.replace(' ', '_')}")
    if severity == "S4":
        return _sign(name, f'<path{fill("danger")} d="{OCTAGON}"/>', "4", 16.3, "surface")
    if severity == "S3":
        joined = ' stroke-linejoin="round"'
        return _sign(name, f'<path{fill("warn")} d="{TRIANGLE}"{joined}/>', "3", 18.5, "surface")
    if severity == "S2":
        return _sign(name, f'<path{stroke("ink2", 1.75)} d="{DIAMOND}"/>', "2", 16.3, "ink")
    letter = {"S1": "1", "P": "P"}.get(severity, "?")
    broken = ' stroke-dasharray="3 2.5"' if letter == "?" else ""
    ring = f'<circle{stroke("ink2", 1.75)}{broken} cx="12" cy="12" r="10"/>'
    return _sign(name, ring, letter, 16.3, "ink")


def event_sign(grade: int | None) -> str:
    """The ring of an adverse event with its grade."""
    severe = grade is not None and grade >= SEVERE
    ink = "danger" if severe else ("warn" if grade and grade > 1 else "ink2")
    paint = fill(ink) if severe else stroke(ink, 1.75)
    ring = f'<circle{paint} cx="12" cy="12" r="10"/>'
    if grade is None:
        return _sign(say("chart.sign.grade_not_recorded"), ring, "?", 16.3, ink)
    name = say("chart.sign.grade", grade=grade)
    return _sign(name, ring, str(grade), 16.3, "surface" if severe else ink)


def watch_sign() -> str:
    """The square of a watched statement that raised an alert."""
    square = f'<rect{stroke("warn", 1.75)} x="3" y="3" width="18" height="18"/>'
    return _sign(say("chart.sign.watched"), square, "W", 16.3, "warn")


def _sign(name: str, shape: str, letter: str, y: float, ink: str) -> str:
    text = (
        f'<text{fill(ink)} x="12" y="{y:g}" text-anchor="middle" font-size="12" '
        f'font-weight="600">{escape(letter)}</text>'
    )
    size = f'viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}"'
    return f'<svg class="sign" {size} role="img" aria-label="{escape(name)}">{shape}{text}</svg>'


def grade_bars(grade: str) -> str:
    """Four bars, filled for the strength of a result; the letter stands beside them as text."""
    bars = "".join(
        f'<rect{fill("ink" if i < GRADE_BARS[grade] else "rule")} x="{coordinate(3.5 * i)}" y="0" '
        f'width="2" height="10"/>'
        for i in range(4)
    )
    return f'<svg width="13" height="10" viewBox="0 0 13 10" aria-hidden="true">{bars}</svg>'


def leaf() -> str:
    """The mark of the project."""
    line = 'fill="none" stroke="currentColor" stroke-width="1.75"'
    return (
        '<svg class="leaf" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">'
        f'<path {line} stroke-linejoin="round" d="M3 21C3 10 10 3 21 3C21 14 14 21 3 21Z"/>'
        f'<path {line} stroke-linecap="round" d="M3 21C8 17 11 15 13 11"/></svg>'
    )


def key_marks() -> tuple[tuple[str, str], ...]:
    """The one key line of a page: a small drawing and its words."""
    shapes = (
        (f'<path{stroke("accent", 2)} d="M0 5H20"/>', say("chart.key.median_day")),
        (f'<rect{fill("band50")} width="20" height="10"/>', say("chart.key.half_of_days")),
        (f'<rect{fill("band95")} width="20" height="10"/>', say("chart.key.most_days")),
        (f'<path{stroke("ink")} d="M4 0V10M10 0V10M16 0V10"/>', say("chart.key.doses")),
        (f'<path{stroke("edge")} d="M0 10L10 0M8 10L18 0"/>', say("chart.key.nothing_recorded")),
    )
    return tuple((_key(shape), words) for shape, words in shapes)


def _key(shape: str) -> str:
    return f'<svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">{shape}</svg>'
