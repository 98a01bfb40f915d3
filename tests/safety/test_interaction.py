import pytest

from speciosa.diary.person import Medicine, Product
from speciosa.knowledge.medicines import ingredients
from speciosa.safety.interaction_table import interaction_rows
from tests.safety.diaries import diary, doses, entry, findings, found, rare_doses


def test_lisdexamfetamine_names_the_days_on_which_both_were_used():
    seen = found(
        findings([*doses(range(37)), entry(41, 8, "rating", "pain", 5)], medicines=["Elvanse 50"]),
        "I-001",
    )
    assert seen.title == "Kratom and lisdexamfetamine on the same day, 37 of 42 days"
    assert seen.severity == "S3"
    assert seen.evidence == "L3"
    assert "medicine: Elvanse 50" in seen.because
    assert seen.sources[0].key == "castillo2017"


def test_a_diary_without_kratom_has_no_kratom_interaction():
    products = {"v": Product(name="venlafaxine", substance="venlafaxine", form="tablet")}
    result = findings(
        doses(product="v", unit="mg", amount=75),
        products=products,
        medicines=["tramadol", "foozle"],
    )
    assert result == ()


def test_another_substance_followed_as_a_product_counts_as_a_medicine():
    products = {
        "green": Product(name="Green", form="leaf"),
        "b": Product(name="b", substance="buprenorphine", form="tablet"),
    }
    result = findings(
        doses() + doses(hours=(9,), product="b", amount=8, unit="mg"), products=products
    )
    assert found(result, "I-015").severity == "S2"


def test_buprenorphine_after_7_oh_is_for_a_specialist():
    seen = found(findings(form="7-oh", medicines=["buprenorphine"]), "I-015")
    assert seen.severity == "S3"
    assert "Waiting times known from leaf do not apply" in seen.why


def test_already_in_use_never_says_to_stop_suddenly():
    already = found(findings(medicines=["alprazolam"]), "I-022")
    new = found(findings([entry(0, 8, "rating", "pain", 5)], medicines=["alprazolam"]), "I-022")
    assert "Never stop a benzodiazepine or daily kratom suddenly" in already.action
    assert new.action.startswith("Do not combine them.")
    assert new.severity == already.severity == "S4"


def test_a_stopped_medicine_is_no_longer_reported_but_an_maoi_counts_for_two_weeks():
    ended = {"sertraline": Medicine(until="2026-04-01"), "phenelzine": Medicine(until="2026-04-01")}
    result = findings(medicines=ended)  # the diary ends on 11 April
    assert found(result, "I-034") is None
    assert found(result, "I-037").severity == "S4"


def test_an_unknown_condition_takes_the_stricter_row_and_a_named_one_decides():
    assert found(findings(medicines=["duloxetine"], conditions=()), "I-035").severity == "S4"
    assert found(findings(medicines=["duloxetine"]), "I-035").severity == "S3"
    ill = found(findings(medicines=["duloxetine"], conditions=("hepatitis C",)), "I-035")
    assert ill.severity == "S4"
    assert "strict form" not in ill.why


def test_strict_because_unknown_says_so():
    seen = found(findings(medicines=["duloxetine"], conditions=()), "I-035")
    assert "Shown in its strict form" in seen.why


def test_ziprasidone_with_another_qt_medicine_is_s4():
    assert found(findings(medicines=["ziprasidone"]), "I-045").severity == "S3"
    result = findings(medicines=["ziprasidone", "ondansetron"])
    assert found(result, "I-045").severity == "S4"


def test_daily_use_makes_buspirone_s3_and_rare_use_s2():
    assert found(findings(medicines=["buspirone"]), "I-039").severity == "S3"
    assert found(findings(rare_doses(), medicines=["buspirone"]), "I-039").severity == "S2"


def _facts_for(row):
    conditions = ["fibromyalgia", *(w[10:] for w in row.when if w.startswith("condition:"))]
    medicines = []
    for wanted in [row.medicines[0], *(w[9:] for w in row.when if w.startswith("medicine:"))]:
        keys = [k for k, i in ingredients().items() if wanted == k or wanted in i.classes]
        medicines.append(next(key for key in keys if key not in medicines))
    return medicines, tuple(conditions)


@pytest.mark.parametrize("row", interaction_rows(), ids=lambda row: f"{row.id}-{row.severity}")
def test_every_row_is_reached(row):
    medicines, conditions = _facts_for(row)
    form = row.products[0] if row.products else "leaf"
    entries = doses() if "daily use" in row.when else rare_doses()
    seen = found(findings(entries, form=form, medicines=medicines, conditions=conditions), row.id)
    assert seen is not None
    assert row.why in seen.why or len(seen.id.split("+")) > 1


@pytest.mark.parametrize("row", interaction_rows(), ids=lambda row: f"{row.id}-{row.severity}")
def test_no_row_fires_without_its_medicine(row):
    assert found(findings(), row.id) is None


def test_several_products_take_the_strictest():
    products = {"a": Product(name="a", form="leaf"), "b": Product(name="b", form="7-oh")}
    seen = found(findings(doses(product="a"), products=products, medicines=["pregabalin"]), "I-025")
    assert seen.severity == "S4"
    assert "Stricter than for leaf" in seen.why


def test_a_voided_medicine_entry_does_not_count():
    start = entry(3, 8, "medicine", "sertraline", 50, "mg")
    void = entry(4, 8, "void", start.id)
    assert found(findings([*doses(), start]), "I-034") is not None
    assert found(findings([*doses(), start, void]), "I-034") is None


def test_profile_entries_change_the_head():
    change = entry(40, 8, "profile", "person.conditions", "epilepsy")
    assert found(findings([*doses(), change]), "C-04") is not None


def test_the_diary_itself_is_left_alone():
    before = diary(medicines=["tramadol"])
    copy = before.model_dump_json()
    findings(medicines=["tramadol"])
    assert before.model_dump_json() == copy


@pytest.mark.parametrize(
    ("medicine", "row", "reading", "without", "with_it"),
    [
        ("leflunomide", "I-076", ("alt", 100, "U/L", "uln=40"), "S3", "S4"),
        ("digoxin", "I-063", ("potassium", 3.2, "mmol/L", ""), "S2", "S3"),
    ],
)
def test_a_reading_makes_a_row_stricter_only_where_there_is_one(
    medicine, row, reading, without, with_it
):
    plain = found(findings(rare_doses(), medicines=[medicine]), row)
    name, value, unit, note = reading
    measured = [*rare_doses(), entry(40, 9, "reading", name, value, unit, note)]
    assert plain.severity == without
    assert found(findings(measured, medicines=[medicine]), row).severity == with_it
