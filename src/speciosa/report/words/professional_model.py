"""How sure, for a professional: indication, model family, weights, checks, fit."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.schema import Check, Fit, Response
from speciosa.report.words.effects import CANNOT_TELL, scale_words, symptom_words, verdict_of
from speciosa.report.words.figures import UNKNOWN, count_words, fixed, number_words, percent_words
from speciosa.report.words.net import tipping_sentence
from speciosa.report.words.professional import Line
from speciosa.report.words.strength import family_words, grade_words, variant_words
from speciosa.report.words.text import as_sentence, as_start, clean

PRINTED_WEIGHT: Final = 0.005


def indication_figures(response: Response) -> str:
    """Evidence that doses follow a symptom, and how strongly."""
    evidence, odds = response.indication.log_bayes_factor, response.indication.odds_per_point
    factor = "not tested" if evidence is None else f"log BF {number_words(evidence, 3)}"
    per_point = "" if odds is None else f", odds of a dose × {number_words(odds)}/point worse"
    return f"{factor}{per_point}"


def sure_lines(response: Response) -> Iterator[Line]:
    """Everything that makes a result more or less credible."""
    told = verdict_of(response) != CANNOT_TELL
    rated = scale_words(response.scale, response.better)
    label = as_start(clean(response.label))
    yield "Rated", f"{label}, {rated}; {count_words(response.n_ratings, 'rating')}."
    if told:
        reasons = (as_sentence(reason) for reason in response.reasons)
        yield "Grade", " ".join((f"{grade_words(response.grade)}.", *reasons))
    yield "Confounding by indication", _indication(response)
    if response.family:
        yield "Model", f"{as_start(response.family)} family. {family_words(response)}"
    if response.variants:
        yield "Posterior weights", _weights(response)
    if tipping := tipping_sentence(response):
        yield "Unanswered prompts", tipping
    if response.checks:
        yield ("Model checks", *map(check_line, response.checks))
    yield "Fit", as_sentence(fit_figures(response.fit))
    if response.notes:
        yield "Notes", " ".join(as_sentence(note) for note in response.notes)


def _indication(response: Response) -> str:
    if response.indication.log_bayes_factor is None:
        return as_sentence(response.indication.note) or "Not tested."
    return f"Do doses follow {symptom_words(response)}? {indication_figures(response)}."


def _weights(response: Response) -> str:
    kept = sorted(response.variants, key=lambda variant: -variant.weight)
    named = [
        f"{variant_words(variant.name)} {percent_words(variant.weight)}"
        for variant in kept
        if variant.weight >= PRINTED_WEIGHT
    ]
    return as_sentence("; ".join(named)) or "No variant carries weight."


def check_line(check: Check) -> str:
    """Observed against 99 % of the replicates."""
    name = as_start(clean(check.name).replace("_", " "))
    ends = f"{number_words(check.low)} to {number_words(check.high)}"
    state = "passed" if check.passed else "FAILED"
    return f"{name}: {number_words(check.observed)} (99 % of replicates {ends}), {state}."


def fit_figures(fit: Fit | None) -> str:
    """Draws, rounds, effective size and tail shape."""
    if fit is None:
        return "not fitted"
    tail = "" if fit.pareto_k is None else f"; Pareto k {fixed(fit.pareto_k, 2)}"
    size = number_words(fit.ess, 3) if fit.ess else UNKNOWN
    draws, rounds = count_words(fit.draws, "draw"), count_words(fit.rounds, "round")
    return f"{draws}, {rounds}; effective size {size}{tail}"
