"""The response floor end to end, on simulated people and hand-made diaries."""

import numpy as np
import pytest

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.response.simulate import simulate
from tests.response.people import one_response, plan, respond_to

DRAWS = 256


@pytest.fixture(scope="module")
def helped() -> Diary:
    return simulate(plan(-4.0, "by the clock", days=21), np.random.default_rng(11))


def mapped(diary, change, **outcome):
    entries = tuple(
        e.model_copy(update={"value": change(e.value)}) if e.kind is Kind.RATING else e
        for e in diary.entries
    )
    outcomes = {k: o.model_copy(update=outcome) for k, o in diary.outcomes.items()}
    return diary.model_copy(update={"entries": entries, "outcomes": outcomes})


def test_a_strong_relief_is_mostly_declared_better():
    """Attenuated when doses follow pain, so not in everybody."""
    found = [one_response(plan(-5.0, "when it hurts", days=42), seed) for seed in range(3, 7)]
    assert sum(r.declared == "better" for r in found) >= 3
    assert all(r.declared != "worse" and r.fit.pareto_k <= 0.7 for r in found)


def test_a_strong_worsening_is_declared_worse():
    response = one_response(plan(5.0, "by the clock", days=42), 4)
    assert response.declared == "worse"
    assert response.seen_effect.low > 0.0


def test_turning_the_scale_round_turns_the_answer_round(helped):
    (lower,) = respond_to(helped, draws=DRAWS)
    turned = mapped(helped, lambda v: 10.0 - v, better="higher")
    (higher,) = respond_to(turned, draws=DRAWS)
    assert higher.seen_effect.mean == pytest.approx(-lower.seen_effect.mean, rel=1e-4)
    assert higher.seen_effect.low == pytest.approx(-lower.seen_effect.high, rel=1e-4)
    assert higher.declared == lower.declared
    assert higher.p_benefit == pytest.approx(lower.p_benefit)


def test_a_scale_of_other_length_gives_the_same_answer_in_its_own_points(helped):
    (tens,) = respond_to(helped, draws=DRAWS)
    (hundreds,) = respond_to(mapped(helped, lambda v: 10.0 * v, high=100.0), draws=DRAWS)
    assert hundreds.seen_effect.mean == pytest.approx(10.0 * tens.seen_effect.mean, rel=1e-3)
    assert hundreds.grade == tens.grade


def test_the_order_of_the_rows_does_not_matter(helped):
    shuffled = helped.model_copy(update={"entries": helped.entries[::-1]})
    assert respond_to(shuffled, draws=DRAWS) == respond_to(helped, draws=DRAWS)


def test_a_constant_item_is_d_and_never_a_benefit(helped):
    (response,) = respond_to(mapped(helped, lambda _: 3.0))
    assert response.grade == "D"
    assert response.seen_effect is None
    assert response.declared is None
    assert "same value" in response.reasons[0]


def test_too_few_ratings_are_counted_out(helped):
    kept, ratings = [], 0
    for entry in helped.entries:
        ratings += entry.kind is Kind.RATING
        if entry.kind is not Kind.RATING or ratings <= 11:
            kept.append(entry)
    (response,) = respond_to(helped.model_copy(update={"entries": tuple(kept)}))
    assert response.grade == "D"
    assert "11 of 15 ratings" in " ".join(response.reasons)


def test_a_diary_without_doses_has_nothing_to_say(helped):
    no_doses = tuple(e for e in helped.entries if e.kind is Kind.RATING)
    assert respond_to(helped.model_copy(update={"entries": no_doses})) == ()


def test_weights_of_the_variants_sum_to_one(helped):
    (response,) = respond_to(helped, draws=DRAWS)
    assert sum(v.weight for v in response.variants) == pytest.approx(1.0, abs=1e-4)
    assert response.fit.pareto_k <= 0.7
