"""Scales and ticks: readable, inside, evenly spaced, at every length of time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.report.charts.dates import LABEL_GAP, date_ticks, length_ticks
from speciosa.report.charts.scales import (
    MOST_TICKS,
    TICK_ROOM,
    Linear,
    Log,
    across,
    fitting,
    log_ends,
    log_ticks,
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
    st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(1, 7305), st.sampled_from((636, 284))
)
def test_dates_begin_and_end_the_axis_and_never_touch(start, days, width):
    marks = date_ticks(start, days, width)
    assert marks[0].day == 0
    assert marks[-1].day == (days - 1 if days > 1 else 1)
    assert 2 <= len(marks) <= MOST_TICKS
    assert all((b.day - a.day) * width / days >= TICK_ROOM - 1e-6 for a, b in pairwise(marks))
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
    assert number(1234567.0).split() == ["1.234567", "M"]


spans = st.floats(-6, 9).map(lambda power: 10.0**power)
lengths = st.floats(160, 640)


@given(st.floats(-3, 3), spans, lengths)
def test_two_to_seven_ticks_stand_apart_and_have_their_own_texts(start, span, length):
    low, high = start * span, start * span + span
    marks = fitting(low, high, length)
    assert 2 <= len(marks) <= MOST_TICKS
    assert all(low - 1e-6 * span <= mark <= high + 1e-6 * span for mark in marks)
    apart = [(b - a) / span * length for a, b in pairwise(marks)]
    assert min(apart) >= TICK_ROOM * (1 - 1e-3)
    texts = [text for _, text in across(low, high, length)]
    assert len(set(texts)) == len(texts)
    assert not any("e" in text for text in texts)


@given(st.floats(-6, 8), st.floats(0.01, 15), st.floats(60, 640), st.sampled_from((20.0, 40.0)))
def test_ticks_of_ratios_are_one_two_five_or_powers_of_ten(power, decades, length, room):
    low, high = log_ends(10.0**power, min(10.0 ** (power + decades), 1e9))
    marks = log_ticks(low, high, length, room)
    scale = Log(low, high, length, 0)
    assert 2 <= len(marks) <= MOST_TICKS
    assert {f"{mark:.0e}"[0] for mark in marks} <= {"1", "2", "5"}
    places = [scale(mark) for mark in marks]
    assert all(a - b >= room * (1 - 1e-6) for a, b in pairwise(places)) or marks == [low, high]
    assert all(-1e-6 <= place <= length + 1e-6 for place in places)


@given(st.floats(-6, 9), st.floats(0, 12))
def test_the_ends_of_a_log_axis_hold_their_values_closely(power, decades):
    low, high = 10.0**power, 10.0 ** (power + decades)
    bottom, top = log_ends(low, high)
    assert bottom <= low * (1 + 1e-6) <= bottom * 2.5 * (1 + 1e-5)
    assert top / 2.5 * (1 - 1e-5) <= high * (1 + 1e-6)
    assert high * (1 - 1e-6) <= top
    assert bottom < top or high < low * (1 + 1e-5)


@given(st.floats(1, 20 * 8766), st.floats(160, 640))
def test_a_length_of_time_has_two_to_seven_ticks(span_h, length):
    marks = length_ticks(span_h, length)
    assert 2 <= len(marks) <= MOST_TICKS
    assert marks[0][0] == 0
    assert marks[-1][0] <= span_h
    assert marks[1][0] / span_h * length >= TICK_ROOM * (1 - 1e-9)
    assert len({label.split()[1] for _, label in marks}) == 1


def test_hours_days_weeks_and_years_are_told_in_their_own_unit():
    last = {
        span_h: length_ticks(span_h, 300)[-1][1]
        for span_h in (1.0, 6.0, 24.0, 168.0, 24 * 90.0, 24 * 7305.0)
    }
    assert last == {
        1.0: "60 min",
        6.0: "6 h",
        24.0: "24 h",
        168.0: "6 d",
        2160.0: "12 wk",
        175320.0: "20 yr",
    }


def test_a_day_too_near_the_last_gives_way_and_the_others_stay():
    labels = [mark.label for mark in date_ticks(date(2026, 3, 1), 8, 284)]
    assert labels == ["1 Mar", "3 Mar", "5 Mar", "8 Mar"]


def test_one_day_is_told_by_its_clock():
    labels = [mark.label for mark in date_ticks(date(2026, 3, 1), 1, 284)]
    assert labels == ["1 Mar", "06:00", "12:00", "18:00", "24:00"]


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
