"""What is watched over time: alerts first, then quietly what raised none."""

from collections.abc import Iterator
from dataclasses import replace

from speciosa.assessment.schema import Alert
from speciosa.report.blocks import Block, Bullets, Entries, Entry, Heading, Pair, Section
from speciosa.report.charts.signs import watch_sign
from speciosa.report.parts import is_hidden, pairs_of, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start, clean
from speciosa.report.words.professional_scales import e_value_words, quiet_words
from speciosa.report.words.watch import (
    alerts_of,
    basis_sentence,
    evidence_sentence,
    quiet_sentence,
    since_sentence,
    watches_of,
)
from speciosa.texts import say


@section(310)
def watch(view: View) -> Iterator[Section]:
    """Alerts in full; the others in a quiet list."""
    title, assessment = say("watch_section.title"), view.assessment
    found = watches_of(assessment)
    if is_hidden(assessment) or not any(one.watched or one.not_watched for one in found):
        why = why_empty(assessment, say("watch_section.empty"))
        yield Section("watch", title, (why,), new_page=False)
        return
    lede = say("watch_section.lede_professional" if view.professional else "watch_section.lede")
    blocks: list[Block] = [paragraph(lede, "lede")]
    alerts = alerts_of(assessment)
    if alerts:
        blocks.append(Entries(tuple(_shown(alert, view) for alert in alerts), headed=True))
    elif any(one.watched for one in found):
        blocks.append(paragraph(say("watch_section.no_alert")))
    yield Section("watch", title, (*blocks, *_quiet(view)), new_page=False)


def _shown(alert: Alert, view: View) -> Entry:
    if not view.professional:
        return _entry(alert)
    evidence = (alert.key, f"{as_start(e_value_words(alert))}.")
    assumption = (say("watch_section.assumption"), as_sentence(alert.assumption))
    facts = pairs_of([evidence, assumption])
    return replace(_entry(alert), do=since_sentence(alert), facts=facts)


def _entry(alert: Alert) -> Entry:
    sure = f"{basis_sentence(alert)} {evidence_sentence(alert)}"
    return Entry(
        sign=watch_sign(),
        what=clean(alert.statement),
        do=f"{since_sentence(alert)} {say('watch_section.what_to_do')}",
        facts=(
            Pair(say("watch_section.how_sure"), sure),
            Pair(say("watch_section.rests_on"), as_sentence(alert.assumption)),
        ),
    )


def _quiet(view: View) -> Iterator[Block]:
    """Watched without an alert, and what could not be watched."""
    assessment, quiet = view.assessment, quiet_words if view.professional else quiet_sentence
    raised = {alert.key for alert in alerts_of(assessment)}
    found = watches_of(assessment)
    others = [w for one in found for w in one.watched if w.key not in raised]
    if others:
        yield Heading(say("watch_section.quiet"))
        yield Bullets(tuple(quiet(one) for one in others))
    left = [as_sentence(text) for one in found for text in one.not_watched]
    if left:
        yield Heading(say("watch_section.not_watched"))
        yield Bullets(tuple(left))
