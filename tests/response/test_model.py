"""The response floor end to end, on simulated people and hand-made diaries."""

import numpy as np
import pytest

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.exposure.curve import expose
from speciosa.response.identification import NO_FREE_TIME
from speciosa.response.model import compared, respond
from speciosa.response.reply import COMPARED, EXPECTATION, RELIEF_OF_WITHDRAWAL
from speciosa.response.simulate import simulate
from tests.response.people import mapped, one_response, plan, respond_to

DRAWS = 256


@pytest.fixture(scope="module")
def helped() -> Diary:
    return simulate(plan(-4.0, "by the clock", days=21), np.random.default_rng(11))


def test_a_strong_relief_is_mostly_declared_better():
    """Attenuated when doses follow pain, so not in everybody."""
    found = [one_response(plan(-5.0, "when it hurts", days=42), seed) for seed in range(3, 7)]
    assert sum(r.declared == "better" for r in found) >= 3
    assert all(r.declared != "worse" and r.fit.ess >= 30 for r in found)


def test_a_strong_worsening_is_declared_worse():
    response = one_response(plan(5.0, "by the clock", days=42), 4)
    assert response.declared == "worse"
    assert response.seen_effect.low > 0.0


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


def test_a_diary_without_doses_is_d(helped):
    no_doses = tuple(e for e in helped.entries if e.kind is Kind.RATING)
    (response,) = respond_to(helped.model_copy(update={"entries": no_doses}))
    assert (response.grade, response.substance, response.seen_effect) == ("D", "kratom", None)
    assert "No dose" in response.reasons[0]


def test_a_diary_without_doses_and_products_has_nothing_to_say(helped):
    no_doses = tuple(e for e in helped.entries if e.kind is Kind.RATING)
    assert respond_to(helped.model_copy(update={"entries": no_doses, "products": {}})) == ()


def test_every_result_says_what_it_compares_and_that_relief_may_be_of_withdrawal(helped):
    (response,) = respond_to(helped, draws=DRAWS)
    assert response.grade == "B"
    assert response.family == "joint"
    assert {EXPECTATION, COMPARED, RELIEF_OF_WITHDRAWAL} <= set(response.notes)
    assert response.net_effect is None
    assert response.withdrawal_share is None
    assert response.net_not_answered == response.withdrawal_not_answered == NO_FREE_TIME
    assert "not using" in COMPARED


def test_a_dose_response_stays_inside_the_range_taken(helped):
    (response,) = respond_to(helped, draws=DRAWS)
    taken_g = [e.value for e in helped.entries if e.kind is Kind.DOSE]
    amounts = [p.amount for p in response.dose_response]
    assert amounts == sorted(amounts)
    assert len(amounts) == 5
    assert min(taken_g) <= amounts[0] < amounts[-1] <= max(taken_g)
    assert {p.unit for p in response.dose_response} == {"g"}
    effects = [p.effect.mean for p in response.dose_response]
    assert effects == sorted(effects, reverse=True)  # more relief with more, here


def test_one_outcome_alone_gets_the_same_answer(helped):
    assert respond_to(helped, draws=DRAWS, only=["pain"]) == respond_to(helped, draws=DRAWS)
    assert respond_to(helped, draws=DRAWS, only=["mood"]) == ()


def test_taking_dose_times_as_given_calls_a_useless_product_harmful():
    """What the joint model is compared with, and never shown."""
    means = []
    for seed in (1, 3, 4):
        how = plan(0.0, "when it hurts", rated="by the clock")
        diary = simulate(how, np.random.default_rng(seed))
        exposures = expose(diary, 256, np.random.default_rng(1))
        full, ignoring = compared(diary, exposures, "pain", 1)
        assert (full,) == respond(diary, exposures, 1)
        means.append((ignoring.mean, full.seen_effect.mean))
    ignoring, adjusted = np.mean(means, axis=0)
    assert ignoring > 0.5 > abs(adjusted)


def test_weights_of_the_variants_sum_to_one(helped):
    (response,) = respond_to(helped, draws=DRAWS)
    assert sum(v.weight for v in response.variants) == pytest.approx(1.0, abs=1e-4)
    assert response.fit.pareto_k is None
    assert response.fit.ess >= 30.0
