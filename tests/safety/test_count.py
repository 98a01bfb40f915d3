from speciosa.safety.facts import build_facts
from speciosa.safety.rules.count import count
from tests.safety.diaries import diary, doses, entry, findings, found


def test_three_sedatives_are_one_finding_that_names_three():
    result = findings(medicines=["lorazepam", "pregabalin", "zopiclone"])
    seen = found(result, "N-sedatives")
    assert seen.id == "I-023+I-024+I-025+N-sedatives"
    assert seen.severity == "S4"
    assert all(name in seen.title for name in ("lorazepam", "pregabalin", "zopiclone"))
    assert [f.rank for f in result].count("breathing") == 2  # with the naloxone advice


def test_one_sedative_is_no_count():
    assert found(findings(medicines=["zopiclone"]), "N-sedatives") is None


def test_apnoea_counts_as_one():
    assert found(findings(medicines=["zopiclone"], conditions=("sleep apnoea",)), "N-sedatives")


def test_the_same_medicine_twice_counts_once():
    assert found(findings(medicines=["zopiclone", "imovane"]), "N-sedatives") is None


def test_qt_points_need_a_medicine():
    low = entry(5, 9, "reading", "potassium", 3.4, "mmol/L")
    assert found(findings([*doses(), low], sex="female", birth_year=1950), "N-qt") is None
    seen = found(findings([*doses(), low], sex="female", medicines=["ondansetron"]), "N-qt")
    assert seen.severity == "S4"
    alone = found(findings(sex="female", medicines=["citalopram"]), "N-qt")
    assert alone.severity == "S3"
    assert found(findings(sex="male", medicines=["citalopram"]), "N-qt") is None


def test_serotonergic_load_needs_two():
    assert found(findings(medicines=["sertraline"]), "N-serotonin") is None
    seen = found(findings(medicines=["sertraline", "sumatriptan"]), "N-serotonin")
    assert seen.id == "I-034+I-097+N-serotonin"
    assert seen.severity == "S3"


def qt(*readings, **kwargs):
    """The count alone, before it is merged with what is said about each medicine."""
    taken = [entry(5, 9, "reading", name, value, unit) for name, value, unit in readings]
    drafts = count(build_facts(diary([*doses(), *taken], **kwargs)))
    return next((draft for draft in drafts if draft.row_id == "N-qt"), None)


LOW_K = ("potassium", 3.4, "mmol/L")
LOW_MG = ("magnesium", 0.6, "mmol/L")


def test_low_potassium_and_low_magnesium_are_one_point_together():
    assert qt(LOW_K, LOW_MG, medicines=["ondansetron"], sex="male").severity == "S3"
    seen = qt(LOW_K, LOW_MG, medicines=["ondansetron"], sex="female")
    assert seen.severity == "S4"
    assert "potassium 3.4 mmol/L with magnesium 0.6 mmol/L" in seen.title


def test_a_slow_pulse_is_a_point():
    slow = ("heart_rate", 46, "bpm")
    assert qt(slow, medicines=["ondansetron"], sex="male").severity == "S3"
    assert qt(("heart_rate", 56, "bpm"), medicines=["ondansetron"], sex="male") is None


def test_a_known_qt_medicine_weighs_two_and_age_over_65_one():
    old = {"sex": "male", "birth_year": 1955}
    assert qt(medicines=["citalopram"], **old).severity == "S3"
    assert qt(medicines=["citalopram"], sex="male", birth_year=1961) is None


def test_early_sudden_death_in_the_family_counts_as_a_long_qt_time():
    seen = qt(medicines=["citalopram"], sex="male", conditions=("sudden death in the family",))
    assert seen.severity == "S4"


def test_counts_rise_with_the_product_class():
    two = ["zopiclone", "pregabalin"]
    severities = [
        found(findings(form=form, medicines=two), "N-sedatives").severity
        for form in ("leaf", "extract", "7-oh")
    ]
    assert severities == ["S3", "S4", "S4"]
    assert qt(medicines=["citalopram"], sex="female", form="extract").severity == "S4"


def test_an_extract_makes_the_call_a_call_today():
    seen = qt(medicines=["citalopram"], sex="female", form="extract")
    assert "today" in seen.action
    assert "emergency" in seen.action
