import pytest

from speciosa.diary.person import Product
from speciosa.safety.check import check_safety
from speciosa.safety.restrictions import hides_benefit
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.condition import ConditionRow
from tests.safety.diaries import diary, doses, entry, findings, found

NAMED = [row for row in load_rows("conditions", ConditionRow) if row.conditions]


# what else a diary must say so that a row is the strictest of its id
BESIDE = {
    ("C-09", "S3"): {"conditions": ("bipolar with a steady mood",)},
    ("C-12", "S2"): {"scales": {"gad7": 5, "isi": 8}},
    ("C-13", "S2"): {"medicines": ["ritalin"]},
    ("C-13", "S3"): {"medicines": ["elvanse"]},
    ("C-14", "S4"): {"medicines": ["zopiclone"]},
    ("C-15", "S2"): {"readings": {"egfr": (48, "mL/min")}},
    ("C-18", "S2"): {"medicines": ["paroxetine"]},
    ("C-20", "S1"): {"readings": {"tsh": (2, "mU/L")}},
    ("C-21", "S1"): {"readings": {"prolactin": (8, "ng/mL")}},
}


def met(row, conditions, medicines=(), readings=None, scales=None):
    taken = [entry(30, 9, "reading", n, v, u) for n, (v, u) in (readings or {}).items()]
    answers = [entry(30, 9, "scale", name, value) for name, value in (scales or {}).items()]
    entries = [*doses(), *taken, *answers]
    return found(findings(entries, conditions=conditions, medicines=list(medicines)), row.id)


@pytest.mark.parametrize(
    "row", NAMED, ids=lambda row: f"{row.id}-{row.severity}-{row.conditions[0]}"
)
def test_every_condition_is_reached_and_only_by_its_names(row):
    beside = {"conditions": (row.conditions[0], *row.with_conditions[:1])}
    beside |= BESIDE.get((row.id, row.severity), {})
    seen = met(row, **beside)
    assert (seen.severity, row.title in seen.title) == (row.severity, seen.id == row.id), seen
    assert met(row, ("arthritis",), beside.get("medicines", ())) is None


def test_all_28_conditions_of_the_clinical_text_have_rows():
    ids = {row.id for row in load_rows("conditions", ConditionRow)}
    wanted = {f"C-{number:02d}" for number in range(1, 29)} - {"C-27"}  # the law has its own table
    assert wanted <= ids


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


def test_unknown_age_asks_and_is_a_restriction_of_its_own():
    result = check_safety(diary(birth_year=None))
    assert result.restrictions == ("age unknown",)
    assert hides_benefit(result.restrictions)
    other = {"v": Product(name="v", substance="venlafaxine")}
    assert check_safety(diary([], birth_year=None, products=other)).restrictions == ()
    assert found(result.findings, "C-06").severity == "no information"


def test_65_is_reached_from_the_year():
    assert found(findings(birth_year=1961), "C-07").severity == "S3"
    assert found(findings(birth_year=1962), "C-07") is None


def test_an_unknown_condition_is_named():
    seen = found(findings(conditions=("gribbles", "adhd")), "no-name:conditions")
    assert "gribbles" in seen.title
    assert "adhd" not in seen.title


def test_many_medicines_count_from_60():
    five = ["ibuprofen", "sertraline", "metoprolol", "levothyroxine", "simvastatin"]
    assert found(findings(birth_year=1966, medicines=five), "C-07").severity == "S3"
    assert found(findings(birth_year=1966, medicines=five[:4]), "C-07") is None
    assert found(findings(birth_year=1967, medicines=five), "C-07") is None


def test_what_would_make_it_milder_must_be_known():
    strict = found(findings(conditions=("ckd",)), "C-15")
    assert strict.severity == "S3"
    assert "does not say what would make it milder" in strict.why
    mild = [*doses(), entry(30, 9, "reading", "egfr", 48, "mL/min")]
    assert found(findings(mild, conditions=("ckd",)), "C-15").severity == "S2"
    assert found(findings(mild, conditions=("ckd",), form="7-oh"), "C-15").severity == "S3"


def test_a_measured_egfr_alone_is_a_sign_and_no_reading_is_none():
    low = [*doses(), entry(30, 9, "reading", "eGFR", 25, "mL/min")]
    seen = found(findings(low), "C-15")
    assert (seen.severity, seen.because) == ("S3", ("reading-eGFR-30-9",))
    assert found(findings(), "C-15") is None


@pytest.mark.parametrize(
    ("sex", "value", "reached"),
    [("male", 470, True), ("male", 469, False), ("female", 479, False), ("female", 480, True)],
)
def test_a_long_qtc_counts_as_the_condition(sex, value, reached):
    entries = [*doses(), entry(30, 9, "reading", "qtc", value, "ms")]
    seen = found(findings(entries, sex=sex), "C-02")
    assert (seen is not None and seen.severity == "S3") is reached


def test_an_unknown_sex_takes_the_stricter_limit():
    entries = [*doses(), entry(30, 9, "reading", "qtc", 470, "ms")]
    assert found(findings(entries), "C-02").severity == "S3"


def test_of_two_rows_with_one_id_the_stricter_is_shown_with_all_reasons():
    seen = found(findings(conditions=("hepatitis c", "kratom hepatitis")), "C-01")
    assert (seen.id, seen.severity) == ("C-01", "S4")
    assert set(seen.because) == {"condition: hepatitis c", "condition: kratom hepatitis"}
    assert "months" not in seen.title


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


def test_a_year_of_birth_is_known_before_the_first_entry():
    result = check_safety(diary([], birth_year=1984))
    assert result.restrictions == ()
    assert "C-06" not in {finding.id for finding in result.findings}
    assert "age unknown" in check_safety(diary([], birth_year=None)).restrictions
