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
    cri_words,
    in_full,
    probability_words,
    signed_words,
    verdict_name,
)
from speciosa.report.words.professional_model import indication_figures
from speciosa.report.words.strength import follows_often
from speciosa.report.words.text import Span, as_sentence, as_start, as_word, clean, listing
from speciosa.report.words.times import date_words, days_words
from speciosa.texts import say

MOST: Final = 3
DECLARED: Final = 2
UNDECLARED: Final = 2
FOLLOWED: Final = 2


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
        lead = (Span(say("professional.summary.nothing_estimable", outcomes=names)),)
    learn = as_sentence(assessment.quality.learn_more) if names else ""
    learn = learn[:1].lower() + learn[1:]
    more = f"{say('professional.summary.would_add', learn=learn)} " if learn else ""
    return Plain(lead, (), f"{more}{say('professional.summary.not_recommended')}")


def _declared_of(group: Sequence[Response]) -> Iterator[Span]:
    full = in_full(group, DECLARED)
    substance = as_start(clean(group[0].substance))
    yield Span(say("professional.summary.substance", substance=substance))
    if not full:
        yield Span(say("professional.summary.none_declared"))
    for one in full:
        yield from _declared(one)


def _rest_of(group: Sequence[Response]) -> Iterator[str]:
    """The undeclared with their intervals, the rest by name."""
    left = [one for one in group if one not in in_full(group, DECLARED)]
    for verdict in ("worse", "better", NO_CLEAR_DIFFERENCE):
        same = [one for one in left if verdict_of(one) == verdict]
        if same:
            shorts, more = ", ".join(map(_short, same[:UNDECLARED])), len(same) - UNDECLARED
            if more > 0:
                shorts = say("professional.summary.and_more", outcomes=shorts, count=more)
            yield f"{as_start(verdict_name(verdict))}: {shorts}."
    unknown = [as_word(one.label) for one in group if verdict_of(one) == CANNOT_TELL]
    if unknown:
        outcomes = listing(unknown, most=MOST)
        yield say("professional.summary.not_estimable", outcomes=outcomes)


def _declared(response: Response) -> Iterator[Span]:
    estimate = response.seen_effect
    if estimate is not None:
        name = as_start(as_word(response.label))
        yield Span(f"{name} {cri_words(estimate, response.scale)}", strong=True)
        after = say(
            "professional.summary.after_estimate",
            verdict=verdict_name(verdict_of(response)),
            chance=_chance(response),
            grade=response.grade,
        )
        yield Span(after)


def _short(response: Response) -> str:
    estimate, decimals = response.seen_effect, decimals_of(response.scale)
    if estimate is None:
        return as_word(response.label)
    return say(
        "professional.summary.short",
        outcome=as_word(response.label),
        mean=signed_words(estimate.mean, decimals),
        low=signed_words(estimate.low, decimals),
        high=signed_words(estimate.high, decimals),
        grade=response.grade,
    )


def _chance(response: Response) -> str:
    """The probability that what is declared is large enough to matter."""
    chance = response.p_worse if response.declared == "worse" else response.p_benefit
    change = fixed(response.smallest_important_change, decimals_of(response.scale))
    probability = probability_words(chance)
    return say("professional.summary.chance", change=change, probability=probability)


def _net(responses: Sequence[Response]) -> tuple[Span, ...]:
    """Use against no use, where a diary answers it clearly."""
    clear = [one for one in responses if net_verdict(one) in {"better", "worse"}]
    parts = [
        f"{as_word(one.label)} {cri_words(one.net_effect, one.scale)}, "
        f"{verdict_name(net_verdict(one))}"
        for one in sorted(clear, key=lambda one: net_verdict(one) != "worse")[:MOST]
        if one.net_effect is not None
    ]
    said = say("professional.summary.net", effects="; ".join(parts))
    return (Span(said),) if parts else ()


def _second(assessment: Assessment, told: Sequence[Response]) -> Iterator[str]:
    following = [one for one in told if follows_often(one)]
    if following:
        yield f"{'; '.join(_following(following))}."
    yield from not_modelled(assessment)
    yield as_sentence("; ".join(_limits(told)))
    yield say("professional.summary.not_recommended")


def _following(following: Sequence[Response]) -> Iterator[str]:
    """What doses follow, and how far that is accounted for."""
    named = dict.fromkeys(f"{symptom_words(one)} ({indication_figures(one)})" for one in following)
    yield say("professional.summary.following", symptoms=listing(named, most=FOLLOWED))
    if any(one.grade == "B" and one.family == "joint" for one in following):
        yield say("professional.summary.joint_model")
    if any(one.grade == "C" for one in following):
        yield say("professional.summary.confounding")


def _limits(told: Sequence[Response]) -> Iterator[str]:
    if not any(net_verdict(one) in {"better", "worse"} for one in told):
        yield say("professional.summary.no_contrast")
    if any(may_be_withdrawal(one) for one in told):
        yield say("professional.summary.withdrawal")
    yield say("professional.summary.expectation")


def patient_words(assessment: Assessment) -> str:
    """Who this is about, as far as entered: age, sex, weight, conditions, medicines, product."""
    parts = (_person(assessment), _conditions(assessment), _medicines(assessment))
    return " ".join(part for part in (*parts, _products(assessment)) if part)


def _person(assessment: Assessment) -> str:
    person = assessment.person
    born = say("professional.summary.birth_not_entered")
    if person.birth_year:
        born = say("professional.summary.born", year=person.birth_year)
    weight = f"{number_words(person.weight_kg)} kg" if person.weight_kg else ""
    facts = (born, clean(person.sex), weight, clean(person.country))
    return say("professional.summary.person", facts=", ".join(fact for fact in facts if fact))


def _conditions(assessment: Assessment) -> str:
    names = listing(map(clean, assessment.person.conditions))
    if not names:
        return say("professional.summary.no_condition")
    return say("professional.summary.conditions", names=names)


def _medicines(assessment: Assessment) -> str:
    """As entered, with dose; the day where one began or ended inside the window."""
    names = listing((_bar(bar, assessment) for bar in assessment.timeline.medicines), most=MOST * 2)
    if not names:
        return say("professional.summary.no_medicine")
    return say("professional.summary.medicines", names=names)


def _products(assessment: Assessment) -> str:
    """What was in use last; the time line shows what came before."""
    if hides_benefit(assessment.restrictions):
        return ""
    last = max((bar.end for bar in assessment.timeline.products), default=None)
    names = [clean(bar.label) for bar in assessment.timeline.products if bar.end == last]
    last_names = listing(names, most=MOST)
    return say("professional.summary.last_product", names=last_names) if names else ""


def _bar(bar: Bar, assessment: Assessment) -> str:
    window, name = assessment.window, clean(bar.label)
    began, ended = bar.start > window.start, bar.end < window.end
    if began and ended:
        return f"{name} ({days_words(bar.start, bar.end)})"
    if began:
        return say("professional.summary.from_day", name=name, day=date_words(bar.start))
    return say("professional.summary.to_day", name=name, day=date_words(bar.end)) if ended else name
