"""What must hold for every diary."""

from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.conditions import condition_names
from speciosa.knowledge.medicines import ingredients
from speciosa.safety.check import check_safety
from tests.safety.diaries import diary, doses, entry, highest

KEYS = sorted(ingredients())
CONDITIONS = sorted(set(condition_names().values()))
medicine_sets = st.lists(st.sampled_from([*KEYS, "foozle"]), max_size=5, unique=True)
condition_sets = st.lists(st.sampled_from(CONDITIONS), max_size=3, unique=True)
forms = st.sampled_from(["leaf", "extract", "7-oh", "unknown", "shot"])
SHORT = doses(range(3))


def result(medicines, form="leaf", conditions=("fibromyalgia",), entries=SHORT):
    return check_safety(
        diary(entries, form=form, medicines=medicines, conditions=tuple(conditions))
    )


@settings(deadline=None)
@given(medicine_sets, st.sampled_from([*KEYS, "foozle"]), forms, condition_sets)
def test_adding_a_medicine_never_lowers_the_highest_severity(medicines, added, form, conditions):
    before = highest(result(medicines, form, conditions).findings)
    assert highest(result([*medicines, added], form, conditions).findings) >= before


@settings(deadline=None)
@given(medicine_sets, condition_sets)
def test_severity_never_falls_with_the_product_class(medicines, conditions):
    steps = [
        highest(result(medicines, form, conditions).findings)
        for form in ("leaf", "extract", "7-oh")
    ]
    assert steps == sorted(steps)


@settings(deadline=None)
@given(medicine_sets, condition_sets)
def test_an_unknown_form_counts_as_an_extract(medicines, conditions):
    severities = [
        [(f.id, f.severity) for f in result(medicines, form, conditions).findings]
        for form in ("unknown", "extract")
    ]
    assert severities[0] == severities[1]


@settings(deadline=None)
@given(medicine_sets, forms, condition_sets)
def test_severity_does_not_depend_on_amounts_or_their_unit(medicines, form, conditions):
    cups = [entry(day, hour, "dose", "green", 1, "cup") for day in range(3) for hour in (8, 14, 20)]
    with_grams = result(medicines, form, conditions)
    without = result(medicines, form, conditions, cups)
    assert highest(with_grams.findings) == highest(without.findings)


@settings(deadline=None)
@given(medicine_sets, forms)
def test_every_medicine_is_named_and_no_cause_stands_twice(medicines, form):
    findings = result(medicines, form).findings
    ids = [finding.id for finding in findings]
    assert len(ids) == len(set(ids))
    text = " ".join(finding.title for finding in findings).casefold()
    assert all(key.replace("-", " ") in text for key in medicines)
