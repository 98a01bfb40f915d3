"""Short cases written from the clinical text, not from the tables: a person, a medicine, kratom.

ADHD medicines, opioids, sedatives, serotonergic medicines, antipsychotics, antiepileptics.
"""

import re

import pytest

from speciosa.diary.person import Medicine, Product
from speciosa.safety.check import check_safety
from tests.safety.diaries import diary, doses, entry, findings, found, highest

DAILY = doses(range(14))
RATED = [entry(day, 7, "rating", "pain", 5) for day in range(14)]
RARE = [*RATED, *doses(range(0, 14, 7), hours=(8,))]
NO_KRATOM_YET = [entry(0, 8, "rating", "pain", 5)]
STEP = {"P": 0, "S1": 2, "S2": 3, "S3": 4, "S4": 5}


def seen(row, *medicines, entries=None, **kwargs):
    """The finding of a row in a diary of daily leaf, unless told otherwise."""
    return found(findings(entries or DAILY, medicines=list(medicines), **kwargs), row)


def before_the_first_dose(row, *medicines, **kwargs):
    """The finding of a row for a person who has not taken any kratom yet."""
    return seen(row, *medicines, entries=NO_KRATOM_YET, **kwargs)


def everything(finding):
    return f"{finding.title} {finding.why} {finding.action} {finding.who}"


# --- every pair that must never be started, and what to do when both are in use


NEVER_TOGETHER = [
    ("I-010", "morphine", "naloxone"),
    ("I-010", "hydromorphone", "naloxone"),
    ("I-011", "oxycodone", "naloxone"),
    ("I-012", "tramadol", "naloxone"),
    ("I-012", "codeine", "naloxone"),
    ("I-014", "methadone", "ECG"),
    ("I-067", "fentanyl", "patch"),
    ("I-020", "tianeptine", "naloxone"),
    ("I-022", "alprazolam", "seizures"),
    ("I-029", "phenobarbital", "seizures"),
    ("I-030", "xyrem", "night dose"),
    ("I-080", "phenibut", "suddenly"),
    ("I-037", "phenelzine", "Pounding headache"),
    ("I-038", "nefazodone", "Liver tests"),
    ("I-042", "quetiapine", "ECG"),
    ("I-043", "pimozide", "ECG"),
]


@pytest.mark.parametrize(("row", "medicine", "_"), NEVER_TOGETHER)
def test_the_most_dangerous_pairs_are_not_to_be_started(row, medicine, _):
    told = before_the_first_dose(row, medicine)
    assert told.severity == "S4"
    assert told.action.startswith("Do not combine them.")
    assert "suddenly" not in told.action


@pytest.mark.parametrize(("row", "medicine", "words"), NEVER_TOGETHER)
def test_when_both_are_in_use_help_comes_today_and_nothing_ends_suddenly(row, medicine, words):
    told = seen(row, medicine)
    assert told.severity == "S4"
    assert "today" in told.action
    assert re.search(r"(?:Do not|Never) (?:stop|take)[^.]*daily kratom suddenly", told.action)
    assert words in told.action


@pytest.mark.parametrize("medicine", ["linezolid", "methylene blue", "selegiline", "moclobemide"])
def test_linezolid_and_methylene_blue_count_as_mao_inhibitors(medicine):
    assert seen("I-037", medicine).severity == "S4"


def test_alcohol_none_on_a_day_with_kratom_and_a_daily_drinker_does_not_stop_alone():
    assert before_the_first_dose("I-026", "alcohol").action == (
        "Drink no alcohol on a day with kratom."
    )
    told = seen("I-026", "beer")
    assert told.severity == "S4"
    assert "If you drink every day, do not stop suddenly" in told.action


# --- ADHD medicines


def test_elvanse_with_leaf_the_emergency_text_asks_for_no_fast_pulse():
    told = seen("I-001", "Elvanse 50", conditions=("adhd",))
    assert told.severity == "S3"
    assert told.evidence == "L3"
    emergency = next(part for part in told.action.split(". ") if "emergency" in part)
    for sign in ("Severe headache", "loss of sight", "confusion", "also with a normal pulse"):
        assert sign in emergency
    assert "160/100" in told.action
    assert before_the_first_dose("I-001", "Adderall").action.startswith("Do not combine them.")


def test_amphetamine_has_no_enzyme_in_the_gut_so_an_extract_is_no_step_up_but_7_oh_is_not_milder():
    assert seen("I-001", "lisdexamfetamine", form="extract").severity == "S3"
    assert STEP[seen("I-001", "lisdexamfetamine", form="7-oh").severity] >= STEP["S3"]


def test_methylphenidate_is_s2_and_makes_no_claim_on_levels():
    told = seen("I-002", "Concerta")
    assert told.severity == "S2"
    assert "was not studied" in told.why
    assert "level" not in told.why


@pytest.mark.parametrize("other", ["paroxetine", "fluoxetine", "bupropion"])
def test_atomoxetine_is_stricter_beside_a_strong_inhibitor_of_its_enzyme(other):
    assert seen("I-003", "Strattera").severity == "S2"
    assert seen("I-003", "Strattera", other).severity == "S3"


def test_atomoxetine_is_stricter_in_a_poor_metaboliser():
    assert seen("I-003", "atomoxetine", conditions=("CYP2D6 poor metaboliser",)).severity == "S3"


def test_viloxazine_is_only_information_and_asks_about_mood():
    told = seen("I-004", "Qelbree")
    assert told.severity == "S1"
    assert "mood" in told.action


@pytest.mark.parametrize(("row", "medicine"), [("I-005", "Intuniv"), ("I-006", "clonidine")])
def test_guanfacine_and_clonidine_never_end_suddenly(row, medicine):
    told = seen(row, medicine)
    assert told.severity == "S2"
    assert "suddenly" in told.action
    assert "lower blood pressure" in told.why
    assert seen(row, medicine, form="extract").severity == "S3"


def test_bupropion_the_share_of_calls_is_a_range_and_never_an_incidence():
    told = seen("I-007", "Wellbutrin")
    assert told.severity == "S3"
    assert "6 to 10 % of calls to poison centres" in told.why
    assert "how often they happen is not known" in told.why
    assert "Never with a past seizure" in before_the_first_dose("I-007", "bupropion").action


def test_modafinil_a_published_seizure_and_no_direction_for_kratom():
    told = seen("I-008", "modafinil")
    assert (told.severity, told.evidence) == ("S3", "L3")
    assert "unpredictable" in told.why
    assert "seizure" in told.action


def test_coffee_is_information_alone_and_weighs_more_with_a_stimulant():
    assert seen("I-009", "coffee").severity == "S1"
    assert seen("I-009", "coffee", "Ritalin").severity == "S2"
    assert seen("I-009", "snus", conditions=("high blood pressure",)).severity == "S2"
    assert "pouches" in seen("I-009", "nicotine pouches").why


# --- opioids and their treatment


def test_oxycodone_a_first_trial_has_no_results_and_the_text_says_so():
    told = seen("I-011", "oxycontin")
    assert "no results yet" in told.why
    assert "in the gut" in told.why


def test_tramadol_naloxone_is_given_all_the_same_and_a_seizure_is_expected():
    told = seen("I-012", "tramadol")
    assert "naloxone can bring on a seizure: call first, give it when breathing is slow" in (
        told.action
    )
    assert "serotonin" in told.why
    assert "bring on a seizure" not in seen("I-012", "codeine").action


def test_tapentadol_is_s3_with_leaf_and_s4_with_7_oh():
    assert seen("I-013", "Palexia").severity == "S3"
    told = seen("I-013", "Palexia", form="7-oh")
    assert told.severity == "S4"
    assert told.action.startswith("Call your prescriber today.")


def test_methadone_names_several_enzymes_and_puts_none_first():
    told = seen("I-014", "methadone")
    assert "CYP2B6" not in told.why
    assert "several enzymes" in told.why
    assert "heart rhythm" in told.why


@pytest.mark.parametrize("form", ["leaf", "extract", "7-oh"])
@pytest.mark.parametrize("entries", [DAILY, NO_KRATOM_YET])
def test_buprenorphine_a_person_is_never_given_a_waiting_time_or_a_score(form, entries):
    told = seen("I-015", "Suboxone", entries=entries, form=form)
    assert not re.search(r"\d+ ?(?:h\b|hours?)|COWS|\b8\b|\b12\b", everything(told))


def test_buprenorphine_after_7_oh_is_for_a_specialist_and_the_leaf_rule_is_ruled_out():
    assert seen("I-015", "buprenorphine").severity == "S2"
    told = seen("I-015", "buprenorphine", form="7-oh")
    assert told.severity == "S3"
    assert "Waiting times known from leaf do not apply." in told.why
    new = before_the_first_dose("I-015", "buprenorphine", form="7-oh")
    assert new.action == "Only a specialist should start it."


def test_pseudoindoxyl_and_mgm_count_as_7_oh_for_buprenorphine():
    for substance in ("mitragynine pseudoindoxyl", "mgm-15"):
        products = {"green": Product(name="x", substance=substance, form="tablet")}
        told = seen("I-015", "buprenorphine", products=products)
        assert told.severity == "S3"


def test_buprenorphine_in_use_goes_on():
    assert "Do not stop buprenorphine or daily kratom suddenly." in (
        seen("I-015", "Suboxone").action
    )


def test_naltrexone_before_the_first_dose():
    told = before_the_first_dose("I-016", "Vivitrol")
    assert told.severity == "S4"
    for words in (
        "7 to 10 days",
        "two weeks",
        "supervised naloxone test",
        "Liver tests come first",
    ):
        assert words in told.action
    assert "no interval is published" in told.action
    assert "Three published cases" in told.why
    assert "a negative one proves nothing" in told.why


def test_naltrexone_already_running_is_not_overcome_with_more_kratom():
    told = seen("I-016", "naltrexone")
    assert "before the next dose of either" in told.action
    assert "do not try to overcome it with more" in told.action


@pytest.mark.parametrize("medicine", ["nalmefene", "samidorphan"])
def test_other_blockers_are_not_called_naltrexone(medicine):
    why = seen("I-016", medicine).why
    assert why.startswith("This medicine blocks")
    assert "cases with naltrexone" in why


def test_low_dose_naltrexone_in_fibromyalgia():
    told = seen("I-017", "LDN", conditions=("fibromyalgia",))
    assert told.severity == "S3"
    assert "daily kratom" in before_the_first_dose("I-017", "LDN").action


NALOXONE = (
    "Call first. Give naloxone if there is any, repeat as the kit says, stay: it can wear off and "
    "may not reverse everything."
)


@pytest.mark.parametrize("entries", [DAILY, NO_KRATOM_YET])
def test_naloxone_the_reviewed_wording_stands_whole(entries):
    told = seen("I-018", "naloxone", entries=entries)
    assert told.severity == "P"
    assert told.action.endswith(NALOXONE)
    assert "may not reverse a seizure" in told.why


def test_loperamide_above_the_package_is_a_matter_of_the_heart():
    told = seen("I-019", "Imodium")
    assert (told.severity, told.rank) == ("S3", "heart rhythm")
    assert "Never more loperamide than the package allows." in told.action
    assert seen("I-019", "Imodium", form="7-oh").severity == "S4"


def test_nalbuphine_can_bring_on_withdrawal():
    assert seen("I-021", "nalbuphine").severity == "S3"
    assert "Tell whoever gives it" in before_the_first_dose("I-021", "butorphanol").action


# --- sedatives


def test_midazolam_the_measured_rise_is_told_in_words():
    told = seen("I-022", "midazolam")
    assert told.evidence == "L1"
    assert "about two fifths" in told.why
    assert "No alcohol." in told.action


@pytest.mark.parametrize(
    ("row", "medicine"),
    [
        ("I-023", "lorazepam"),
        ("I-024", "zopiclone"),
        ("I-025", "Lyrica"),
        ("I-027", "baclofen"),
        ("I-027", "carisoprodol"),
    ],
)
def test_sedatives_are_s3_with_leaf_s4_with_7_oh_and_none_ends_suddenly(row, medicine):
    assert seen(row, medicine).severity == "S3"
    assert "suddenly" in seen(row, medicine).action
    told = seen(row, medicine, form="7-oh")
    assert told.severity == "S4"
    assert told.who.endswith("today")


def test_alcohol_the_deaths_are_told_as_corrected():
    why = seen("I-026", "wine").why
    assert "all of the first three and in many of six deaths after a 7-OH product" in why
    assert "all six" not in why


def test_muscle_relaxants_are_four_different_things():
    assert seen("I-027", "carisoprodol").severity == "S3"
    assert seen("I-090", "Flexeril").severity == "S3"
    assert seen("I-027", "baclofen").severity == "S3"
    assert seen("I-027", "tizanidine").severity == "S2"


@pytest.mark.parametrize("other", ["clonidine", "guanfacine"])
def test_tizanidine_is_stricter_beside_another_medicine_of_its_kind(other):
    told = seen("I-027", "tizanidine", other)
    assert told.severity == "S3"
    assert "blood pressure" in told.action


def test_tizanidine_kratom_is_not_said_to_raise_its_level():
    assert "not expected to change the level of tizanidine" in seen("I-027", "tizanidine").why


def test_cyclobenzaprine_heart_rhythm_and_serotonin():
    told = seen("I-090", "cyclobenzaprine")
    assert told.rank == "heart rhythm"
    for words in ("serotonin", "bupropion", "heart failure", "overactive thyroid"):
        assert words in told.why
    assert "ECG" in told.action


def test_diphenhydramine_is_not_mixed_and_hydroxyzine_needs_an_ecg():
    mixed = seen("I-028", "diphenhydramine")
    assert (mixed.severity, mixed.rank) == ("S3", "seizure")
    told = seen("I-028", "hydroxyzine")
    assert "ECG" in told.action
    assert "withdrawal" in told.why


def test_oxybate_the_label_rules_out_alcohol_and_sleeping_pills_only_advises_against_opioids():
    why = seen("I-030", "sodium oxybate").why
    assert "rules out alcohol and sleeping pills and advises against opioids" in why
    assert "rules out opioids" not in why
    assert "rules out kratom" not in why


def test_suvorexant_is_s2_and_s3_with_an_extract():
    assert seen("I-031", "Belsomra").severity == "S2"
    assert seen("I-031", "Belsomra", form="extract").severity == "S3"
    assert "No driving" in seen("I-031", "Belsomra").action


def test_esketamine_the_centre_is_told():
    told = seen("I-091", "Spravato")
    assert (told.severity, told.who) == ("S3", "the treating centre")
    assert before_the_first_dose("I-091", "ketamine").action.startswith("Tell the treating centre")


# --- antidepressants and other serotonergic medicines


@pytest.mark.parametrize(("row", "medicine"), [("I-032", "Prozac"), ("I-034", "sertralin")])
def test_an_ssri_is_s2_with_the_list_of_signs_and_goes_on(row, medicine):
    told = seen(row, medicine)
    assert told.severity == "S2"
    assert "Do not stop an antidepressant suddenly." in told.action
    for sign in ("Fever", "stiff muscles", "twitching", "agitation"):
        assert sign in told.action


@pytest.mark.parametrize(
    "condition", ["long qt syndrome", "heart failure", "hypokalaemia", "cirrhosis"]
)
def test_citalopram_is_stricter_where_its_limit_is_lower(condition):
    assert seen("I-033", "citalopram", sex="male").severity == "S2"
    told = seen("I-033", "citalopram", sex="male", conditions=(condition,))
    assert STEP[told.severity] >= STEP["S3"]
    assert "ECG" in told.action


def test_venlafaxine_the_cases_are_possible_and_blame_no_single_medicine():
    told = seen("I-035", "Effexor 75 mg")
    assert (told.severity, told.evidence) == ("S3", "L3")
    assert "possible serotonin excess" in told.why
    assert "no single one can be blamed" in told.why
    assert "Do not stop an antidepressant suddenly." in told.action


@pytest.mark.parametrize("condition", ["kratom hepatitis", "alcoholism", "cirrhosis"])
def test_duloxetine_is_s4_after_kratom_liver_injury_with_alcohol_or_liver_disease(condition):
    assert seen("I-035", "Cymbalta").severity == "S3"
    told = seen("I-035", "Cymbalta", conditions=(condition,))
    assert told.severity == "S4"
    assert "today" in told.action
    assert "Do not stop an antidepressant" in told.action
    new = before_the_first_dose("I-035", "Cymbalta", conditions=(condition,))
    assert new.action.startswith("Do not combine them.")


def test_duloxetine_is_s4_beside_alcohol():
    assert seen("I-035", "duloxetine", "wine").severity == "S4"


def test_amitriptyline_heart_rhythm_seizure_and_a_published_case():
    told = seen("I-036", "amitriptyline", sex="male")
    assert (told.severity, told.evidence) == ("S3", "L3")
    assert "No higher dose of either." in told.action
    assert "clomipramine" in told.why


def test_mao_inhibitor_prints_the_gaps_and_says_that_the_one_for_kratom_is_a_proposal():
    why = seen("I-037", "Nardil").why
    assert "14 days" in why
    assert "five weeks after fluoxetine" in why
    assert "for kratom no gap is known" in why
    assert "proposal" in why


@pytest.mark.parametrize(("ended", "counts"), [("2026-03-05", True), ("2026-02-20", False)])
def test_an_mao_inhibitor_counts_for_14_days_after_its_end(ended, counts):
    made = diary(DAILY, medicines={"phenelzine": Medicine(until=ended)})  # ends on 14 March
    assert (found(check_safety(made).findings, "I-037") is not None) is counts


def test_trazodone_is_s2():
    assert seen("I-038", "trazodone").severity == "S2"
    assert "case of possible serotonin excess" in seen("I-038", "trazodone").why


def test_buspirone_s3_for_daily_or_extract_use_several_fold_and_no_false_number():
    assert seen("I-039", "buspirone").severity == "S3"
    assert seen("I-039", "buspirone", entries=RARE).severity == "S2"
    assert STEP[seen("I-039", "buspirone", entries=RARE, form="extract").severity] >= STEP["S3"]
    why = seen("I-039", "buspirone").why
    assert "may rise several-fold" in why
    assert not re.search(r"x ?2|two-?fold|twice|doubl", why)


def test_lithium_is_measured_the_same_day_after_vomiting():
    told = seen("I-040", "lithium")
    assert told.severity == "S2"
    assert "With vomiting or diarrhoea have the lithium level measured the same day" in told.action


def test_dextromethorphan_one_small_amount_changed_nothing_and_more_is_not_claimed():
    told = seen("I-041", "dextromethorphan")
    assert told.severity == "S2"
    assert "One measured small amount" in told.why


def test_triptans_are_s2_and_eletriptan_s3_with_an_extract():
    assert seen("I-097", "sumatriptan").severity == "S2"
    assert seen("I-097", "sumatriptan", form="extract").severity == "S2"
    assert seen("I-097", "eletriptan", form="extract").severity == "S3"
    assert "within 24 hours" in seen("I-097", "eletriptan").action


def test_st_johns_wort_is_unpredictable_without_a_direction():
    told = seen("I-081", "Johanniskraut")
    assert told.severity == "S3"
    assert "unpredictable" in told.why
    assert not re.search(r"stronger|weaker|raises|lowers", told.why)


# --- antipsychotics, mood stabilisers, antiepileptics


def test_quetiapine_a_toxic_level_was_found_but_its_cause_was_not_measured():
    told = seen("I-042", "Seroquel")
    assert "was not measured" in told.why
    assert "high fever is an emergency" in told.action


def test_pimozide_stimulants_are_withdrawn_too_when_tics_are_treated():
    told = seen("I-043", "Orap", "Elvanse", conditions=("adhd",))
    assert told.severity == "S4"
    assert "withdraw stimulants too" in told.why


def test_lurasidone_and_cariprazine_are_s3_and_go_on():
    for medicine in ("Latuda", "cariprazine"):
        told = seen("I-043", medicine)
        assert told.severity == "S3"
        assert "Do not stop the medicine on your own." in told.action


def test_aripiprazole_restlessness_can_look_like_worse_adhd():
    told = seen("I-044", "Abilify", conditions=("adhd",))
    assert told.severity == "S2"
    assert "can look like worse ADHD" in told.why


@pytest.mark.parametrize("other", ["ondansetron", "escitalopram", "methadone"])
def test_ziprasidone_is_s4_with_any_other_qt_medicine(other):
    assert seen("I-045", "ziprasidone").severity == "S3"
    assert seen("I-045", "ziprasidone", other).severity == "S4"


@pytest.mark.parametrize("condition", ["low magnesium", "long qt syndrome", "heart failure"])
def test_ziprasidone_is_s4_with_a_condition_of_the_heart_or_the_salts(condition):
    assert seen("I-045", "ziprasidone", conditions=(condition,)).severity == "S4"


def test_clozapine_is_s3_for_seizures_and_olanzapine_s2():
    told = seen("I-046", "clozapine")
    assert (told.severity, told.rank) == ("S3", "seizure")
    assert "blood level" in told.action
    assert seen("I-046", "Zyprexa").severity == "S2"


def test_carbamazepine_never_ends_suddenly():
    told = seen("I-047", "Tegretol", conditions=("epilepsy",))
    assert told.severity == "S3"
    assert "Never stop a medicine against seizures suddenly." in told.action
    assert "above all with epilepsy" in before_the_first_dose("I-047", "carbamazepine").action


def test_lamotrigine_is_information_and_more_with_epilepsy_or_bipolar_disorder():
    assert seen("I-049", "lamotrigine").severity == "S1"
    assert seen("I-049", "lamotrigine", conditions=("epilepsy",)).severity == "S2"
    assert seen("I-049", "Keppra", conditions=("bipolar disorder",)).severity == "S2"
    assert "rash" in seen("I-049", "lamotrigine").action


@pytest.mark.parametrize(
    ("name", "value", "unit"), [("qtc", 455, "ms"), ("potassium", 3.2, "mmol/L")]
)
@pytest.mark.parametrize(("row", "medicine"), [("I-045", "ziprasidone"), ("I-094", "domperidone")])
def test_a_measured_qt_factor_is_one_too(row, medicine, name, value, unit):
    """The label of ziprasidone asks for potassium in range; both are ruled out with a long QT."""
    measured = [*DAILY, entry(10, 9, "reading", name, value, unit)]
    assert seen(row, medicine, sex="male").severity == "S3"
    assert seen(row, medicine, entries=measured, sex="male").severity == "S4"


# --- one step for daily use or an extract, never two


@pytest.mark.parametrize(
    ("row", "medicine"),
    [("I-039", "buspirone"), ("I-060", "simvastatin"), ("I-062", "apixaban")],
)
@pytest.mark.parametrize(
    ("entries", "form", "severity"),
    [
        (RARE, "leaf", "S2"),
        (DAILY, "leaf", "S3"),
        (RARE, "extract", "S3"),
        (DAILY, "extract", "S3"),
    ],
)
def test_buspirone_statins_and_blood_thinners_are_s3_for_daily_or_extract_use(
    row, medicine, entries, form, severity
):
    """Sections 3.1 and G of the facts: one step for daily use or any extract."""
    told = seen(row, medicine, entries=entries, form=form)
    assert told.severity == severity
    first = "Call your prescriber this week." if severity == "S3" else "Ask your prescriber at"
    assert told.action.startswith(first)


@pytest.mark.parametrize("medicine", ["dabigatran", "edoxaban"])
def test_a_blood_thinner_of_the_pump_alone_says_nothing_of_the_enzyme(medicine):
    assert seen("I-062", medicine, entries=RARE).severity == "S2"
    for kwargs in (
        {"entries": DAILY},
        {"entries": RARE, "form": "extract"},
        {"entries": RARE, "conditions": ("chronic kidney disease",)},
    ):
        assert seen("I-062", medicine, **kwargs).severity == "S3"
    assert "enzyme" not in seen("I-062", medicine).why
    assert "Do not stop a blood thinner on your own." in seen("I-062", medicine).action


def test_a_statin_severe_muscle_pain_with_dark_urine_is_an_emergency_as_on_every_face():
    assert "Severe muscle pain with dark urine is an emergency." in (
        seen("I-060", "atorvastatin").action
    )


def test_digoxin_an_uneven_pulse_is_an_emergency_as_on_every_face():
    assert "uneven pulse is an emergency" in seen("I-063", "digoxin").action


# --- one urgency, one wording


@pytest.mark.parametrize(
    "medicines",
    [("sotalol", "citalopram"), ("ritonavir", "clarithromycin"), ("Elvanse", "Ritalin")],
)
def test_who_to_call_stands_once_in_a_merged_finding(medicines):
    for told in findings(DAILY, medicines=list(medicines), conditions=("adhd",)):
        calls = re.findall(
            r"(?:Call|Ask|Tell|Talk to) [^.]*(?:today|this week|visit)\.", told.action
        )
        assert len(calls) <= 1, told.action


# --- rows that came with the check of the facts


def test_pitolisant_is_a_matter_of_the_qt_time_and_solriamfetol_of_the_pressure():
    told = seen("I-108", "Wakix", sex="male")
    assert (told.severity, told.rank) == ("S3", "heart rhythm")
    assert "ECG, potassium and magnesium are due" in told.action
    other = seen("I-108", "solriamfetol")
    assert (other.severity, other.rank) == ("S2", "blood pressure")


@pytest.mark.parametrize("medicine", ["xylazine", "medetomidine"])
def test_animal_sedatives_naloxone_is_given_anyway_and_breathing_is_helped(medicine):
    told = seen("I-092", medicine)
    assert told.severity == "S4"
    assert "naloxone does not reverse them" in told.why
    for words in ("call first", "give naloxone anyway", "help the person breathe", "wounds"):
        assert words in told.action
    assert before_the_first_dose("I-092", medicine).action == "Do not combine them."


def test_lofexidine_is_for_after_kratom_and_not_beside_it():
    told = seen("I-093", "Lucemyra")
    assert told.severity == "S2"
    assert "not meant to overlap" in told.action
    assert "Do not stop lofexidine or daily kratom suddenly." in told.action
    assert "once kratom is no longer taken" in before_the_first_dose("I-093", "lofexidine").action


def test_tizanidine_is_stricter_beside_lofexidine():
    assert seen("I-027", "tizanidine", "lofexidine").severity == "S3"


@pytest.mark.parametrize(
    ("medicine", "severity"),
    [
        ("metaxalone", "S3"),
        ("chlorzoxazone", "S2"),
        ("methocarbamol", "S2"),
        ("orphenadrine", "S2"),
    ],
)
def test_other_muscle_relaxants_only_metaxalone_is_s3(medicine, severity):
    told = seen("I-089", medicine)
    assert told.severity == severity
    assert "No driving on a day with both." in told.action


def test_metaxalone_is_about_serotonin_and_chlorzoxazone_about_the_liver():
    assert "serotonin" in seen("I-089", "metaxalone").why
    assert "Liver tests are due." in seen("I-089", "chlorzoxazone").action


def test_metoclopramide_restlessness_looks_like_worse_adhd():
    told = seen("I-095", "metoclopramide", conditions=("adhd",))
    assert told.severity == "S2"
    assert "looks like worse ADHD" in told.why


@pytest.mark.parametrize("product", ["Auvelity", "Nuedexta"])
def test_dextromethorphan_with_a_blocker_on_purpose_is_s3(product):
    told = seen("I-109", product)
    assert told.severity == "S3"
    assert "blocked on purpose" in told.why
    assert "seizure" in told.action


@pytest.mark.parametrize(("medicine", "word"), [("phenytoin", "enzyme"), ("valproate", "liver")])
def test_phenytoin_and_valproate_are_s2_and_s3_with_epilepsy_or_a_diseased_liver(medicine, word):
    assert seen("I-048", medicine).severity == "S2"
    assert word in seen("I-048", medicine).why
    for condition in ("epilepsy", "hepatitis C", "kratom hepatitis"):
        told = seen("I-048", medicine, conditions=(condition,))
        assert told.severity == "S3"
        assert "Never stop a medicine against seizures suddenly." in told.action


def test_akuamma_and_kanna_are_not_confirmed_and_say_so():
    seeds = seen("I-080", "akuamma")
    assert (seeds.severity, seeds.review) == ("S4", "unverified")
    assert "suddenly" in seeds.action
    leaf = seen("I-080", "kanna")
    assert (leaf.severity, leaf.review, leaf.rank) == ("S3", "unverified", "serotonin")


# --- several at once


def test_an_unknown_history_takes_the_stricter_row():
    for row, medicine in (("I-035", "duloxetine"), ("I-045", "ziprasidone")):
        told = seen(row, medicine, conditions=())
        assert told.severity == "S4"
        assert "strict form" in told.why


def test_three_sedatives_are_one_finding_that_keeps_every_warning():
    told = seen("I-022", "alprazolam", "pregabalin", "tramadol")
    assert told.severity == "S4"
    for row in ("I-012", "I-022", "I-025"):
        assert row in told.id.split("+")
    assert "naloxone can bring on a seizure" in told.action
    assert "Never stop a benzodiazepine" in told.action


@pytest.mark.parametrize("entries", [DAILY, RARE, RATED])
@pytest.mark.parametrize("medicine", ["oxycodone", "alprazolam", "phenelzine", "quetiapine"])
def test_little_or_no_recorded_kratom_never_makes_a_dangerous_pair_milder(entries, medicine):
    assert highest(findings(entries, medicines=[medicine])) == STEP["S4"]
