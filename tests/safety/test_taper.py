"""Follow-up of a plan that a professional entered; limits from the clinical text, section 4.4."""

import inspect
import re
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary import taper as diary_taper
from speciosa.diary.person import Medicine, Product
from speciosa.diary.taper import plan_of
from speciosa.errors import InputError
from speciosa.safety import taper, taper_holds
from speciosa.safety.facts import build_facts
from speciosa.safety.taper import follow
from tests.safety.diaries import diary, doses, entry

TEXT = """
by = "Dr. Example, pain clinic"
entered = 2026-03-10
steps = [
    { from = 2026-03-15, grams_per_day = 9, doses_per_day = 3 },
    { from = 2026-03-29, grams_per_day = 8, doses_per_day = 3 },
    { from = 2026-04-26, grams_per_day = 7 },
]
"""
PLAN = plan_of(tomllib.loads(TEXT))


def followed(entries, plan=PLAN, **kwargs):
    return follow(plan, build_facts(diary(entries, **kwargs)))


def kept(result):
    return {day.day: day.kept for day in result.days}


def test_planned_against_taken_day_by_day():
    """9 g planned and taken for two weeks; then 8 g planned and 9 g taken: 12 % too much."""
    found = followed(doses(range(42)))
    assert (found.step, found.steps, found.next_step) == (2, 3, date(2026, 4, 26))
    assert kept(found)[date(2026, 3, 28)] == "as planned"
    assert kept(found)[date(2026, 3, 29)] == "more"
    last = found.days[-1]
    assert (last.planned_g, last.taken_g, last.planned_doses, last.taken_doses) == (8, 9, 3, 3)
    assert found.for_professional[0] == ("Last 7 days that are known: planned 8 g a day, taken 9.")


def test_a_day_without_an_entry_is_missing_and_one_with_entries_but_no_dose_is_none_taken():
    taken = [
        dose
        for dose in doses(range(42))
        if dose.at.date() not in {date(2026, 3, 20), date(2026, 3, 21)}
    ]
    found = followed([*taken, entry(19, 12, "rating", "pain", 5.0)])
    assert kept(found)[date(2026, 3, 21)] == "not recorded"
    by_day = {day.day: day for day in found.days}
    assert by_day[date(2026, 3, 21)].taken_doses is None
    assert (by_day[date(2026, 3, 20)].taken_doses, by_day[date(2026, 3, 20)].kept) == (0, "less")


def test_an_unknown_weight_cannot_tell_and_more_doses_are_more():
    cups = followed(doses(range(42), unit="cup"))
    assert set(kept(cups).values()) == {"cannot tell"}
    four = followed(doses(range(42), hours=(8, 12, 16, 20), amount=2))  # 8 g in four doses
    assert kept(four)[date(2026, 4, 1)] == "more"


def test_only_the_named_product_counts():
    plan = plan_of(tomllib.loads(TEXT) | {"product": "a"}, ["a", "b"])
    products = {"a": Product(name="A", form="leaf"), "b": Product(name="B", form="leaf")}
    entries = doses(range(42), product="a") + doses(range(42), product="b")
    assert kept(followed(entries, plan, products=products))[date(2026, 3, 20)] == "as planned"


def test_before_it_begins_nothing_is_compared():
    found = followed(doses(range(10)))
    assert (found.step, found.days, found.holds) == (0, (), ())
    assert found.for_person == ("The plan of Dr. Example, pain clinic begins on 15 March 2026.",)
    assert follow(PLAN, build_facts(diary([]))) is None


def scored(first, last, key="sows16"):
    return [
        *doses(range(42)),
        entry(12, 9, "scale", key, float(first)),
        entry(40, 9, "scale", key, float(last)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "holds"), [(4, 13, False), (4, 14, True), (14, 4, False)]
)
def test_withdrawal_up_by_ten_points_holds_the_step(first, last, holds):
    """Clinical text 4.4: SOWS up by >= 10."""
    found = followed(scored(first, last))
    assert bool(found.holds) == holds
    if holds:
        (hold,) = found.holds
        assert hold.id == "H-withdrawal"
        assert hold.title == "Withdrawal has grown since before the plan: 4 to 14 points"
        assert hold.review == "expert proposal"
        assert "crisis line" in hold.action


def test_two_scales_are_never_compared_with_each_other():
    entries = [
        *doses(range(42)),
        entry(12, 9, "scale", "sows10", 2.0),
        entry(40, 9, "scale", "sows16", 30.0),
    ]
    found = followed(entries)
    assert found.withdrawal.from_plan
    assert found.holds == ()


def test_without_a_score_before_the_first_one_in_the_plan_counts_and_says_so():
    entries = [
        *doses(range(42)),
        entry(16, 9, "scale", "sows", 3.0),
        entry(40, 9, "scale", "sows", 15.0),
    ]
    found = followed(entries)
    assert [hold.id for hold in found.holds] == ["H-withdrawal"]
    assert "Withdrawal (SOWS): 3 at the first score in the plan, 15 now." in found.for_person


def test_a_score_of_long_ago_is_not_now():
    entries = [
        *doses(range(42)),
        entry(12, 9, "scale", "sows", 2.0),
        entry(20, 9, "scale", "sows", 20.0),
    ]
    found = followed(entries)
    assert found.withdrawal is None
    assert "No withdrawal scale in the last days." in found.for_person


@pytest.mark.parametrize(
    ("usual", "now", "holds"),
    [(5.0, 6.4, False), (5.0, 6.5, True), (6.0, 4.0, False), (0.0, 0.5, False), (0.0, 1.0, True)],
)
def test_pain_up_by_thirty_percent_against_ones_own_usual_holds_the_step(usual, now, holds):
    """Clinical text 4.4: PEG up by >= 30 %; without a PEG the pain ratings stand in."""
    rated = [entry(day, 12, "rating", "pain", usual if day < 28 else now) for day in range(42)]
    found = followed([*doses(range(42)), *rated])
    assert [hold.id for hold in found.holds] == (["H-pain"] if holds else [])


def test_one_peg_on_each_side_is_enough_and_goes_before_ratings():
    rated = [entry(day, 12, "rating", "pain", 5.0) for day in range(42)]
    peg = [entry(10, 9, "scale", "peg", 4.0), entry(38, 9, "scale", "peg", 5.2)]
    found = followed([*doses(range(42)), *rated, *peg])
    assert (found.pain.what, found.pain.first, found.pain.last) == ("PEG", 4, 5.2)
    assert [hold.id for hold in found.holds] == ["H-pain"]


def test_too_few_ratings_cannot_tell():
    rated = [entry(day, 12, "rating", "pain", 9.0) for day in (38, 39, 40)]
    assert followed([*doses(range(42)), *rated]).pain is None


def test_a_flare_and_a_changed_adhd_medicine_hold_the_step():
    """Clinical text 4.4: none during a flare or a change of an ADHD medicine."""
    flare = entry(39, 9, "event", "flare", 2.0, "grade")
    found = followed([*doses(range(42)), flare])
    assert [hold.id for hold in found.holds] == ["H-flare"]
    assert followed([*doses(range(42)), entry(20, 9, "event", "flare", 2.0, "grade")]).holds == ()
    started = followed(doses(range(42)), medicines={"elvanse": Medicine(since="2026-04-02")})
    assert [hold.id for hold in started.holds] == ["H-medicine"]
    other = followed(doses(range(42)), medicines={"metformin": Medicine(since="2026-04-02")})
    assert other.holds == ()
    more = [
        entry(3, 8, "medicine", "elvanse", 30, "mg"),
        entry(35, 8, "medicine", "elvanse", 40, "mg"),
    ]
    assert "H-medicine" in followed([*doses(range(42)), *more]).holds[0].id


def test_several_reasons_are_one_finding():
    flare = entry(39, 9, "event", "flare", 2.0, "grade")
    (hold,) = followed([*scored(4, 20), flare]).holds
    assert hold.id == "H-flare+H-withdrawal"
    assert hold.severity == "S3"


def test_amounts_stand_on_the_professionals_side_only():
    found = followed(scored(4, 14))
    person = " ".join((*found.for_person, *(hold.title + hold.action for hold in found.holds)))
    assert " g " not in person
    assert "doses a day" not in person
    assert "as planned on 14 days, more on 14 days" in person
    assert any(" g a day" in line for line in found.for_professional)


def test_no_function_makes_a_plan():
    """The plan is entered by the professional: the only way to one is reading what was entered."""
    makers = [
        name
        for module in (taper, taper_holds, diary_taper)
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if re.search(r"\b(Plan|Step)\b", str(made.__annotations__.get("return")))
    ]
    assert set(makers) == {"plan_of", "read_plan", "_in_order"}  # the last checks what it is given


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"by": ""}, "taper.by"),
        ({"steps": []}, "taper.steps"),
        ({"steps": [{"from": date(2026, 3, 15)}]}, "taper.steps.0"),
        (
            {"steps": [{"from": date(2026, 3, 15), "grams_per_day": -1}]},
            "taper.steps.0.grams_per_day",
        ),
        ({"steps": [{"from": "soon", "doses_per_day": 3}]}, "taper.steps.0.from"),
        (
            {
                "steps": [
                    {"from": date(2026, 3, 15), "doses_per_day": 3},
                    {"from": date(2026, 3, 1), "doses_per_day": 2},
                ]
            },
            "taper.steps",
        ),
        ({"product": "blue"}, "taper.product"),
        ({"speed": "fast"}, "taper.speed"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_one_sentence(change, field):
    with pytest.raises(InputError) as said:
        plan_of(tomllib.loads(TEXT) | change, ["green"])
    assert said.value.field == field
    assert str(said.value).startswith("diary.toml")


def test_who_made_it_must_be_said():
    table = tomllib.loads(TEXT)
    del table["by"]
    with pytest.raises(InputError):
        plan_of(table)


@settings(deadline=None, max_examples=25)
@given(st.floats(1, 6), st.floats(0, 3))
def test_taking_more_never_looks_more_as_planned(amount, more):
    def side(grams):
        return kept(followed(doses(range(14, 20), amount=grams)))[date(2026, 3, 18)]

    order = ["less", "as planned", "more"]
    assert order.index(side(amount + more)) >= order.index(side(amount))
