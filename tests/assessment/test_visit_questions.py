"""Questions for the visit: from what an assessment leaves open, each once, most urgent first."""

import re
from datetime import timedelta

import pytest

from speciosa.assessment.visit_questions import visit_questions
from speciosa.knowledge.visit_questions import visit_table
from speciosa.safety.rows import RANKS
from speciosa.safety.schedule import schedule_rows
from tests.report import builder

QUIET = {"findings": (), "responses": (), "schedule": ()}
AMOUNT = re.compile(r"\d\s*(mg|g|ml|µg)\b")


def asked(**changes):
    return visit_questions(builder.person(**(QUIET | changes)))


def finding(id_, severity, rank="seizure", who="your prescriber"):
    changed = {"id": id_, "severity": severity, "rank": rank, "who": who}
    return builder.FINDINGS[0].model_copy(update=changed)


def due(what, **changes):
    check = builder.SCHEDULE[0].model_copy(
        update={"what": what, "due": None, "done": None, "overdue_days": 0}
    )
    return check.model_copy(update=changes)


def test_every_rank_check_and_place_has_its_row():
    rows, places = visit_table().rows, visit_table().places
    of = {
        about: [one for r in rows if r.about == about for one in r.of]
        for about in ("finding", "check")
    }
    assert sorted(of["finding"]) == sorted(RANKS)
    assert sorted(of["check"]) == sorted({row.id for row in schedule_rows()})
    assert {"S4", "S3", "overdue", "serious event"} <= set(places)


def test_no_text_names_an_amount_or_commends():
    for row in visit_table().rows:
        assert not AMOUNT.search(row.text), row.id
        assert not re.search(r"\bsafe|—|recommend|taper", row.text, re.IGNORECASE), row.id


def test_nothing_open_asks_nothing():
    assert asked() == ()


def test_findings_of_one_rank_are_one_question_as_urgent_as_the_worst():
    (one,) = asked(findings=(finding("a", "S3"), finding("b", "S4", who="you"), finding("c", "S2")))
    assert (one.id, one.place, one.because) == ("ask-seizure", "S4", ("a", "b"))
    assert one.text.endswith(visit_table().urgent)
    assert one.ask == visit_table().for_you


def test_the_order_is_urgency_whatever_the_order_of_the_findings():
    found = (finding("a", "S3", "breathing"), finding("b", "S4", "law"))
    overdue = due("Lead in blood", overdue_days=3)
    both = [asked(findings=f, schedule=(overdue,)) for f in (found, found[::-1])]
    assert both[0] == both[1]
    assert [one.place for one in both[0]] == ["S4", "S3", "overdue"]


def test_checks_of_a_row_are_one_question_and_far_or_done_ones_none():
    end = builder.person().window.end
    soon = due("Lead in blood", due=end + timedelta(days=14))
    far = due("ECG (QTc)", due=end + timedelta(days=15))
    done = due("Liver tests (ALT, AST, ALP, bilirubin)", due=end, done=end)
    (one,) = asked(schedule=(soon, due("Blood pressure and pulse"), far, done))
    assert one.text == "Can we plan what is due: lead in blood; blood pressure and pulse?"
    assert (one.place, one.because) == ("due", ("D-lead", "D-bp"))


@pytest.mark.parametrize(("grade", "id_"), [("D", "ask-cannot-tell"), ("C", "ask-not-sure")])
def test_outcomes_of_one_grade_are_one_question(grade, id_):
    whole = builder.person().responses
    responses = tuple(r.model_copy(update={"grade": grade, "label": "A {x}"}) for r in whole[:2])
    (one,) = asked(responses=responses)
    assert one.id == id_
    assert "A {x}" in one.text.replace("a {x}", "A {x}")
    assert len(one.because) == 2


def test_an_unknown_age_is_a_gap():
    person = builder.person().person.model_copy(update={"birth_year": None})
    (one,) = asked(person=person)
    assert (one.id, one.because) == ("ask-birth-year", ("person.birth_year",))
