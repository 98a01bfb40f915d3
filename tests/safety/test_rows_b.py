"""Every row about enzymes, the heart, narrow ranges, pain, hormones, diabetes, the stomach, the
liver, supplements and other drugs is reached, and only when it should be.
"""

import re

import pytest

from speciosa.knowledge.medicines import ingredients, understand
from speciosa.knowledge.sources import sources
from speciosa.knowledge.tables import placed_rows
from speciosa.safety.facts import build_facts
from speciosa.safety.interaction_table import InteractionRow, applying
from speciosa.safety.product_class import stepped
from speciosa.safety.rows import step
from speciosa.safety.words import sentences
from tests.safety.diaries import diary, doses, entry, findings, found, rare_doses

FILES = {
    "diabetes",
    "enzyme",
    "heart",
    "hormones",
    "liver",
    "narrow_range",
    "other_drugs",
    "pain",
    "stomach",
    "supplements",
}
ROWS = [
    placed.row
    for placed in placed_rows("interactions", "row", InteractionRow)
    if placed.table.removeprefix("interactions/") in FILES
]
PREDICATES = [(row, predicate) for row in ROWS for predicate in row.when]
VARIED = [
    (plain, strict)
    for plain in ROWS
    for strict in ROWS
    if (plain.id, plain.medicines) == (strict.id, strict.medicines)
    and not plain.when
    and strict.when
]
NEITHER = ("fibromyalgia",)  # named conditions, so that the others are known to be absent
NEVER_SUDDENLY = {
    "transplant",
    "antiarrhythmic",
    "beta-blocker",
    "doac",
    "warfarin",
    "digoxin",
    "corticosteroid",
    "tamoxifen",
    "kinase-inhibitor",
    "protease-inhibitor",
    "insulin",
    "thyroid",
    "diuretic",
    "inducer",
}


def name(row):
    return f"{row.id}-{row.medicines[0]}-{row.severity}"


def members(wanted):
    """Ingredients that a row's word for a medicine means, but for those that must be asked about."""
    keys = [key for key, item in ingredients().items() if wanted == key or wanted in item.classes]
    return [key for key in keys if understand(key).ingredients == (key,)]


def rows_for(medicines, *, row, daily=False, conditions=NEITHER):
    """The rows that a diary with the medicines brings up."""
    form = row.products[0] if row.products else "leaf"
    entries = doses() if daily else rare_doses()
    facts = build_facts(diary(entries, form=form, medicines=medicines, conditions=conditions))
    return [one for medicine in facts.medicines for one, _ in applying(medicine, facts)]


def meeting(predicate, own):
    """Medicines, daily use and conditions that make one predicate true."""
    kind, _, what = predicate.partition(":")
    if kind == "medicine":
        other = next(key for key in members(what) if key != own)
        return [own, other], False, NEITHER
    if kind == "condition":
        return [own], False, (*NEITHER, what)
    return [own], True, NEITHER


@pytest.mark.parametrize("row", [row for row in ROWS if not row.when], ids=name)
def test_every_named_medicine_brings_up_its_row(row):
    for wanted in row.medicines:
        assert any(row in rows_for([key], row=row) for key in members(wanted)), wanted


@pytest.mark.parametrize(
    ("row", "predicate"), PREDICATES, ids=lambda part: part if isinstance(part, str) else name(part)
)
def test_each_predicate_alone_brings_up_the_stricter_row(row, predicate):
    reached = []
    for own in (key for wanted in row.medicines for key in members(wanted)):
        medicines, daily, conditions = meeting(predicate, own)
        reached.append(row in rows_for(medicines, row=row, daily=daily, conditions=conditions))
    assert any(reached)


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_every_member_of_a_class_gets_at_least_the_severity_of_its_row(row):
    for own in (key for wanted in row.medicines for key in members(wanted)):
        extra = meeting(row.when[0], own) if row.when else ([own], False, NEITHER)
        medicines, daily, conditions = extra
        of_cause = [
            one.severity
            for one in rows_for(medicines, row=row, daily=daily, conditions=conditions)
            if one.merges_as == row.merges_as
        ]
        assert max(map(step, of_cause), default=-1) >= step(row.severity), own


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_no_row_without_its_medicine(row):
    assert row not in rows_for([], row=row, daily=True, conditions=())
    assert found(findings(medicines=["pantoprazole"]), row.id) is None


@pytest.mark.parametrize("strict", [strict for _, strict in VARIED], ids=name)
def test_a_strict_variant_only_with_what_it_names(strict):
    for own in (key for wanted in strict.medicines for key in members(wanted)):
        assert strict not in rows_for([own], row=strict)
        medicines, daily, conditions = meeting(strict.when[0], own)
        rows = rows_for(medicines, row=strict, daily=daily, conditions=conditions)
        same = [one for one in rows if one.merges_as == strict.merges_as]
        assert any(step(one.severity) >= step(strict.severity) for one in same)


@pytest.mark.parametrize(
    ("plain", "strict"),
    [(p, s) for p, s in VARIED if any(part.startswith("condition:") for part in s.when)],
    ids=name,
)
def test_what_is_unknown_takes_the_strict_variant(plain, strict):
    own = members(strict.medicines[0])[0]
    of_cause = [
        one
        for one in rows_for([own], row=strict, conditions=())
        if one.merges_as == strict.merges_as
    ]
    assert max(step(one.severity) for one in of_cause) >= step(strict.severity)
    assert plain not in of_cause


@pytest.mark.parametrize("row", [row for row in ROWS if row.products], ids=name)
def test_a_row_for_strong_products_is_not_for_leaf(row):
    facts = build_facts(diary(rare_doses(), form="leaf", medicines=[row.medicines[0]]))
    assert row not in [one for m in facts.medicines for one, _ in applying(m, facts)]


@pytest.mark.parametrize("form", ["leaf", "extract", "7-oh"])
@pytest.mark.parametrize("row", [row for row in ROWS if not row.when], ids=name)
def test_the_finding_is_as_severe_as_the_product_class_makes_it(row, form):
    own = members(row.medicines[0])[0]
    seen = found(findings(rare_doses(), form=form, medicines=[own], conditions=NEITHER), row.id)
    if seen is None:  # another row of the cause speaks for this medicine
        assert any(row in rows_for([key], row=row) for key in members(row.medicines[0]))
        return
    assert step(seen.severity) >= step(stepped(row.severity, row.tags, form))


@pytest.mark.parametrize("row", [row for row in ROWS if not row.when], ids=name)
def test_whether_kratom_has_begun_decides_the_action(row):
    keys = [key for wanted in row.medicines for key in members(wanted)]
    own = next(key for key in keys if row in rows_for([key], row=row))
    told = {"form": row.products[0] if row.products else "leaf", "conditions": NEITHER}
    already = found(findings(rare_doses(), medicines=[own], **told), row.id)
    new = found(findings([entry(0, 8, "rating", "pain", 5)], medicines=[own], **told), row.id)
    assert sentences(row.action_if_already)[-1] in already.action
    if new.severity == already.severity:  # otherwise a stricter variant, while use is not known
        assert sentences(row.action_if_new)[-1] in new.action


def test_at_least_six_of_ten_rows_were_read_in_a_source():
    published = [row for row in ROWS if row.review == "published"]
    assert len(published) >= 0.6 * len(ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if row.severity == "S4"], ids=name)
def test_the_partner_of_every_s4_row_was_looked_up(row):
    kratom_only = {"tanna2023", "tay2016", "leong2021", "leong-review2021", "dmd2023"}
    partner = [key for key in row.sources if key not in kratom_only]
    assert partner
    assert all(sources()[key].read and sources()[key].kind != "project" for key in partner[:1])
    assert row.review in {"published", "expert proposal"}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_no_computed_ratio_reaches_a_person(row):
    text = f"{row.why} {row.action_if_new} {row.action_if_already}"
    assert not re.search(r"\bx ?\d|\d+(?:\.\d+)?[- ]?fold|\bAUC\b|\bFg\b", text)


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_what_must_not_end_suddenly_says_so(row):
    if NEVER_SUDDENLY & set(row.medicines):
        assert re.search(r"suddenly|on your own", row.action_if_already)


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_row_reads_like_sentences(row):
    for text in (row.why, row.action_if_new, row.action_if_already):
        assert text[0].isupper()
        assert text.endswith(".")
        assert all(len(part.split()) <= 45 for part in text.split(". ")), row.id
    assert row.who[0].islower()
