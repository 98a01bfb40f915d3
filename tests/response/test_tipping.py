"""How much worse the unanswered prompts would have to be: against fitting the imputed ratings."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.parameters import Theta
from speciosa.response.plain import fit_plain
from speciosa.response.posterior import evaluate
from speciosa.response.questions import Asked, ask
from speciosa.response.signal import EFFECT, WITHDRAWAL
from speciosa.response.simulate import simulate
from speciosa.response.tipping import Prompts, _shift_per_point
from tests.response.people import plan, respond_to


@pytest.fixture(scope="module")
def relieved():
    diary = simulate(plan(-5.0, "by the clock", days=42), np.random.default_rng(4))
    kept = tuple(e for e in diary.entries if e.kind is not Kind.PROMPT)
    return diary.model_copy(update={"entries": kept})


def with_prompts(diary, what="pain", after_h=1.0, count=60):
    """Questions some time after doses."""
    doses = [e for e in diary.entries if e.kind is Kind.DOSE][:count]
    more = tuple(
        Entry(at=d.at + timedelta(hours=after_h), kind=Kind.PROMPT, what=what, id=f"p-{d.id}")
        for d in doses
    )
    return diary.model_copy(update={"entries": diary.entries + more})


def tipped(diary):
    (response,) = [r for r in respond_to(diary) if r.outcome == "pain"]
    return response, response.missing_tipping_point


def test_without_prompts_there_is_none(relieved):
    response, point = tipped(relieved)
    assert response.declared == "better"
    assert point is None


def test_prompts_of_another_outcome_do_not_count(relieved):
    assert tipped(with_prompts(relieved, "mood"))[1] is None
    assert tipped(with_prompts(relieved, ""))[1].unanswered == 60


def test_nothing_declared_has_no_tipping_point():
    diary = simulate(plan(0.0, "by the clock", days=28), np.random.default_rng(2))
    response, point = tipped(with_prompts(diary))
    assert response.declared is None
    assert point is None


def test_many_missing_hours_of_effect_can_overturn_a_relief_and_few_cannot(relieved):
    """Missing at high levels: worse there means less relief."""
    many, few = (
        tipped(with_prompts(relieved, count=100))[1],
        tipped(with_prompts(relieved, count=2))[1],
    )
    assert many.unanswered == 100
    assert 0.0 < many.worse_by_pts < 10.0
    assert few.unanswered == 2
    assert few.worse_by_pts is None or few.worse_by_pts > many.worse_by_pts
    assert f"{many.worse_by_pts:.2g} points worse" in many.note


def test_missing_before_doses_cannot_overturn_a_relief(relieved):
    """Worse at low levels only makes the relief larger."""
    assert tipped(with_prompts(relieved, after_h=-0.5, count=100))[1].worse_by_pts is None


def test_the_shift_is_that_of_ratings_filled_in(relieved):
    """The regression of the same draw with ratings at the prompts, one point apart."""
    outcome, prompted = outcome_of(relieved, "pain"), with_prompts(relieved, count=40)

    def question_of(diary):
        asked = Asked.of(diary, "kratom", expose(diary, 512, np.random.default_rng(1)))
        return asked, ask(asked, ratings_of(diary)["pain"], outcome)

    asked, question = question_of(prompted)
    typical = fit_plain(question, np.random.default_rng(2)).typical
    shift = _shift_per_point(Prompts.of(prompted, "pain"), asked, question, typical)

    def mean_with(value):
        entries = tuple(
            e.model_copy(update={"kind": Kind.RATING, "value": value})
            if e.kind is Kind.PROMPT
            else e
            for e in prompted.entries
        )
        _, filled = question_of(prompted.model_copy(update={"entries": entries}))
        exposed = filled.exposed.at(np.array([typical.point]))
        filled = replace(filled, exposed=exposed, dose_time_h=np.zeros(0))
        now = evaluate(filled, Theta(typical.noise, typical.curve))
        place = [spec.terms for spec in now.family.specs].index((EFFECT, WITHDRAWAL))
        mean = now.family.marginals[place].mean[0]
        return float(mean @ now.signal.seen[0, [EFFECT, WITHDRAWAL]])

    assert shift > 0.1
    assert mean_with(4.0) - mean_with(3.0) == pytest.approx(shift, rel=0.15)
