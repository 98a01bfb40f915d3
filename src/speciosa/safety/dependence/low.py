"""How somebody feels in the low after missed doses, beside the same person's usual days."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt
from statistics import fmean, quantiles
from typing import Final, Literal

from speciosa.diary.entries import Entry
from speciosa.diary.instruments import outcome_of
from speciosa.diary.person import Outcome
from speciosa.diary.rated import rated_entries
from speciosa.record import Number, Record
from speciosa.safety.dependence.signs import was_daily, was_recorded
from speciosa.safety.dependence.table import low_rule
from speciosa.safety.facts import Facts
from speciosa.safety.words import number_text

Verdict = Literal["worse", "better", "about as usual", "mixed", "cannot tell"]
_PERCENT: Final = 100
_LEAST_PAIRS: Final = 2
_HOUR_S: Final = 3600


class LowState(Record):
    """One outcome in the low: means, how many ratings and breaks they rest on, a verdict."""

    outcome: str
    verdict: Verdict
    low_mean: Number | None
    low_range: tuple[Number, Number] | None  # of the means of single breaks
    usual_mean: Number | None
    usual_spread: Number | None  # standard deviation
    breaks: int
    ratings_low: int
    ratings_usual: int
    text: str


@dataclass(frozen=True, slots=True)
class _Split:
    """Ratings of one outcome: in the low by the dose that went before, and as usual."""

    low: Mapping[str, list[float]]
    usual: list[float]


def low_states(facts: Facts) -> tuple[LowState, ...]:
    """One state per outcome of the table that is rated in a low; daily use only.

    A rating counts as low from the time since the last dose on; it is left out where a day in
    between holds no entry, because a dose may be missing there.
    """
    if not was_daily(facts) or len(facts.doses) < _LEAST_PAIRS:
        return ()
    rated = rated_entries(facts.diary)
    begins_h = low_begins_h(facts)
    stamps_s = [dose.taken_at.timestamp() for dose in facts.doses]
    found = (
        _state(name, _split(rated[name], begins_h, stamps_s, facts), facts)
        for name in low_rule().outcomes
        if name in rated
    )
    return tuple(state for state in found if state.ratings_low)


def low_begins_h(facts: Facts) -> float:
    """Hours after a dose from which the low is expected: later for somebody with long nights."""
    rule = low_rule()
    gaps = [after.time_h - before.time_h for before, after in pairwise(facts.doses)]
    if len(gaps) < _LEAST_PAIRS:
        return rule.from_h
    cut = max(1, min(_PERCENT - 1, round(rule.own_share * _PERCENT)))
    return max(rule.from_h, quantiles(gaps, n=_PERCENT, method="inclusive")[cut - 1])


def _split(
    entries: Iterable[Entry], begins_h: float, stamps_s: list[float], facts: Facts
) -> _Split:
    low, usual = dict[str, list[float]](), list[float]()
    for entry in entries:
        at_s = entry.at.timestamp()
        place = bisect_right(stamps_s, at_s) - 1
        if place < 0 or not isinstance(entry.value, float):
            continue
        dose, since_h = facts.doses[place], (at_s - stamps_s[place]) / _HOUR_S
        if since_h <= begins_h:
            usual.append(entry.value)
        elif since_h <= low_rule().to_h and was_recorded(
            facts, dose.taken_at, entry.at, also_last=True
        ):
            low.setdefault(dose.entry_id, []).append(entry.value)
    return _Split(low, usual)


def _state(name: str, split: _Split, facts: Facts) -> LowState:
    outcome = outcome_of(facts.diary, name)
    means = [fmean(values) for values in split.low.values()]
    usual = fmean(split.usual) if split.usual else None
    enough = len(means) >= low_rule().least_breaks and len(split.usual) >= low_rule().least_usual
    verdict = _verdict(means, usual, outcome) if enough and usual is not None else "cannot tell"
    state = LowState(
        outcome=name,
        verdict=verdict,
        low_mean=fmean(means) if means else None,
        low_range=(min(means), max(means)) if means else None,
        usual_mean=usual,
        usual_spread=_spread(split.usual),
        breaks=len(means),
        ratings_low=sum(map(len, split.low.values())),
        ratings_usual=len(split.usual),
        text="",
    )
    return state.model_copy(update={"text": _text(state, outcome)})


def _spread(values: list[float]) -> float | None:
    """Standard deviation; the exact one of the standard library takes too long for a year."""
    if len(values) < _LEAST_PAIRS:
        return None
    mean = fmean(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _verdict(means: list[float], usual: float, outcome: Outcome) -> Verdict:
    sign = 1 if outcome.better == "lower" else -1
    worse_by = [sign * (mean - usual) for mean in means]
    least = outcome.important_change or 0
    mean = fmean(worse_by)
    if abs(mean) < least:
        return "about as usual"
    agree = sum(each * mean > 0 for each in worse_by) / len(worse_by)
    if agree < low_rule().agree_share:
        return "mixed"
    return "worse" if mean > 0 else "better"


def _text(state: LowState, outcome: Outcome) -> str:
    if state.low_mean is None or state.usual_mean is None or state.low_range is None:
        return f"{outcome.label} after missed doses: cannot tell."
    low, high = (number_text(end) for end in state.low_range)
    spread = f", spread {number_text(state.usual_spread)} points" if state.usual_spread else ""
    breaks = f"{state.breaks} break{'s' if state.breaks > 1 else ''}"
    span = f", single breaks {low} to {high} points" if low != high else ""
    lead = {"cannot tell": "too few to tell", "mixed": "not the same way each time"}
    return (
        f"{outcome.label} after missed doses: {lead.get(state.verdict, state.verdict)}. "
        f"{number_text(state.low_mean)} points on average in {breaks} "
        f"({_ratings(state.ratings_low)}{span}), usually {number_text(state.usual_mean)} points "
        f"({_ratings(state.ratings_usual)}{spread})."
    )


def _ratings(count: int) -> str:
    return f"{count} rating{'' if count == 1 else 's'}"
