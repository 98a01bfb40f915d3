"""Ratings by hours since the last dose, and the small lines beside a row."""

import re
from datetime import timedelta
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import Gap
from speciosa.report.charts.since_dose import EDGES_H, FEWEST, draw_since_dose, since_dose
from speciosa.report.charts.sparkline import draw_sparkline
from speciosa.report.section import View, all_sections
from speciosa.report.since_dose import since_dose_figure
from speciosa.report.sparks import doses_spark, weekly_spark
from speciosa.texts import say
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of, strayed

PERSON = builder.joint()
PAIN = PERSON.timeline.ratings[0]
START = builder.moment(0, 8)


def rated(*hours, value=5.0):
    """Ratings so many hours after the first dose."""
    at = tuple(START + timedelta(hours=h) for h in sorted(hours))
    return PAIN.model_copy(update={"at": at, "value": (value,) * len(at)})


def counts(series, *doses):
    found = since_dose(series, [START + timedelta(hours=h) for h in doses])
    return {one.start_h: one.count for one in found if one.count}


def test_hours_count_from_the_last_dose_before_the_rating():
    assert counts(rated(0.5, 5.0, 10.5), 0, 10) == {0.0: 2, 4.0: 1}
    assert counts(rated(10.0), 0, 10) == {8.0: 1}  # the rating at a dose comes before it


def test_before_the_first_dose_and_after_a_day_nothing_counts():
    assert counts(rated(-1.0, 24.0, 30.0), 0) == {}
    assert counts(rated(1.0)) == {}


@given(st.lists(st.floats(0.01, 60), max_size=60), st.lists(st.floats(0, 50), max_size=12))
def test_every_rating_counts_once_at_most_and_a_mean_needs_five(hours, doses):
    series = rated(*hours)
    found = since_dose(series, [START + timedelta(hours=h) for h in doses])
    assert sum(one.count for one in found) <= len(series.at)
    assert [one.start_h for one in found] == list(EDGES_H[:-1])
    assert all((one.mean is None) == (one.count < FEWEST) for one in found)


def test_few_ratings_are_hatched_and_the_words_say_so():
    found = since_dose(rated(*[0.5 + i / 100 for i in range(6)], 7.0), [START])
    svg = root_of(draw_since_dose(PAIN, found, 672, "k", "Title", "Desc").svg)
    assert len(list(svg.iter("circle"))) == 1
    assert "fewer than 5 ratings" in [label.text for label in labels_of(svg)]
    assert any(p.get("class") == "s-rule" and p.get("d").count("M") > 40 for p in svg.iter("path"))


def test_a_larger_ring_holds_more_ratings():
    hours = [0.5 + i / 100 for i in range(6)] + [1.5 + i / 100 for i in range(40)]
    svg = root_of(draw_since_dose(PAIN, since_dose(rated(*hours), [START]), 320, "k", "T", "D").svg)
    few, many = (float(c.get("r")) for c in svg.iter("circle"))
    assert many / few == pytest.approx((40 / 6) ** 0.5, rel=0.05)


def test_the_figure_says_that_it_is_no_effect():
    line = PERSON.timeline
    figure = since_dose_figure(PERSON.responses[0], "outcome-1", line.ratings, line.doses)
    assert say("since_dose.not_effect") in figure.caption
    assert say("since_dose.not_effect") in figure.wide.desc
    (table,) = figure.tables
    assert len(table.rows) == len(EDGES_H) - 1
    assert since_dose_figure(PERSON.responses[0], "k", line.ratings, ()) is None


# --- small lines -----------------------------------------------------------------------------


def line_of(svg):
    return next(p.get("d") for p in svg.iter("path") if p.get("class") == "s-accent")


def test_gaps_stay_gaps_and_the_last_point_is_marked():
    drawing = draw_sparkline([2, 4, None, 6, None], 0, 10, "k", "Title", "Desc")
    svg = root_of(drawing.svg)
    assert (drawing.width, drawing.height) == (112, 28)
    assert line_of(svg).count("M") == 2
    (last,) = svg.iter("circle")
    assert (last.get("r"), last.get("cx")) == ("2.5", "82")
    hairline = next(p.get("d") for p in svg.iter("path") if p.get("class") == "s-rule")
    assert hairline == "M0 14L112 14"


def test_all_rows_share_one_scale():
    low, high = (draw_sparkline([v, v], 0, 10, "k", "T", "D") for v in (2, 8))
    heights = [
        float(re.findall(r"M[\d.]+ ([\d.]+)", line_of(root_of(d.svg)))[0]) for d in (low, high)
    ]
    assert heights == [20.0, 8.0]


@settings(max_examples=50)
@given(st.lists(st.one_of(st.none(), st.floats(-100, 100)), max_size=600))
def test_any_course_stays_inside(values):
    svg = root_of(draw_sparkline(values, 0, 10, "k", "Title", "Desc").svg)
    assert strayed(svg) == []
    for x, y in re.findall(
        r"[ML]([-\d.]+) ([-\d.]+)", "".join(p.get("d") for p in svg.iter("path"))
    ):
        assert 0 <= float(x) <= 112
        assert 0 <= float(y) <= 28


def test_weekly_means_are_those_of_the_diary():
    spark = weekly_spark(PERSON.timeline.ratings, "pain", PERSON.window, "k")
    first = [v for at, v in zip(PAIN.at, PAIN.value, strict=True) if (at - START).days < 6]
    week = [
        v for at, v in zip(PAIN.at, PAIN.value, strict=True) if (at.date() - builder.START).days < 7
    ]
    assert len(week) >= len(first)
    assert spark.desc.startswith(f"{fmean(week):.1f} in the first week rated")
    assert weekly_spark(PERSON.timeline.ratings, "pain", builder.one_day().window, "k") is None
    assert weekly_spark((), "pain", PERSON.window, "k") is None


@pytest.mark.parametrize("audience", ["person", "professional"])
def test_doses_of_each_week_stand_beside_their_trend(audience):
    section = next(s for s in all_sections(View(PERSON, audience)) if s.key == "dependence")
    (row,) = [
        row for block in section.blocks if block.kind == "pairs" for row in block.rows if row.spark
    ]
    assert row.key == "Trend"
    days = {d.at.date() for d in PERSON.timeline.doses if (d.at.date() - builder.START).days < 7}
    week = [d for d in PERSON.timeline.doses if d.at.date() in days]
    assert row.spark.desc.startswith(f"{len(week) / 7:.1f} in the first week recorded")
    assert "week by week, from 0 to 4 doses a day" in row.value
    none = PERSON.model_copy(update={"timeline": PERSON.timeline.model_copy(update={"doses": ()})})
    assert doses_spark(none) is None


def test_a_week_without_entries_breaks_the_line_of_doses():
    line = PERSON.timeline
    week = Gap(
        start=builder.START + timedelta(days=21), end=builder.START + timedelta(days=27), days=7
    )
    kept = tuple(d for d in line.doses if not 21 <= (d.at.date() - builder.START).days < 28)
    broken = line.model_copy(update={"missing": (week,), "doses": kept})
    spark, _ = doses_spark(PERSON.model_copy(update={"timeline": broken}))
    whole, _ = doses_spark(PERSON)
    assert line_of(root_of(spark.svg)).count("M") == line_of(root_of(whole.svg)).count("M") + 1 == 2


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(0.01, 23.9), max_size=120),
    st.sampled_from(("Pain", "W" * 200, "😀" * 40, "ערך " * 60, "x")),
    st.sampled_from((672, 320)),
)
def test_any_ratings_are_drawn_clearly(hours, label, width):
    series = rated(*hours).model_copy(update={"label": label})
    svg = root_of(draw_since_dose(series, since_dose(series, [START]), width, "k", "T", "D").svg)
    assert overlaps(svg) == []
    assert outside(svg) == []
    assert strayed(svg) == []
