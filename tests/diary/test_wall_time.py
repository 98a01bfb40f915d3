"""Wall times where clocks jump, and everywhere else."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from speciosa.diary.readers import inspect
from speciosa.diary.wall_time import fixed, read_time, read_zone, wall_text
from speciosa.errors import InputError
from tests.diary.folders import folder
from tests.diary.strategies import EARLIEST, LATEST

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "instant", "jump"),
    [
        ("2026-03-01T08:10", "2026-03-01T07:10+00:00", ""),
        ("2026-03-01 08:10:30", "2026-03-01T07:10:30+00:00", ""),
        ("2026-03-01T08:10+09:00", "2026-02-28T23:10+00:00", ""),
        ("2026-03-01T08:10Z", "2026-03-01T08:10+00:00", ""),
        ("2026-03-29T02:30", "2026-03-29T01:30+00:00", "gap"),  # read as 03:30 summer time
        ("2026-10-25T02:30", "2026-10-25T00:30+00:00", "twice"),  # the first, summer time
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30+00:00", ""),
        ("2026-10-25T03:00", "2026-10-25T02:00+00:00", ""),
    ],
)
def test_what_a_typed_time_means(typed, instant, jump):
    time, found = read_time(typed, BERLIN)
    assert time == datetime.fromisoformat(instant)
    assert found == jump
    assert time.replace(tzinfo=None) == fixed(time, BERLIN).replace(tzinfo=None)


def test_a_time_in_the_gap_moves_forward_by_the_gap():
    assert read_time("2026-03-29T02:30", BERLIN)[0].isoformat() == "2026-03-29T03:30:00+02:00"
    half_hour = read_time("2026-10-04T02:10", ZoneInfo("Australia/Lord_Howe"))[0]
    assert half_hour.isoformat() == "2026-10-04T02:40:00+11:00"


def test_both_jumps_are_told_and_how_they_are_read(tmp_path):
    rows = ("2026-03-29T02:30,rating,pain,5,,,", "2026-10-25T02:30,rating,pain,5,,,")
    odd = {o.place: (o.what, o.resolved) for o in inspect(folder(tmp_path / "d", *rows)).oddities}
    assert odd["entries.csv:2"] == (
        "29 March, 02:30 does not exist (clocks go forward)",
        "read as 03:30",
    )
    assert odd["entries.csv:3"] == (
        "25 October, 02:30 exists twice (clocks go back)",
        "read as the first, +02:00",
    )


def test_times_of_one_zone_subtract_exactly_over_the_change():
    before, after = (
        read_time("2026-03-29T01:30", BERLIN)[0],
        read_time("2026-03-29T03:30", BERLIN)[0],
    )
    assert after - before == timedelta(hours=1)


@pytest.mark.parametrize(
    "typed", ["2026-03-01", "08:10", "2026-3-1T8:10", "20260301T0810", "2026-03-01T08:10+1", ""]
)
def test_other_ways_to_write_a_time_are_refused(typed):
    with pytest.raises(InputError, match="not a time"):
        read_time(typed, BERLIN)


@given(
    st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)),
    st.sampled_from(
        ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Monrovia")
    ),
)
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin")
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin")
def test_the_written_text_reads_back_as_the_same_instant_without_a_word(moment, name):
    zone = ZoneInfo(name)
    assert read_time(wall_text(moment, zone), zone) == (moment, "")


@pytest.mark.parametrize(("typed", "meant"), [("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("Europe/Amsterdm", "Europe/Amsterdam"), ("a\0b", "")])  # fmt: skip
def test_an_unknown_zone_names_the_one_that_was_meant(typed, meant):
    with pytest.raises(InputError) as caught:
        read_zone(typed)
    assert caught.value.example == meant
