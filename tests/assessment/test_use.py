"""Use of one person who stopped, and of one who goes on."""

import pytest

from speciosa.assessment.compose import window_of
from speciosa.assessment.use import use_of
from speciosa.diary.quality import quality_of
from tests.diary.folders import diary

DOSES = tuple(f"2026-03-{day:02d}T08:00,dose,green,3,g,," for day in (1, 2, 4))
STOPPED = tuple(f"2026-03-{day:02d}T20:00,rating,pain,5,,," for day in range(5, 31))


def used(tmp_path, *rows):
    made = diary(tmp_path / "d", *rows)
    return made, use_of(made, window_of(made))


def test_a_break_that_still_lasts_is_told_where_it_is_the_longest(tmp_path):
    made, use = used(tmp_path, *DOSES, *STOPPED)
    assert use.longest_break_h == 48.0
    # 4 March 08:00 to 30 March 20:00, through the hour that the clocks lose on 29 March
    assert use.open_break_h == 26 * 24 + 12 - 1
    assert "before each dose" not in quality_of(made).learn_more


@pytest.mark.parametrize("last", ["2026-03-04T12:00", "2026-03-06T08:00"])
def test_a_shorter_time_since_the_last_dose_is_no_break(tmp_path, last):
    made, use = used(tmp_path, *DOSES, f"{last},rating,pain,5,,,")
    assert use.open_break_h is None
    assert "before each dose" in quality_of(made).learn_more
