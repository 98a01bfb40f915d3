"""One section for each outcome: the effect, its grade, and how sure it is."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from speciosa.assessment.schema import Assessment, Response
from speciosa.report.amounts import amounts_figure
from speciosa.report.assigned import anchor_of
from speciosa.report.blocks import Block, Chip, Heading, Link, Pair, Pairs, Paragraph, Section
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, pairs_of, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.since_dose import since_dose_figure
from speciosa.report.sparks import weekly_spark
from speciosa.report.words import (
    CANNOT_TELL,
    Span,
    as_sentence,
    as_start,
    chance_sentence,
    check_words,
    checks_words,
    clean,
    count_words,
    dose_sentence,
    family_words,
    grade_words,
    indication_words,
    learned_words,
    net_sentence,
    percent_words,
    scale_words,
    seen_sentence,
    symptom_words,
    tipping_sentence,
    variant_words,
    verdict_of,
    why_sentence,
    withdrawal_sentence,
)
from speciosa.report.words.professional import estimate_lines, seen_effect_words, why_not_words
from speciosa.report.words.professional_model import sure_lines
from speciosa.texts import say

PRINTED_WEIGHT = 0.005


@section(200)
def outcomes(view: View) -> Iterator[Section]:
    """In the person's order; where there is none, one part says why."""
    assessment = view.assessment
    if is_hidden(assessment) or not assessment.responses:
        why = why_empty(assessment, say("outcomes.empty"))
        yield Section("outcomes", say("outcomes.title"), (why,), new_page=False)
        return
    several = len({r.substance for r in assessment.responses}) > 1
    blocks = _professional if view.professional else _blocks
    for i, response in enumerate(assessment.responses):
        yield Section(
            key=f"outcome-{i + 1}",
            title=_title(response, several=several),
            blocks=blocks(assessment, response, f"outcome-{i + 1}"),
            new_page=i == 0,
        )


def _title(response: Response, *, several: bool) -> str:
    label = outcome_name(response.label)
    return f"{label}, {clean(response.substance)}" if several else label


def _tested(assessment: Assessment, response: Response) -> tuple[Block, ...]:
    """A line that leads to the randomised test of this outcome and substance."""
    wanted = response.outcome, response.substance
    for place, one in enumerate(assessment.tests):
        if (one.outcome, one.substance) == wanted:
            link = Link(say("tests.title", name=outcome_name(one.label)), anchor_of(place))
            beside = Span(f"{say('outcomes.tested_beside')} ")
            return (Paragraph((beside, link, Span("."))),)
    return ()


def _blocks(assessment: Assessment, response: Response, key: str) -> tuple[Block, ...]:
    lede = Paragraph((*seen_sentence(response), Span(" "), _chip(response)), "lede")
    blocks: list[Block] = [lede, *_tested(assessment, response)]
    if verdict_of(response) != CANNOT_TELL:
        more = (say("effects.only_levels"), dose_sentence(response), chance_sentence(response))
        told = (*(s for s in more if s), say("outcomes.describes"))
        blocks.append(paragraph(" ".join(told)))
    elif why := _why_not(response):
        blocks.append(paragraph(why))
    blocks += _figures(assessment, response, key)
    without = Pairs(tuple(_without(response)), "list")
    sure = _with_spark(_how_sure(response), assessment, response, key)
    blocks += [Heading(say("outcomes.without_it")), without]
    return (*blocks, Heading(say("outcomes.how_sure")), sure)


def _professional(assessment: Assessment, response: Response, key: str) -> tuple[Block, ...]:
    """Estimands with their intervals, the picture, then what makes them more or less credible."""
    words = Paragraph((*seen_effect_words(response), Span(" "), _chip(response)), "lede")
    why = why_not_words(response)
    earlier = assessment.responses[: assessment.responses.index(response)]
    return (
        words,
        *_tested(assessment, response),
        *([paragraph(why)] if why else []),
        Heading(say("outcomes.estimates")),
        Pairs(pairs_of(estimate_lines(response, earlier)), "list"),
        *_figures(assessment, response, key),
        Heading(say("outcomes.credibility")),
        _with_spark(pairs_of(sure_lines(response)), assessment, response, key),
    )


def _figures(assessment: Assessment, response: Response, key: str) -> list[Block]:
    """One dose by its amount, and beside it the ratings by hours since the last one."""
    line = assessment.timeline
    amounts = amounts_figure(response, key, line.doses)
    since = since_dose_figure(response, key, line.ratings, line.doses)
    found = [figure for figure in (amounts, since) if figure is not None]
    return [replace(figure, half=len(found) > 1) for figure in found]


def _with_spark(
    rows: Iterable[Pair], assessment: Assessment, response: Response, key: str
) -> Pairs:
    """The rows, the first one with the weekly means of the outcome."""
    first, *rest = rows
    line = assessment.timeline
    spark = weekly_spark(line.ratings, response.outcome, assessment.window, f"{key}-weeks")
    if spark is not None:
        first = replace(first, value=f"{first.value} {say('outcomes.small_line')}", spark=spark)
    return Pairs((first, *rest), "list")


def _without(response: Response) -> Iterator[Pair]:
    """What the levels cannot say: use against no use, and relief of withdrawal."""
    yield Pair(say("outcomes.against_no_use"), net_sentence(response))
    withdrawal = withdrawal_sentence(response)
    if withdrawal:
        yield Pair(say("outcomes.relief_of_withdrawal"), withdrawal)


def _chip(response: Response) -> Chip:
    grade, _, name = grade_words(response.grade).partition(" ")
    return Chip(grade, name)


def _how_sure(response: Response) -> Iterator[Pair]:
    """Each line is one reason to believe the result more or less."""
    told = verdict_of(response) != CANNOT_TELL
    yield Pair(say("outcomes.rated"), _rated(response))
    if told:
        yield Pair(say("outcomes.grade"), _reasons(response))
    asked = say("outcomes.did_doses_follow", symptoms=symptom_words(response))
    yield Pair(asked, indication_words(response))
    family = family_words(response)
    if family:
        yield Pair(say("outcomes.model"), family)
    tipping = tipping_sentence(response)
    if tipping:
        yield Pair(say("outcomes.not_answered"), tipping)
    if told:
        yield Pair(say("outcomes.what_diary_adds"), learned_words(response))
    if response.checks:
        yield Pair(say("outcomes.model_check"), _checks(response))
    if response.variants:
        yield Pair(say("outcomes.model_variants"), _variants(response))
    notes = " ".join(as_sentence(note) for note in response.notes)
    if notes:
        yield Pair(say("outcomes.notes"), notes)


def _rated(response: Response) -> str:
    return say(
        "outcomes.rated_how",
        label=as_start(clean(response.label)),
        scale=scale_words(response.scale, response.better),
        count=count_words(response.n_ratings, "rating"),
    )


def _why_not(response: Response) -> str:
    """All that is missing for a grade; or that the ratings say too little, whatever the grade."""
    if response.grade != "D":
        return why_sentence(response)
    return " ".join(as_sentence(reason) for reason in response.reasons)


def _reasons(response: Response) -> str:
    reasons = " ".join(as_sentence(reason) for reason in response.reasons)
    return f"{grade_words(response.grade)}. {reasons}".strip()


def _checks(response: Response) -> str:
    failed = [check_words(check) for check in response.checks if not check.passed]
    return " ".join([checks_words(response.checks), *(as_sentence(text) for text in failed)])


def _variants(response: Response) -> str:
    """The variants that carry weight, heaviest first."""
    kept = sorted(response.variants, key=lambda v: -v.weight)
    named = [
        f"{variant_words(v.name)} {percent_words(v.weight)}"
        for v in kept
        if v.weight >= PRINTED_WEIGHT
    ]
    if not named:
        return say("outcomes.no_weight")
    return say("outcomes.weights", variants=as_start(", ".join(named)))
