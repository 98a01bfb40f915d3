"""What can be used as it stands but should be looked at."""

from speciosa.diary.readers import inspect
from tests.diary.folders import HEAD, folder


def oddities(place, *rows, head=HEAD):
    found = inspect(folder(place / "d", *rows, head=head))
    assert found.problems == ()
    return [(o.place, o.what, o.resolved) for o in found.oddities]


def doses(*amounts, unit="g"):
    return [f"2026-03-01T{8 + n:02}:00,dose,green,{a},{unit},," for n, a in enumerate(amounts)]


def test_a_sound_diary_has_none(tmp_path):
    assert (
        oddities(
            tmp_path,
            *doses(3, 3, 2.5),
            "2026-03-01T09:00,rating,pain,5,,,",
            "2026-03-02T09:00,rating,focus,5,,,",
        )
        == []
    )


def test_two_equal_doses_within_a_minute(tmp_path):
    rows = (
        "2026-03-01T08:10,dose,green,3,g,,",
        "2026-03-01T08:11,dose,green,3,g,,",
        "2026-03-01T08:13,dose,green,3,g,,",
    )
    assert oddities(tmp_path, *rows) == [
        ("entries.csv:3", "two doses of 3.0 g within one minute", "kept both")
    ]


def test_an_amount_far_above_the_usual(tmp_path):
    found = oddities(tmp_path, *doses(3, 3, 3, 2, 30))
    assert found == [("entries.csv:6", "30.0 g is 10 times the median of 3 g", "kept as typed")]
    assert oddities(tmp_path, *doses(3, 30)) == []


def test_days_without_any_entry(tmp_path):
    rows = (
        "2026-04-11T08:00,rating,pain,5,,,",
        "2026-04-15T08:00,rating,focus,5,,,",
        "2026-04-17T08:00,rating,focus,5,,,",
    )
    assert [(place, resolved) for place, _, resolved in oddities(tmp_path, *rows)] == [
        ("12-14 April", "treated as missing")
    ]


def test_many_gaps_are_one_oddity(tmp_path):
    rows = [
        f"2026-03-{day:02}T08:00,rating,{name},5,,,"
        for day in (1, 5, 9, 13, 20)
        for name in ("pain", "focus")
    ]
    assert oddities(tmp_path, *rows) == [
        ("entries.csv", "4 times several days without an entry, up to 6 days", "treated as missing")
    ]


def test_a_lone_entry_far_away(tmp_path):
    rows = (
        "2025-01-01T08:00,rating,pain,5,,,",
        "2026-03-01T08:00,rating,focus,5,,,",
        "2026-03-02T08:00,rating,focus,5,,,",
    )
    found = oddities(tmp_path, *rows)
    assert found[0] == (
        "entries.csv:2",
        "2025-01-01 is more than a year from any other entry",
        "kept; is the year right?",
    )


def test_counted_units_without_a_weight(tmp_path):
    assert oddities(tmp_path, *doses(2, 1, unit="cups")) == [
        (
            "diary.toml, products.green.unit_g",
            "2 x green in cup: grams in one cup are not known",
            "the usual content of one use is assumed",
        )
    ]
    assert oddities(tmp_path, *doses(2, 1, unit="capsules")) == []


def test_outcomes_and_aims_that_do_not_meet(tmp_path):
    found = oddities(
        tmp_path, "2026-03-01T08:00,rating,pian,5,,,", "2026-03-01T08:00,rating,focus,5,,,"
    )
    assert found == [
        (
            "entries.csv:2",
            'outcome "pian" is not described in diary.toml, is "pain" meant?',
            "0 to 10, lower is better",
        ),
        ("diary.toml, person.aims", '"pain" is never rated, is "pian" meant?', "left out"),
    ]


def test_a_void_of_nothing(tmp_path):
    found = oddities(tmp_path, "2026-03-01T08:00,void,3f0c91ab,,,,")
    assert found == [
        (
            "entries.csv:2",
            'cancels "3f0c91ab", which no entry here has as its id',
            "nothing is cancelled",
        )
    ]
