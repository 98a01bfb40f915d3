"""What must hold for every diary: above all, that a severity never falls for want of data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.conditions import condition_names
from speciosa.diary.entries import Kind
from speciosa.diary.person import Use
from speciosa.knowledge.medicines import ingredients
from speciosa.safety.check import check_safety
from speciosa.safety.rows import load_rows, step
from speciosa.safety.rules.timing import TimingRow
from tests.safety.diaries import diary, doses, entry, highest
from tests.safety.generated import random_diary

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


# --- No severity falls when exposure is missing, uncertain or low

EXPOSURE_RULES = ("I-", "C-", "N-")  # what a person takes and has, not how use changed
# seen in the doses themselves: two products on one day, a missed day
IN_THE_DOSES = {row.id for row in load_rows("timing", TimingRow)}


def graded(result):
    """The severity of each row about what a person takes, has, or sums up to."""
    return {
        row: step(finding.severity)
        for finding in result.findings
        for row in finding.id.split("+")
        if row.startswith(EXPOSURE_RULES) and row not in IN_THE_DOSES
    }


def assert_none_fell(before, after):
    fell = {
        row: (was, after.get(row, -1)) for row, was in before.items() if after.get(row, -1) < was
    }
    assert fell == {}


def with_entries(made, keep, change=lambda item: item):
    """The diary with some of its doses, each changed; days stay recorded by their ratings."""
    kept = (
        change(item) if item.kind is Kind.DOSE else item
        for number, item in enumerate(made.entries)
        if item.kind is not Kind.DOSE or keep(number)
    )
    return made.model_copy(update={"entries": tuple(kept)})


def always_used(seed, **kwargs):
    """A diary of somebody who uses kratom every day, whatever its doses show."""
    return random_diary(seed, use=Use(first="2019", daily_since="2023-05-01"), **kwargs)


SEEDS = st.integers(0, 10_000)
LOWER = {
    "no dose at all": lambda made: with_entries(made, lambda _: False),
    "every third dose": lambda made: with_entries(made, lambda number: number % 3 == 0),
    "a tenth of the amount": lambda made: with_entries(
        made, lambda _: True, lambda e: e.model_copy(update={"value": e.value / 10})
    ),
    "no unit": lambda made: with_entries(
        made, lambda _: True, lambda e: e.model_copy(update={"unit": ""})
    ),
    "a unit without a weight": lambda made: with_entries(
        made, lambda _: True, lambda e: e.model_copy(update={"unit": "cup"})
    ),
}


@pytest.mark.parametrize("what", LOWER)
@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_no_severity_falls_when_exposure_is_missing_uncertain_or_low(what, seed):
    made = always_used(seed)
    assert_none_fell(graded(check_safety(made)), graded(check_safety(LOWER[what](made))))


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_no_severity_falls_when_doses_of_nothing_or_of_little_are_added(seed):
    made = always_used(seed)
    key = next(iter(made.products))
    little = [
        entry(day, 23, "dose", key, amount, "g") for day, amount in ((1, 0), (2, 0.01), (30, 0))
    ]
    more = made.model_copy(update={"entries": (*made.entries, *little)})
    assert_none_fell(graded(check_safety(made)), graded(check_safety(more)))


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_no_severity_falls_when_the_form_is_not_known(seed):
    """Unknown counts as extract: never milder than leaf or extract."""
    made = random_diary(seed, products=random_diary(seed).products)
    forms = {"leaf", "tea", "capsule", "extract", "tincture"}
    plain = {
        key: product.model_copy(
            update={"form": "leaf" if product.form not in forms else product.form}
        )
        for key, product in made.products.items()
    }
    unknown = {
        key: product.model_copy(update={"form": "unknown", "mitragynine_mg_per_g": None})
        for key, product in plain.items()
    }
    before, after = (
        check_safety(made.model_copy(update={"products": p})) for p in (plain, unknown)
    )
    assert_none_fell(graded(before), graded(after))


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_no_severity_falls_when_the_strength_on_the_certificate_is_lost(seed):
    made = random_diary(seed)
    lost = {
        key: product.model_copy(update={"mitragynine_mg_per_g": None})
        for key, product in made.products.items()
        if product.mitragynine_mg_per_g is None or product.mitragynine_mg_per_g < 50
    }
    kept = {key: made.products[key] for key in lost}
    if not kept:
        return
    entries = tuple(e for e in made.entries if e.kind is not Kind.DOSE or e.what in kept)
    base = made.model_copy(update={"entries": entries, "products": kept})
    before = graded(check_safety(base))
    assert_none_fell(before, graded(check_safety(base.model_copy(update={"products": lost}))))


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS, name=st.sampled_from(CONDITIONS))
def test_no_severity_falls_when_a_condition_is_added(seed, name):
    made = random_diary(seed)
    if not made.person.conditions or "remission" in name or "steady" in name:
        return  # "nothing said" is stricter on purpose: what is not known counts as if it held
    more = made.person.model_copy(update={"conditions": (*made.person.conditions, name)})
    changed = made.model_copy(update={"person": more})
    assert_none_fell(graded(check_safety(made)), graded(check_safety(changed)))


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS)
def test_the_order_in_which_things_were_written_down_does_not_matter(seed):
    made = random_diary(seed)
    turned = made.model_copy(update={"entries": made.entries[::-1]})
    assert check_safety(made) == check_safety(turned)
