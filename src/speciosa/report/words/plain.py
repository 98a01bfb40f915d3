"""The paragraph on top of every face: what this diary can and cannot say."""

from collections.abc import Sequence
from dataclasses import dataclass

from speciosa.assessment.schema import Assessment, Response, hides_benefit
from speciosa.report.words.effects import (
    AT_HIGHER,
    AT_LEVELS,
    CANNOT_TELL,
    NO_CLEAR_DIFFERENCE,
    NOT_WITHOUT,
    USUAL_SUBSTANCE,
    by_substance,
    effect_clause,
    range_used,
    symptom_words,
    verdict_of,
)
from speciosa.report.words.hidden import hidden_words, without_hidden
from speciosa.report.words.net import (
    AT_ALL,
    MAY_BE_WITHDRAWAL,
    may_be_withdrawal,
    net_clause,
    net_verdict,
)
from speciosa.report.words.strength import follows_often
from speciosa.report.words.text import Span, as_start, as_word, clean, listing, plain_text

NAMED_IN_FULL = 3
NET_NAMED = 2  # a worsening first
DISCLAIMER = "This describes your diary; it is not advice to use."
EXPECTATION = "Expectation cannot be told from the product."


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
        lead = (*_answer(assessment.responses), Span(f" {NOT_WITHOUT}"))
    return Plain(lead, _net(assessment.responses), " ".join(_second(assessment)))


def _answered(assessment: Assessment) -> bool:
    return any(verdict_of(response) != CANNOT_TELL for response in assessment.responses)


def _no_answer(assessment: Assessment) -> Span:
    quality = assessment.quality
    if (why := hidden_words(assessment)) and not assessment.responses:
        return Span(why)
    if not quality.days_with_entries:
        return Span("Nothing is recorded yet, so this diary cannot tell anything.")
    if not any(quality.ratings.values()):
        return Span("No rating is recorded, so this diary cannot tell what differs with doses.")
    if not quality.doses:
        return Span("No dose is recorded, so your ratings have nothing to be compared with.")
    if not assessment.exposure.analytes:
        return Span(
            "Levels of what you take cannot be predicted, so your ratings have nothing to be "
            "compared with."
        )
    names = listing(
        dict.fromkeys(as_word(response.label) for response in assessment.responses), "or"
    )
    about = f"whether {names} differs" if names else "what differs"
    return Span(f"This diary cannot tell yet {about} between your higher and your lower levels.")


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
            start = Span(f"; {of}" if spans else f"{AT_ALL} {of}")
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
        return (Span(f"{as_start(substance)}: cannot tell."),)
    spans = _declared_spans(start, full) if full else _nothing_declared(start, unclear)
    spans += _others([one for one in declared if one not in full])
    spans += _list_span(unclear, f"{NO_CLEAR_DIFFERENCE} between your levels") if full else ()
    return spans + _list_span(unknown, CANNOT_TELL)


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
        levels = AT_HIGHER if place else AT_LEVELS
        worse = ", which is worse" if response.declared == "worse" else ""
        first, *rest = clause
        clause_start = Span(f" {as_start(first.text)}", strong=True) if place else first
        spans += (clause_start, *rest, Span(f"{levels}{worse}."))
    return spans


def _nothing_declared(start: str, unclear: Sequence[Response]) -> tuple[Span, ...]:
    names = listing((as_word(one.label) for one in unclear), "or")
    return (
        Span(f"{start}there is "),
        Span(NO_CLEAR_DIFFERENCE, strong=True),
        Span(f" in {names} between your higher and your lower levels."),
    )


def _others(rest: Sequence[Response]) -> tuple[Span, ...]:
    """Declared, but not among the few named in full."""
    better = [one for one in rest if one.declared == "better"]
    worse = [one for one in rest if one.declared == "worse"]
    return _list_span(better, f"also better{AT_HIGHER}") + _list_span(
        worse, f"also worse{AT_HIGHER}"
    )


def _list_span(group: Sequence[Response], verdict: str) -> tuple[Span, ...]:
    if not group:
        return ()
    names = ", ".join(as_word(one.label) for one in group[:6])
    more = f" and {len(group) - 6} more" if len(group) > 6 else ""  # noqa: PLR2004
    return (Span(f" {as_start(names)}{more}: {verdict}."),)


def _second(assessment: Assessment) -> list[str]:
    if hides_benefit(assessment.restrictions) and not assessment.responses:
        return [DISCLAIMER]
    sentences = [*_follow_sentences(assessment.responses), *not_modelled(assessment)]
    if any(may_be_withdrawal(one) for one in assessment.responses):
        sentences.append(MAY_BE_WITHDRAWAL)
    if _answered(assessment):
        sentences.append(EXPECTATION)
    elif learn := clean(assessment.quality.learn_more).rstrip(" .;,"):
        sentences.append(f"To learn more: {learn[:1].lower()}{learn[1:]}.")
    return [*sentences, DISCLAIMER]


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
        result = f"the {names[0]} result" if len(names) == 1 else "these results"
        verb = "makes" if grade == "C" else "is allowed for in"
        tail = " less certain" if grade == "C" else ""
        sentences.append(
            f"Your doses often follow {symptoms}, which {verb} {result}{tail} (grade {grade})."
        )
    return sentences


def not_modelled(assessment: Assessment) -> list[str]:
    """Substances with doses but without a predicted level."""
    modelled = {analyte.substance for analyte in assessment.exposure.analytes}
    taken = {dose.substance for dose in assessment.timeline.doses if dose.amount > 0}
    left_out = sorted(taken - modelled) if modelled else []
    if not left_out:
        return []
    their = "its doses are" if len(left_out) == 1 else "their doses are"
    names = listing(map(clean, left_out), most=NAMED_IN_FULL)
    return [f"No level can be predicted for {names}; {their} not part of this."]
