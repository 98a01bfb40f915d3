"""The page about a real reduction: its figures come from the diary it is given."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.diary.folders import diary
from validation.taper import page, taper_of
from validation.taper_course import (
    Course,
    phases_of,
    sharpest_step,
    spread_of,
    windows_of,
)

PAGE = Path(__file__).parents[2] / "docs" / "validation" / "taper.md"
HEAD = """\
format = "speciosa.diary/1"
timezone = "Europe/Amsterdam"
simulated = true
[person]
id = "made-up"
aims = ["restlessness"]
[products.venlafaxine]
name = "venlafaxine"
substance = "venlafaxine"
form = "tablet"
"""
AMOUNTS_MG = [150] * 24 + [75] * 8 + [37] * 8 + [18] * 8 + [0] * 20
DAYS = len(AMOUNTS_MG)


def signed(value):
    return f"{value:+.2f}" if abs(value) >= 0.005 else "0.00"


@pytest.fixture(scope="module")
def taper(tmp_path_factory):
    rng, rows = np.random.default_rng(5), []
    for day, amount_mg in enumerate(AMOUNTS_MG):
        on = (date(2026, 1, 5) + timedelta(days=day)).isoformat()
        rows.append(f"{on}T08:00:00,dose,venlafaxine,{amount_mg},mg,,")
        for hour in (10, 13, 16, 19):
            value = np.clip(np.round(2.0 + rng.standard_normal()), 0, 10)
            value += 3 if day >= 40 else 0
            rows.append(f"{on}T{hour}:00:00,rating,restlessness,{value:g},,,")
    return taper_of(diary(tmp_path_factory.mktemp("taper") / "d", *rows, head=HEAD))


def test_phases_are_those_of_the_amounts(taper):
    spans = [(p.name, p.first_day, p.last_day) for p in taper.phases]
    assert spans == [("before", 1, 24), ("during", 25, 48), ("after", 49, DAYS)]
    assert taper.amount_mg == ((150.0, 150.0), (75.0, 18.0), (0.0, 0.0))
    with pytest.raises(ValueError, match="never falls"):
        phases_of(np.full(20, 150.0))


def test_the_page_prints_the_figures_of_this_diary(taper):
    text, course = page(taper), taper.courses["restlessness"]
    (response,) = taper.responses
    for phase in taper.phases:
        value = course.value_pts[(course.day >= phase.first_day) & (course.day <= phase.last_day)]
        assert f"{value.mean():.2f} ({value.std(ddof=1):.2f})" in text
    seen = response.seen_effect
    assert f"{signed(seen.mean)} ({signed(seen.low)} to {signed(seen.high)})" in text
    assert all(why in text for why in response.reasons)
    assert f"| Restlessness | {response.grade} |" in text
    assert "| Restlessness | 41 |" in text
    assert f"{DAYS} days, {4 * DAYS} moments" in text


def test_a_reduction_along_the_calendar_is_graded_c_and_says_why(taper):
    assert {r.grade for r in taper.responses} == {"C"}
    assert "calendar" in page(taper)
    assert taper.cpu_s > 0.0


def test_the_correlation_is_that_of_the_process_and_leaves_the_nights_out():
    rng, kept = np.random.default_rng(2), 0.6
    value = np.zeros(6000)
    for i in range(1, len(value)):
        value[i] = kept * value[i - 1] + rng.standard_normal()
    by_tens = Course(np.repeat(np.arange(600), 10), value)
    assert spread_of(by_tens).lag_one == pytest.approx(kept, abs=0.05)
    assert np.isnan(spread_of(Course(np.arange(6000), value)).lag_one)
    assert np.isnan(spread_of(Course(np.repeat(np.arange(9), 10), np.ones(90))).lag_one)


def test_windows_cover_28_days_and_name_their_phases(taper):
    found = list(windows_of(taper.courses["restlessness"], taper.phases))
    assert [(w.first_day, w.last_day) for w in found] == [(1, 28), (15, 42), (29, 56)]
    assert [w.phases for w in found] == [
        "before and during",
        "before and during",
        "during and after",
    ]
    assert all(w.spread.ratings == 4 * 28 for w in found)


def test_the_sharpest_step_is_found_where_it_was_made(taper):
    step = sharpest_step(taper.courses["restlessness"])
    assert step.day == 41
    assert step.explained_ratio > 0.8


def test_the_committed_page_has_every_part(taper):
    made, committed = page(taper), PAGE.read_text(encoding="utf-8")
    parts = [line for line in made.splitlines() if line.startswith("#")]
    assert len(parts) == 7
    assert [line for line in committed.splitlines() if line.startswith("#")] == parts
