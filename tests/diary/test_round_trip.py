"""Writing and reading again gives the same diary, in every form and for every kind of entry."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from speciosa.diary.readers import inspect, read_diary
from speciosa.diary.writers import write_folder, write_json, write_zip
from tests.diary.strategies import diaries


def as_folder(diary, place):
    write_folder(diary, place / "d")
    return place / "d"


def as_zip(diary, place):
    write_zip(diary, place / "d.zip")
    return place / "d.zip"


def as_json(diary, place):
    (place / "d.json").write_text(write_json(diary), encoding="utf-8", newline="")
    return place / "d.json"


FORMS = [as_folder, as_zip, as_json]


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(diary=diaries())
def test_a_written_diary_reads_back_the_same(form, diary):
    with tempfile.TemporaryDirectory() as name:
        found = inspect(form(diary, Path(name)))
    assert [str(problem) for problem in found.problems] == []
    assert found.diary == diary
    assert [e.at.isoformat() for e in found.diary.entries] == [
        e.at.isoformat() for e in diary.entries
    ]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(diary=diaries())
def test_the_same_diary_gives_the_same_bytes(diary):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        first = as_zip(diary, place).read_bytes()
        write_zip(read_diary(place / "d.zip"), place / "again.zip")
        assert (place / "again.zip").read_bytes() == first
