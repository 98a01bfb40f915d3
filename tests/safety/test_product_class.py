import pytest

from speciosa.diary.person import Product
from speciosa.safety.product_class import CLASSES, class_of, is_kratom, stepped, strictest
from speciosa.safety.rows import step
from tests.safety.diaries import entry, findings, found

GRADES = ("S1", "S2", "S3", "S4")
TAGS = (
    "cyp3a",
    "qt",
    "sedation",
    "opioid",
    "alcohol",
    "gabapentinoid",
    "apnoea",
    "pregnancy",
    "minor",
)


@pytest.mark.parametrize(
    ("form", "substance", "labelled", "expected"),
    [
        ("leaf", "kratom", None, "leaf"),
        ("tea", "kratom", None, "leaf"),
        ("capsule", "kratom", None, "leaf"),
        ("extract", "kratom", None, "extract"),
        ("shot", "kratom", None, "7-oh"),
        ("gummy", "kratom", None, "7-oh"),
        ("tablet", "kratom", None, "7-oh"),
        ("resin", "kratom", None, "7-oh"),
        ("shot", "kratom", 20.0, "extract"),
        ("7-oh", "kratom", None, "7-oh"),
        ("mgm-15", "kratom", None, "7-oh"),
        ("leaf", "7-OH", None, "7-oh"),
        ("unknown", "kratom", None, "extract"),
        ("something new", "kratom", None, "extract"),
        ("leaf", "kratom", 15.0, "leaf"),
        ("leaf", "kratom", 50.0, "extract"),
        ("capsule", "kratom", 450.0, "extract"),
        ("seltzer", "kratom", None, "7-oh"),
        ("7-oh", "kratom", 5.0, "7-oh"),
        ("tincture", "kratom", None, "extract"),
    ],
)
def test_class_of_a_product(form, substance, labelled, expected):
    product = Product(name="x", form=form, substance=substance, mitragynine_mg_per_g=labelled)
    assert class_of(product) == expected


def test_what_counts_as_kratom():
    assert is_kratom(Product(name="x"))
    assert is_kratom(Product(name="x", substance="7-hydroxymitragynine"))
    assert not is_kratom(Product(name="x", substance="venlafaxine"))


def test_the_strictest_of_several():
    assert strictest(["leaf", "7-oh", "extract"]) == "7-oh"
    assert strictest([]) == "leaf"


@pytest.mark.parametrize("tag", ["cyp3a", "qt", "sedation"])
def test_an_extract_is_one_step_up(tag):
    assert [stepped(grade, [tag], "extract") for grade in GRADES] == ["S2", "S3", "S4", "S4"]


@pytest.mark.parametrize("tag", [t for t in TAGS if t not in ("cyp3a", "qt")])
def test_7_oh_is_s4_for_what_slows_breathing_and_for_the_unborn_and_young(tag):
    assert [stepped(grade, [tag], "7-oh") for grade in GRADES] == ["S4"] * 4


def test_leaf_and_untagged_rows_stay_and_advice_is_never_a_warning():
    assert [stepped(grade, TAGS, "leaf") for grade in GRADES] == list(GRADES)
    assert [stepped(grade, [], "7-oh") for grade in GRADES] == list(GRADES)
    assert stepped("P", TAGS, "7-oh") == "P"
    assert stepped("no information", TAGS, "7-oh") == "no information"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("grade", GRADES)
def test_severity_never_falls_with_the_class(grade, tag):
    steps = [step(stepped(grade, [tag], product)) for product in CLASSES]
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("form", "severity", "lead", "who"),
    [
        ("leaf", "S2", "Ask your prescriber at the next visit.", "your prescriber"),
        ("extract", "S3", "Call your prescriber this week.", "your prescriber this week"),
        ("7-oh", "S4", "Call your prescriber today.", "your prescriber today"),
    ],
)
def test_the_action_rises_with_the_severity(form, severity, lead, who):
    seen = found(findings(form=form, medicines=["trazodone"]), "I-038")
    assert (seen.severity, seen.who) == (severity, who)
    assert seen.action.startswith(lead)
    assert "Do not stop an antidepressant suddenly." in seen.action
    assert ("Stricter than for leaf" in seen.why) is (form != "leaf")


def test_raised_and_not_yet_in_use_says_do_not_combine():
    result = findings([entry(0, 8, "rating", "pain", 5)], form="7-oh", medicines=["trazodone"])
    assert found(result, "I-038").action.startswith("Do not combine them.")


STRICTEST_SET = {
    "opioid": {"medicines": ["morphine"]},
    "sedative": {"medicines": ["zolpidem"]},
    "alcohol": {"medicines": ["alcohol"]},
    "gabapentinoid": {"medicines": ["gabapentin"]},
    "apnoea": {"conditions": ("sleep apnoea",)},
    "pregnancy": {"conditions": ("pregnant",)},
    "under 18": {"birth_year": 2012},
}


@pytest.mark.parametrize("what", STRICTEST_SET)
@pytest.mark.parametrize("form", ["7-oh", "pseudoindoxyl", "mgm-15", "shot"])
def test_a_7_oh_product_makes_all_of_these_s4_with_naloxone_advice(what, form):
    result = findings(form=form, **STRICTEST_SET[what])
    assert result[0].severity == "S4"
    assert found(result, "I-018").severity == "P"


def test_several_products_count_as_the_strictest():
    products = {
        "green": Product(name="Green", form="leaf"),
        "shot": Product(name="Shot", form="shot"),
    }
    result = findings(products=products, medicines=["gabapentin"])
    assert found(result, "I-025").severity == "S4"
    assert found(result, "I-018") is not None
