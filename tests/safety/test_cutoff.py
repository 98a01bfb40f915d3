import pytest

from speciosa.diary.person import Use
from tests.safety.diaries import doses, entry, findings, found


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
