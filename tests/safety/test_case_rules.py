"""What makes a case, when no score is given, what was left out or taken again, answers, ages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Product, Use
from speciosa.safety.cases.answers import allowed_answers
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.questions import question_texts
from speciosa.safety.events import events_of
from speciosa.safety.facts import build_facts
from tests.safety.case_diaries import (
    ANSWERABLE,
    FIRST_USE,
    L1,
    L3,
    answers,
    case,
    cases,
    items,
    keys,
    l1,
    labs,
    nausea,
    rated,
    s1,
)
from tests.safety.diaries import diary, doses, entry


def test_an_injury_before_the_first_use_has_no_rucam_score():
    entries = [*labs(0, alt=400, alp=100), entry(0, 12, "event", "jaundice"), *doses([5, 6])]
    found = case(entries, use=Use(first="2026-03-06"))
    assert found.rucam is None
    assert "before kratom" in found.rucam_not_scored
    assert items(found.naranjo)["after"] == (-1, -1)
    assert set(found.who_umc.possible) <= {"unlikely", "conditional"}


@pytest.mark.parametrize(("day", "scored"), [(33, True), (34, False)])
def test_a_cholestatic_injury_more_than_30_days_after_the_last_use_has_no_score(day, scored):
    entries = [*doses(range(4), hours=(9,)), entry(4, 8, "dose", "green", 0.0, "g")]
    entries += [entry(day, 12, "event", "jaundice"), *labs(day, alt=60, alp=400)]
    found = case(entries, use=FIRST_USE)
    assert (found.rucam is not None) is scored
    if scored:
        assert items(found.rucam)["onset"] == (1, 1)


def test_without_alp_there_is_no_pattern_and_no_rucam():
    found = case([*doses(range(20)), entry(19, 22, "event", "jaundice"), *labs(20, alt=400)])
    assert found.rucam is None
    assert "ALT and ALP" in found.rucam_not_scored


def test_better_when_left_out_and_back_when_taken_again():
    entries = [*doses(range(10)), *rated(range(30)), *doses(range(18, 30))]
    entries += nausea((8, 3), (12, 2), (16, 1), (20, 3))
    found = case(entries, use=FIRST_USE)
    assert (found.dechallenge.state, found.dechallenge.since) == ("positive", date(2026, 3, 10))
    assert (found.rechallenge.state, found.rechallenge.since) == ("positive", date(2026, 3, 19))
    assert items(found.naranjo)["better"] == (1, 1)
    assert items(found.naranjo)["again"] == (2, 2)
    assert len(found.entries) == 4


def test_no_better_when_left_out_and_then_it_cannot_come_back():
    entries = [*doses(range(10)), *rated(range(30)), *doses(range(18, 30))]
    entries += nausea((8, 2), (16, 2), (20, 2))
    found = case(entries, use=FIRST_USE)
    assert found.dechallenge.state == "negative"
    assert found.rechallenge.state == "negative"


def test_taken_again_for_two_weeks_and_never_entered_again():
    entries = [
        *doses(range(10)),
        *rated(range(40)),
        *doses(range(18, 40)),
        *nausea((8, 3), (16, 1)),
    ]
    found = case(entries, use=FIRST_USE)
    assert found.rechallenge.state == "negative"
    assert items(found.naranjo)["again"] == (-1, -1)


def test_use_that_went_on_is_no_dechallenge():
    found = case([*doses(range(40)), *nausea((8, 2), (20, 1))], use=FIRST_USE)
    assert (found.dechallenge.state, found.rechallenge.state) == ("not done", "not done")
    assert items(found.naranjo)["better"] == (0, 0)


def test_a_break_without_entries_is_not_certain():
    """Nothing entered for weeks may be a break in use, or a break in writing."""
    entries = [*doses(range(10)), *nausea((8, 3), (30, 1)), *rated([40])]
    found = case(entries, use=FIRST_USE)
    assert (found.dechallenge.state, found.dechallenge.certain) == ("positive", False)
    assert items(found.naranjo)["better"] == (0, 1)
    assert "better" in keys(found)


def test_a_break_long_after_the_event_says_nothing_about_it():
    entries = [*doses(range(60)), *rated(range(80)), *nausea((8, 3))]
    found = case(entries, use=FIRST_USE)
    assert found.dechallenge.state == "not done"


def test_days_without_a_dose_that_are_usual_are_no_break():
    entries = [*doses(range(0, 42, 7)), *rated(range(45)), *nausea((21, 2))]
    assert case(entries, use=FIRST_USE).dechallenge.state == "not done"


def test_signs_of_one_injury_are_one_case():
    entries = [
        *doses(range(30)),
        entry(20, 12, "event", "Dark_urine"),
        entry(22, 12, "event", "jaundice", 3.0, "grade"),
    ]
    found = case(entries)
    assert (found.kind, found.term, found.reported_grade) == ("liver", "Dark_urine", 3)
    assert len(found.entries) == 2


def test_tests_beyond_the_published_limit_are_a_case_without_an_event():
    found = case([*doses(range(30)), *labs(29, alt=200, alp=100)])
    assert (found.kind, found.term) == ("liver", "abnormal liver tests")
    assert cases([*doses(range(30)), *labs(29, alt=100, alp=100)]) == ()


def test_an_event_that_no_table_knows_is_a_case_of_its_own():
    one, two = cases(
        [*doses(range(30)), entry(5, 9, "event", "blue hands"), entry(6, 9, "event", "jaundice")]
    )
    assert (one.kind, one.competitors, one.rucam, one.rucam_not_scored) == (
        "blue hands",
        (),
        None,
        "",
    )
    assert two.kind == "liver"


def test_a_diary_without_kratom_has_events_but_no_cases():
    products = {"tea": Product(name="Tea", substance="caffeine", form="tea")}
    facts = build_facts(diary([entry(5, 9, "event", "jaundice")], products=products))
    assert cases_of(facts) == ()
    (event,) = events_of(facts)
    assert event.questions_open == ()


def test_events_carry_the_questions_of_their_case():
    facts = build_facts(
        diary([*doses(range(30)), entry(20, 12, "event", "jaundice", 2.0, "grade")])
    )
    (event,) = events_of(facts)
    (found,) = cases_of(facts)
    assert event.grade == 2
    assert event.questions_open == question_texts(found)[:10]
    assert len(event.questions_open) == 10


def test_causes_to_rule_out_stand_in_one_sentence():
    texts = question_texts(l1())
    (tests,) = [text for text in texts if "cytomegalovirus" in text]
    assert "Epstein-Barr virus" in tests
    assert "hepatitis A" not in tests
    assert len(texts) == len(set(texts))


def test_no_question_invites_to_take_it_again():
    for found in (l1(), s1(), case(L3)):
        for text in question_texts(found):
            if "again" in text and "taken" in text:
                assert "by chance" in text
                assert "Do not try it" in text


@pytest.mark.parametrize(("born", "scores"), [(1970, (1, 1)), (1971, (0, 1)), (1972, (0, 0))])
def test_age_is_only_known_to_a_year(born, scores):
    found = case(L1, use=FIRST_USE, birth_year=born)
    assert items(found.rucam)["age"] == scores


def test_an_answer_that_is_not_understood_is_told_and_left_out():
    found = l1(*answers(65, cmv="perhaps", moon="yes"))
    assert any("perhaps" in note and "negative, positive, not done" in note for note in found.notes)
    assert any("moon" in note for note in found.notes)
    assert "cmv" in keys(found)


def test_an_answer_against_the_diary_is_told_and_left_out():
    found = l1(*answers(65, after="no", level="yes"))
    assert items(found.naranjo)["after"] == (2, 2)
    assert items(found.naranjo)["level"] == (0, 0)
    assert len(found.notes) == 2


def test_an_answer_can_name_its_kind_otherwise_it_belongs_to_the_latest_case():
    entries = [
        *doses(range(40)),
        *labs(20, alt=400, alp=100),
        entry(20, 12, "event", "jaundice"),
        entry(30, 12, "event", "seizure"),
    ]
    entries += [
        entry(35, 9, "note", "answer earlier", "yes"),
        entry(35, 10, "note", "answer liver: earlier", "no"),
    ]
    liver, seizure = cases(entries)
    assert items(liver.naranjo)["earlier"] == (0, 0)
    assert items(seizure.naranjo)["earlier"] == (1, 1)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_answers_never_widen_any_score_of_a_case(data):
    said = {}
    held = l1()
    for _ in range(3):
        key = data.draw(st.sampled_from(ANSWERABLE))
        said[key] = (
            data.draw(st.sampled_from(allowed_answers()[key])) if key not in said else said[key]
        )
        after = l1(*answers(65, **said))
        for before, now in ((held.naranjo, after.naranjo), (held.rucam, after.rucam)):
            assert before.low <= now.low <= now.high <= before.high
        assert set(after.who_umc.possible) <= set(held.who_umc.possible)
        held = after
