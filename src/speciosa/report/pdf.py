"""The PDF face: the same sections as the page, laid out by Typst as tagged PDF/UA-1."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import unescape
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

from speciosa.assessment.schema import Assessment
from speciosa.report.audience import Audience
from speciosa.report.blocks import Block, Entries, Figure, Pairs, Place, Section, Table
from speciosa.report.charts.ink import LIGHT
from speciosa.report.charts.signs import leaf
from speciosa.report.charts.svg import FONT, Drawing
from speciosa.report.head import Head, head_of
from speciosa.report.pdf_tables import grouped, laid_out
from speciosa.report.section import View, all_sections, load_sections
from speciosa.report.typeset import load_fonts, typeset
from speciosa.texts import language, say

SANS: Final = "Source Sans Pro"


def render_pdf(assessment: Assessment, audience: Audience = "person") -> bytes:
    """The whole report as one PDF; page one alone is a complete hand-out.

    Args:
        assessment: what to show.
        audience: for whom: the person, or a professional.
    """
    head = head_of(assessment)
    sections = all_sections(View(assessment, audience))
    data = {
        "head": _head(head, assessment),
        "sections": [_section(section, {s.key for s in sections}) for section in sections],
        "leaf": _standing_alone(leaf()).replace("currentColor", LIGHT["accent"]),
        "numbers": grouped(_tables(sections)),
        "words": _fixed_words(),
        "lang": language(),
    }
    source = files("speciosa.report").joinpath("templates/report.typ").read_bytes()
    return typeset(source, data, int(assessment.made.at.timestamp()))


def load() -> None:
    """Load sections and fonts, so that rendering waits for nothing."""
    load_sections()
    load_fonts()


def _fixed_words() -> dict[str, str]:
    """What the sheets say by themselves; the typesetter fills in their number and count."""
    return {
        "sheet": say("page.sheet_of", number="{number}", count="{count}"),
        "leaf": say("page.leaf"),
        "nameless": say("page.no_name"),
        "numbers": say("page.numbers_behind_pictures"),
    }


def _head(head: Head, assessment: Assessment) -> dict[str, Any]:
    day = assessment.made.at.date()
    return {
        **asdict(head),
        "title": f"{head.name}, {head.window}",
        "date": [day.year, day.month, day.day],
    }


def _section(section: Section, keys: set[str]) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "place": section.place,
        "fresh": section.new_page,
        "strong": section.strong_note,
        "note": _inline(section.note, keys),
        "blocks": list(_blocks(section, keys)),
    }


def _blocks(section: Section, keys: set[str]) -> Iterator[dict[str, Any]]:
    """Blocks in order; half figures that follow each other stand beside each other."""
    for half, group in groupby(section.blocks, key=lambda block: getattr(block, "half", False)):
        told = [_block(block, keys, "half" if half else section.place) for block in group]
        yield from [{"kind": "beside", "figures": told}] if half else told


def _inline(parts: Iterable[Any], keys: set[str]) -> list[dict[str, Any]]:
    """Parts with their kind; a link to a part that is not there stays words."""
    return [
        {
            "kind": getattr(part, "kind", "span"),
            **asdict(part),
            "known": getattr(part, "anchor", "") in keys,
        }
        for part in parts
    ]


def _block(block: Block, keys: set[str], place: Place) -> dict[str, Any]:
    if isinstance(block, Figure):
        return _figure(block, place)
    if isinstance(block, Table):
        return {"kind": block.kind, **laid_out(block)}
    told: dict[str, Any] = {"kind": block.kind, **asdict(block)}
    if "parts" in told:
        told["parts"] = _inline(getattr(block, "parts", ()), keys)
    if isinstance(block, Pairs):
        sparks = [row.spark and _drawing(row.spark) for row in block.rows]
        told["rows"] = [{**row, "spark": s} for row, s in zip(told["rows"], sparks, strict=True)]
    if isinstance(block, Entries):
        told["rows"] = [{**row, **_sign(row["sign"])} for row in told["rows"]]
    return told


def _sign(svg: str) -> dict[str, str]:
    """A sign and its name, which its own label holds."""
    label = svg.partition(' aria-label="')[2].partition('"')[0]
    return {"sign": _standing_alone(svg), "sign-name": unescape(label)}


def _figure(figure: Figure, place: Place) -> dict[str, Any]:
    """A picture in the drawing for its place, and the lower one for a full first sheet."""
    half = place == "half"
    return {
        "kind": figure.kind,
        "drawing": _drawing(figure.narrow if half else figure.wide),
        "low": _drawing(figure.paper) if half and figure.paper else None,
        "caption": figure.caption,
        "more": figure.more,
    }


def _drawing(drawing: Drawing) -> dict[str, Any]:
    alt = f"{drawing.title}. {drawing.desc}"
    size = {"width": drawing.width, "height": drawing.height}
    return {"svg": _standing_alone(drawing.svg), "alt": alt, **size}


def _standing_alone(svg: str) -> str:
    """A drawing outside a page: it names its language, a font that is there and white paper."""
    named = svg.replace(FONT, SANS).replace(LIGHT["page"], "#FFFFFF")
    if "xmlns=" not in named:
        named = named.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return named


def _tables(sections: Iterable[Section]) -> Iterator[Table]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield from block.tables
