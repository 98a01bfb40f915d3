"""The first paragraphs for a professional: who, what is estimated, what it can and cannot mean."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import Assessment, Bar, Response, hides_benefit
from speciosa.report.words.effects import (
    CANNOT_TELL,
    NO_CLEAR_DIFFERENCE,
    by_substance,
    symptom_words,
    verdict_of,
)
from speciosa.report.words.figures import decimals_of, fixed, number_words
from speciosa.report.words.net import may_be_withdrawal, net_verdict
from speciosa.report.words.plain import Plain, not_modelled, plain_words
from speciosa.report.words.professional import (
    NOT_ESTIMABLE,
    SEEN,
    cri_words,
    in_full,
    probability_words,
    signed_words,
    span_words,
)
from speciosa.report.words.professional_model import indication_figures
from speciosa.report.words.strength import follows_often
from speciosa.report.words.text import Span, as_sentence, as_start, as_word, clean, listing
from speciosa.report.words.times import date_words, days_words

MOST: Final = 3
DECLARED: Final = 2
UNDECLARED: Final = 2
FOLLOWED: Final = 2
NOT_RECOMMENDED: Final = "Not a recommendation to use."
EXPECTATION: Final = "open label, expectation not separable"
WITHDRAWAL: Final = "relief may be relief of withdrawal"
NO_CONTRAST: Final = "no contrast of use vs no use"


def summary_words(assessment: Assessment) -> Plain:
    """The first paragraphs: what is declared, use vs no use where clear, then all the rest."""
    told = [one for one in assessment.responses if verdict_of(one) != CANNOT_TELL]
    if not told:
        return _nothing_told(assessment)
    groups = by_substance(assessment.responses)
    lead = tuple(span for group in groups for span in _declared_of(group))
    rest = (sentence for group in groups for sentence in _rest_of(group))
    return Plain(lead, _net(assessment.responses), " ".join((*rest, *_second(assessment, told))))


def _nothing_told(assessment: Assessment) -> Plain:
    names = listing(dict.fromkeys(as_word(one.label) for one in assessment.responses))
    lead = plain_words(assessment).lead
    if names:
        lead = (Span(f"No effect is estimable from this diary yet: {names}."),)
    learn = as_sentence(assessment.quality.learn_more) if names else ""
    more = f"Would add most: {learn[:1].lower()}{learn[1:]} " if learn else ""
    return Plain(lead, (), f"{more}{NOT_RECOMMENDED}")


def _declared_of(group: Sequence[Response]) -> Iterator[Span]:
    full = in_full(group, DECLARED)
    yield Span(f"{as_start(clean(group[0].substance))}, {SEEN}: ")
    if not full:
        yield Span("no outcome is declared better or worse. ")
    for one in full:
        yield from _declared(one)


def _rest_of(group: Sequence[Response]) -> Iterator[str]:
    """The undeclared with their intervals, the rest by name."""
    left = [one for one in group if one not in in_full(group, DECLARED)]
    for verdict in ("worse", "better", NO_CLEAR_DIFFERENCE):
        same = [one for one in left if verdict_of(one) == verdict]
        if same:
            shorts = ", ".join(map(_short, same[:UNDECLARED]))
            more = f" and {len(same) - UNDECLARED} more" if len(same) > UNDECLARED else ""
            yield f"{as_start(verdict)}: {shorts}{more}."
    unknown = [as_word(one.label) for one in group if verdict_of(one) == CANNOT_TELL]
    if unknown:
        yield f"{as_start(NOT_ESTIMABLE)}: {listing(unknown, most=MOST)}."


def _declared(response: Response) -> Iterator[Span]:
    estimate = response.seen_effect
    if estimate is not None:
        name = as_start(as_word(response.label))
        yield Span(f"{name} {cri_words(estimate, response.scale)}", strong=True)
        yield Span(f", {response.declared} ({_chance(response)}), grade {response.grade}. ")


def _short(response: Response) -> str:
    estimate, decimals = response.seen_effect, decimals_of(response.scale)
    if estimate is None:
        return as_word(response.label)
    mean, ends = signed_words(estimate.mean, decimals), span_words(estimate, decimals)
    return f"{as_word(response.label)} {mean} points ({ends}; grade {response.grade})"


def _chance(response: Response) -> str:
    """The probability that what is declared is large enough to matter."""
    chance = response.p_worse if response.declared == "worse" else response.p_benefit
    change = fixed(response.smallest_important_change, decimals_of(response.scale))
    return f"by {change} or more: P {probability_words(chance)}"


def _net(responses: Sequence[Response]) -> tuple[Span, ...]:
    """Use against no use, where a diary answers it clearly."""
    clear = [one for one in responses if net_verdict(one) in {"better", "worse"}]
    parts = [
        f"{as_word(one.label)} {cri_words(one.net_effect, one.scale)}, {net_verdict(one)}"
        for one in sorted(clear, key=lambda one: net_verdict(one) != "worse")[:MOST]
        if one.net_effect is not None
    ]
    return (Span(f"Use vs no use: {'; '.join(parts)}."),) if parts else ()


def _second(assessment: Assessment, told: Sequence[Response]) -> Iterator[str]:
    following = [one for one in told if follows_often(one)]
    if following:
        named = dict.fromkeys(
            f"{symptom_words(one)} ({indication_figures(one)})" for one in following
        )
        figures = listing(named, most=FOLLOWED)
        joint = any(one.grade == "B" and one.family == "joint" for one in following)
        how = "; joint model of ratings and wishes (grade B)" if joint else ""
        open_ = any(one.grade == "C" for one in following)
        less = "; confounding by indication not excluded (grade C)" if open_ else ""
        yield f"Doses as needed, following {figures}{how}{less}."
    yield from not_modelled(assessment)
    clear = any(net_verdict(one) in {"better", "worse"} for one in told)
    withdrawal = any(may_be_withdrawal(one) for one in told)
    limits = ("" if clear else NO_CONTRAST, WITHDRAWAL if withdrawal else "", EXPECTATION)
    yield as_sentence("; ".join(limit for limit in limits if limit))
    yield NOT_RECOMMENDED


def patient_words(assessment: Assessment) -> str:
    """Who this is about, as far as entered: age, sex, weight, conditions, medicines, product."""
    parts = (_person(assessment), _conditions(assessment), _medicines(assessment))
    return " ".join(part for part in (*parts, _products(assessment)) if part)


def _person(assessment: Assessment) -> str:
    person = assessment.person
    born = f"born {person.birth_year}" if person.birth_year else "year of birth not entered"
    weight = f"{number_words(person.weight_kg)} kg" if person.weight_kg else ""
    facts = (born, clean(person.sex), weight, clean(person.country))
    return f"For a professional: {', '.join(fact for fact in facts if fact)}."


def _conditions(assessment: Assessment) -> str:
    names = listing(map(clean, assessment.person.conditions))
    return f"Conditions: {names}." if names else "No condition entered."


def _medicines(assessment: Assessment) -> str:
    """As entered, with dose; the day where one began or ended inside the window."""
    names = listing((_bar(bar, assessment) for bar in assessment.timeline.medicines), most=MOST * 2)
    return f"Medicines: {names}." if names else "No medicine entered."


def _products(assessment: Assessment) -> str:
    """What was in use last; the time line shows what came before."""
    if hides_benefit(assessment.restrictions):
        return ""
    last = max((bar.end for bar in assessment.timeline.products), default=None)
    names = [clean(bar.label) for bar in assessment.timeline.products if bar.end == last]
    return f"Last product: {listing(names, most=MOST)}." if names else ""


def _bar(bar: Bar, assessment: Assessment) -> str:
    window = assessment.window
    began, ended = bar.start > window.start, bar.end < window.end
    when = days_words(bar.start, bar.end) if began and ended else ""
    if began is not ended:
        when = f"from {date_words(bar.start)}" if began else f"to {date_words(bar.end)}"
    return f"{clean(bar.label)} ({when})" if when else clean(bar.label)
