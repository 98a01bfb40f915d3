"""Reading a drawing back: its texts with their estimated boxes."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from speciosa.report.charts.text import text_width

SAFETY = {"checks", "labs"}  # pictures that say nothing about benefit or doses
ASCENT, DESCENT = 0.75, 0.22  # of the font size, around the baseline


@dataclass(frozen=True)
class Label:
    """A text and the box it needs."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def root_of(svg):
    return ET.fromstring(svg)  # noqa: S314 - written a moment ago by our own code


def svgs_of(page):
    """Every drawing of a page as an element."""
    return [root_of(svg) for svg in re.findall(r'<svg class="chart".*?</svg>', page, re.DOTALL)]


def drawn_parts(page):
    """Which pictures a page holds, by the first word of their ids."""
    return {svg.find("title").get("id").split("-")[0] for svg in svgs_of(page)}


def labels_of(svg):
    """The texts of a drawing as they are laid out."""
    return [_label(element) for element in svg.iter("text")]


def _label(element):
    text, size = element.text or "", float(element.get("font-size"))
    width = text_width(text, size, bold=element.get("font-weight") == "600")
    x, y = float(element.get("x")), float(element.get("y"))
    left = x - width * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor"), 0.0)
    return Label(text, left, left + width, y - ASCENT * size, y + DESCENT * size)


def overlaps(svg, slack=1.0):
    """Pairs of texts that touch by more than `slack` units in both directions."""
    return [
        (a.text, b.text)
        for a, b in combinations(labels_of(svg), 2)
        if min(a.right, b.right) - max(a.left, b.left) > slack
        and min(a.bottom, b.bottom) - max(a.top, b.top) > slack
    ]


def outside(svg, slack=2.0):
    """Texts that leave the drawing."""
    width, height = (float(v) for v in svg.get("viewBox").split()[2:])
    return [
        label.text
        for label in labels_of(svg)
        if label.left < -slack or label.right > width + slack or label.bottom > height + slack
    ]


def strayed(svg, slack=2.0):
    """Rectangles and circles that leave the drawing."""
    width, height = (float(v) for v in svg.get("viewBox").split()[2:])
    boxes = [
        (*(float(r.get(k)) for k in ("x", "y", "width", "height")), r) for r in svg.iter("rect")
    ]
    boxes += [
        (cx - r, cy - r, 2 * r, 2 * r, c)
        for c in svg.iter("circle")
        for cx, cy, r in [[float(c.get(k)) for k in ("cx", "cy", "r")]]
    ]
    return [
        dict(element.attrib)
        for x, y, wide, tall, element in boxes
        if min(x, y) < -slack or x + wide > width + slack or y + tall > height + slack
    ]
