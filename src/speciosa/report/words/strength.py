"""How sure a result is, in words: grade, indication, learned, checks, fit."""

from math import exp

from speciosa.assessment.schema import Check, Fit, Response
from speciosa.report.words.effects import CANNOT_TELL, symptom_words, verdict_of
from speciosa.report.words.figures import UNKNOWN, count_words, fixed, number_words, percent_words
from speciosa.report.words.text import as_sentence, as_word, clean

GRADES = {"A": "randomised", "B": "adjusted", "C": "observed", "D": "not enough"}
STRONG_ODDS = 10.0
SOME_ODDS = 3.0
LARGEST_ODDS = 1000.0
FAMILIES = {
    "joint": "Ratings and dose times modelled together.",
    "plain": "Dose times taken as given; only the ratings are modelled.",
}
TERM_WORDS = {
    "null": "no difference",
    "effect": "level",
    "withdrawal": "withdrawal",
    "turn-over": "turning at high levels",
    "turning over": "turning at high levels",
    "indication": "doses that follow",
}


def grade_words(grade: str) -> str:
    """A grade with its name.

    >>> grade_words("B")
    'B adjusted'
    """
    return f"{grade} {GRADES[grade]}"


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
    many = size > LARGEST_ODDS
    text = fixed(min(size, LARGEST_ODDS), 0)
    over = "over " if many else ""
    return f"{over}{text} : 1" if odds >= 1 else f"{over}1 : {text} against"


def indication_words(response: Response) -> str:
    """Whether the doses followed the symptom, as one sentence."""
    odds, symptom = odds_of(response), symptom_words(response)
    if odds is None:
        note = as_sentence(response.indication.note)
        return note or f"It was not tested whether doses follow {symptom}."
    if odds >= STRONG_ODDS:
        often = f"Your doses often follow {symptom} (evidence {odds_words(odds)})."
        return f"{often}{_by_point(response)}"
    if odds >= SOME_ODDS:
        sign = f"There are signs that doses follow {symptom} (evidence {odds_words(odds)})."
        return f"{sign}{_by_point(response)}"
    if odds > 1 / SOME_ODDS:
        return f"The diary does not show whether doses follow {symptom}."
    return f"No sign that doses follow {symptom} (evidence {odds_words(odds)})."


def _by_point(response: Response) -> str:
    """How strongly doses follow: what one point worse does to the odds of a dose."""
    ratio, name = response.indication.odds_per_point, as_word(response.label)
    if ratio is None:
        return ""
    point = "A point less" if response.better == "higher" else "A point more"
    return f" {point} {name} multiplies the odds of a dose by about {number_words(ratio)}."


def family_words(response: Response) -> str:
    """Which family of models gave the numbers; empty where nothing was fitted."""
    return FAMILIES.get(response.family or "", "")


def variant_words(name: str) -> str:
    """A variant's terms in words.

    >>> variant_words("effect"), variant_words("effect + withdrawal")
    ('level only', 'level + withdrawal')
    >>> variant_words("null, indication")
    'no difference + doses that follow'
    """
    terms = clean(name).replace(" + ", ", ").split(", ")
    if terms == ["effect"]:
        return "level only"
    return " + ".join(TERM_WORDS.get(term, term) for term in terms)


def learned_words(response: Response) -> str:
    """How much the diary narrowed the answer."""
    learned = None if response.seen_effect is None else response.seen_effect.learned
    name = as_word(response.label)
    if learned is None or verdict_of(response) == CANNOT_TELL:
        return f"This diary cannot tell about {name}."
    return (
        f"This diary narrows what is known about {name} at your higher against your lower levels "
        f"by {percent_words(learned)}."
    )


def check_words(check: Check) -> str:
    """One model check: what was seen, what the model expects."""
    name = clean(check.name).replace("_", " ")
    state = "passed" if check.passed else "failed"
    expected = f"{number_words(check.low)} to {number_words(check.high)}"
    return f"{name}: {number_words(check.observed)}, expected {expected}: {state}"


def checks_words(checks: tuple[Check, ...]) -> str:
    """All model checks in one sentence."""
    failed = [check for check in checks if not check.passed]
    if not checks:
        return "The model was not checked."
    if not failed:
        return f"Model checks: {count_words(len(checks), 'check')}, all passed."
    return f"Model checks: {len(failed)} of {len(checks)} failed."


def fit_words(fit: Fit | None) -> str:
    """How the numbers were computed."""
    if fit is None:
        return "not fitted"
    pareto = UNKNOWN if fit.pareto_k is None else number_words(fit.pareto_k)
    shape = "" if fit.pareto_k is None else f", tail shape {pareto}"
    draws, rounds = count_words(fit.draws, "draw"), count_words(fit.rounds, "round")
    return f"{draws}, {rounds}, effective size {number_words(fit.ess, 3)}{shape}"
