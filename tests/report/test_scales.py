"""Scales and ticks: readable, inside, evenly spaced, at every length of time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.report.charts.scales import (
    LABEL_GAP,
    Linear,
    date_ticks,
    nice_step,
    nice_top,
    number,
    scale_ticks,
    ticks,
)
from speciosa.report.charts.text import elide, text_width, wrap

amounts = st.floats(0.001, 1e6)
parts = st.integers(2, 8)


@given(amounts, parts)
def test_a_step_is_one_two_two_and_a_half_or_five(span, most):
    step = nice_step(span, most)
    assert step * most >= span * (1 - 1e-6)
    digits = float(f"{step:.6e}".split("e")[0])
    assert min(abs(digits - nice) for nice in (1, 2, 2.5, 5, 10)) < 1e-6


@given(st.floats(-1e4, 1e4), amounts, parts)
def test_ticks_are_inside_even_and_few(low, span, most):
    marks = ticks(low, low + span, most)
    room = 1e-6 * max(abs(low), span)
    assert all(low - room <= mark <= low + span + room for mark in marks)
    assert len(marks) <= most + 1
    steps = [b - a for a, b in pairwise(marks)]
    assert all(s == pytest.approx(steps[0], rel=1e-5) for s in steps)


@given(st.floats(0, 1e6), parts)
def test_the_top_of_an_axis_holds_the_value_without_waste(value, most):
    top = nice_top(value, most)
    assert top >= value * (1 - 1e-9)
    assert top <= max(value + nice_step(value, most) * (1 + 1e-9), 1.0)


@given(st.floats(-100, 100), st.floats(0.1, 100), st.floats(0, 1))
def test_a_scale_is_straight_and_its_inside_stays_inside(low, span, share):
    scale = Linear(low, low + span, 300, 20)
    assert scale(low + share * span) == pytest.approx(300 - share * 280, abs=1e-6)
    assert 20 <= scale.inside(low + 3 * span * (share - 0.5)) <= 300


@given(
    st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(1, 5000), st.sampled_from((636, 284))
)
def test_dates_begin_and_end_the_axis_and_never_touch(start, days, width):
    marks = date_ticks(start, days, width)
    assert marks[0].day == 0
    assert marks[-1].day == (days - 1 if len(marks) > 1 else 0)
    edges = []
    for i, mark in enumerate(marks):
        wide = text_width(mark.label)
        left = mark.day * width / days - wide / 2
        left = 0.0 if i == 0 else width - wide if i == len(marks) - 1 else left
        edges.append((left, left + wide))
    assert all(b[0] - a[1] >= LABEL_GAP - 1e-6 for a, b in pairwise(edges))
    if days > 60:
        assert len(marks) >= 3


@pytest.mark.parametrize(
    ("days", "label"), [(7, "2 Mar"), (90, "1 Apr"), (400, "1 Jul"), (3650, "Jan 2030")]
)
def test_days_weeks_months_and_years_are_readable(days, label):
    assert label in [mark.label for mark in date_ticks(date(2026, 3, 1), days, 636)]


def test_rating_scales_show_both_ends():
    for low, high in ((0, 10), (1, 7), (-3, 3), (0, 27), (0, 3)):
        marks = scale_ticks(low, high)
        assert (marks[0], marks[-1]) == (low, high)


def test_numbers_have_a_true_minus_and_no_minus_zero():
    assert number(-2.5) == "−2.5"
    assert number(-0.0) == "0"
    assert number(1234567.0) == "1.23457e+06"


@given(st.text(max_size=80), st.floats(30, 400), st.integers(1, 3))
def test_wrapped_text_fits_its_width_and_its_lines(text, width, lines):
    found = wrap(text, width, lines)
    assert len(found) <= lines
    assert all(text_width(line) <= width for line in found)
    if "…" not in "".join(found) and "…" not in text:
        assert "".join(found).replace(" ", "") == "".join(text.split())


@given(st.text(max_size=80), st.floats(30, 400))
def test_an_elided_text_fits_and_keeps_its_start(text, width):
    short = elide(text, width)
    assert text_width(short) <= width
    assert text.startswith(short.removesuffix("…"))


@given(st.integers(1, 4000))
def test_a_window_of_any_length_has_ticks(days):
    start = date(2026, 3, 1)
    marks = date_ticks(start, days, 636)
    assert [mark.day for mark in marks] == sorted({mark.day for mark in marks})
    assert all(start <= start + timedelta(days=mark.day) for mark in marks)
