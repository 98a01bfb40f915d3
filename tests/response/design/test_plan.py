"""Plans: what is refused, that no amount goes above the usual one, and how long a block is."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from speciosa.diary.conditions import Conditions
from speciosa.diary.person import Use
from speciosa.errors import InputError
from speciosa.response.design.gate import refusals
from speciosa.response.design.levels import Kernel, block_days
from speciosa.response.design.plan import make_plan
from speciosa.response.design.usual import is_daily, usual_of
from speciosa.response.simulate import Plan
from tests.response.design.people import diary_of

DIARY = diary_of(Plan(days=28, doses_per_day=3.0, dosing="by the clock"))
USUAL = usual_of(DIARY, "leaf")
WANTED = {
    "kind": "blocks", "outcome": "pain", "pairs": 20, "start": date(2026, 5, 1), "share": None,
    "other": "", "block_d": 3,
}  # fmt: skip


def plan(usual=USUAL, **changes):
    return make_plan(DIARY, usual, **{**WANTED, **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pairs": 4}, "--pairs"),
        ({"pairs": 101}, "--pairs"),
        ({"kind": "more"}, "--kind"),
        ({"share": 1.01}, "--share"),
        ({"share": -0.1}, "--share"),
        ({"share": 1.0}, "--share"),
        ({"share": 0.0}, "--share"),
        ({"outcome": "sleep"}, "--outcome"),
        ({"kind": "versus"}, "--versus"),
        ({"kind": "versus", "other": "heat, pad"}, "--versus"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(changes, field):
    with pytest.raises(InputError) as refused:
        plan(**changes)
    assert refused.value.field == field
    assert "\n" not in str(refused.value)


def test_five_pairs_may_be_planned():
    assert plan(pairs=5).days == 30


def test_days_without_it_only_for_somebody_who_does_not_use_it_daily():
    assert USUAL.daily
    assert plan(usual=replace(USUAL, daily=False), share=0.0).lower == 0.0


def test_no_amount_is_above_the_usual_one():
    for kind, share in (("wait", None), ("blocks", 0.5), ("versus", 1.0)):
        made = plan(kind=kind, share=share, other="heat pad")
        shares = (made.higher, made.lower) if made.unit == "share" else (1.0,)
        assert max(shares) <= 1.0
        assert made.usual_amount == USUAL.amount == 3.0


def test_unknown_counts_as_daily():
    short = DIARY.model_copy(update={"entries": DIARY.entries[:20]})
    assert is_daily(short, "leaf")
    rare = DIARY.model_copy(
        update={"entries": tuple(e for e in DIARY.entries if e.kind != "dose" or e.at.day % 2)}
    )
    assert not is_daily(rare, "leaf")
    assert is_daily(rare.model_copy(update={"use": Use(daily_since="2020-01")}), "leaf")


def test_too_few_doses_are_refused():
    few = DIARY.model_copy(update={"entries": DIARY.entries[:8]})
    with pytest.raises(InputError, match="doses of leaf are recorded"):
        usual_of(few, "leaf")


def test_usual_clock_times_are_those_of_the_diary():
    assert len(USUAL.clock_h) == round(USUAL.doses_per_day)
    for hour in USUAL.clock_h:
        assert min(abs(hour - h) for h in (8.0, 13.5, 19.0)) < 1.5


@pytest.mark.parametrize(("half_life_h", "days"), [(3.0, 1), (12.0, 3), (24.0, 6), (400.0, 14)])
def test_a_block_is_as_long_as_the_level_needs(half_life_h, days):
    after_h = np.arange(0.0, 505.0, 1.0)
    kernel = Kernel(after_h, 2.0 ** (-after_h / half_life_h)[None, :])
    assert block_days(kernel) == pytest.approx(days, abs=1)


NOTHING = Conditions({}, (), told=True)


def said(*names):
    return Conditions(dict.fromkeys(names, ("x",)), (), told=True)


def concern(severity):
    return SimpleNamespace(id="I-1", severity=severity, title="Two sedatives")


def test_the_gate_lets_an_adult_through():
    assert refusals(41, (), NOTHING, [concern("S3")]) == ()


@pytest.mark.parametrize(
    ("age", "restrictions", "conditions", "concerns", "word"),
    [
        (None, (), NOTHING, [], "year of birth"),
        (18, (), NOTHING, [], "under 18"),
        (30, ("minor",), NOTHING, [], "under 18"),
        (30, ("jurisdiction",), NOTHING, [], "law"),
        (30, (), said("pregnancy"), [], "pregnancy"),
        (30, (), said("kratom liver injury"), [], "liver injury"),
        (30, (), said("liver disease"), [], "liver disease"),
        (30, (), NOTHING, [concern("S4")], "Two sedatives"),
    ],
)
def test_the_gate_refuses_with_the_reason(age, restrictions, conditions, concerns, word):
    (reason,) = refusals(age, restrictions, conditions, concerns)
    assert word in str(reason)
