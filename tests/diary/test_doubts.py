"""Amounts that can hardly be meant are asked about; nothing of them is used until then."""

import pytest

from speciosa.diary.readers import inspect, read_diary
from tests.diary.folders import folder

USUAL = [f"2026-03-{day:02}T08:00,dose,green,3,g,," for day in range(1, 8)]


def dose(amount, unit="g", note="", product="green", id_=""):
    return f"2026-03-09T08:00,dose,{product},{amount},{unit},{note},{id_}"


def problems(place, *rows):
    return [str(problem) for problem in inspect(folder(place / "d", *rows)).problems]


def test_a_hundred_times_the_usual_is_refused_with_the_row_the_usual_and_the_way_out(tmp_path):
    usual = [f"2026-03-{day:02}T08:00,dose,green,2,capsules,," for day in range(1, 8)]
    (found,) = problems(tmp_path, *usual, dose(200, "capsules"))
    assert found == (
        'entries.csv:9, value: 100 times the usual amount of green; found "200 capsule", '
        "expected an amount near the usual 2 capsule; if it is right, write confirmed in the note."
    )
    assert problems(tmp_path, *usual, dose(199, "capsules")) == []


def test_without_a_habit_there_is_no_usual(tmp_path):
    few = [f"2026-03-{day:02}T08:00,dose,green,0.1,g,," for day in (1, 2)]
    assert problems(tmp_path, *few, dose(12)) == []
    more = [f"2026-03-{day:02}T08:00,dose,green,0.1,g,," for day in (1, 2, 3)]
    assert len(problems(tmp_path, *more, dose(12))) == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (dose(3000), "did you mean 3 g (3000 mg)?"),
        (dose(100), "did you mean 0.1 g (100 mg)?"),
        (dose(3, "kg"), "did you mean 3 g (3000 mg)?"),
        (dose(8, "g", product="bup"), ""),
        (dose(12, "g", product="bup"), "did you mean 0.012 g (12 mg)?"),
        (dose(3_000_000, "mg"), "more than one dose can be"),
        (dose(99), ""),
        (dose(3000, "mg"), ""),
    ],
)
def test_milligrams_typed_as_grams_are_asked_about(tmp_path, row, words):
    found = problems(tmp_path, row)
    assert len(found) == bool(words)
    if words:
        assert words in found[0]
        assert "write confirmed in the note" in found[0]
        assert found[0].startswith("entries.csv:2, value: ")


def test_confirmed_lets_it_pass_as_an_oddity(tmp_path):
    rows = [*USUAL, dose(3000, note="Confirmed: the whole bag")]
    found = inspect(folder(tmp_path / "d", *rows))
    assert found.problems == ()
    assert "1000 times the median" in found.oddities[-1].what
    assert read_diary(tmp_path / "d").entries[-1].value == 3000.0


def test_a_refused_amount_is_no_oddity_as_well(tmp_path):
    found = inspect(folder(tmp_path / "d", *USUAL, dose(3000)))
    assert (len(found.problems), found.oddities, found.diary) == (1, (), None)


def test_a_cancelled_amount_is_not_asked_about(tmp_path):
    void = "2026-03-09T09:00,void,abcdef01,,,,"
    assert problems(tmp_path, *USUAL, dose(3000, id_="abcdef01"), void) == []


def test_a_negative_dose_and_an_unknown_unit_say_so(tmp_path):
    found = problems(tmp_path, dose(-3), dose(3, "furlong"))
    assert 'a negative amount; found "-3", expected zero or more' in found[0]
    assert '"furlong"' in found[1]
    assert "unit" in found[1]


def test_a_level_in_a_wrong_unit(tmp_path):
    row = "2026-03-09T08:00,blood,mitragynine,{},{},,"
    assert '"mmHg"' in problems(tmp_path, row.format(80, "mmHg"))[0]
    found = inspect(folder(tmp_path / "d", row.format(80, "mg/L")))
    assert found.problems == ()
    assert [(o.place, o.resolved) for o in found.oddities if "80 mg/L" in o.what] == [
        ("entries.csv:2", "kept; is the unit right?")
    ]
    assert "80000 ng/mL" in next(o.what for o in found.oddities if "80 mg/L" in o.what)
    assert inspect(folder(tmp_path / "d", row.format(80, "ng/mL"))).oddities == ()
