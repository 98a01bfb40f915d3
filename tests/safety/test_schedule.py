from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Medicine, Product, Use
from speciosa.safety.check import check_safety
from speciosa.safety.schedule import schedule_rows
from tests.safety.diaries import daily_before, diary, doses, entry, rare_doses

LIVER = "Liver tests (ALT, AST, ALP, bilirubin)"
BP = "Blood pressure and pulse"


def dues(what, *args, **kwargs):
    return [due for due in check_safety(diary(*args, **kwargs)).schedule if due.what == what]


def open_due(what, *args, **kwargs):
    (due,) = [due for due in dues(what, *args, **kwargs) if due.done is None]
    return due


def test_without_a_known_start_the_baseline_is_due_and_no_week_is_invented():
    due = open_due(LIVER)
    assert (due.due, due.overdue_days) == (None, 0)


@pytest.mark.parametrize("said", ["2021", "2021-03"])
def test_a_start_that_is_not_known_to_the_day_is_not_known(said):
    assert open_due(LIVER, use=Use(daily_since=said)).due is None


def test_weeks_two_four_and_eight_after_the_start():
    due = open_due(LIVER, use=Use(daily_since="2026-03-01"))
    assert (due.due, due.overdue_days) == (date(2026, 3, 15), 27)  # the diary ends on 11 April


def test_a_test_done_counts_and_the_next_one_follows():
    entries = [*doses(), entry(13, 9, "reading", "alt", 30, "U/L")]
    kept = dues(LIVER, entries, use=Use(daily_since="2026-03-01"))
    assert [due.done for due in kept] == [None, date(2026, 3, 14)]
    assert (kept[0].due, kept[0].overdue_days) == (date(2026, 3, 29), 13)


def test_a_long_past_start_without_any_test_is_a_missing_baseline():
    assert open_due(LIVER, before=daily_before()).due is None


def test_after_the_first_year_twice_a_year():
    entries = [*doses(), entry(0, 9, "reading", "alt", 30, "U/L")]
    due = open_due(LIVER, entries, before=daily_before(date(2023, 5, 1)))
    assert date(2026, 3, 1) < due.due <= date(2026, 9, 5)


def test_a_new_class_of_product_starts_the_cycle_again():
    products = {"a": Product(name="a", form="leaf"), "b": Product(name="b", form="extract")}
    entries = doses(product="a") + doses(range(20, 42), hours=(10,), product="b")
    due = open_due(LIVER, entries, products=products)
    assert due.due == date(2026, 4, 4)


def test_doubled_use_starts_the_cycle_again():
    entries = doses(range(21)) + doses(range(21, 42), amount=6)
    assert open_due(LIVER, entries).due == date(2026, 4, 5)


def test_blood_pressure_only_with_a_medicine_that_asks_for_it():
    assert dues(BP) == []
    started = {"elvanse": Medicine(since="2026-03-10")}
    assert open_due(BP, medicines=started).due == date(2026, 3, 17)
    assert open_due(BP, medicines=["elvanse"]).due is None


def test_overdue_stands_first_and_nothing_is_due_without_kratom():
    started = {"elvanse": Medicine(since="2026-03-10")}
    overdue = [due.overdue_days for due in check_safety(diary(medicines=started)).schedule]
    assert overdue == sorted(overdue, reverse=True)
    other = diary(products={"v": Product(name="v", substance="venlafaxine")}, entries=[])
    assert check_safety(other).schedule == ()


ECG = "ECG (QTc)"
PREGNANCY = "Pregnancy test, where pregnancy is possible"
LEAD = "Lead in blood"
MEDICINES = "Review of all medicines and supplements with a pharmacist or prescriber"
WITHDRAWAL = "Withdrawal scale (SOWS, or COWS by a clinician)"
PEG = "Pain and what it hinders (PEG)"
ASRS = "ADHD questionnaire (ASRS, 6 questions)"
KUD = "Talk about getting used to kratom (11 questions)"


def note(day, text):
    return entry(day, 10, "note", "", text)


def test_without_a_known_start_the_next_test_is_counted_from_the_last_one():
    entries = [*doses(), entry(13, 9, "reading", "alt", 30, "U/L")]
    assert open_due(LIVER, entries).due == date(2026, 6, 13)  # 14 March and three months


def test_a_return_to_leaf_is_a_new_kind_of_product_too():
    """Clinical text 4.1: the 2-4-8 cycle restarts at a change of product type."""
    products = {"a": Product(name="a", form="extract"), "b": Product(name="b", form="leaf")}
    entries = doses(range(20), product="a") + doses(range(20, 42), product="b")
    assert open_due(LIVER, entries, products=products).due == date(2026, 4, 4)


def test_twice_the_doses_count_where_nothing_is_weighed():
    entries = doses(range(21), hours=(8,), unit="cup") + doses(
        range(21, 42), hours=(8, 20), unit="cup"
    )
    assert open_due(LIVER, entries).due == date(2026, 4, 5)


def test_half_as_much_again_calls_for_an_ecg_but_not_for_the_liver_cycle():
    """Clinical text 4.1: ECG two weeks after a dose of +50 %; liver after a doubled one."""
    entries = doses(range(21)) + doses(range(21, 42), amount=4.5)
    assert open_due(ECG, entries, medicines=["citalopram"]).due == date(2026, 4, 5)
    assert open_due(LIVER, entries).due is None


def test_an_ecg_is_for_qt_medicines_and_for_daily_users_from_fifty_on():
    assert dues(ECG) == []
    assert dues(ECG, birth_year=1970) != []
    assert dues(ECG, rare_doses(), birth_year=1970) == []
    assert dues(ECG, conditions=("long qt",)) != []
    new = {"citalopram": Medicine(since="2026-03-10")}
    assert open_due(ECG, medicines=new).due == date(2026, 3, 24)
    assert len(dues(ECG, medicines=new, birth_year=1970)) == 1


def test_a_qt_reading_shows_that_an_ecg_was_done():
    entries = [*doses(), entry(20, 9, "reading", "qt", 400, "ms")]
    new = {"citalopram": Medicine(since="2026-03-10")}
    assert [due.done for due in dues(ECG, entries, medicines=new)] == [None, date(2026, 3, 21)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("ECG done at the surgery", True),
        ("the ekg result was normal", True),
        ("ECG planned", False),
        ("no ECG done yet", False),
        ("ECG done?", False),
        ("ECG should be done next week", False),
        ("had a record done", False),
        ("secgment done", False),
    ],
)
def test_a_note_counts_only_when_it_says_that_it_was_done(text, counts):
    found = dues(ECG, [*doses(), note(20, text)], medicines=["citalopram"])
    assert any(due.done for due in found) == counts


def test_questionnaires_are_for_those_they_concern():
    assert dues(ASRS) == []
    assert open_due(ASRS, conditions=("adhd",)).due is None
    assert open_due(PEG).due is None  # fibromyalgia
    assert dues(PEG, conditions=("adhd",)) == []
    rated = [*doses(), entry(3, 9, "rating", "pain", 5)]
    assert dues(PEG, rated, conditions=("adhd",)) != []


def test_single_answers_count_only_when_all_of_a_scale_are_there():
    ten = [entry(20, 9, "scale", f"kud.{n}", 0.0) for n in range(1, 11)]
    assert [due.done for due in dues(KUD, [*doses(), *ten])] == [None]
    eleven = [*ten, entry(20, 9, "scale", "kud.11", 1.0)]
    assert date(2026, 3, 21) in [due.done for due in dues(KUD, [*doses(), *eleven])]


def test_the_talk_is_for_daily_use():
    assert dues(KUD, rare_doses()) == []


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        ({"sex": "female"}, True),
        ({"sex": "female", "birth_year": None}, True),
        ({"sex": "female", "birth_year": 1960}, False),
        ({"sex": "male"}, False),
        ({"sex": "unknown"}, False),
        ({"sex": "female", "conditions": ("pregnant",)}, False),
    ],
)
def test_a_pregnancy_test_where_pregnancy_is_possible(person, asked):
    assert bool(dues(PREGNANCY, **person)) == asked


def test_lead_is_for_daily_use_without_a_certificate():
    assert "certificate" in open_due(LEAD).why
    assert dues(LEAD, rare_doses()) == []
    done = [*doses(), entry(30, 9, "reading", "lead", 2, "ug/dL")]
    assert date(2026, 3, 31) in [due.done for due in dues(LEAD, done)]


def test_medicines_are_reviewed_after_each_change():
    assert dues(MEDICINES) == []
    changed = {"metformin": Medicine(since="2026-03-20")}
    assert open_due(MEDICINES, medicines=changed).due == date(2026, 3, 27)
    entries = [*doses(), note(22, "medicines review done with the pharmacist")]
    found = dues(MEDICINES, entries, medicines=changed)
    assert date(2026, 3, 23) in [due.done for due in found]
    before = [*doses(), note(15, "medicines review done with the pharmacist")]
    assert open_due(MEDICINES, before, medicines=changed).due == date(2026, 3, 27)


def test_the_withdrawal_scale_is_for_the_days_after_the_last_dose_only():
    """Clinical text 4.1: COWS or SOWS only if stopping, daily for ten days."""
    assert dues(WITHDRAWAL) == []
    noon = [entry(day, 12, "rating", "pain", 5) for day in range(33)]
    stopped = [*doses(range(29)), *noon]
    assert open_due(WITHDRAWAL, stopped).due == date(2026, 3, 30)
    scored = [*stopped, entry(31, 9, "scale", "sows", 14.0)]
    assert open_due(WITHDRAWAL, scored).due == date(2026, 4, 2)


def test_every_row_is_due_for_somebody():
    noon = [entry(day, 12, "rating", name, 5) for day in range(33) for name in ("pain", "sleep")]
    person = {"conditions": ("adhd", "chronic pain"), "sex": "female", "medicines": ["elvanse"]}
    person["medicines"] = ["elvanse", "citalopram"]
    seen = {due.what for due in check_safety(diary([*doses(range(29)), *noon], **person)).schedule}
    assert seen == {row.what for row in schedule_rows()}


@settings(deadline=None, max_examples=30)
@given(st.dates(date(2026, 1, 1), date(2026, 4, 11)), st.integers(0, 41))
def test_a_check_done_never_makes_more_overdue(since, day):
    use = Use(daily_since=since.isoformat())
    before = sum(due.overdue_days for due in dues(LIVER, use=use))
    done = [*doses(), entry(day, 9, "reading", "alt", 30, "U/L")]
    assert sum(due.overdue_days for due in dues(LIVER, done, use=use)) <= before or before == 0


def test_the_withdrawal_scale_is_still_due_after_a_week_and_no_more_after_ten_days():
    def stopped(last_day):
        noon = [entry(day, 12, "rating", "pain", 5) for day in range(last_day)]
        return dues(WITHDRAWAL, [*doses(range(29)), *noon])

    assert stopped(37)[0].overdue_days == 7
    assert stopped(42) == []


def liver(day, alt):
    return [entry(day, 9, "reading", "alt", float(alt), "U/L", "uln=40")]


@pytest.mark.parametrize(("alt", "within_d"), [(400, 3), (121, 3), (60, 14)])
def test_high_liver_tests_are_repeated_within_days_and_until_normal(alt, within_d):
    """Clinical text 4.2: a possible injury is repeated in 2-3 days, a mild rise within weeks; a
    second wave followed the first fall in LiverTox case 6972."""
    found = open_due(LIVER, [*doses(range(20)), *liver(15, alt)])
    assert found.due == date(2026, 3, 16 + within_d)
    again = [*doses(range(30)), *liver(15, alt), *liver(20, 35)]
    later = open_due(LIVER, again, use=Use(daily_since="2026-03-01"))
    assert later.due == date(2026, 3, 29)  # the usual week 4: the last one was normal
