"""What counts after voids, in which order, and up to when."""

from datetime import datetime

import pytest

from speciosa.diary.view import current, full_id, origin, time_h, until
from tests.diary.folders import berlin, diary


def ids(d):
    return [entry.id for entry in current(d)]


def test_order_of_time_then_id_and_voids_taken_out(tmp_path):
    d = diary(
        tmp_path / "d",
        "2026-03-01T09:00,rating,pain,5,,,b",
        "2026-03-01T08:00,dose,green,3,g,,c",
        "2026-03-01T09:00,rating,focus,5,,,a",
        "2026-03-01T10:00,rating,pain,9,,,wrong1",
        "2026-03-01T10:05,void,wrong1,,,typing error,v",
    )
    assert ids(d) == ["c", "a", "b"]
    assert len(d.entries) == 5


def test_a_void_may_name_the_unique_beginning_of_an_id(tmp_path):
    rows = ("2026-03-01T09:00,rating,pain,5,,,3f0c91ab44", "2026-03-01T10:00,void,3f0c91ab,,,,v")
    assert ids(diary(tmp_path / "d", *rows)) == []


def test_a_void_that_is_itself_cancelled_has_no_effect(tmp_path):
    d = diary(
        tmp_path / "d",
        "2026-03-01T09:00,rating,pain,5,,,a",
        "2026-03-01T10:00,void,a,,,,v1",
        "2026-03-01T11:00,void,v1,,,,v2",
    )
    assert ids(d) == ["a"]


def test_voids_of_the_same_minute_do_not_depend_on_their_ids(tmp_path):
    for first, second in (("v1", "v2"), ("v2", "v1")):
        d = diary(
            tmp_path / first,
            "2026-03-01T09:00,rating,pain,5,,,a",
            f"2026-03-01T10:00,void,a,,,,{first}",
            f"2026-03-01T10:00,void,{first},,,,{second}",
        )
        assert ids(d) == ["a"]


def test_voids_that_cancel_each_other_stop(tmp_path):
    rows = (
        "2026-03-01T10:00,void,v2,,,,v1",
        "2026-03-01T10:00,void,v1,,,,v2",
        "2026-03-01T10:00,note,,,,x,n",
    )
    assert ids(diary(tmp_path / "d", *rows)) == ["n"]


def test_a_void_of_an_entry_dated_later_counts_and_of_itself_does_not(tmp_path):
    d = diary(
        tmp_path / "d",
        "2026-03-02T09:00,rating,pain,5,,,a",
        "2026-03-01T10:00,void,a,,,,v1",
        "2026-03-01T11:00,void,v2,,,,v2",
    )
    assert ids(d) == []


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("abcdef12", "abcdef12"),
        ("abcdef1", "abcdef12"),
        ("abcdef", ""),
        ("abcd", ""),
        ("xyz", "xyz"),
        ("", ""),
    ],
)
def test_full_ids(typed, full):
    assert full_id(typed, ["abcdef12", "abcdef99", "xyz"]) == full


def test_until_and_hours_over_a_clock_change(tmp_path):
    d = diary(
        tmp_path / "d", "2026-03-29T00:30,rating,pain,5,,,a", "2026-03-29T03:30,rating,pain,6,,,b"
    )
    assert origin(d) == datetime.fromisoformat("2026-03-28T00:00+00:00")
    assert [time_h(d, e.at) for e in d.entries] == [23.5, 25.5]
    assert ids(until(d, berlin("2026-03-29T00:30"))) == ["a"]
    assert until(d, berlin("2026-04-29T00:30")) is d


def test_two_diaries_never_share_what_was_worked_out(tmp_path):
    d = diary(
        tmp_path / "d", "2026-03-01T09:00,rating,pain,5,,,a", "2026-03-01T10:00,rating,pain,5,,,b"
    )
    current(d)
    for n in range(50):
        other = d.model_copy(update={"entries": d.entries[: n % 2]})
        assert len(current(other)) == n % 2
