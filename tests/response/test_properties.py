"""What must not matter to an answer, and what must turn or scale with it."""

from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Outcome
from speciosa.response.simulate import simulate
from tests.response.people import mapped, plan, respond_to


@pytest.fixture(scope="module")
def helped():
    return simulate(plan(-4.0, "by the clock", days=21), np.random.default_rng(11))


@pytest.fixture(scope="module")
def answer(helped):
    (response,) = respond_to(helped)
    assert response.seen_effect is not None
    return response


ESTIMATES = ("seen_effect", "dose_effect")


def same(one, other, scale=1.0, rel=1e-3):
    for name in ESTIMATES:
        a, b = getattr(one, name), getattr(other, name)
        for field in ("mean", "sd", "low", "high"):
            want = scale * getattr(a, field)
            assert getattr(b, field) == pytest.approx(want, rel=rel, abs=1e-3 * abs(scale)), (
                name,
                field,
            )
        assert b.learned == pytest.approx(a.learned, abs=1e-3)
    for a, b in zip(one.dose_response, other.dose_response, strict=True):
        assert b.effect.mean == pytest.approx(scale * a.effect.mean, rel=rel)
    assert other.declared == one.declared
    assert other.grade == one.grade
    assert other.p_benefit == pytest.approx(one.p_benefit, abs=1e-3)


def test_points_of_another_length_scale_the_answer(helped, answer):
    (hundreds,) = respond_to(mapped(helped, lambda v: 10.0 * v, high=100.0))
    same(answer, hundreds, 10.0)
    (shifted,) = respond_to(mapped(helped, lambda v: v + 20.0, low=20.0, high=30.0))
    same(answer, shifted)


def test_turning_the_scale_round_turns_the_answer_round(helped, answer):
    (higher,) = respond_to(mapped(helped, lambda v: 10.0 - v, better="higher"))
    for name in ESTIMATES:
        a, b = getattr(answer, name), getattr(higher, name)
        assert b.mean == pytest.approx(-a.mean, rel=1e-4)
        assert (b.low, b.high) == pytest.approx((-a.high, -a.low), rel=1e-4)
    assert higher.declared == answer.declared
    assert higher.p_benefit == pytest.approx(answer.p_benefit)


def test_weeks_earlier_or_later_is_the_same(helped, answer):
    """Within winter time: the clock does not change, so every hour stays what it was."""
    for weeks in (-7, -2):
        moved = tuple(
            e.model_copy(update={"at": e.at + timedelta(weeks=weeks)}) for e in helped.entries
        )
        (response,) = respond_to(helped.model_copy(update={"entries": moved}))
        same(answer, response, rel=1e-5)


def test_another_outcome_changes_nothing(helped, answer):
    more = tuple(
        Entry(at=e.at, kind=Kind.RATING, what="mood", value=float(i % 7), id=f"mood-{i}")
        for i, e in enumerate(helped.entries)
        if e.kind is Kind.RATING
    )
    both = helped.model_copy(
        update={
            "entries": helped.entries + more,
            "outcomes": helped.outcomes | {"mood": Outcome(better="higher")},
        }
    )
    found = {r.outcome: r for r in respond_to(both)}
    assert set(found) == {"pain", "mood"}
    assert found["pain"] == answer


def test_the_order_of_entries_is_irrelevant(helped, answer):
    order = np.random.default_rng(5).permutation(len(helped.entries))
    shuffled = tuple(helped.entries[i] for i in order)
    assert respond_to(helped.model_copy(update={"entries": shuffled})) == (answer,)


def test_ratings_written_twice_do_not_sharpen(helped, answer):
    again = tuple(
        e.model_copy(update={"id": f"{e.id}-again"})
        for e in helped.entries
        if e.kind is Kind.RATING
    )
    assert respond_to(helped.model_copy(update={"entries": helped.entries + again})) == (answer,)


def test_an_ordinal_item_from_0_to_3_is_answered_on_its_own_scale():
    """Withdrawal items: rounded to four values, still fitted, checked and declared."""
    diary = simulate(plan(-6.0, "by the clock", days=42), np.random.default_rng(4))
    (tens,) = respond_to(diary)
    (item,) = respond_to(mapped(diary, lambda v: float(round(0.3 * v)), high=3.0))
    assert tens.declared == item.declared == "better"
    assert item.scale.high == 3.0
    assert item.smallest_important_change == pytest.approx(0.3)
    assert 0.5 < item.seen_effect.mean / (0.3 * tens.seen_effect.mean) < 2.0
    assert all(check.passed for check in item.checks)
    assert -3.0 < item.seen_effect.low < item.seen_effect.high < 0.0


def test_a_worse_outcome_can_be_declared_too():
    diary = simulate(plan(5.0, "by the clock", days=42), np.random.default_rng(4))
    (response,) = respond_to(diary)
    assert response.declared == "worse"
    assert response.p_worse > 0.5 > response.p_benefit


def test_doses_and_ratings_at_one_instant_and_a_long_gap_are_normal(helped):
    """Ratings exactly at a dose, several in a minute, and three weeks without any."""
    cut = helped.entries[len(helped.entries) // 2].at
    far = tuple(
        e if e.at < cut else e.model_copy(update={"at": e.at + timedelta(days=21)})
        for e in helped.entries
    )
    doses = [e for e in far if e.kind is Kind.DOSE][:10]
    close = tuple(
        Entry(
            at=d.at + timedelta(seconds=s),
            kind=Kind.RATING,
            what="pain",
            value=4.0,
            id=f"{d.id}-{s}",
        )
        for d in doses
        for s in (0, 20)
    )
    (response,) = respond_to(helped.model_copy(update={"entries": far + close}))
    assert response.fit.pareto_k is None
    assert response.fit.ess >= 30.0
    assert response.seen_effect is not None
