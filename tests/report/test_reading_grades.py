"""No effect without its grade: on the first page beside the interval, later in its own part."""

import re

import pytest

from speciosa.report.blocks import Chip, Pairs, Paragraph
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words import plain_text, plain_words
from tests.report import builder
from tests.report.person_texts import PEOPLE

# "1.1 points lower (0.4 to 1.8": a difference with its interval, as every effect is written
EFFECT = re.compile(
    r"\d[\d.]* (?:points )?(?:lower|higher)(?: over the next [\d.]+ hours)? \((?P<interval>[^)]*)\)"
)
COMPARISONS = {"periods", "two-periods"}  # days against days: the part says that it is no effect
EVERYBODY = {**PEOPLE, **{name: builder.VARIANTS[name] for name in ("person", "twelve_outcomes")}}


@pytest.mark.parametrize("person", EVERYBODY)
def test_every_effect_of_the_first_paragraph_has_its_grade(person):
    plain = plain_words(EVERYBODY[person]())
    for said in (plain_text(plain.lead), plain_text(plain.net)):
        for effect in EFFECT.finditer(said):
            assert re.search(r", grade [ABC]$", effect["interval"]), said


def test_the_first_paragraph_has_effects_to_grade():
    told = plain_words(builder.joint())
    assert len(EFFECT.findall(plain_text(told.lead))) >= 2
    assert len(EFFECT.findall(plain_text(told.net))) >= 2


@pytest.mark.parametrize("person", EVERYBODY)
def test_every_part_with_an_effect_starts_with_its_grade(person):
    parts = 0
    for section in all_sections(View(EVERYBODY[person](), "person")):
        texts = [text for block in section.blocks for text in _texts(block)]
        if not any(map(EFFECT.search, texts)) or section.key == "plain":
            continue
        if section.key in COMPARISONS:
            assert "nothing about what" in " ".join(texts), section.key
            continue
        parts += 1
        assert any(_graded(block) for block in section.blocks), section.key
    assert parts or person in {"serotonin", "liver", "no_products", "one_day", "empty"}


def _texts(block):
    if isinstance(block, Paragraph):
        yield "".join(getattr(part, "text", "") for part in block.parts)
    elif isinstance(block, Pairs):
        yield from (f"{row.lead} {row.value}" for row in block.rows)


def _graded(block):
    if isinstance(block, Paragraph):
        return any(isinstance(part, Chip) for part in block.parts)
    return isinstance(block, Pairs) and any(
        row.key in {"Grade", "Strength"} and re.search(r"\b[A-D]\b", f"{row.lead} {row.value}")
        for row in block.rows
    )


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_effect_of_the_terminal_has_its_grade_in_its_row_or_sentence(person, width):
    page = render_terminal(EVERYBODY[person](), width, colour=False)
    for block in re.split(r"\n\n|\n(?= [A-Z][a-z])", page):
        said = " ".join(block.split())
        for effect in EFFECT.finditer(said):
            behind = said[effect.end() :]
            nearest = re.match(r"[^.;]*[;.]? *\(?(?:grade )?(?:[A-D]\b|not grade A)", behind)
            if not said.startswith("Two periods"):
                assert "grade" in effect["interval"] or nearest, said
