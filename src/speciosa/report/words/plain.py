"""The paragraph on top of every face: what this diary can and cannot say."""

from collections.abc import Sequence
from dataclasses import dataclass

from speciosa.assessment.schema import Assessment, Response, hides_benefit
from speciosa.report.words.effects import (
    CANNOT_TELL,
    NO_CLEAR_DIFFERENCE,
    USUAL_SUBSTANCE,
    by_substance,
    effect_clause,
    range_used,
    symptom_words,
    verdict_of,
)
from speciosa.report.words.hidden import hidden_words, without_hidden
from speciosa.report.words.net import may_be_withdrawal, net_clause, net_verdict
from speciosa.report.words.strength import follows_often
from speciosa.report.words.text import Span, as_start, as_word, clean, listing, plain_text
from speciosa.texts import say

NAMED_IN_FULL = 3
NET_NAMED = 2  # a worsening first
MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Plain:
    """The first paragraphs: the answer, use against no use where it is known, how to read it."""

    lead: tuple[Span, ...]
    net: tuple[Span, ...]  # empty for most diaries
    second: str

    @property
    def text(self) -> str:
        """All as one paragraph without emphasis."""
        parts = (plain_text(self.lead), plain_text(self.net), self.second)
        return " ".join(part for part in parts if part)


def plain_words(assessment: Assessment) -> Plain:
    """The first paragraphs of every face."""
    assessment = without_hidden(assessment)
    lead: tuple[Span, ...] = (_no_answer(assessment),)
    if _answered(assessment):
        lead = (*_answer(assessment.responses), Span(f" {say('plain.not_without')}"))
    return Plain(lead, _net(assessment.responses), " ".join(_second(assessment)))


def _answered(assessment: Assessment) -> bool:
    return any(verdict_of(response) != CANNOT_TELL for response in assessment.responses)


def _no_answer(assessment: Assessment) -> Span:
    quality = assessment.quality
    if (why := hidden_words(assessment)) and not assessment.responses:
        return Span(why)
    if not quality.days_with_entries:
        return Span(say("plain.nothing_recorded"))
    if not any(quality.ratings.values()):
        return Span(say("plain.no_rating"))
    if not quality.doses:
        return Span(say("plain.no_dose"))
    if not assessment.exposure.analytes:
        return Span(say("plain.no_level"))
    return Span(_cannot_tell_yet(assessment.responses))


def _cannot_tell_yet(responses: Sequence[Response]) -> str:
    labels = dict.fromkeys(as_word(response.label) for response in responses)
    if not labels:
        return say("plain.cannot_tell_what")
    return say("plain.cannot_tell_whether", names=listing(labels, "or"))


def _answer(responses: Sequence[Response]) -> tuple[Span, ...]:
    """One group of sentences for each substance, in the order given."""
    groups = by_substance(responses)
    named = len(groups) > 1 or responses[0].substance != USUAL_SUBSTANCE
    parts = [_one_substance(group, named) for group in groups]
    joined = [span for part in parts for span in (Span(" "), *part)]
    return tuple(joined[1:])


def _net(responses: Sequence[Response]) -> tuple[Span, ...]:
    """Use against no use, only where a diary answers it clearly; a worsening is never left out."""
    clear = [one for one in responses if net_verdict(one) in {"better", "worse"}]
    worse_first = sorted(clear, key=lambda one: net_verdict(one) != "worse")[:NET_NAMED]
    several = len(by_substance(responses)) > 1
    spans: tuple[Span, ...] = ()
    for one in worse_first:
        if one.net_effect is not None:
            of = f"{clean(one.substance)}, " if several else ""
            start = Span(f"; {of}" if spans else f"{say('net.at_all')} {of}")
            spans += (start, *net_clause(one, one.net_effect, graded=True))
    return (*spans, Span(".")) if spans else ()


def _one_substance(group: Sequence[Response], named: bool) -> tuple[Span, ...]:
    declared = [one for one in group if one.declared and verdict_of(one) == one.declared]
    full = _in_full(declared)
    unclear = [one for one in group if verdict_of(one) == NO_CLEAR_DIFFERENCE]
    unknown = [one for one in group if verdict_of(one) == CANNOT_TELL]
    substance = clean(group[0].substance)
    start = range_used(substance, named)
    if not full and not unclear:
        return (Span(say("plain.cannot_tell", substance=as_start(substance))),)
    spans = _declared_spans(start, full) if full else _nothing_declared(start, unclear)
    spans += _others([one for one in declared if one not in full])
    spans += _list_span(unclear, "unclear") if full else ()
    return spans + _list_span(unknown, "unknown")


def _in_full(declared: Sequence[Response]) -> list[Response]:
    """At most three, in the person's order; a worsening is never crowded out."""
    chosen = list(declared[:NAMED_IN_FULL])
    worse = [one for one in declared if one.declared == "worse"]
    if worse and not any(one.declared == "worse" for one in chosen):
        chosen[-1] = worse[0]
    return chosen


def _declared_spans(start: str, full: Sequence[Response]) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = (Span(start),)
    for place, response in enumerate(full):
        clause = effect_clause(response, graded=True)
        first, *rest = clause
        clause_start = Span(f" {as_start(first.text)}", strong=True) if place else first
        spans += (clause_start, *rest, Span(f" {_levels(response, in_full=not place)}"))
    return spans


def _levels(response: Response, *, in_full: bool) -> str:
    """Between what; shorter where the sentence before has said it in full."""
    worse = response.declared == "worse"
    if in_full:
        return say("plain.at_levels_worse") if worse else say("plain.at_levels")
    return say("plain.at_higher_worse") if worse else say("plain.at_higher")


def _nothing_declared(start: str, unclear: Sequence[Response]) -> tuple[Span, ...]:
    names = listing((as_word(one.label) for one in unclear), "or")
    return (
        Span(f"{start}{say('plain.there_is')} "),
        Span(say(f"verdict.{NO_CLEAR_DIFFERENCE}"), strong=True),
        Span(f" {say('plain.in_names', names=names)}"),
    )


def _others(rest: Sequence[Response]) -> tuple[Span, ...]:
    """Declared, but not among the few named in full."""
    better = [one for one in rest if one.declared == "better"]
    worse = [one for one in rest if one.declared == "worse"]
    return _list_span(better, "better") + _list_span(worse, "worse")


def _list_span(group: Sequence[Response], verdict: str) -> tuple[Span, ...]:
    """Outcomes in one sentence; `verdict` is its key in the table `plain.list`."""
    if not group:
        return ()
    names = as_start(", ".join(as_word(one.label) for one in group[:MOST_LISTED]))
    if len(group) > MOST_LISTED:
        names = say("plain.and_more", names=names, count=len(group) - MOST_LISTED)
    return (Span(f" {say(f'plain.list.{verdict}', names=names)}"),)


def _second(assessment: Assessment) -> list[str]:
    if hides_benefit(assessment.restrictions) and not assessment.responses:
        return [say("plain.disclaimer")]
    sentences = [*_follow_sentences(assessment.responses), *not_modelled(assessment)]
    if any(may_be_withdrawal(one) for one in assessment.responses):
        sentences.append(say("net.may_be_withdrawal"))
    if _answered(assessment):
        sentences.append(say("plain.expectation"))
    elif learn := clean(assessment.quality.learn_more).rstrip(" .;,"):
        sentences.append(say("plain.learn_more", learn=f"{learn[:1].lower()}{learn[1:]}"))
    return [*sentences, say("plain.disclaimer")]


def _follow_sentences(responses: Sequence[Response]) -> list[str]:
    """Doses that follow a symptom: less certain when only observed, allowed for otherwise."""
    following = [one for one in responses if verdict_of(one) != CANNOT_TELL and follows_often(one)]
    sentences = []
    for grade in ("C", "B"):
        group = [one for one in following if one.grade == grade]
        if not group:
            continue
        symptoms = listing(dict.fromkeys(symptom_words(one) for one in group), most=NAMED_IN_FULL)
        names = list(dict.fromkeys(as_word(one.label) for one in group))
        result = say("plain.these_results")
        if len(names) == 1:
            result = say("plain.one_result", name=names[0])
        sentences.append(say(f"plain.follow.{grade}", symptoms=symptoms, result=result))
    return sentences


def not_modelled(assessment: Assessment) -> list[str]:
    """Substances with doses but without a predicted level."""
    modelled = {analyte.substance for analyte in assessment.exposure.analytes}
    taken = {dose.substance for dose in assessment.timeline.doses if dose.amount > 0}
    left_out = sorted(taken - modelled) if modelled else []
    if not left_out:
        return []
    names = listing(map(clean, left_out), most=NAMED_IN_FULL)
    if len(left_out) == 1:
        return [say("plain.one_not_modelled", names=names)]
    return [say("plain.not_modelled", names=names)]
