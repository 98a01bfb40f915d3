"""One simulated person through every method, exactly as a report would do it."""

import time
from dataclasses import replace

import numpy as np

from speciosa.assessment.build import DRAWS
from speciosa.assessment.digest import diary_digest, seed_of
from speciosa.diary.diary import Diary
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.design.analyse import analyse
from speciosa.response.model import compared
from speciosa.response.result import Estimate, Response
from speciosa.response.simulate import SCENARIOS, Simulated
from speciosa.response.strength import LEARNED
from validation.found import Found, PersonRow
from validation.knowing import knowing_the_curve
from validation.simple import before_and_after, daily_means

OURS, ASSIGNED, PLAIN = "the response", "by assignment", "plain variant"
NAIVE, DAILY, KNOWING = "before and after", "daily means", "knowing the curve"
METHODS = (OURS, ASSIGNED, PLAIN, KNOWING, NAIVE, DAILY)


def person_row(task: tuple[str, int, str], *, compare: bool = True) -> PersonRow:
    """Everything about one person.

    Args:
        task: scenario, seed and digest of the code.
        compare: also run the methods that a report never shows.
    """
    key, seed, code = task
    scenario = SCENARIOS[key]
    person = scenario.person(seed)
    truth = person.truth[scenario.outcome]
    row = PersonRow(
        scenario=key,
        seed=seed,
        code=code,
        truth={
            "seen": truth.seen_effect_pts,
            "dose": truth.dose_effect_pts,
            "net": truth.net_effect_pts,
        },
        methods=_simple(person, scenario.outcome) if compare else {},
        net=Found(),
    )
    try:
        return _answered(row, person.diary, scenario.outcome, compare=compare)
    except Exception as error:  # noqa: BLE001 - one person's failure is a result, not a stop
        return replace(row, error=f"{type(error).__name__}: {error}")


def _answered(row: PersonRow, diary: Diary, outcome: str, *, compare: bool) -> PersonRow:
    """The row with the response as a report computes it, and what is compared with it."""
    start = time.perf_counter()
    seed = seed_of(diary_digest(diary))
    exposures = expose(diary, DRAWS, np.random.default_rng(seed))
    response, plain = compared(diary, exposures, outcome, seed)
    seconds = time.perf_counter() - start
    seen = response.seen_effect
    lower = response.better == "lower"
    methods = row.methods | {OURS: _seen(response)}
    assigned = analyse(diary, outcome, exposures, seed)
    if assigned is not None:
        methods[ASSIGNED] = _outside_zero(assigned.estimate, lower_is_better=lower)
    if compare:
        methods[PLAIN] = _judged(plain, lower_is_better=lower)
    return replace(
        row,
        methods=methods,
        net=_judged(response.net_effect, lower_is_better=lower),
        grade=response.grade,
        family=response.family or "",
        reasons=list(response.reasons) if response.grade == "D" else [],
        told=tells_of_withdrawal(response),
        learned=None if seen is None else seen.learned,
        indication=response.indication.log_bayes_factor,
        seconds=round(seconds, 3),
    )


def _simple(person: Simulated, outcome: str) -> dict[str, Found]:
    diary = person.diary
    ratings = ratings_of(diary).get(outcome)
    if ratings is None:
        return {}
    lower = diary.outcomes[outcome].better == "lower"
    found = {
        NAIVE: before_and_after(diary, ratings, lower_is_better=lower),
        DAILY: daily_means(diary, ratings, lower_is_better=lower),
    }
    seen_pts = person.truth[outcome].seen_effect_pts
    if seen_pts:
        effect_pts = np.array([person.effect_pts[key] for key in ratings.entry_id])
        found[KNOWING] = knowing_the_curve(ratings, effect_pts, seen_pts, lower_is_better=lower)
    return found


def _seen(response: Response) -> Found:
    seen = response.seen_effect
    if seen is None:
        return Found()
    return Found(seen.mean, seen.low, seen.high, response.declared or "")


def _judged(effect: Estimate | None, *, lower_is_better: bool) -> Found:
    """An effect, declared by the same rule as the seen effect of a response."""
    found = _outside_zero(effect, lower_is_better=lower_is_better)
    tells = effect is not None and effect.learned is not None and effect.learned >= LEARNED
    return found if tells else replace(found, declared="")


def _outside_zero(effect: Estimate | None, *, lower_is_better: bool) -> Found:
    """An effect, declared when its interval leaves out zero."""
    if effect is None:
        return Found()
    declared = ""
    if not effect.low <= 0.0 <= effect.high:
        declared = "better" if (effect.mean < 0.0) == lower_is_better else "worse"
    return Found(effect.mean, effect.low, effect.high, declared)


def tells_of_withdrawal(response: Response) -> bool:
    """Whether it says that relief may be relief of withdrawal, or how much of it is."""
    said = [*response.notes, *response.reasons]
    if response.withdrawal_not_answered is not None:
        said.append(response.withdrawal_not_answered.why)
    in_words = any("relief may be relief of withdrawal" in sentence for sentence in said)
    return in_words or response.withdrawal_share is not None
