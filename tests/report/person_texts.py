"""What a person reads of an assessment, text by text, and where it stands.

Left out: names of sources, digests, ids of entries and of rules, and what the person typed.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import speciosa
from speciosa.assessment.build import assess
from speciosa.assessment.schema import Assessment
from speciosa.diary.person import Use
from speciosa.report.blocks import (
    Block,
    Bullets,
    Entries,
    Figure,
    Pair,
    Pairs,
    Paragraph,
    RedFlagList,
)
from speciosa.report.parts import source_text
from speciosa.report.section import View, all_sections
from tests.report import builder
from tests.safety import case_diaries
from tests.safety.diaries import diary

# Not sentences of ours: of sources, of entries, and what identifies a calculation
NOT_OURS = {"Source", "Sources", "Rule", "Because", "Note", "See"}
NOT_OURS |= {"Window", "Made", "Version", "Diary", "Knowledge", "Seed"}


class Said(NamedTuple):
    """One text of the person's report."""

    section: str
    key: str  # of a pair; else empty
    text: str


@cache
def example() -> Assessment:
    """The built-in example."""
    return speciosa.assess(speciosa.read_diary(str(files("speciosa") / "example")))


@cache
def serotonin() -> Assessment:
    """The published case of serotonin syndrome."""
    use = Use(first="2026-03-11")
    whole = {"medicines": case_diaries.S1_MEDICINES, "birth_year": 2006, "sex": "male", "use": use}
    return assess(diary([*case_diaries.S1], **whole))


@cache
def liver() -> Assessment:
    """The published case of liver injury after a few doses."""
    medicines = case_diaries.L1_MEDICINES
    return assess(diary([*case_diaries.L1], medicines=medicines, **case_diaries.L1_PERSON))


PEOPLE = {
    "example": example,
    "serotonin": serotonin,
    "liver": liver,
    "joint": builder.joint,
    "measured": builder.measured,
    "no_products": builder.no_products,
    "one_day": builder.one_day,
    "empty": builder.empty,
}


def texts_of(assessment: Assessment) -> Iterator[Said]:
    """Every text of the person's report outside its tables, each once."""
    cited = re.compile("|".join(map(re.escape, _sources(assessment))) or r"(?!)")
    for section in all_sections(View(assessment, "person")):
        for block in section.blocks:
            for key, text in _block(block):
                ours = " ".join(cited.sub("", text).split())
                if key not in NOT_OURS and ours:
                    yield Said(section.key, key, ours)


def _sources(assessment: Assessment) -> list[str]:
    """Every source as it is printed, longest first."""
    parts = (*assessment.findings, *assessment.schedule, *assessment.statements)
    texts = {source_text(source) for part in parts for source in part.sources}
    return sorted(texts, key=len, reverse=True)


def _block(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield "", "".join(getattr(part, "text", "") for part in block.parts)
    elif isinstance(block, Bullets):
        yield from (("", item) for item in block.items)
    elif isinstance(block, Pairs):
        yield from _pairs(block.rows)
    elif isinstance(block, Entries):
        for row in block.rows:
            yield from (("", row.what), ("", f"{row.do} {row.more}"), *_pairs(row.facts))
    elif isinstance(block, Figure):
        yield "", f"{block.caption} {block.more}"
    elif isinstance(block, RedFlagList):
        yield from (("", f"{sign.signs}. {sign.do}") for sign in block.items)


def _pairs(rows: tuple[Pair, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield row.key, f"{row.lead} {row.value}"
        yield from ((row.key, text) for text in row.more)
