"""Sentences that could harm, as they were settled: one test each, over every table that has them."""

import re

import pytest

from speciosa.knowledge.tables import read_toml, table_names
from speciosa.safety.check import check_safety
from tests.safety.diaries import diary, doses, entry, findings, found

NALOXONE = (
    "Give naloxone if there is any, repeat as the kit says, stay: it can wear off and may not "
    "reverse everything."
)
LIVER = re.compile(r"[Ss]top with medical help today; do not restart")
EMERGENCY_SIGNS = ("chest pain", "severe headache", "confusion", "loss of sight", "weakness")
TOP = [name for name in table_names() if name not in {"countries", "claim_words"}]
ROWS = TOP + list(table_names("interactions"))


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in texts(item))


ALL_TEXTS = [(name, text) for name in ROWS for text in texts(read_toml(name))]


def reading(name, value, unit):
    return entry(41, 9, "reading", name, value, unit)


# --- Buprenorphine: the waiting time is for leaf and for professionals, never for 7-OH


@pytest.mark.parametrize("form", ["7-oh", "mgm-15", "shot"])
def test_no_waiting_time_of_leaf_is_ever_told_to_somebody_with_a_7_oh_product(form):
    result = check_safety(diary(form=form, medicines=["buprenorphine"]))
    said = " ".join(f"{f.why} {f.action}" for f in result.findings)
    assert not re.search(r"\b(?:8|12)\s*(?:-|to|hours|h\b)", said)
    assert "COWS" not in said
    assert found(result.findings, "I-015").severity in {"S3", "S4"}


def test_no_table_that_a_person_reads_holds_a_dose_of_buprenorphine():
    for name, text in ALL_TEXTS:
        if "uprenorphine" in text:
            assert not re.search(r"\d\s*(?:/\s*\d+\s*)?mg", text), name


# --- Possible liver injury


@pytest.mark.parametrize(
    "values",
    [
        [("alt", 250, "U/L")],
        [("alp", 260, "U/L")],
        [("alt", 130, "U/L"), ("bilirubin", 3, "mg/dL")],
        [("alt", 130, "U/L"), ("inr", 1.6, "")],
        [("inr", 1.6, "")],
    ],
)
def test_a_possible_liver_injury_is_stopped_with_help_and_never_restarted(values):
    result = findings([*doses(), *(reading(*value) for value in values)])
    (seen,) = [f for f in result if f.id.startswith("T-liver")]
    assert seen.severity == "S4"
    assert LIVER.search(seen.action)


def test_yellow_eyes_have_the_same_sentence_on_every_face_and_in_the_diary():
    result = check_safety(diary([*doses(), entry(20, 9, "event", "yellow eyes", 3)]))
    assert LIVER.search(result.red_flags.items[5].do)
    assert LIVER.search(found(result.findings, "R-06").action)


def test_nothing_about_a_liver_ever_speaks_of_a_pause():
    for name, text in ALL_TEXTS:
        if re.search(r"liver|jaundice|yellow", text, re.IGNORECASE):
            assert not re.search(r"\bpaus", text, re.IGNORECASE), (name, text)


def test_wherever_do_not_restart_stands_it_is_the_whole_sentence():
    found_in = {name for name, text in ALL_TEXTS if "do not restart" in text}
    assert {"conditions", "thresholds", "red_flags"} <= found_in
    for name, text in ALL_TEXTS:
        if "do not restart" in text:
            assert LIVER.search(text), (name, text)


# --- Naloxone


def test_naloxone_comes_after_the_call_and_says_to_stay():
    for name, text in ALL_TEXTS:
        if "Give naloxone" in text:
            before, _, _ = text.partition("Give naloxone")
            assert NALOXONE in text, (name, text)
            assert before.rstrip().endswith("first."), (name, text)


@pytest.mark.parametrize(
    "kwargs",
    [
        {"form": "7-oh"},
        {"form": "shot"},
        {"form": "mgm-16"},
        {"medicines": ["oxycodone"]},
        {"medicines": ["lorazepam"]},
        {"medicines": ["pregabalin"]},
        {"medicines": ["alcohol"]},
    ],
)
def test_naloxone_is_offered_to_7_oh_users_and_beside_opioids_and_sedatives(kwargs):
    assert NALOXONE in found(findings(**kwargs), "I-018").action


def test_naloxone_is_on_every_face():
    for kept in (diary([]), diary(birth_year=2012), diary(country="IT")):
        first = check_safety(kept).red_flags.items[0].do
        assert NALOXONE in first
        assert re.match(r"Call .+ first\.", first)


# --- Blood pressure and pulse: one table everywhere


@pytest.mark.parametrize(
    ("name", "value", "stimulant", "row", "who"),
    [
        ("systolic", 180, False, "T-bp-today", "same day"),
        ("diastolic", 110, False, "T-bp-today", "same day"),
        ("heart_rate", 120, False, "T-bp-today", "same day"),
        ("systolic", 160, True, "T-bp-stimulant", "prescriber today"),
        ("diastolic", 100, True, "T-bp-stimulant", "prescriber today"),
        ("systolic", 140, False, "T-bp-review", "doctor"),
        ("diastolic", 90, False, "T-bp-review", "doctor"),
        ("heart_rate", 100, False, "T-bp-review", "doctor"),
    ],
)
def test_each_limit_of_the_one_table_names_the_symptoms(name, value, stimulant, row, who):
    unit = "bpm" if name == "heart_rate" else "mmHg"
    medicines = ["ritalin"] if stimulant else []
    seen = found(findings([*doses(), reading(name, value, unit)], medicines=medicines), row)
    assert who in seen.who
    assert all(word in seen.action for word in EMERGENCY_SIGNS)
    assert "at any value: emergency call" in seen.action


def test_180_over_110_is_measured_again():
    seen = found(findings([*doses(), reading("systolic", 185, "mmHg")]), "T-bp-today")
    assert seen.action.startswith("Rest, then measure again.")


def test_no_other_table_has_limits_of_its_own_for_blood_pressure():
    limits = re.compile(r"\b\d{3}/\d{2,3}\b")
    allowed = {"180/110", "160/100", "140/90"}
    case = re.compile(r"brain swelling[^.]*180/105|180/105[^.]*brain swelling")
    for name, text in ALL_TEXTS:
        if name == "medicines" or name.startswith(("instruments", "claims")):
            continue
        plain = case.sub("", text).replace("at a pressure of 180/105", "")
        assert set(limits.findall(plain)) <= allowed, (name, text)


# --- No benefit shown


def test_no_benefit_needs_a_baseline_and_asks_to_discuss_never_to_taper():
    (row,) = [r for r in read_toml("cutoffs")["row"] if r["id"] == "Q-no-benefit"]
    assert "Discuss with a professional" in row["action"]
    assert not re.search(r"\btaper|\breduce|\bstop using", f"{row['why']} {row['action']}")
    scores = [entry(day, 9, "scale", "peg", 6) for day in (8, 40)]
    assert found(findings([*doses(), *scores]), "Q-no-benefit") is None


# --- No information


@pytest.mark.parametrize("medicines", [["foozle"], ["xyzzy 20 mg", "sertraline"]])
def test_a_name_without_a_meaning_is_not_the_same_as_no_risk(medicines):
    result = findings(medicines=medicines)
    (seen,) = [f for f in result if f.id.startswith("no-name:")]
    assert seen.severity == "no information"
    assert "No information about this pair. That is not the same as no risk." in seen.why


def test_an_unknown_condition_is_not_the_same_as_no_risk():
    seen = found(findings(conditions=("gribbles",)), "no-name:conditions")
    assert "That is not the same as no risk." in seen.why


# --- What must never end suddenly


@pytest.mark.parametrize("condition", ["epilepsy", "pregnant", "bipolar", "long qt", "psychosis"])
def test_whoever_uses_daily_is_never_told_to_stop_at_once(condition):
    for finding in findings(conditions=(condition,)):
        if finding.severity == "S4":
            assert re.search(r"[Dd]o not stop[^.]*suddenly", finding.action), finding.id
            assert "Do not use kratom." not in finding.action
