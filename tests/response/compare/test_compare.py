"""`compare` on diaries: which days count, what is said, what confounds, what is refused."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Outcome, Person, Product
from speciosa.errors import InputError
from speciosa.response.compare.arms import PeriodArm, ProductArm, SubstanceArm
from speciosa.response.compare.build import compare
from speciosa.response.compare.comparison import Comparison

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
GREEN, RED = ProductArm("green"), ProductArm("red")


def by_halves(day):
    return ("green",) if day < 20 else ("red",)


def in_turn(day):
    return ("green",) if day // 3 % 2 == 0 else ("red",)


def diary(products_on, days=40, worse=1.0, seed=1, extra=(), better="lower", grams=3.0):
    """Ratings are higher by `worse` on days with green."""
    rng = np.random.default_rng(seed)
    rows = []
    for day in range(days):
        at = START + timedelta(days=day)
        taken = products_on(day)
        rows += [(at, Kind.DOSE, key, grams, "g") for key in taken]
        for hour in (1, 5, 11):
            felt = 4.0 + worse * ("green" in taken) + rng.normal()
            rows.append((at + timedelta(hours=hour), Kind.RATING, "pain", float(round(felt)), ""))
    entries = [
        Entry(at=at, kind=kind, what=what, value=value, unit=unit, id=f"e{i:05}")
        for i, (at, kind, what, value, unit) in enumerate([*rows, *extra])
    ]
    return Diary(
        timezone="UTC",
        person=Person(id="x"),
        products={
            "green": Product(name="Green, batch 7", form="leaf"),
            "red": Product(name="Red", form="leaf"),
            "venla": Product(name="Venlafaxine", substance="venlafaxine"),
        },
        outcomes={"pain": Outcome(label="Pain", better=better)},
        entries=tuple(entries),
    )


def test_a_product_change_is_called_a_difference_between_the_days():
    found = compare(diary(by_halves, worse=2.0), "pain", a=GREEN, b=RED)
    assert found.difference.low > 0.0
    assert found.sentence.startswith('Pain, days with "Green, batch 7" against days with "Red": ')
    assert "points higher" in found.sentence
    assert found.sentence.endswith(
        "This is the difference between the days, not the effect of what was taken."
    )
    assert (found.a.days, found.a.ratings, found.b.days, found.b.ratings) == (20, 60, 20, 60)
    assert (found.a.first, found.a.last) == (date(2026, 3, 1), date(2026, 3, 20))
    assert found.a.doses_per_day == 1.0


def test_apart_in_the_calendar_is_named_first_and_in_order():
    found = compare(diary(by_halves), "pain", a=RED, b=GREEN)
    assert found.confounders[0].startswith(
        'They lie apart in the calendar, "Red" after "Green, batch 7".'
    )
    mixed = compare(diary(in_turn), "pain", a=GREEN, b=RED)
    assert not any("calendar" in text for text in mixed.confounders)
    assert any("Levels last for days" in text for text in mixed.confounders)


def test_swapped_sides_flip_the_sign():
    some = diary(in_turn)
    ab, ba = compare(some, "pain", a=GREEN, b=RED), compare(some, "pain", a=RED, b=GREEN)
    assert ba.difference.mean == pytest.approx(-ab.difference.mean, rel=1e-4)
    assert (ba.a, ba.b) == (ab.b, ab.a)


def test_the_good_direction_changes_nothing_but_its_name():
    lower, higher = (
        compare(diary(in_turn, better=b), "pain", a=GREEN, b=RED) for b in ("lower", "higher")
    )
    assert lower.difference == higher.difference
    assert (lower.better, higher.better) == ("lower", "higher")


def test_days_with_both_belong_to_neither_and_are_counted():
    some = diary(lambda day: ("green", "red") if day % 10 == 0 else in_turn(day))
    found = compare(some, "pain", a=GREEN, b=RED)
    assert found.days_set_apart == 4
    assert found.a.days + found.b.days == 36
    assert any("4 days with both products" in text for text in found.confounders)


def test_too_little_says_so_and_why():
    found = compare(diary(lambda day: ("green",) if day < 6 else ("red",)), "pain", a=GREEN, b=RED)
    assert found.difference is None
    assert found.reasons == (
        "Green, batch 7: 6 days with 18 ratings; at least 7 days and 15 ratings are needed.",
    )
    assert found.sentence.endswith("this diary cannot tell.")


def test_a_product_that_was_never_taken_cannot_be_told():
    found = compare(diary(lambda _day: ("green",)), "pain", a=GREEN, b=RED)
    assert found.difference is None
    assert found.confounders == ()
    assert (found.b.days, found.b.first) == (0, None)


def test_substances_are_compared_by_what_was_taken_of_them():
    some = diary(lambda day: ("green", "red") if day % 2 else ("venla",))
    found = compare(some, "pain", a=SubstanceArm("kratom"), b=SubstanceArm("venlafaxine"))
    assert found.kind == "substances"
    assert found.a.days == found.b.days == 20
    assert found.difference is not None


def periods(first, second):
    return {
        "a": PeriodArm(date(2026, 3, 1), date(2026, 3, first)),
        "b": PeriodArm(date(2026, 3, first + 1), second),
    }


def test_periods_name_products_that_differ():
    found = compare(diary(by_halves), "pain", **periods(20, date(2026, 4, 9)))
    assert found.kind == "periods"
    assert "the difference between the periods" in found.sentence
    assert any(
        text.startswith('The products differ: "Green, batch 7" in 2026')
        for text in found.confounders
    )


def test_medicines_doses_and_amounts_that_changed_are_named():
    at = START + timedelta(days=22)
    more = [(START + timedelta(days=d, hours=2), Kind.DOSE, "red", 3.0, "g") for d in range(20, 40)]
    some = diary(by_halves, extra=[(at, Kind.MEDICINE, "sertraline", 25.0, "mg"), *more])
    told = compare(some, "pain", a=GREEN, b=RED).confounders
    assert "A medicine changed in between: sertraline 25 mg began on 23 March 2026." in told
    assert 'Doses a day differ: 1.0 with "Green, batch 7", 2.0 with "Red".' in told
    assert 'Amounts a day differ: 3.0 g with "Green, batch 7", 6.0 g with "Red".' in told


def test_other_products_on_the_days_are_named():
    told = compare(diary(lambda day: (*in_turn(day), "venla")), "pain", a=GREEN, b=RED).confounders
    assert 'Other products were taken on 21 of 21 days of "Green, batch 7": "Venlafaxine".' in told


def test_few_days_are_named():
    found = compare(diary(in_turn, days=20), "pain", a=GREEN, b=RED)
    assert any(text.startswith("Only 11 days of") for text in found.confounders)


def test_it_is_the_same_every_time_and_survives_json():
    some = diary(in_turn)
    found = compare(some, "pain", a=GREEN, b=RED)
    assert found == compare(some, "pain", a=GREEN, b=RED)
    assert Comparison.model_validate_json(found.model_dump_json()) == found


def test_duplicated_ratings_do_not_sharpen():
    some = diary(in_turn)
    again = tuple(
        e.model_copy(update={"id": e.id + "x"}) for e in some.entries if e.kind is Kind.RATING
    )
    doubled = some.model_copy(update={"entries": (*some.entries, *again)})
    assert compare(doubled, "pain", a=GREEN, b=RED) == compare(some, "pain", a=GREEN, b=RED)


@pytest.mark.parametrize(
    ("outcome", "a", "b", "said"),
    [
        ("pian", GREEN, RED, 'never rated; found "pian", expected one of pain. Try pain.'),
        ("pain", GREEN, ProductArm("redd"), 'no such name; found "redd".*Try red.'),
        ("pain", GREEN, GREEN, "the same twice"),
        ("pain", GREEN, SubstanceArm("kratom"), "two different kinds"),
        ("pain", SubstanceArm("kratom"), SubstanceArm("tramadol"), "no such name"),
        ("pain", PeriodArm(date(2026, 3, 9), date(2026, 3, 1)), PeriodArm(date(2026, 4, 1), date(2026, 4, 9)), "ends before it starts"),
        ("pain", PeriodArm(date(2026, 3, 1), date(2026, 3, 9)), PeriodArm(date(2026, 3, 9), date(2026, 4, 9)), "overlap"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_one_sentence(outcome, a, b, said):
    with pytest.raises(InputError, match=said):
        compare(diary(by_halves), outcome, a=a, b=b)
