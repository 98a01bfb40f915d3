"""A randomised test in the assessment: beside the response, watched, and never for a minor."""

from datetime import timedelta

import pytest

from speciosa.assessment.assigned_watch import assigned_watch_of
from speciosa.assessment.build import assess
from speciosa.assessment.personal_tests import outcomes_of_test, tests_of
from speciosa.assessment.protocol import result_of
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.profile import projected
from speciosa.response.design.assignments import randomised_of
from speciosa.response.design.pairs import pairs_of
from speciosa.response.simulate import SCENARIOS
from tests.response.design.people import block_plan, diary_of, wait_plan

WAITS = projected(SCENARIOS["wait-relief"].person(1).diary)
tests_of.__test__ = False  # not one of pytest's


@pytest.fixture(scope="module")
def assessed():
    return assess(WAITS)


def with_entries(diary, entries):
    return diary.model_copy(update={"entries": tuple(entries)})


def notes_changed(diary, old, new):
    return with_entries(
        diary,
        (
            e.model_copy(update={"note": e.note.replace(old, new)})
            if e.kind is Kind.ALLOCATION
            else e
            for e in diary.entries
        ),
    )


def rated(diary, outcome, start):
    """The same diary in which each rating of pain stands a second time under another name."""
    more = (
        e.model_copy(update={"what": outcome, "id": f"{e.id}x"})
        for e in diary.entries
        if e.kind is Kind.RATING and e.at >= start
    )
    return with_entries(diary, (*diary.entries, *more))


def test_the_test_stands_beside_the_response_which_keeps_its_grade(assessed):
    (test,), (response,) = assessed.tests, assessed.responses
    assert (test.outcome, test.substance) == (response.outcome, response.substance)
    assert test.grade_a
    assert response.grade == "B"
    assert test.pairs == pairs_of(WAITS, "pain")


def test_report_and_result_page_say_the_same_and_twice_the_same(assessed):
    assert result_of(WAITS).results == assessed.tests
    assert assess(WAITS).to_json() == assessed.to_json()


def test_pairs_without_a_difference_are_not_counted(assessed):
    (watched,) = assessed.watch_assigned.watched
    last = max(e.at for e in WAITS.entries).date()
    pairs = [p for p in pairs_of(WAITS, "pain") if p.complete_at.date() < last]
    told = [p for p in pairs if p.difference_pts is not None]
    assert 0 < watched.used == len(told) < len(pairs)
    assert watched.statement == "Pain is lower after the shorter of two allotted waits."
    assert watched.threshold == 20.0
    assert watched.basis == "assigned"


def test_a_strong_effect_is_an_alert_on_a_day_of_the_test():
    diary = projected(diary_of(block_plan(-4.0, days=60)))
    watch = assigned_watch_of(diary)
    (alert,) = watch.alerts
    assert alert.statement == "Pain is lower in the allotted blocks of the higher amount."
    days = [p.complete_at.date() for p in pairs_of(diary, "pain")]
    assert alert.since in days[4:]  # one pair can at most double the evidence
    turned = diary.model_copy(
        update={
            "outcomes": {"pain": diary.outcomes["pain"].model_copy(update={"better": "higher"})}
        }
    )
    assert assigned_watch_of(turned).alerts == ()


def test_the_family_is_what_was_rated_by_the_end_of_the_first_pair():
    first = min(p.complete_at for p in pairs_of(WAITS, "pain"))
    both = assigned_watch_of(rated(WAITS, "mood", min(e.at for e in WAITS.entries)))
    assert {w.threshold for w in both.watched} == {40.0}
    assert both.not_watched == ()
    late = assigned_watch_of(rated(WAITS, "mood", first + timedelta(days=3)))
    assert [w.key for w in late.watched] == ["test pain"]
    assert late.watched[0].threshold == 20.0
    assert late.not_watched[0].startswith("Mood: first rated after the first pair")


def test_too_few_pairs_or_none_complete_are_said():
    few = diary_of(wait_plan(days=3))
    early = assigned_watch_of(few)
    assert early.watched == ()
    assert "2 pairs so far; to be watched it needs 5" in early.not_watched[0]
    first = next(e.at for e in few.entries if e.kind is Kind.ALLOCATION)
    begun = with_entries(few, (e for e in few.entries if e.at <= first))
    assert "complete yet" in assigned_watch_of(begun).not_watched[0]
    (untold,) = tests_of(begun, {}, 1)
    assert (untold.estimate, untold.grade_a) == (None, False)


def test_without_a_test_or_for_a_minor_there_is_nothing():
    plain = with_entries(WAITS, (e for e in WAITS.entries if e.kind is not Kind.ALLOCATION))
    assert tests_of(plain, {}, 1) == ()
    assert assigned_watch_of(plain) is None
    person = WAITS.person.model_copy(update={"birth_year": 2012})
    young = assess(WAITS.model_copy(update={"person": person}))
    assert young.tests == ()
    assert young.watch_assigned is None


@pytest.mark.parametrize("note", ["pair 1, 99999999 d", f"pair {'9' * 5000}, 2 d"])
def test_a_note_that_no_calendar_holds_leaves_the_other_pairs_alone(note):
    diary = diary_of(block_plan(-4.0))
    odd = notes_changed(diary, "pair 1, 2 d", note)
    assert odd.entries != diary.entries
    others = [pair.first.pair for pair in randomised_of(diary).pairs if pair.first.pair > 1]
    assert [p.first.pair for p in randomised_of(odd).pairs if p.first.pair > 1] == others
    assert assigned_watch_of(odd) is not None


def test_aims_come_before_the_first_four():
    start = WAITS.entries[0].at
    names = [f"item{i}" for i in range(6)]
    more = (
        Entry(at=start, kind=Kind.RATING, what=n, value=float(i), id=f"n{i}")
        for i, n in enumerate(names)
    )
    many = with_entries(WAITS, (*WAITS.entries, *more))
    assert outcomes_of_test(many) == ("pain", *names[:3])
    aims = many.person.model_copy(update={"aims": tuple(names)})
    assert outcomes_of_test(many.model_copy(update={"person": aims})) == tuple(names)
