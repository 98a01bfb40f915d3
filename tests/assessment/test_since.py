"""What changed since an earlier report: pure, typed, and silent about what is hidden."""

from datetime import date

import pytest

from speciosa.assessment.build import assess
from speciosa.assessment.schema import Assessment
from speciosa.assessment.since import with_since
from speciosa.errors import InputError
from speciosa.report.words import verdict_of
from tests.diary.folders import HEAD, berlin, diary
from tests.report import builder

ADULT = HEAD.replace('id = "alex"', 'id = "alex"\nbirth_year = 1984')
MINOR = HEAD.replace('id = "alex"', 'id = "alex"\nbirth_year = 2012')
WITH_RED = '[products.red]\nname = "Red leaf"\nform = "leaf"\n'
ROWS = (
    "2026-03-01T08:00,dose,green,3,g,,d1",
    "2026-03-01T09:00,rating,pain,6,,,r1",
    "2026-03-02T08:00,medicine,sertraline,25,mg,,m1",
    "2026-03-02T09:00,event,nausea,1,grade,,e1",
    "2026-03-04T08:00,dose,green,3,g,,d2",
    "2026-03-04T20:00,dose,green,3,g,,d3",
    # since the report as of the 4th:
    "2026-03-05T08:00,medicine,sertraline,stop,,,m2",
    "2026-03-06T08:00,dose,red,5,g,,d4",
    "2026-03-06T09:00,event,rash,2,grade,,e2",
    "2026-03-06T10:00,void,e1,,,,v1",
    "2026-03-07T08:00,medicine,oxycodone,5,mg,,m3",
    "2026-03-07T09:00,reading,alt,30,U/L,,l1",
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return diary(tmp_path_factory.mktemp("since") / "d", *ROWS, head=ADULT + WITH_RED)


@pytest.fixture(scope="module")
def earlier(lived):
    return assess(lived, berlin("2026-03-04T23:59"))


@pytest.fixture(scope="module")
def now(lived):
    return assess(lived)


@pytest.fixture(scope="module")
def since(now, earlier):
    return with_since(now, earlier).since


def test_which_report_and_how_much_it_held(since, earlier):
    assert since.at == earlier.made.at
    assert since.diary_digest == earlier.made.diary_digest
    assert (since.end, since.days_with_entries) == (date(2026, 3, 4), 3)
    assert since.same_rules
    assert not since.was_hidden


def test_findings_that_are_new_or_gone(since, now, earlier):
    new = {change.id for change in since.findings if change.was is None}
    gone = {change.id for change in since.findings if change.severity is None}
    assert new <= {finding.id for finding in now.findings}
    assert gone <= {finding.id for finding in earlier.findings}
    assert any("oxycodone" in change.title for change in since.findings if change.was is None)


def test_events_that_are_new_or_cancelled(since):
    assert [(e.entry, e.term, e.grade) for e in since.events] == [("e2", "rash", 2)]
    assert [(e.entry, e.term, e.grade) for e in since.events_gone] == [("e1", "nausea", 1)]


def test_medicines_and_products_that_began_or_ended(since):
    assert [(t.kind, t.change, t.what, t.day) for t in since.taken] == [
        ("medicine", "began", "oxycodone 5 mg", date(2026, 3, 7)),
        ("medicine", "ended", "sertraline 25 mg", date(2026, 3, 5)),
        ("product", "began", "Red leaf", date(2026, 3, 6)),
    ]


def test_use_as_the_earlier_report_told_it(since, earlier):
    assert since.use.doses_per_day == earlier.use.doses_per_day_last == 2.0  # of two days
    assert since.use.compared_days == earlier.use.compared_days == 2
    assert (since.use.amount_median, since.use.amount_unit) == (3.0, "g")


def test_a_check_that_was_done_is_told_once(since):
    done = [change.check.done for change in since.checks if change.change == "done"]
    assert done
    assert set(done) == {date(2026, 3, 7)}
    assert len({change.check.what for change in since.checks if change.change == "done"}) == len(
        done
    )


def test_nothing_changed_since_the_same_report(now):
    same = with_since(now, now).since
    assert (same.findings, same.outcomes, same.events, same.events_gone) == ((), (), (), ())
    assert (same.checks, same.taken) == ((), ())


def test_it_survives_json_and_gives_the_same_bytes(now, earlier):
    whole = with_since(now, earlier)
    text = whole.to_json()
    assert Assessment.model_validate_json(text) == whole
    again = Assessment.model_validate_json(earlier.to_json())
    assert with_since(now, again).to_json() == text


def test_another_person_or_a_later_report_is_one_sentence(now, earlier):
    other = now.model_copy(update={"person": now.person.model_copy(update={"id": "kim"})})
    with pytest.raises(InputError, match='since: a report of another person; found "kim"'):
        with_since(now, other)
    with pytest.raises(InputError, match="since: a report that knows more than this one"):
        with_since(earlier, now)


@pytest.mark.parametrize("hidden", ["now", "earlier", "both"])
def test_where_either_report_hides_amounts_nothing_of_them_comes_through(
    tmp_path, now, earlier, hidden
):
    young = diary(tmp_path / "d", *ROWS, head=MINOR + WITH_RED)
    if hidden != "earlier":
        now = assess(young)
    if hidden != "now":
        earlier = assess(young, berlin("2026-03-04T23:59"))
    found = with_since(now, earlier).since
    assert found.outcomes == ()
    assert found.use is None
    assert [t.kind for t in found.taken] == ["medicine", "medicine"]
    assert found.was_hidden == (hidden != "now")
    assert found.events
    assert "amount_median" not in found.model_dump_json()


def test_other_rules_are_told(now, earlier):
    made = earlier.made.model_copy(update={"knowledge_digest": "other"})
    assert not with_since(now, earlier.model_copy(update={"made": made})).since.same_rules


def changes(before, after):
    """Findings of two hand-made reports of one person."""
    found = with_since(builder.person(findings=after), builder.person(findings=before)).since
    return [(c.id, c.title, c.title_was, c.was, c.severity) for c in found.findings]


def test_findings_are_matched_by_their_rows_not_by_their_numbers():
    pair = builder.finding("I-001", "S3", "On the same day, 9 of 42 days", "Ask.")
    grown = pair.model_copy(update={"title": "On the same day, 12 of 50 days"})
    joined = grown.model_copy(update={"id": "C-13+I-001", "severity": "S4"})
    other = pair.model_copy(update={"title": "New medicine: b"})
    assert changes((pair,), (grown,)) == []
    assert changes((pair,), (joined,)) == [("C-13+I-001", joined.title, "", "S3", "S4")]
    assert changes((pair,), (other,)) == [("I-001", other.title, pair.title, "S3", "S3")]
    assert changes((), (pair,)) == [("I-001", pair.title, "", None, "S3")]
    assert changes((pair,), ()) == [("I-001", pair.title, "", "S3", None)]


def test_of_two_findings_of_one_rule_each_keeps_its_own():
    first = builder.finding("N-1", "S2", "About a", "Ask.")
    second = first.model_copy(update={"title": "About b", "severity": "S1"})
    assert changes((first, second), (second, first)) == []
    assert changes((first, second), (second,)) == [("N-1", "About a", "", "S2", None)]


def test_answers_change_by_word_or_by_grade():
    rows = {row[0]: builder.response(row) for row in builder.OUTCOMES}
    seen = rows["pain"].seen_effect.model_copy(update={"learned": 0.1})
    unsure = rows["pain"].model_copy(update={"seen_effect": seen})
    before = builder.person(responses=(unsure, rows["focus"], rows["mood"]))
    after = builder.person(
        responses=(rows["pain"], rows["focus"].model_copy(update={"grade": "C"}), rows["sleep"])
    )
    found = with_since(after, before).since.outcomes
    assert [(o.outcome, o.told_was, o.told, o.grade_was, o.grade) for o in found] == [
        ("pain", "cannot tell", "better", "C", "C"),
        ("focus", "no clear difference", "no clear difference", "B", "C"),
        ("sleep", None, "cannot tell", None, "D"),
        ("mood", "no clear difference", None, "B", None),
    ]


def test_the_word_is_that_of_every_face():
    for row in builder.OUTCOMES:
        response = builder.response(row)
        empty, full = builder.person(responses=()), builder.person(responses=(response,))
        (change,) = with_since(full, empty).since.outcomes
        assert change.told == verdict_of(response)


def due(what, **changes):
    rest = {"due": date(2026, 5, 1), "done": None, "overdue_days": 0, "why": "", "sources": ()}
    return builder.Due(what=what, review="published", **(rest | changes))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (due("a"),), ["new"]),
        ((due("a"),), (), ["gone"]),
        ((due("a"),), (due("a"),), []),
        ((due("a"),), (due("a", overdue_days=3),), ["overdue"]),
        ((due("a", overdue_days=1),), (due("a", overdue_days=3),), []),
        ((), (due("a", overdue_days=3),), ["new"]),
        ((due("a"),), (due("a", done=date(2026, 5, 2)), due("a")), ["done"]),
        ((due("a", done=date(2026, 5, 2)),), (due("a", done=date(2026, 5, 2)),), []),
        ((due("a", done=date(2026, 5, 2)),), (due("a", done=date(2026, 5, 9)),), ["done"]),
    ],
)
def test_what_a_check_became(before, after, said):
    found = with_since(builder.person(schedule=after), builder.person(schedule=before)).since
    assert [change.change for change in found.checks] == said
