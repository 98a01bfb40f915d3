import re

import pytest

from speciosa.diary.person import Medicine, Product
from speciosa.knowledge.medicines import ingredients
from speciosa.safety.interaction_table import interaction_rows
from speciosa.safety.medicine_changes import relative_change
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.timing import TimingRow
from tests.safety.diaries import doses, entry, findings, found, rare_doses


def test_a_medicine_that_began_lately():
    start = entry(35, 8, "medicine", "sertraline", 50, "mg")
    seen = found(findings([*doses(), start]), "M-start")
    assert seen.title == "New medicine in the last two weeks: sertraline"
    assert seen.because == (start.id,)


def test_an_older_start_or_a_new_dose_is_not_a_new_medicine():
    early = entry(3, 8, "medicine", "sertraline", 50, "mg")
    more = entry(35, 8, "medicine", "sertraline", 100, "mg")
    assert found(findings([*doses(), early, more]), "M-start") is None
    assert (
        found(findings(medicines={"sertraline": Medicine(since="2020-01-01")}), "M-start") is None
    )


def test_an_inhibitor_counts_for_two_weeks_after_its_end():
    def ended(day):
        stop = entry(day, 8, "medicine", "clarithromycin", "stop")
        start = entry(day - 7, 8, "medicine", "clarithromycin", 500, "mg")
        return findings([*doses(), start, stop])

    assert found(ended(35), "M-enzyme").severity == "S3"
    assert found(ended(20), "M-enzyme") is None


def test_the_direction_of_an_inhibitor_is_not_told():
    start = entry(35, 8, "medicine", "clarithromycin", 500, "mg")
    seen = found(findings([*doses(), start]), "I-050")
    assert seen.id == "I-050+M-enzyme"
    assert "unpredictable" in seen.why


def test_a_missed_day_of_a_daily_user():
    kept = [entry(30, 9, "rating", "pain", 6)]
    missed = [d for d in doses() if d.at.day != 31]
    seen = found(findings(missed + kept), "M-gap")
    assert seen.title == "A day or more between doses, once in the last four weeks"
    assert "can be withdrawal" in seen.why


def test_a_gap_without_any_entry_is_missing_not_a_missed_dose():
    assert found(findings([d for d in doses() if d.at.day != 31]), "M-gap") is None


def test_rare_use_has_no_missed_days():
    assert found(findings(rare_doses()), "M-gap") is None


def test_early_doses():
    early = [entry(day, 9, "dose", "green", 3, "g") for day in range(36, 42)]
    seen = found(findings(doses() + early), "M-early")
    assert "6 times" in seen.title
    assert len(seen.because) == 6
    assert found(findings(doses() + early[:4]), "M-early") is None


def test_two_kinds_of_product_on_one_day_is_s4_and_two_batches_of_leaf_are_not():
    def both(form):
        products = {"a": Product(name="A", form="leaf"), "b": Product(name="B", form=form)}
        entries = doses(product="a") + doses([40, 41], hours=(10,), product="b", amount=1)
        return findings(entries, products=products)

    seen = found(both("7-oh"), "I-085")
    assert seen.severity == "S4"
    assert "twice" in seen.title
    assert found(both("capsule"), "I-085") is None


def medicine(day, name, value, unit=""):
    return entry(day, 8, "medicine", name, value, unit)


def test_a_medicine_that_was_stopped_lately():
    """Clinical text 3.4: warn on start, dose change and stop."""
    entries = [*doses(), medicine(10, "metformin", 500, "mg"), medicine(35, "metformin", "stop")]
    seen = found(findings(entries), "M-stop")
    assert seen.title == "Medicine stopped in the last two weeks: metformin"
    assert seen.severity == "S1"
    assert str(seen.since) == "2026-04-05"
    early = [*doses(), medicine(2, "metformin", 500, "mg"), medicine(20, "metformin", "stop")]
    assert found(findings(early), "M-stop") is None


@pytest.mark.parametrize("name", ["diazepam", "clonidine", "sertraline", "oxycodone", "pregabalin"])
def test_a_medicine_that_should_not_end_suddenly_calls_for_the_prescriber_today(name):
    """Design: never stop a benzodiazepine, opioid, clonidine or antidepressant suddenly."""
    entries = [*doses(), medicine(10, name, 50, "mg"), medicine(38, name, "stop")]
    seen = found(findings(entries), "M-stop-sudden")
    assert (seen.severity, seen.who) == ("S3", "your prescriber today")
    assert seen.id == "M-stop+M-stop-sudden"
    assert "call them today" in seen.action


def test_a_changed_dose_is_not_a_stop_and_a_restart_is_none_either():
    more = [*doses(), medicine(3, "sertraline", 50, "mg"), medicine(35, "sertraline", 100, "mg")]
    assert found(findings(more), "M-stop") is None
    again = [
        *doses(),
        medicine(3, "sertraline", 50, "mg"),
        medicine(33, "sertraline", "stop"),
        medicine(36, "sertraline", 50, "mg"),
    ]
    assert found(findings(again), "M-stop") is None


def test_a_dose_that_changed_by_a_quarter_or_more():
    def seen(first, second, day=35):
        entries = [
            *doses(),
            medicine(3, "elvanse", first, "mg"),
            medicine(day, "elvanse", second, "mg"),
        ]
        return found(findings(entries), "M-dose")

    assert seen(40, 50).title == (
        "Dose of a medicine changed in the last two weeks: lisdexamfetamine (40 mg to 50 mg)"
    )
    assert seen(50, 30) is not None
    assert seen(50, 60) is None
    assert seen(40, 50, day=20) is None


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [("40 mg", "50 mg", 0.25), ("50 mg", "0 mg", 1.0), ("50 mg", "1 tablet", 1.0), ("", "5 mg", 1)],
)
def test_how_much_a_dose_changed(before, after, share):
    assert relative_change(before, after) == pytest.approx(share)


def test_a_break_that_goes_on_says_what_may_come_and_where_help_is():
    """Clinical text 3.4: at least 24 h since the last dose in a daily user is a withdrawal hint."""
    noon = [entry(day, 12, "rating", "pain", 5) for day in range(31)]
    seen = found(findings([*doses(range(29)), *noon]), "M-open")
    assert seen.title == "No dose for 40 hours so far, after daily use"
    assert seen.severity == "S2"
    assert "crisis line" in seen.action
    assert "too much" in seen.why
    assert found(findings([*doses(range(30)), *noon]), "M-open") is None


def test_a_break_without_entries_or_of_rare_use_is_not_an_open_one():
    silent = [*doses(range(29)), entry(33, 12, "rating", "pain", 5)]
    assert found(findings(silent), "M-open") is None
    rare = [*rare_doses(), entry(44, 9, "rating", "pain", 5)]
    assert found(findings(rare), "M-open") is None


def test_doses_at_night():
    night = [entry(day, 3, "dose", "green", 3, "g") for day in (30, 34, 38)]
    seen = found(findings([*doses(), *night]), "M-night")
    assert "3 times" in seen.title
    assert len(seen.because) == 3
    assert found(findings([*doses(), *night[:2]]), "M-night") is None
    two_in_one_night = [*night[:2], entry(34, 4, "dose", "green", 1, "g")]
    assert found(findings([*doses(), *two_in_one_night]), "M-night") is None


def test_early_and_night_doses_are_one_finding():
    night = [entry(day, 3, "dose", "green", 3, "g") for day in range(36, 42)]
    early = [entry(day, 9, "dose", "green", 3, "g") for day in range(36, 42)]
    assert found(findings([*doses(), *night, *early]), "M-night").id == "M-early+M-night"


def test_a_new_batch_after_another_one_and_not_the_first_of_the_diary():
    products = {
        "a": Product(name="Batch 7", form="leaf"),
        "b": Product(name="Batch 8", form="leaf"),
    }
    later = doses(range(36), product="a") + doses(range(36, 42), product="b")
    seen = found(findings(later, products=products), "M-product")
    assert seen.title == "New product or batch in the last two weeks: Batch 8"
    assert found(findings(doses(range(6))), "M-product") is None
    long_ago = doses(range(10), product="a") + doses(range(10, 42), product="b")
    assert found(findings(long_ago, products=products), "M-product") is None


def test_two_products_of_which_one_is_not_known_may_differ():
    """What is not known takes the stricter row: an unknown form can be any."""
    products = {"a": Product(name="A", form="leaf"), "b": Product(name="B")}
    entries = doses(product="a") + doses([40], hours=(10,), product="b", amount=1)
    assert found(findings(entries, products=products), "I-085").severity == "S4"
    both = {"a": Product(name="A"), "b": Product(name="B")}
    assert found(findings(entries, products=both), "I-085") is not None
    apart = doses(range(40), product="a") + doses([41], product="b")
    assert found(findings(apart, products=both), "I-085") is None


def test_every_medicine_that_acts_on_the_enzyme_counts_for_two_weeks_after_a_change():
    """Clinical text 3.4: 14 days after a CYP3A inhibitor or inducer starts or stops."""
    of_table = {
        name
        for row in interaction_rows()
        if row.cause == "enzyme"
        for name in row.medicines
        if name not in {"cyp2d6-inhibitor", "quinidine"}  # another enzyme
    }
    (row,) = [row for row in load_rows("timing", TimingRow) if row.kind == "enzyme change"]
    assert of_table <= set(row.medicines)
    assert row.recent_d == 14


def test_every_class_of_the_table_belongs_to_some_medicine():
    known = {name for key, row in ingredients().items() for name in (key, *row.classes)}
    named = {name for row in load_rows("timing", TimingRow) for name in row.medicines}
    assert named <= known


@pytest.mark.parametrize("name", ["clarithromycin", "carbamazepine", "grapefruit", "ritonavir"])
def test_the_end_of_an_inhibitor_or_inducer_is_seen_too(name):
    start, end = medicine(5, name, 1, "unit"), medicine(38, name, "stop")
    seen = found(findings([*doses(), start, end]), "M-enzyme")
    assert seen.severity == "S3"
    assert not re.search(r"\b(?:more|less|stronger|weaker|higher|lower) kratom", seen.why)


def test_somebody_who_stopped_a_week_ago_was_a_daily_user():
    noon = [entry(day, 12, "rating", "pain", 5) for day in range(38)]
    seen = found(findings([*doses(range(30)), *noon]), "M-open")
    assert seen.title == "No dose for 184 hours so far, after daily use"
    long_ago = [*doses(range(20)), *noon]
    assert found(findings(long_ago), "M-open") is None  # withdrawal is over by then
