"""One drawing: shapes and texts collected in painting order, then written as an SVG element."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from speciosa.report.charts.ink import fill, stroke

FONT: Final = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif"
WIDE: Final = 672  # the column of the page, and the text width of A4
NARROW: Final = 320  # the phone, and half a column on A4
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: the SVG element and the texts that stand for it."""

    svg: str
    title: str
    desc: str
    width: int
    height: int


def coordinate(value: float) -> str:
    """A coordinate with at most one decimal, as short as it can be written.

    >>> coordinate(12.04), coordinate(-0.01), coordinate(3.25)
    ('12', '0', '3.2')
    """
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def polyline(points: Iterable[Point]) -> str:
    """Path data of a line through the points."""
    return "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)


class Canvas:
    """Collects the marks of one drawing; `y` grows downwards, one unit is one pixel."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        ink: str = "ink3",
        size: float = 11,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        """One line of text on the baseline `y`."""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text{fill(ink)} x="{coordinate(x)}" y="{coordinate(y)}" '
            f'font-size="{size:g}"{place}{weight}>{escape(text)}</text>'
        )

    def path(self, data: str, attributes: str) -> None:
        """A path; nothing when there is no data."""
        if data:
            self._parts.append(f'<path{attributes} d="{data}"/>')

    def line(self, a: Point, b: Point, attributes: str) -> None:
        """A straight line."""
        self.path(polyline((a, b)), attributes)

    def lines(self, segments: Sequence[tuple[Point, Point]], attributes: str) -> None:
        """Many straight lines of one kind, as one path."""
        self.path("".join(polyline(segment) for segment in segments), attributes)

    def rect(
        self, x: float, y: float, width: float, height: float, attributes: str, *, radius: float = 0
    ) -> None:
        """A rectangle."""
        rounded = f' rx="{radius:g}"' if radius else ""
        size = f'width="{coordinate(max(width, 0))}" height="{coordinate(max(height, 0))}"'
        self._parts.append(
            f'<rect{attributes} x="{coordinate(x)}" y="{coordinate(y)}" {size}{rounded}/>'
        )

    def circle(self, x: float, y: float, radius: float, attributes: str) -> None:
        """A disc or a ring."""
        place = f'cx="{coordinate(x)}" cy="{coordinate(y)}" r="{radius:g}"'
        self._parts.append(f"<circle{attributes} {place}/>")

    def finish(self, key: str, height: float, title: str, desc: str) -> Drawing:
        """The SVG element; `key` is unique on the page and names title and description."""
        tall = round(height)
        size = f'viewBox="0 0 {self.width} {tall}" width="{self.width}" height="{tall}"'
        labels = f'role="img" aria-labelledby="{key}-t {key}-d"'
        texts = (
            f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(desc)}</desc>'
        )
        svg = (
            f'<svg class="chart" {size} {labels} font-family="{FONT}">'
            f"{texts}{''.join(self._parts)}</svg>"
        )
        return Drawing(svg, title, desc, self.width, tall)


GRID: Final = stroke("rule")
AXIS: Final = stroke("edge")
