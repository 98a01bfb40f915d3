"""People with kratom beside another medicine, written by hand from the clinical text.

Each story says what a clinician who knows the text expects. None of it was taken from the tables.
"""

import re

import pytest

from tests.safety.diaries import doses, entry, findings, found, rare_doses

NOT_STARTED = [entry(0, 8, "rating", "pain", 5)]
DAILY = doses()
WEEKLY = rare_doses()
OTHERWISE_WELL = ("fibromyalgia",)


def person(*medicines, entries=DAILY, form="leaf", conditions=OTHERWISE_WELL):
    return findings(entries, form=form, medicines=list(medicines), conditions=conditions)


def told(seen):
    return f"{seen.title} {seen.why} {seen.action} {seen.who}"


# Contraindicated or avoid: each as somebody who has not started, and as somebody in the middle of it


@pytest.mark.parametrize("medicine", ["tacrolimus", "ciclosporin", "sirolimus", "everolimus"])
def test_a_transplant_medicine_is_never_combined_and_never_stopped(medicine):
    new = found(person(medicine, entries=NOT_STARTED), "I-065")
    already = found(person(medicine), "I-065")
    assert new.severity == already.severity == "S4"
    assert new.action.startswith("Do not combine them.")
    assert "Call the transplant team today" in already.action
    assert "Do not stop either on your own" in already.action
    assert "three to five days after any change of kratom" in already.action


def test_a_transplant_medicine_is_s4_even_with_one_dose_a_week():
    assert found(person("tacrolimus", entries=WEEKLY), "I-065").severity == "S4"


@pytest.mark.parametrize("condition", ["kidney disease", "cirrhosis", "kratom hepatitis"])
def test_colchicine_is_s4_where_kidney_or_liver_is_weak(condition):
    assert found(person("colchicine"), "I-066").severity == "S3"
    ill = found(person("colchicine", conditions=(condition,)), "I-066")
    assert ill.severity == "S4"
    assert "today" in ill.action


def test_colchicine_is_s4_while_nobody_has_said_how_the_kidneys_are():
    seen = found(person("colchicine", conditions=()), "I-066")
    assert seen.severity == "S4"
    assert "Shown in its strict form" in seen.why


def test_an_ergot_stays_s4_as_a_proposal_and_does_not_borrow_the_label():
    new = found(person("ergotamine", entries=NOT_STARTED), "I-068")
    already = found(person("ergotamine"), "I-068")
    assert new.severity == already.severity == "S4"
    assert already.review == "expert proposal"
    assert "contraindicated" not in told(already)
    assert "weaker" in already.why  # the label speaks of strong blockers only
    assert re.search(r"fingers or toes are an emergency", already.action)


@pytest.mark.parametrize("medicine", ["amiodarone", "dofetilide", "sotalol", "flecainide"])
def test_a_rhythm_medicine_is_s4_and_is_never_stopped_alone(medicine):
    new = found(person(medicine, entries=NOT_STARTED), "I-056")
    already = found(person(medicine), "I-056")
    assert new.severity == already.severity == "S4"
    assert "Do not combine them." in new.action
    assert "Never stop a heart medicine on your own" in already.action
    assert "ECG" in already.action


def test_one_qt_medicine_is_s3_and_a_second_factor_makes_it_s4():
    assert found(person("ondansetron"), "I-055").severity == "S3"
    assert found(person("ondansetron", "citalopram"), "I-055").severity == "S4"
    for condition in ("long QT syndrome", "hypokalaemia", "heart failure"):
        seen = found(person("hydroxychloroquine", conditions=(condition,)), "I-055")
        assert seen.severity == "S4", condition
        assert "ECG" in seen.action


@pytest.mark.parametrize("antibiotic", ["clarithromycin", "erythromycin", "ciprofloxacin"])
def test_an_antibiotic_that_acts_on_qt_and_on_the_enzyme_gives_both_findings(antibiotic):
    result = person(antibiotic)
    assert found(result, "I-055").severity == "S3"
    assert any(f.id.startswith(("I-050", "I-052")) for f in result)


def test_domperidone_is_s3_and_s4_with_another_qt_factor():
    assert found(person("domperidone"), "I-094").severity == "S3"
    assert found(person("domperidone", "haloperidol"), "I-094").severity == "S4"
    new = found(person("domperidone", entries=NOT_STARTED), "I-094")
    assert "another medicine against nausea" in new.action


@pytest.mark.parametrize("condition", ["hepatitis C", "past kratom liver injury"])
def test_leflunomide_is_s4_with_an_ill_liver_and_s3_otherwise(condition):
    assert found(person("leflunomide"), "I-076").severity == "S3"
    new = found(person("leflunomide", entries=NOT_STARTED, conditions=(condition,)), "I-076")
    already = found(person("leflunomide", conditions=(condition,)), "I-076")
    assert new.severity == already.severity == "S4"
    assert "Do not combine them." in new.action
    assert "Liver tests are due" in already.action


@pytest.mark.parametrize("drug", ["cocaine", "mdma", "methamphetamine"])
def test_a_street_stimulant_is_s4_without_blame(drug):
    new = found(person(drug, entries=NOT_STARTED), "I-083")
    already = found(person(drug), "I-083")
    assert new.severity == already.severity == "S4"
    assert "emergency" in already.action
    assert "nobody there may judge you" in already.action


def test_ibogaine_is_s4_because_of_the_heart():
    new = found(person("ibogaine", entries=NOT_STARTED), "I-084")
    already = found(person("ibogaine"), "I-084")
    assert new.severity == already.severity == "S4"
    assert "QT" in already.why
    assert "ECG" in already.action


@pytest.mark.parametrize("drug", ["psilocybin", "lsd"])
def test_a_psychedelic_is_s4_as_a_proposal_that_says_how_little_is_known(drug):
    new = found(person(drug, entries=NOT_STARTED), "I-084")
    seen = found(person(drug), "I-084")
    assert new.severity == seen.severity == "S4"
    assert new.action.startswith("Do not combine them.")
    assert seen.review == "expert proposal"
    assert "nobody has studied" in seen.why


@pytest.mark.parametrize("relative", ["mgm-15", "pseudoindoxyl"])
def test_a_synthetic_relative_beside_kratom_is_s4_and_asks_for_one_product(relative):
    new = found(person(relative, entries=NOT_STARTED), "I-085")
    already = found(person(relative), "I-085")
    assert new.severity == already.severity == "S4"
    assert "One product and one batch only" in new.action
    assert "Have naloxone at home" in already.action
    assert "Do not stop daily use suddenly" in already.action


# Corrections of the verified list that change a severity or a sentence


@pytest.mark.parametrize("medicine", ["apixaban", "rivaroxaban"])
def test_a_blood_thinner_is_s3_daily_or_with_weak_kidneys_and_s2_otherwise(medicine):
    assert found(person(medicine, entries=WEEKLY), "I-062").severity == "S2"
    assert found(person(medicine), "I-062").severity == "S3"
    weak = person(medicine, entries=WEEKLY, conditions=("chronic kidney disease",))
    assert found(weak, "I-062").severity == "S3"
    strong = person(medicine, entries=WEEKLY, form="extract")
    assert found(strong, "I-062").severity == "S3"


def test_a_blood_thinner_is_not_stopped_and_bleeding_is_named():
    seen = found(person("rivaroxaban"), "I-062")
    assert "Do not stop a blood thinner on your own" in seen.action
    assert "Black stool" in seen.action


def test_turmeric_is_s3_and_never_comes_back_after_an_injury():
    seen = found(person("turmeric"), "I-104")
    assert seen.severity == "S3"
    assert "one person died" in seen.why
    assert re.search(r"Never restart \w+ after an injury", seen.action)


def test_green_tea_extract_is_as_strict_as_turmeric_and_tells_of_its_own_cases():
    seen = found(person("green tea extract", entries=WEEKLY), "I-078")
    assert seen.severity == "S3"
    assert "liver transplant" in seen.why
    assert "Turmeric" not in seen.why


def test_berberine_doubles_what_kratom_does_to_a_third_medicine():
    assert found(person("berberine"), "I-105").severity == "S2"
    seen = found(person("berberine", "simvastatin"), "I-105")
    assert seen.severity == "S3"
    assert "call your prescriber this week" in seen.action
    assert found(person("goldenseal", "tacrolimus"), "I-105").severity == "S3"


def test_black_pepper_extract_counts_as_a_blocker_of_the_enzyme():
    seen = found(person("piperine"), "I-103")
    assert seen.severity == "S2"
    assert "turmeric" in seen.why
    assert "not known" in seen.why


def test_disulfiram_forbids_liquid_products():
    seen = found(person("disulfiram"), "I-100")
    assert seen.severity == "S3"
    assert "No liquid kratom product" in seen.action


# What changes the enzyme: unpredictable, and no direction


@pytest.mark.parametrize(
    ("medicine", "row", "severity"),
    [
        ("itraconazole", "I-050", "S3"),
        ("ketoconazole", "I-050", "S3"),
        ("grapefruit juice", "I-051", "S2"),
        ("diltiazem", "I-052", "S2"),
        ("piperine", "I-103", "S2"),
    ],
)
def test_a_change_of_the_enzyme_is_unpredictable_and_has_no_direction(medicine, row, severity):
    seen = found(person(medicine), row)
    assert seen.severity == severity
    assert re.search(r"unpredictable|not known", seen.why)
    assert not re.search(r"rais|increas|reduc|more kratom|less kratom|stronger|weaker", seen.why)


def test_a_strong_inhibitor_asks_to_change_nothing_and_to_watch_for_drowsiness():
    seen = found(person("itraconazole"), "I-050")
    assert "Change nothing about kratom on your own during the course" in seen.action
    assert "drowsiness for two days" in seen.action
    new = found(person("itraconazole", entries=NOT_STARTED), "I-050")
    assert "Do not start kratom during the course" in new.action


def test_a_moderate_inhibitor_is_s3_with_something_else_on_the_heart():
    assert found(person("verapamil", conditions=("atrial fibrillation",)), "I-052").severity == "S3"
    assert found(person("verapamil", "haloperidol"), "I-052").severity == "S3"


def test_an_inducer_is_s3_in_daily_use_because_withdrawal_can_appear():
    assert found(person("rifampicin", entries=WEEKLY), "I-053").severity == "S2"
    seen = found(person("rifampicin"), "I-053")
    assert seen.severity == "S3"
    assert "withdrawal in the first three weeks" in seen.action
    unknown = found(person("rifampicin", entries=NOT_STARTED), "I-053")
    assert unknown.severity == "S3"


def test_an_hiv_medicine_is_never_stopped():
    seen = found(person("atazanavir"), "I-073")
    assert seen.severity == "S3"
    assert "Never stop an HIV medicine on your own" in seen.action


def test_quinidine_is_a_rhythm_medicine_and_blocks_a_second_enzyme():
    result = person("quinidine")
    assert found(result, "I-056").severity == "S4"
    assert found(result, "I-054").severity in {"S2", "S3"}


# Victims of the gut enzyme: graded by the gut, never by the static model


@pytest.mark.parametrize(
    ("medicine", "row"),
    [("felodipine", "I-058"), ("simvastatin", "I-060"), ("sildenafil", "I-064")],
)
def test_a_small_gut_effect_is_s2_for_leaf_now_and_then_and_s3_for_an_extract(medicine, row):
    assert found(person(medicine, entries=WEEKLY), row).severity == "S2"
    assert found(person(medicine, entries=WEEKLY, form="extract"), row).severity == "S3"


def test_a_statin_asks_for_another_statin_because_muscle_pain_looks_like_fibromyalgia():
    seen = found(person("atorvastatin"), "I-060")
    assert seen.severity == "S3"
    assert "statin with another route" in seen.action
    assert "fibromyalgia" in seen.why


def test_a_beta_blocker_is_not_stopped_suddenly():
    seen = found(person("metoprolol"), "I-057")
    assert seen.severity == "S2"
    assert "Do not stop a beta-blocker suddenly" in seen.action


def test_warfarin_asks_for_an_inr_after_any_change_of_kratom():
    seen = found(person("warfarin"), "I-061")
    assert seen.severity == "S2"
    assert "INR" in seen.action
    assert "three to five days after any change of kratom" in seen.action


def test_digoxin_needs_a_level_and_is_s3_in_daily_use():
    assert found(person("digoxin", entries=WEEKLY), "I-063").severity == "S2"
    seen = found(person("digoxin"), "I-063")
    assert seen.severity == "S3"
    assert "digoxin level" in seen.action


def test_water_tablets_ask_for_potassium_and_other_pressure_medicines_only_inform():
    water = found(person("hydrochlorothiazide"), "I-059")
    assert water.severity == "S2"
    assert "Potassium and magnesium" in water.action
    for medicine in ("ramipril", "losartan"):
        assert found(person(medicine), "I-059").severity == "S1"
        weak = person(medicine, conditions=("chronic kidney disease",))
        assert found(weak, "I-059").severity == "S2"


@pytest.mark.parametrize("medicine", ["imatinib", "tofacitinib"])
def test_a_kinase_inhibitor_is_for_the_specialist_and_is_not_stopped(medicine):
    seen = found(person(medicine), "I-072")
    assert seen.severity == "S3"
    assert "specialist" in seen.who
    assert "Do not stop this medicine on your own" in seen.action


def test_chemotherapy_is_for_the_oncologist_and_fever_is_an_emergency():
    for medicine in ("docetaxel", "paclitaxel", "cisplatin", "vincristine"):
        seen = found(person(medicine), "I-072")
        assert seen.severity == "S3"
        assert "oncologist" in seen.who
        assert "Fever during chemotherapy is an emergency" in seen.action


def test_nilotinib_acts_on_the_heart_too():
    result = person("nilotinib", conditions=("long QT syndrome",))
    assert found(result, "I-055").severity == "S4"
    assert found(result, "I-072").severity == "S3"


def test_tamoxifen_is_s3_in_daily_use_or_for_a_poor_metaboliser():
    assert found(person("tamoxifen", entries=WEEKLY), "I-071").severity == "S2"
    assert found(person("tamoxifen"), "I-071").severity == "S3"
    slow = person("tamoxifen", entries=WEEKLY, conditions=("cyp2d6 poor metaboliser",))
    assert found(slow, "I-071").severity == "S3"


def test_cortisone_contraception_and_thyroid_tablets_inform():
    assert found(person("budesonide"), "I-069").severity == "S1"
    pill = found(person("ethinylestradiol"), "I-070")
    assert pill.severity == "S1"
    assert "barrier method" in pill.action
    assert found(person("levothyroxine", entries=WEEKLY), "I-074").severity == "S1"
    thyroid = found(person("levothyroxine"), "I-074")
    assert thyroid.severity == "S2"
    assert thyroid.review == "unverified"
    assert "six to eight weeks" in thyroid.action


# Liver


def test_paracetamol_asks_the_pharmacist_without_an_amount():
    seen = found(person("paracetamol"), "I-075")
    assert seen.severity == "S2"
    assert "all your products" in seen.action
    assert not re.search(r"\d", seen.action)


def test_methotrexate_asks_for_monthly_liver_tests():
    seen = found(person("methotrexate"), "I-076")
    assert seen.severity == "S3"
    assert "every month" in seen.action


def test_other_medicines_that_injure_the_liver_are_s3():
    assert found(person("isoniazid"), "I-077").severity == "S3"
    assert found(person("flutamide"), "I-077").severity == "S3"


def test_kava_is_s3_whatever_the_short_trial_saw():
    seen = found(person("kava"), "I-079")
    assert seen.severity == "S3"
    assert "too short" in seen.why


@pytest.mark.parametrize("typed", ["kava kratom tonic", "Feel Free Classic"])
def test_a_drink_of_kava_and_kratom_is_counted_and_has_liver_dates(typed):
    """Verified list I-106: S3, bottles counted, liver tests in weeks 2, 4 and 8, no alcohol.

    It is a second kratom product too: one product, one batch (I-085).
    """
    seen = found(person(typed), "I-106")
    assert seen.severity == "S3"
    assert found(person(typed, form="extract"), "I-106").severity == "S4"
    assert found(person(typed), "I-085").severity == "S4"
    assert "No alcohol" in seen.action
    assert "bottles" in seen.action
    assert "weeks two, four and eight" in seen.action


def test_ashwagandha_stops_before_anything_else_starts():
    seen = found(person("ashwagandha", entries=NOT_STARTED), "I-107")
    assert seen.severity == "S2"
    assert "before you start" in seen.action


# Pain, migraine, allergy, diabetes, stomach, smoking


def test_suzetrigine_treats_kratom_like_grapefruit():
    seen = found(person("suzetrigine", entries=NOT_STARTED), "I-088")
    assert seen.severity == "S2"
    assert "Treat kratom like grapefruit: none during the course" in seen.action
    assert found(person("suzetrigine", form="extract"), "I-088").severity == "S3"


@pytest.mark.parametrize("medicine", ["ubrogepant", "rimegepant", "atogepant"])
def test_a_gepant_asks_for_the_step_of_its_label(medicine):
    seen = found(person(medicine), "I-098")
    assert seen.severity == "S2"
    assert "within two days" in seen.action


def test_common_pain_tablets_inform_and_watch_weak_kidneys():
    assert found(person("ibu 400"), "I-110").severity == "S1"
    assert found(person("celecoxib"), "I-110").severity == "S1"
    assert found(person("ibuprofen", conditions=("dialysis",)), "I-110").severity == "S2"
    liver = found(person("diclofenac"), "I-110")
    assert liver.severity == "S2"
    assert "liver tests" in liver.action


def test_diabetes_medicines_have_rules_for_sick_days():
    assert found(person("metformin"), "I-111").severity == "S1"
    acid = found(person("empagliflozin"), "I-111")
    assert acid.severity == "S2"
    assert "sick days" in acid.action
    low = found(person("insulin"), "I-111")
    assert low.severity == "S2"
    assert "Never stop insulin on your own" in low.action


def test_a_slow_stomach_is_no_reason_to_take_more():
    seen = found(person("semaglutide"), "I-096")
    assert seen.severity == "S2"
    assert "Do not take more because nothing is felt yet" in seen.action
    assert found(person("tirzepatide"), "I-096").severity == "S2"


def test_allergy_tablets_that_sedate_little_inform_and_cetirizine_is_named():
    seen = found(person("fexofenadine"), "I-112")
    assert seen.severity == "S1"
    assert "cetirizine" in seen.why


def test_varenicline_is_s3_after_a_seizure():
    assert found(person("varenicline"), "I-099").severity == "S2"
    seen = found(person("varenicline", conditions=("epilepsy",)), "I-099")
    assert seen is not None
    assert seen.severity in {"S3", "S4"}


def test_antacids_and_tobacco_are_kept_the_same():
    assert "at the same hours every day" in found(person("antacid"), "I-087").action
    assert "keep it the same" in found(person("cigarettes"), "I-086").action


@pytest.mark.parametrize(
    ("product", "row", "severity", "told"),
    [
        ("magnesium", "I-102", "S1", "only for a lack"),
        ("zinc", "I-102", "S1", "only for a lack"),
        ("black seed oil", "I-107", "S2", "Leave black seed out"),
    ],
)
def test_what_is_sold_to_make_kratom_last_is_unverified_and_not_advised(
    product, row, severity, told
):
    seen = found(person(product, entries=NOT_STARTED), row)
    assert seen.severity == severity
    assert seen.review == "unverified"
    assert told in seen.action


def test_melatonin_informs_and_names_fluvoxamine():
    seen = found(person("melatonin"), "I-101")
    assert seen.severity == "S1"
    assert "fluvoxamine" in seen.action


def test_cannabis_is_s3_after_a_psychosis_and_cbd_watches_the_liver():
    assert found(person("cannabis"), "I-082").severity == "S2"
    assert found(person("cannabis", conditions=("past psychosis",)), "I-082").severity == "S3"
    cbd = found(person("cbd"), "I-082")
    assert "liver tests" in cbd.action


def test_a_row_never_speaks_without_its_medicine():
    result = person("fexofenadine")
    for row in ("I-055", "I-062", "I-065", "I-066", "I-076", "I-083", "I-104", "I-110"):
        assert found(result, row) is None


# What was missing or wrong in the tables of medicines


def test_green_tea_extract_is_no_turmeric():
    result = person("green tea extract")
    assert found(result, "I-104") is None
    assert found(result, "I-078").severity == "S3"


def test_tryptophan_is_not_told_about_dextromethorphan():
    seen = found(person("5-HTP"), "I-041")
    assert seen.severity == "S2"
    assert "extromethorphan" not in told(seen)


def test_cbd_is_not_told_about_psychosis_and_cannabis_is():
    after = ("past psychosis",)
    assert "psychosis" not in told(found(person("cbd", conditions=after), "I-082"))
    assert "psychosis" in told(found(person("cannabis", conditions=after), "I-082"))


def test_dextromethorphan_for_a_trip_is_s4_and_as_cough_medicine_s2():
    """Clinical text I-084 (high amounts) against I-041 (cough medicine)."""
    assert found(person("dextromethorphan"), "I-041").severity == "S2"
    assert found(person("robotrip"), "I-084").severity == "S4"


def test_gepirone_speaks_of_itself_and_of_the_heart():
    """Its label: QTc above 450 ms and strong CYP3A4 blockers ruled out, half beside moderate ones."""
    seen = found(person("Exxua"), "I-039")
    assert (seen.severity, seen.rank) == ("S3", "heart rhythm")
    assert "Buspirone" not in seen.why
    assert "ECG" in seen.action


def test_a_gepant_that_kratom_does_not_touch_has_no_row():
    """Zavegepant nasal spray: itraconazole did not change it in a trial; so nothing is claimed."""
    assert found(person("Zavzpret"), "I-098") is None


@pytest.mark.parametrize("medicine", ["vortioxetine", "vilazodone"])
def test_newer_serotonin_antidepressants_are_treated_as_such(medicine):
    seen = found(person(medicine), "I-034")
    assert seen.severity == "S2"
    assert "Do not stop an antidepressant suddenly" in seen.action


@pytest.mark.parametrize("weak", ["cimetidine", "schisandra", "cat's claw"])
def test_weak_blockers_of_the_enzyme_have_a_row_without_a_direction(weak):
    seen = found(person(weak), "I-113")
    assert seen.severity == "S2"
    assert "not known" in seen.why
    assert not re.search(r"more kratom|less kratom|stronger|weaker", told(seen))


def test_7_oh_typed_as_a_medicine_is_a_second_strong_product():
    seen = found(person("7-OH tablets"), "I-085")
    assert seen.severity == "S4"
    assert found(person("7oh gummies"), "I-010").severity == "S4"


@pytest.mark.parametrize("medicine", ["carbamazepine", "mirtazapine", "buprenorphine", "bupropion"])
def test_what_must_not_end_suddenly_is_told_when_it_has_just_ended(medicine):
    ended = [entry(30, 8, "medicine", medicine, "stop")]
    seen = found(findings([*doses(), *ended], medicines=[medicine]), "M-stop-sudden")
    assert seen.severity == "S3"
    assert "call them today" in seen.action


def test_cetirizine_beside_a_sedative_is_counted_as_one():
    """Verified list I-112: cetirizine counts as a sedative; its label says the same of its kind."""
    seen = found(person("cetirizine", "zopiclone"), "N-sedatives")
    assert seen.severity == "S3"
    assert "cetirizine" in seen.title
    assert found(person("fexofenadine", "zopiclone"), "N-sedatives") is None


@pytest.mark.parametrize(
    ("several", "row"),
    [
        (("hydroxyzine", "diphenhydramine", "bupropion"), "I-028"),
        (("sertraline", "venlafaxine", "kanna"), "I-035"),
        (("alprazolam", "tianeptine", "phenibut"), "I-020"),
        (("citalopram", "amitriptyline", "loperamide"), "I-036"),
    ],
)
def test_merged_rows_say_each_urgency_and_each_emergency_once(several, row):
    seen = found(person(*several), row)
    assert len(re.findall(r"prescriber (?:today|this week|at the next visit)", seen.action)) <= 2
    assert seen.action.count("uneven heartbeat") <= 1
    assert seen.action.count("blackout") <= 1


@pytest.mark.parametrize("medicine", ["clomethiazole", "chloral hydrate", "zuranolone"])
def test_a_strong_sedative_of_no_other_class_is_not_without_information(medicine):
    """The boxed warning of 2016 names every other medicine that calms the brain."""
    seen = found(person(medicine), "I-114")
    assert (seen.severity, seen.rank) == ("S3", "breathing")
    assert found(person(medicine, form="7-oh"), "I-114").severity == "S4"
    assert "Do not stop" in seen.action


def test_duloxetine_counts_where_another_medicine_needs_cyp2d6():
    """Its label: a moderate inhibitor of CYP2D6; so atomoxetine and tamoxifen take the strict row."""
    weekly = person("tamoxifen", "duloxetine", entries=WEEKLY)
    assert found(weekly, "I-071").severity == "S3"


def test_buprenorphine_beside_another_sedative_is_counted():
    """The warning on opioids with benzodiazepines stands on every buprenorphine label."""
    seen = found(person("buprenorphine", "lorazepam"), "N-sedatives")
    assert "buprenorphine" in seen.title


@pytest.mark.parametrize(
    "several", [("zopiclone", "cetirizine"), ("lorazepam", "zopiclone"), ("baclofen", "gabapentin")]
)
def test_a_merged_finding_never_says_today_and_this_week(several):
    """Of two calls the sooner one stands, and it stands first."""
    seen = found(person(*several), "N-sedatives")
    assert seen.action.startswith("Call your prescriber today.")
    assert "this week" not in seen.action
