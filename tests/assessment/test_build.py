"""`assess`: pure, frozen, the same for the same diary, and silent where it must be."""

from datetime import date, timedelta
from importlib.resources import files

import pytest
from pydantic import ValidationError

from speciosa.assessment.build import assess
from speciosa.assessment.schema import Assessment
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Medicine, Person, Product
from speciosa.diary.readers import read_diary
from speciosa.errors import InputError


@pytest.fixture(scope="module")
def example() -> Diary:
    return read_diary(files("speciosa") / "example")


@pytest.fixture(scope="module")
def assessed(example) -> Assessment:
    return assess(example)


def changed(diary, **person):
    return diary.model_copy(update={"person": diary.person.model_copy(update=person)})


def test_the_default_time_is_the_last_entry_not_the_clock(example, assessed):
    assert assessed.made.at == max(e.at for e in example.entries)


def test_the_order_of_the_rows_does_not_matter(example, assessed):
    turned = example.model_copy(update={"entries": example.entries[::-1]})
    assert assess(turned).to_json() == assessed.to_json()


def test_another_note_is_another_digest_and_seed(example, assessed):
    first = example.entries[0].model_copy(update={"note": "typed later"})
    other = assess(example.model_copy(update={"entries": (first, *example.entries[1:])}))
    assert other.made.diary_digest != assessed.made.diary_digest
    assert other.made.seed != assessed.made.seed


def test_an_earlier_time_leaves_later_entries_out(example):
    at = example.entries[0].at + timedelta(days=10)
    early = assess(example, at)
    assert early.made.at == at
    assert early.window.end <= at.date()
    assert early.quality.doses < assess(example).quality.doses


def test_it_cannot_be_changed(assessed):
    with pytest.raises(ValidationError):
        assessed.made = None


def test_a_diary_without_entries_is_refused_in_one_sentence():
    empty = Diary(timezone="UTC", person=Person(id="nobody"))
    with pytest.raises(InputError, match="nothing recorded yet"):
        assess(empty)


def test_a_minor_gets_safety_and_help_only(example):
    minor = assess(changed(example, birth_year=2010))
    assert "minor" in minor.restrictions
    assert minor.responses == ()
    assert minor.exposure.analytes == ()
    assert minor.day_profile.panels == ()
    assert minor.timeline.doses == ()
    assert len(minor.red_flags.items) == 12
    assert minor.findings


def test_effects_of_grade_d_are_never_numbers(assessed):
    for response in assessed.responses:
        assert (response.seen_effect is None) == (response.grade == "D")
        assert (response.p_benefit is None) == (response.grade == "D")


def test_curves_and_percentiles_are_in_order(assessed):
    for curve in assessed.exposure.analytes:
        assert len(curve.times) == len(curve.p50)
        assert all(a <= b <= c for a, b, c in zip(curve.p05, curve.p50, curve.p95, strict=True))
    for panel in assessed.day_profile.panels:
        assert len(panel.p50) == len(assessed.day_profile.hours)
        rows = zip(panel.p05, panel.p50, panel.p95, strict=True)
        assert all(a <= b <= c for a, b, c in rows if b is not None)


def test_starts_inside_the_window_are_changes_and_what_was_there_is_not(assessed):
    changes = {c.what: c.day for c in assessed.timeline.changes}
    assert changes["sertraline 25 mg"] == date(2026, 4, 2)
    assert "Green leaf, batch 8" in changes
    assert not any("lisdexamfetamine" in what for what in changes)


def test_days_without_any_entry_are_not_days_without_a_dose(example, assessed):
    doses = sum(e.kind is Kind.DOSE for e in example.entries)
    recorded = len({e.at.date() for e in example.entries})
    assert recorded == assessed.window.days - 2
    assert assessed.use.doses_per_day == pytest.approx(doses / recorded, rel=1e-5)


def test_a_profile_entry_counts_like_the_head(example):
    entry = Entry(
        at=example.entries[-1].at,
        kind=Kind.PROFILE,
        what="person.birth_year",
        value="2010",
        id="p1",
    )
    both = example.model_copy(update={"entries": (*example.entries, entry)})
    assert "minor" in assess(both).restrictions


def test_a_medicine_followed_like_a_product_is_assessed_in_its_own_name():
    start = read_diary(files("speciosa") / "example").entries[0].at
    doses = tuple(
        Entry(
            at=start + timedelta(days=day),
            kind=Kind.DOSE,
            what="v",
            value=75.0,
            unit="mg",
            id=f"d{day}",
        )
        for day in range(10)
    )
    diary = Diary(
        timezone="Europe/Berlin",
        person=Person(id="x", birth_year=1980),
        products={"v": Product(name="venlafaxine", substance="venlafaxine", form="tablet")},
        medicines={"sertraline": Medicine(dose="50 mg")},
        entries=doses,
    )
    got = assess(diary)
    assert got.use.substance == "venlafaxine"
    assert {c.substance for c in got.exposure.analytes} == {"venlafaxine"}
    assert not any("ratom" in f.title for f in got.findings)
