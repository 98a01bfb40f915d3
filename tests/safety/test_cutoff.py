import pytest

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
