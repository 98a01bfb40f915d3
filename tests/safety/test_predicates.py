import pytest

from speciosa.diary.person import Use
from speciosa.safety.facts import build_facts
from speciosa.safety.predicates import any_holds, parsed, sign, told
from tests.safety.diaries import diary, doses, entry, rare_doses


def facts(entries=None, **kwargs):
    return build_facts(diary(entries, **kwargs))


def taken(name, value, unit="", day=30, note=""):
    return entry(day, 9, "reading", name, value, unit, note)


@pytest.mark.parametrize(
    ("name", "kwargs", "expected"),
    [
        ("daily use", {}, True),
        ("daily use", {"entries": rare_doses()}, False),
        ("daily use", {"entries": []}, None),
        ("daily use", {"entries": [], "use": Use(daily_since="2024-01-01")}, True),
        ("condition:hypertension", {"conditions": ("high blood pressure",)}, True),
        ("condition:hypertension", {"conditions": ("fibromyalgia",)}, False),
        ("condition:hypertension", {"conditions": ()}, None),
        ("condition:kidney disease", {"conditions": ("dialysis",)}, True),
        ("condition:long qt", {"conditions": ("sudden death in the family",)}, True),
        ("medicine:ssri", {"medicines": ["sertraline"]}, True),
        ("medicine:ssri", {}, False),
        ("product:extract", {"form": "leaf"}, False),
        ("product:extract", {"form": "unknown"}, True),
        ("product:extract", {"form": "7-oh"}, True),
        ("product:7-oh", {"form": "extract"}, False),
        ("age>=65", {"birth_year": 1961}, True),
        ("age>=65", {"birth_year": 1962}, False),
        ("age>=65", {"birth_year": None}, None),
        ("sex:female", {"sex": "female"}, True),
        ("sex:female", {"sex": "male"}, False),
        ("sex:female", {"sex": "other"}, None),
        ("sex:female", {}, None),
    ],
)
def test_what_holds_what_does_not_and_what_is_not_known(name, kwargs, expected):
    assert told(name, facts(**kwargs))[0] is expected


@pytest.mark.parametrize(
    ("name", "readings", "expected"),
    [
        ("reading:qtc>=470", [], None),
        ("reading:qtc>=470", [("qtc", 470, "ms")], True),
        ("reading:qtc>=470", [("qtc", 469, "ms")], False),
        ("reading:egfr<60", [("eGFR", 59, "mL/min")], True),
        ("reading:egfr<60", [("egfr", 60, "mL/min")], False),
        ("reading:alt>=3 xULN", [("alt", 120, "U/L")], True),
        ("reading:alt>=3 xULN", [("alt", 119, "U/L")], False),
        ("reading:lead>1 xULN", [("lead", 9, "ug/dL")], None),  # no upper limit is known
    ],
)
def test_the_newest_reading_counts(name, readings, expected):
    entries = [*doses(), *(taken(*reading) for reading in readings)]
    assert told(name, facts(entries))[0] is expected


def test_an_older_reading_does_not_count():
    entries = [*doses(), taken("qtc", 480, "ms", day=3), taken("qtc", 430, "ms", day=20)]
    assert told("reading:qtc>=470", facts(entries)) == (False, ())


def test_scales_go_by_their_usual_spellings():
    for spelling in ("gad7", "GAD7"):
        answered = facts([*doses(), entry(20, 9, "scale", spelling, 12)])
        assert told("scale:gad7>=10", answered) == (True, (f"scale-{spelling}-20-9",))
    assert told("scale:gad7>=10", facts())[0] is None


def test_all_parts_must_hold_and_one_unknown_leaves_it_open():
    both = "sex:female and reading:qtc>=480"
    long_qtc = [*doses(), taken("qtc", 485, "ms")]
    assert told(both, facts(long_qtc, sex="female"))[0] is True
    assert told(both, facts(long_qtc, sex="male"))[0] is False
    assert told(both, facts(long_qtc))[0] is None
    assert told(both, facts(sex="male"))[0] is False  # one False is enough


def test_any_of_several():
    known = facts(conditions=("hypertension",))
    assert any_holds(["condition:psychosis", "condition:hypertension"], known) is True
    assert any_holds(["condition:psychosis"], known) is False
    assert any_holds(["condition:psychosis", "age>=65"], facts(birth_year=None)) is None
    assert any_holds([], known) is False


def test_a_medicine_does_not_count_as_its_own_company():
    held = facts(medicines=["sertraline"])
    (own,) = held.medicines
    assert any_holds(["medicine:ssri"], held, own) is False
    both = facts(medicines=["sertraline", "citalopram"])
    own = next(m for m in both.medicines if m.label == "sertraline")
    assert any_holds(["medicine:ssri-qt"], both, own) is True


def test_a_sign_needs_a_measurement():
    name = "sex:female and reading:qtc>=480"
    assert sign(name, facts(sex="female")) == ()
    assert sign(name, facts([*doses(), taken("qtc", 490, "ms")])) == ("reading-qtc-30-9",)
    assert sign(name, facts([*doses(), taken("qtc", 490, "ms")], sex="male")) == ()
    assert sign("sex:female", facts(sex="female")) == ()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "condition:gribbles",
        "condition:",
        "product:juice",
        "reading:qtc",
        "reading:qct>=470",
        "reading:qtc=470",
        "reading:qtc>=high",
        "scale:gad7",
        "age",
        "age>=old",
        "weather:hot",
        "daily use and weather:hot",
    ],
)
def test_a_predicate_that_no_diary_could_answer_is_an_error(name):
    with pytest.raises(ValueError, match="no such predicate"):
        parsed(name)
