"""How sure, for a professional: indication, model family, weights, checks, fit."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.schema import Check, Fit, Response
from speciosa.report.words.effects import CANNOT_TELL, scale_words, symptom_words, verdict_of
from speciosa.report.words.figures import count_words, fixed, number_words, percent_words
from speciosa.report.words.net import tipping_sentence
from speciosa.report.words.professional import Line
from speciosa.report.words.strength import family_words, grade_words, variant_words
from speciosa.report.words.text import as_sentence, as_start, clean
from speciosa.texts import say

PRINTED_WEIGHT: Final = 0.005


def indication_figures(response: Response) -> str:
    """Evidence that doses follow a symptom, and how strongly."""
    evidence, odds = response.indication.log_bayes_factor, response.indication.odds_per_point
    said = say("professional.model.not_tested")
    if evidence is not None:
        said = say("professional.model.bayes_factor", evidence=number_words(evidence, 3))
    if odds is None:
        return said
    return f"{said}, {say('professional.model.odds', odds=number_words(odds))}"


def sure_lines(response: Response) -> Iterator[Line]:
    """Everything that makes a result more or less credible."""
    yield say("professional.model.rated_title"), _rated(response)
    if verdict_of(response) != CANNOT_TELL:
        reasons = (as_sentence(reason) for reason in response.reasons)
        graded = " ".join((f"{grade_words(response.grade)}.", *reasons))
        yield say("professional.model.grade"), graded
    yield say("professional.model.indication_title"), _indication(response)
    if response.family:
        family, meaning = as_start(response.family), family_words(response)
        said = say("professional.model.family", family=family, meaning=meaning)
        yield say("professional.model.family_title"), said
    if response.variants:
        yield say("professional.model.weights"), _weights(response)
    if tipping := tipping_sentence(response):
        yield say("professional.model.unanswered"), tipping
    if response.checks:
        yield (say("professional.model.checks"), *map(check_line, response.checks))
    yield say("professional.model.fit"), as_sentence(fit_figures(response.fit))
    if response.notes:
        notes = " ".join(as_sentence(note) for note in response.notes)
        yield say("professional.model.notes"), notes


def _rated(response: Response) -> str:
    return say(
        "professional.model.rated",
        outcome=as_start(clean(response.label)),
        scale=scale_words(response.scale, response.better),
        ratings=count_words(response.n_ratings, "rating"),
    )


def _indication(response: Response) -> str:
    if response.indication.log_bayes_factor is None:
        note = as_sentence(response.indication.note)
        return note or say("professional.model.indication_not_tested")
    symptom, figures = symptom_words(response), indication_figures(response)
    return say("professional.model.indication", symptom=symptom, figures=figures)


def _weights(response: Response) -> str:
    kept = sorted(response.variants, key=lambda variant: -variant.weight)
    named = [
        f"{variant_words(variant.name)} {percent_words(variant.weight)}"
        for variant in kept
        if variant.weight >= PRINTED_WEIGHT
    ]
    return as_sentence("; ".join(named)) or say("professional.model.no_weight")


def check_line(check: Check) -> str:
    """Observed against 99 % of the replicates."""
    name = as_start(clean(check.name).replace("_", " "))
    values = (check.observed, check.low, check.high)
    observed, low, high = (number_words(value) for value in values)
    state = "passed" if check.passed else "failed"
    return say(
        f"professional.model.check.{state}", name=name, observed=observed, low=low, high=high
    )


def fit_figures(fit: Fit | None) -> str:
    """Draws, rounds, effective size and tail shape."""
    if fit is None:
        return say("professional.model.not_fitted")
    size = number_words(fit.ess, 3) if fit.ess else say("figures.not_known")
    draws, rounds = count_words(fit.draws, "draw"), count_words(fit.rounds, "round")
    said = say("professional.model.fitted", draws=draws, rounds=rounds, size=size)
    if fit.pareto_k is None:
        return said
    return f"{said}; {say('professional.model.pareto', k=fixed(fit.pareto_k, 2))}"
