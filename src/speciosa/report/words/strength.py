"""How sure a result is, in words: grade, indication, learned, checks, fit."""

from math import exp

from speciosa.assessment.schema import Check, Fit, Response
from speciosa.report.words.effects import CANNOT_TELL, symptom_words, verdict_of
from speciosa.report.words.figures import count_words, fixed, number_words, percent_words
from speciosa.report.words.text import as_sentence, as_word, clean
from speciosa.texts import say

STRONG_ODDS = 10.0
SOME_ODDS = 3.0
LARGEST_ODDS = 1000.0
TERMS = {  # of a variant, by their keys in the table `strength.term`
    "null": "null",
    "effect": "effect",
    "withdrawal": "withdrawal",
    "turn-over": "turning",
    "turning over": "turning",
    "indication": "indication",
}


def grade_words(grade: str) -> str:
    """A grade with its name.

    >>> grade_words("B")
    'B adjusted'
    """
    return f"{grade} {say(f'strength.grade.{grade}')}"


def odds_of(response: Response) -> float | None:
    """Odds that doses followed the symptom; above 1 they did. None where it was not tested."""
    log_odds = response.indication.log_bayes_factor
    return None if log_odds is None else exp(min(max(log_odds, -50.0), 50.0))


def follows_often(response: Response) -> bool:
    """Whether the diary clearly shows doses that follow the symptom."""
    odds = odds_of(response)
    return odds is not None and odds >= STRONG_ODDS


def odds_words(odds: float) -> str:
    """Odds for or against.

    >>> odds_words(12.0), odds_words(1 / 3), odds_words(1e9)
    ('12 : 1', '1 : 3 against', 'over 1000 : 1')
    """
    size = odds if odds >= 1 else 1 / odds
    shown = fixed(min(size, LARGEST_ODDS), 0)
    text = f"{shown} : 1" if odds >= 1 else say("strength.odds_against", size=shown)
    return say("strength.odds_over", odds=text) if size > LARGEST_ODDS else text


def indication_words(response: Response) -> str:
    """Whether the doses followed the symptom, as one sentence."""
    odds, symptom = odds_of(response), symptom_words(response)
    if odds is None:
        note = as_sentence(response.indication.note)
        return note or say("strength.not_tested", symptom=symptom)
    if odds >= STRONG_ODDS:
        often = say("strength.often", symptom=symptom, odds=odds_words(odds))
        return f"{often}{_by_point(response)}"
    if odds >= SOME_ODDS:
        signs = say("strength.signs", symptom=symptom, odds=odds_words(odds))
        return f"{signs}{_by_point(response)}"
    if odds > 1 / SOME_ODDS:
        return say("strength.not_shown", symptom=symptom)
    return say("strength.no_sign", symptom=symptom, odds=odds_words(odds))


def _by_point(response: Response) -> str:
    """How strongly doses follow: what one point worse does to the odds of a dose."""
    ratio, name = response.indication.odds_per_point, as_word(response.label)
    if ratio is None:
        return ""
    if response.better == "higher":
        return f" {say('strength.point_less', name=name, ratio=number_words(ratio))}"
    return f" {say('strength.point_more', name=name, ratio=number_words(ratio))}"


def family_words(response: Response) -> str:
    """Which family of models gave the numbers; empty where nothing was fitted."""
    return say(f"strength.family.{response.family}") if response.family else ""


def variant_words(name: str) -> str:
    """A variant's terms in words.

    >>> variant_words("effect"), variant_words("effect + withdrawal")
    ('level only', 'level + withdrawal')
    >>> variant_words("null, indication")
    'no difference + doses that follow'
    """
    terms = clean(name).replace(" + ", ", ").split(", ")
    if terms == ["effect"]:
        return say("strength.level_only")
    return " + ".join(
        say(f"strength.term.{TERMS[term]}") if term in TERMS else term for term in terms
    )


def learned_words(response: Response) -> str:
    """How much the diary narrowed the answer."""
    learned = None if response.seen_effect is None else response.seen_effect.learned
    name = as_word(response.label)
    if learned is None or verdict_of(response) == CANNOT_TELL:
        return say("strength.cannot_tell", name=name)
    return say("strength.narrows", name=name, share=percent_words(learned))


def check_words(check: Check) -> str:
    """One model check: what was seen, what the model expects."""
    name = clean(check.name).replace("_", " ")
    state = "passed" if check.passed else "failed"
    return say(
        f"strength.check_{state}",
        name=name,
        observed=number_words(check.observed),
        low=number_words(check.low),
        high=number_words(check.high),
    )


def checks_words(checks: tuple[Check, ...]) -> str:
    """All model checks in one sentence."""
    failed = [check for check in checks if not check.passed]
    if not checks:
        return say("strength.not_checked")
    if not failed:
        return say("strength.all_passed", checks=count_words(len(checks), "check"))
    return say("strength.some_failed", failed=len(failed), checks=len(checks))


def fit_words(fit: Fit | None) -> str:
    """How the numbers were computed."""
    if fit is None:
        return say("strength.not_fitted")
    draws, rounds = count_words(fit.draws, "draw"), count_words(fit.rounds, "round")
    size = number_words(fit.ess, 3)
    if fit.pareto_k is None:
        return say("strength.fit", draws=draws, rounds=rounds, size=size)
    shape = number_words(fit.pareto_k)
    return say("strength.fit_shape", draws=draws, rounds=rounds, size=size, shape=shape)
