"""The section and the drawings of predicted levels, before and after measured ones."""

import re

import pytest

from speciosa.report.charts.level_marks import measured_of
from speciosa.report.charts.levels import LevelPicture, draw_levels
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.timeline import draw_timeline, shown_levels
from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.words import compared_sentence, curve_words
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of

PREDICTION = "a prediction for people in general, not a measurement"


def section_of(assessment):
    return next(s for s in all_sections(View(assessment)) if s.key == "levels")


def pairs_of(section):
    return {p.key: p.value for block in section.blocks if block.kind == "pairs" for p in block.rows}


@pytest.mark.parametrize("variant", ["person", "measured"])
def test_every_figure_with_a_level_says_that_it_is_a_prediction(variant):
    assessment = builder.VARIANTS[variant]()
    figures = [
        block
        for section in all_sections(View(assessment))
        if section.key in {"day", "timeline", "levels"}
        for block in section.blocks
        if block.kind == "figure"
    ]
    assert len(figures) == 3
    assert all("prediction for people in general" in figure.caption for figure in figures)


def test_the_numbers_stand_with_their_intervals():
    pairs = pairs_of(section_of(builder.person()))
    assert pairs["Peak of the middle day"] == "90 ng/mL (36 to 198)."
    assert pairs["Left from earlier days"].startswith("1.4 (1.2 to 1.9) times what")
    assert "10 h (4.0 to 22) of 24 h" in pairs["Above your own median"]
    assert "published 86 ng/mL (45 to 166)" in pairs["Beside published levels"]
    assert "unverified" in pairs["Beside published levels"]
    assert "Up to 1.3 (1.0 to 1.7) times" in pairs["If repeated high amounts add more"]
    assert "Without measured levels" not in pairs


def test_before_and_after_a_measured_level_are_both_shown():
    section = section_of(builder.measured())
    pairs = pairs_of(section)
    assert pairs["Without measured levels"].startswith("Peak 45 ng/mL (18 to 99)")
    assert pairs["Measured, not used"] == "Urine only tells whether a substance was there."
    assert "2 measured levels" in pairs["Predicted"]
    assert PREDICTION in pairs["Predicted"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_crosses_and_the_curve_before_are_drawn_in_the_time_line(width):
    plain, crossed = (
        root_of(draw_timeline(a, width, "t", "title", "desc").svg)
        for a in (builder.person(), builder.measured())
    )
    words = {label.text for label in labels_of(crossed)} - {x.text for x in labels_of(plain)}
    assert {"120", "under 5.0"} <= words
    assert "400" not in words  # urine is no level of blood
    broken = [e for e in crossed.iter("path") if e.get("stroke-dasharray") == "5 3"]
    assert len(broken) == 2
    assert not [e for e in plain.iter("path") if e.get("stroke-dasharray") == "5 3"]
    assert outside(crossed) == []


def test_a_level_of_urine_is_not_one_of_blood():
    exposure = builder.measured().exposure
    assert [m.matrix for m in measured_of(exposure.analytes[0], exposure.measured)] == [
        "plasma",
        "plasma",
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("days", [1, 14, 90])
def test_the_picture_of_any_length_keeps_its_texts_apart(width, days):
    assessment = builder.measured()
    picture = LevelPicture(
        levels=tuple(shown_levels(assessment)),
        doses=assessment.timeline.doses,
        start=assessment.window.start,
        days=days,
        missing=assessment.timeline.missing,
        numbered=days == 14,
        caption="A line under the picture that is so long that it needs a second one. " * 2,
    )
    svg = root_of(draw_levels(picture, width, "k", "title", "desc").svg)
    assert overlaps(svg) == []
    assert outside(svg) == []
    texts = [label.text for label in labels_of(svg)]
    assert ("day 14" in texts) == (days == 14)
    assert any("mean" in text for text in texts) == (days == 90)


def test_the_curve_breaks_where_nothing_was_recorded():
    assessment = builder.person()
    gap = assessment.timeline.missing[0]
    shown = {"levels": tuple(shown_levels(assessment)), "doses": (), "start": gap.start, "days": 7}
    with_gap = draw_levels(LevelPicture(**shown, missing=(gap,)), WIDE, "k", "t", "d").svg
    without = draw_levels(LevelPicture(**shown), WIDE, "k", "t", "d").svg
    assert with_gap.count("L") < without.count("L")


def test_without_a_level_the_section_says_why():
    for name in ("empty", "minor", "no_products"):
        section = section_of(builder.VARIANTS[name]())
        assert [block.role for block in section.blocks] == ["empty"]


def test_what_is_not_published_is_said():
    row = builder.COMPARED[0].model_copy(update={"published": None})
    assert compared_sentence(row).endswith("; no published exposure of this form and amount.")
    assert curve_words(builder.person().exposure) == PREDICTION


def test_the_page_holds_the_section_and_its_table():
    page = render_html(builder.person())
    assert '<h2 id="levels">Levels' in page
    assert re.search(r"Mitragynine, predicted, ng/mL, by day", page)
