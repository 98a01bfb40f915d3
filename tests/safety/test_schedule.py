from datetime import date

import pytest

from speciosa.diary.person import Medicine, Product, Use
from speciosa.safety.check import check_safety
from tests.safety.diaries import daily_before, diary, doses, entry

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
