import pytest

from speciosa.safety.check import check_safety
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.condition import ConditionRow
from tests.safety.diaries import diary, doses, entry, findings, found

NAMED = [row for row in load_rows("conditions", ConditionRow) if row.conditions]


@pytest.mark.parametrize("row", NAMED, ids=lambda row: f"{row.id}-{row.severity}")
def test_every_condition_is_reached_and_only_by_its_names(row):
    medicines = ["ritalin", "zopiclone"] if row.with_medicines else []
    seen = findings(conditions=(row.conditions[0], *row.with_conditions[:1]), medicines=medicines)
    assert found(seen, row.id) is not None
    assert found(findings(medicines=medicines), row.id) is None


def test_epilepsy_is_s4_and_already_in_use_is_not_stopped_suddenly():
    seen = found(findings(conditions=("Epilepsy",)), "C-04")
    assert seen.severity == "S4"
    assert "Do not stop daily kratom" in seen.action
    assert seen.because == ("condition: Epilepsy",)


def test_not_yet_in_use_says_do_not_use():
    seen = found(findings([entry(0, 8, "rating", "pain", 4)], conditions=("epilepsy",)), "C-04")
    assert seen.action == "Do not use kratom."


def test_past_liver_injury_uses_the_settled_sentence():
    seen = found(findings(conditions=("kratom hepatitis",)), "C-01")
    assert seen.severity == "S4"
    assert "Stop with medical help today; do not restart." in seen.action


def test_a_condition_entry_counts_and_a_later_no_ends_it():
    pregnant = entry(10, 8, "condition", "pregnant", "yes")
    over = entry(20, 8, "condition", "pregnancy", "ended")
    assert found(findings([*doses(), pregnant]), "C-05").severity == "S4"
    assert found(findings([*doses(), pregnant, over]), "C-05") is None


def test_sleep_apnoea_rises_with_the_product_class():
    severities = [
        found(findings(form=form, conditions=("osa",)), "C-14").severity
        for form in ("leaf", "extract", "7-oh")
    ]
    assert severities == ["S3", "S4", "S4"]


def test_sleep_apnoea_with_a_sedative_is_s4_also_with_leaf():
    seen = found(findings(conditions=("osa",), medicines=["zopiclone"]), "C-14")
    assert (seen.id, seen.severity) == ("C-14", "S4")
    assert "sedative" in seen.title


def test_adhd_with_a_stimulant_is_one_finding():
    seen = found(findings(conditions=("ADHD",), medicines=["vyvanse"]), "C-13")
    assert seen.id == "C-13+I-001"
    assert seen.severity == "S3"


def test_naloxone_is_offered_to_7_oh_users_and_beside_sedatives():
    assert found(findings(form="7-oh"), "I-018").severity == "P"
    assert found(findings(form="shot"), "I-018") is not None
    assert found(findings(medicines=["oxycodone"]), "I-018") is not None
    assert found(findings(), "I-018") is None
    sentence = "Call first. Give naloxone if there is any, repeat as the kit says, stay"
    assert sentence in found(findings(form="7-oh"), "I-018").action


@pytest.mark.parametrize(
    ("born", "minor"), [(2008, True), (2007, False), (2015, True), (1960, False)]
)
def test_year_difference_of_18_or_less_is_a_minor(born, minor):
    result = check_safety(diary(birth_year=born))
    assert ("minor" in result.restrictions) is minor
    c06 = found(result.findings, "C-06")
    assert (c06 is not None and c06.severity == "S4") is minor


def test_unknown_age_asks_and_does_not_empty_the_report():
    result = check_safety(diary(birth_year=None))
    assert result.restrictions == ()
    assert found(result.findings, "C-06").severity == "no information"


def test_65_is_reached_from_the_year():
    assert found(findings(birth_year=1961), "C-07").severity == "S3"
    assert found(findings(birth_year=1962), "C-07") is None


def test_an_unknown_condition_is_named():
    seen = found(findings(conditions=("gribbles", "adhd")), "no-name:conditions")
    assert "gribbles" in seen.title
    assert "adhd" not in seen.title


def test_law_restricts_only_where_a_row_is_verified():
    assert check_safety(diary(country="IT")).restrictions == ("jurisdiction",)
    assert check_safety(diary(country="SE")).restrictions == ()
    assert found(findings(country="SE"), "C-27").severity == "no information"
    assert found(findings(country="IT"), "C-27").severity == "S4"
    assert found(findings(country="DE"), "C-27") is None


def test_raised_for_an_extract_asks_for_the_doctor_today():
    already = found(findings(form="extract", conditions=("copd",)), "C-14")
    assert already.action.startswith("Call your doctor today. No sedatives")
    assert already.who == "your doctor today"
    new = findings([entry(0, 8, "rating", "pain", 4)], form="extract", conditions=("copd",))
    assert found(new, "C-14").action == "Do not use kratom. Never with a sedative or alcohol."
