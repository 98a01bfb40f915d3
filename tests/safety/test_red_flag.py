import pytest

from speciosa.diary.person import Help, Product
from speciosa.knowledge import countries
from speciosa.knowledge.countries import country_rows
from speciosa.safety.check import check_safety
from speciosa.safety.finding import RedFlags
from speciosa.safety.red_flag_table import red_flag_rows
from tests.safety.diaries import diary, doses, entry, findings, found


def test_all_twelve_are_always_there():
    empty = diary([])
    other = diary([], products={"v": Product(name="v", substance="venlafaxine")})
    for kept in (empty, other, diary(country="US"), diary(birth_year=2012)):
        flags = check_safety(kept).red_flags
        assert [item.number for item in flags.items] == list(range(1, 13))
        assert all(item.signs and item.do for item in flags.items)
        assert "{" not in "".join(item.do for item in flags.items)


def test_numbers_come_from_the_diary_then_the_country_then_words():
    assert check_safety(diary(country="US")).red_flags.emergency == "911"
    assert check_safety(diary()).red_flags.emergency == "your local emergency number"
    own = diary(country="US").model_copy(update={"help": Help(emergency="144")})
    flags = check_safety(own).red_flags
    assert (flags.emergency, flags.crisis) == ("144", "988")


def test_the_numbers_say_whether_they_were_read(monkeypatch):
    assert check_safety(diary(country="US")).red_flags.numbers_review == "published"
    assert check_safety(diary()).red_flags.numbers_review is None
    own = diary(country="US").model_copy(
        update={"help": Help(emergency="1", crisis="2", poison="3")}
    )
    assert check_safety(own).red_flags.numbers_review is None
    guess = country_rows()["US"].model_copy(update={"review": "unverified"})
    monkeypatch.setattr(countries, "country_rows", lambda: {"US": guess})
    assert check_safety(diary(country="US")).red_flags.numbers_review == "unverified"


def test_numbers_nobody_spoke_for_are_unverified():
    flags = check_safety(diary(country="US")).red_flags
    kept = flags.model_dump(exclude={"numbers_review"})
    assert RedFlags.model_validate(kept).numbers_review == "unverified"


def test_the_crisis_line_stands_beside_thoughts_of_suicide():
    item = check_safety(diary(country="DE")).red_flags.items[7]
    assert item.signs == "Thoughts of suicide"
    assert "116 123" in item.do


def test_settled_sentences():
    items = check_safety(diary(country="DE")).red_flags.items
    naloxone = "Give naloxone if there is any, repeat as the kit says, stay: it can wear off"
    assert items[0].do.startswith("Call 112 first.")
    assert naloxone in items[0].do
    assert "Stop with medical help today; do not restart." in items[5].do


def test_an_event_that_is_a_red_flag_becomes_a_finding():
    seen = found(findings([*doses(), entry(20, 9, "event", "Seizure", 3, "grade")]), "R-02")
    assert seen.severity == "S4"
    assert seen.title == "Recorded on 21 March 2026: seizure"
    assert found(findings([*doses(), entry(20, 9, "event", "nausea", 2, "grade")]), "R-02") is None


def test_events_keep_their_questions_open():
    events = check_safety(
        diary([*doses(), entry(20, 9, "event", "jaundice", 3, "grade", "eyes")])
    ).events
    assert events[0].grade == 3
    assert events[0].naranjo is None
    assert len(events[0].questions_open) == 10
    assert any("hepatitis" in question for question in events[0].questions_open)
    assert any("left out" in question for question in events[0].questions_open)
    assert all(question.endswith("?") for question in events[0].questions_open)


SIGNS = {
    1: "hard to wake",
    2: "seizure",
    3: "chest pain",
    4: "sudden worst headache",
    5: "fever with stiffness",
    6: "yellow eyes",
    7: "hallucinations",
    8: "thoughts of suicide",
    9: "black stool",
    10: "no fetal movement",
    11: "child swallowed product",
    12: "salmonella",
}


@pytest.mark.parametrize(("number", "term"), SIGNS.items())
def test_each_of_the_twelve_becomes_an_s4_finding(number, term):
    for form in ("leaf", "7-oh"):
        happened = [*doses(), entry(20, 9, "event", term.title(), 3, "grade")]
        seen = found(findings(happened, form=form), f"R-{number:02d}")
        assert (seen.severity, seen.because) == ("S4", (f"event-{term.title()}-20-9",))
        assert "today" in seen.action


def test_no_term_stands_for_two_signs():
    terms = [term for row in red_flag_rows() for term in row.terms]
    assert len(terms) == len(set(terms))
    assert all(term == " ".join(term.casefold().split()) for term in terms)
