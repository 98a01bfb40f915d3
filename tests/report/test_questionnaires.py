"""Questionnaires in the report: totals, what they mean, the change, and what could not be read."""

import pytest

from speciosa.assessment.build import assess
from speciosa.report.html import render_html
from speciosa.report.section import View
from speciosa.report.sections.scales import scales
from tests.safety.diaries import diary, entry, rare_doses

PHQ = [entry(day, 20, "scale", "phq9", total) for day, total in ((0, 6), (14, 8), (28, 14))]


@pytest.fixture(scope="module")
def assessment():
    others = [entry(3, 20, "scale", "ldq", 10), entry(35, 20, "scale", "phq9.9", 1)]
    return assess(diary([*rare_doses(), *PHQ, *others]))


def text_of(assessment):
    (section,) = scales(View(assessment))
    return [(pair.key, pair.value) for pair in section.blocks[1].rows]


def test_the_last_total_its_band_and_the_change_are_told(assessment):
    name, said = text_of(assessment)[1]
    assert name == "PHQ-9"
    assert said.startswith("14 on 29 March 2026: moderate.")
    assert "6 to 14 on 29 March 2026, 8 points worse" in said
    assert [total.scored.total for total in assessment.scales.of("phq9")] == [6, 8, 14]


def test_two_totals_or_more_are_a_small_line_on_their_whole_scale(assessment):
    (section,) = scales(View(assessment))
    sparks = {pair.key: pair.spark for pair in section.blocks[1].rows if pair.spark}
    assert list(sparks) == ["PHQ-9"]
    assert sparks["PHQ-9"].desc == "6 at first, 14 at last, on 0 to 27."
    assert "Small lines" in section.blocks[0].parts[0].text


def test_a_single_answer_without_the_others_gives_no_total_and_says_so(assessment):
    name, said = text_of(assessment)[-1]
    assert name == "PHQ-9"
    assert said.startswith("No total: Too few answers")
    assert "Questionnaires" in render_html(assessment)


def test_without_a_questionnaire_there_is_no_section():
    assert list(scales(View(assess(diary(rare_doses()))))) == []
