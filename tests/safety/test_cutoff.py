import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.diary.person import Use
from speciosa.safety.check import check_safety
from speciosa.safety.scales.changes import changes_of
from speciosa.safety.words import number_text
from tests.safety.diaries import diary, doses, entry, findings, found


def test_item_nine_of_the_phq_9():
    seen = found(findings([*doses(), entry(30, 9, "scale", "phq9.9", 1)]), "C-11")
    assert seen.severity == "S4"
    assert seen.rank == "suicide"
    assert "crisis line" in seen.action


def test_zero_or_long_ago_is_not_reported():
    assert found(findings([*doses(), entry(30, 9, "scale", "phq9.9", 0)]), "C-11") is None
    assert found(findings([*doses(), entry(2, 9, "scale", "phq9.9", 2)]), "C-11") is None


def test_it_stands_on_top_of_milder_findings():
    result = findings(
        [*doses(), entry(30, 9, "scale", "phq9.9", 3)], medicines=["ritalin", "ibuprofen"]
    )
    assert result[0].id == "C-11"


@pytest.mark.parametrize(
    ("scale", "rise", "row"), [("phq9", 5, "Q-phq9"), ("gad7", 4, "Q-gad7"), ("isi", 6, "Q-isi")]
)
def test_worse_than_at_the_beginning(scale, rise, row):
    def after(points):
        return [*doses(), entry(1, 9, "scale", scale, 7), entry(40, 9, "scale", scale, 7 + points)]

    assert f"from 7 to {7 + rise}" in found(findings(after(rise)), row).title
    assert found(findings(after(rise - 1)), row) is None


def totals(*answers, scale="gad7"):
    return [*doses(), *(entry(day, 9, "scale", scale, value) for day, value in answers)]


@pytest.mark.parametrize(("last", "reached"), [(10, True), (9, False)])
def test_with_a_run_in_the_rise_is_counted_from_its_mean(last, reached):
    """The first total alone, 3, would be passed by 4 points at 7; the mean of 3, 7 and 8 is 6."""
    seen = found(findings(totals((0, 3), (7, 7), (14, 8), (40, last))), "Q-gad7")
    assert (seen is not None) is reached
    if seen is not None:
        assert seen.title == "Anxiety has grown: GAD-7 from 6 to 10"
        assert len(seen.because) == 4


def test_two_totals_of_the_first_weeks_are_no_run_in():
    seen = found(findings(totals((0, 3), (7, 7), (40, 7))), "Q-gad7")
    assert "from 3 to 7" in seen.title


def test_answers_to_the_single_questions_count_as_the_total_does():
    items = [
        entry(day, 9, "scale", f"gad7.{n}", v) for day, v in ((1, 0), (40, 2)) for n in range(1, 8)
    ]
    seen = found(findings([*doses(), *items]), "Q-gad7")
    assert "from 0 to 14" in seen.title


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 21)),
        min_size=2,
        max_size=6,
        unique_by=lambda p: p[0],
    )
)
def test_the_finding_and_the_sentence_about_the_change_have_one_beginning(answers):
    made = diary(totals(*sorted(answers)))
    (change,) = changes_of(made)
    seen = found(check_safety(made).findings, "Q-gad7")
    assert (seen is not None) is (change.points >= 4)
    if seen is not None:
        assert f"from {number_text(change.baseline)} to {number_text(change.last)}" in seen.title


def test_one_total_is_no_change():
    assert found(findings([*doses(), entry(1, 9, "scale", "gad7", 20)]), "Q-gad7") is None


@pytest.mark.parametrize(("rise", "reached"), [(3, True), (2, False)])
def test_asrs_is_compared_with_the_persons_own_beginning(rise, reached):
    entries = [
        *doses(),
        entry(1, 9, "scale", "asrs6", 10),
        entry(40, 9, "scale", "asrs6", 10 + rise),
    ]
    seen = found(findings(entries), "Q-asrs")
    assert (seen is not None) is reached


def peg(*answers, start=7, **kwargs):
    """PEG scores by day; kratom from day `start`."""
    scores = [entry(day, 9, "scale", "peg", value) for day, value in answers]
    return found(findings([*scores, *doses(range(start, 42))], **kwargs), "Q-no-benefit")


def test_no_benefit_is_said_only_with_days_before_kratom():
    seen = peg((0, 6), (3, 6.4), (40, 5.8))
    assert seen.title == "No benefit shown so far: PEG from 6.2 before kratom to 5.8"
    assert "Discuss with a professional" in seen.action
    assert seen.severity == "S1"
    assert peg((8, 6), (40, 6)) is None  # no answer from the days before
    assert peg((0, 6), (40, 6), use=Use(daily_since="2024-01-01")) is None
    assert peg((0, 6), (40, 6), use=Use(first="2023")) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(6, 5.1, True), (6, 5, False), (2, 1.5, True), (2, 1.4, False), (6, 8, True), (0, 0, True)],
)
def test_one_point_or_30_percent_is_a_benefit(before, after, said):
    assert (peg((0, before), (40, after)) is not None) is said


def test_no_benefit_waits_four_weeks_and_is_never_said_to_a_minor():
    assert peg((0, 6), (34, 6)) is None
    assert peg((0, 6), (35, 6)) is not None
    assert peg((0, 6), (40, 6), birth_year=2010) is None
    assert peg((0, 6), (40, 6), birth_year=None) is None
