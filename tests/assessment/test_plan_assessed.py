"""A whole assessment of a diary with a professional's plan for less."""

from datetime import date

import pytest

from speciosa.assessment.build import assess
from speciosa.diary.taper import plan_of
from tests.safety.diaries import diary, doses, entry

PLAN = plan_of(
    {
        "by": "Dr. Example",
        "entered": date(2026, 3, 10),
        "product": "green",
        "steps": [
            {"from": date(2026, 3, 15), "grams_per_day": 9.0, "doses_per_day": 3.0},
            {"from": date(2026, 3, 29), "grams_per_day": 8.0},
        ],
    },
    ["green"],
)


def planned(entries, plan=PLAN, **person):
    return diary(entries, **person).model_copy(update={"taper": plan})


def rising():
    """Withdrawal up by 11 points since before the plan; clinical text 4.4: hold at 10."""
    scored = [entry(12, 9, "scale", "sows16", 4.0), entry(40, 9, "scale", "sows16", 15.0)]
    return planned([*doses(range(42)), *scored])


@pytest.fixture(scope="module")
def assessed():
    return assess(rising())


def test_the_plan_stands_beside_what_was_taken(assessed):
    found = assessed.taper
    assert (found.by, found.entered, found.product) == ("Dr. Example", date(2026, 3, 10), "Green")
    assert (found.step, found.steps, found.next_step) == (2, 2, None)
    assert found.step_from == date(2026, 3, 29)
    last = found.days[-1]
    assert (last.planned_g, last.taken_g, last.kept) == (8, 9, "more")


def test_a_reason_to_keep_the_step_is_one_of_the_findings(assessed):
    (held,) = [f for f in assessed.findings if "H-withdrawal" in f.id]
    assert held in assessed.taper.holds
    assert (held.severity, held.who) == ("S3", "the professional who made the plan")
    ranks = [f.severity for f in assessed.findings]
    assert ranks == sorted(ranks, key=["S4", "S3", "S2", "S1", "P", "no information"].index)


def test_the_findings_without_the_plan_are_the_same_but_for_the_hold(assessed):
    plain = assess(rising().model_copy(update={"taper": None}))
    assert plain.taper is None
    assert [f for f in assessed.findings if "H-" not in f.id] == list(plain.findings)


def test_the_same_diary_gives_the_same_bytes(assessed):
    assert assess(rising()).to_json() == assessed.to_json()
    assert type(assessed).model_validate_json(assessed.to_json()) == assessed


@pytest.mark.parametrize("born", [2010, 2008, None])
def test_empty_under_18_and_where_the_age_is_not_known(born):
    """Year difference 18 can still be an age of 17."""
    found = assess(planned(doses(range(42)), birth_year=born))
    assert found.taper is None
    assert "planned_g" not in found.to_json()


def test_a_reason_to_hold_is_safety_and_stays_under_18():
    """It names no amount; only the follow-up with its amounts is left out."""
    young = rising()
    young = young.model_copy(
        update={"person": young.person.model_copy(update={"birth_year": 2010})}
    )
    found = assess(young)
    assert found.taper is None
    (held,) = [f for f in found.findings if "H-withdrawal" in f.id]
    assert " g " not in f"{held.title} {held.why} {held.action} "


def test_days_before_the_diary_are_not_missing_days():
    late = assess(planned(doses(range(20, 42)))).taper
    assert late.days[0].day == date(2026, 3, 21)
    assert {day.kept for day in late.days} == {"as planned", "more"}


def test_before_it_begins_nothing_is_held_or_compared():
    found = assess(planned([*doses(range(10)), entry(9, 9, "event", "flare", 2.0, "grade")]))
    assert (found.taper.step, found.taper.days, found.taper.step_from) == (0, (), None)
    assert not [f for f in found.findings if f.id.startswith("H-")]
