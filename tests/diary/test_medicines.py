"""Medicines as spans: start, change and stop."""

from datetime import date

import pytest

from speciosa.diary.medicines import medicine_spans
from tests.diary.folders import HEAD, diary

SERTRALINE = HEAD + '[medicines.Sertraline]\ndose = "50 mg"\nsince = "2025-11"\n'


def spans(place, *rows, head=HEAD):
    return [
        (s.name, s.dose, s.start, s.end)
        for s in medicine_spans(diary(place / "d", *rows, head=head))
    ]


def test_start_change_and_stop(tmp_path):
    rows = (
        "2026-03-01T08:00,medicine,sertraline,50,mg,started,",
        "2026-03-05T08:00,medicine,sertraline,50,mg,,",
        "2026-03-10T08:00,medicine,sertraline,100,mg,,",
        "2026-03-20T08:00,medicine,Sertraline,stop,,,",
        "2026-04-01T08:00,medicine,sertraline,50,mg,again,",
    )
    assert spans(tmp_path, *rows) == [
        ("sertraline", "50 mg", date(2026, 3, 1), date(2026, 3, 10)),
        ("sertraline", "100 mg", date(2026, 3, 10), date(2026, 3, 20)),
        ("sertraline", "50 mg", date(2026, 4, 1), None),
    ]


def test_the_head_continues_in_the_entries(tmp_path):
    rows = ("2026-03-10T08:00,medicine,sertraline,100,mg,,",)
    assert spans(tmp_path, *rows, head=SERTRALINE) == [
        ("Sertraline", "50 mg", date(2025, 11, 1), date(2026, 3, 10)),
        ("Sertraline", "100 mg", date(2026, 3, 10), None),
    ]


@pytest.mark.parametrize("row", ["stop,,", "stopped,,", "0,mg,", ",,stopped today", "Stop,,"])
def test_ways_to_say_stop(tmp_path, row):
    assert spans(tmp_path, f"2026-03-10T08:00,medicine,sertraline,{row},", head=SERTRALINE) == [
        ("Sertraline", "50 mg", date(2025, 11, 1), date(2026, 3, 10))
    ]


def test_a_stop_without_a_start_ends_something_unknown(tmp_path):
    assert spans(tmp_path, "2026-03-10T08:00,medicine,x,stop,,,") == [
        ("x", "", None, date(2026, 3, 10))
    ]


def test_each_span_knows_its_entries(tmp_path):
    rows = ("2026-03-10T08:00,medicine,x,5,mg,,a", "2026-03-11T08:00,medicine,x,stop,,,b")
    assert medicine_spans(diary(tmp_path / "d", *rows))[0].entry_ids == ("a", "b")
