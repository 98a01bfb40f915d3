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
    BASES,
    alerts_of,
    evidence_sentence,
    quiet_sentence,
    since_sentence,
    watches_of,
)

TITLE = "Watched over time"
EMPTY = "Nothing is watched yet: no doses taken as needed are recorded."
LEDE = (
    "Each statement is checked again with every day of the diary. If nothing is behind them, the "
    "chance that any of them ever raises an alert is at most 5 %, however often you look, as long "
    "as what each rests on holds."
)
SEQUENTIAL = (
    "Anytime-valid e-values, looked at with every day. Family-wise probability of any false alarm: "
    "at most 0.05 over all looks, given the assumption of each statement."
)
DO = "Look at what changed around that day, and talk about it with a professional."
NO_ALERT = "No statement has raised an alert. That is not proof that nothing changed."


@section(310)
def watch(view: View) -> Iterator[Section]:
    """Alerts in full; the others in a quiet list."""
    assessment = view.assessment
    found = watches_of(assessment)
    if is_hidden(assessment) or not any(one.watched or one.not_watched for one in found):
        yield Section("watch", TITLE, (why_empty(assessment, EMPTY),), new_page=False)
        return
    blocks: list[Block] = [paragraph(SEQUENTIAL if view.professional else LEDE, "lede")]
    alerts = alerts_of(assessment)
    if alerts:
        blocks.append(Entries(tuple(_shown(alert, view) for alert in alerts), headed=True))
    elif any(one.watched for one in found):
        blocks.append(paragraph(NO_ALERT))
    yield Section("watch", TITLE, (*blocks, *_quiet(view)), new_page=False)


def _shown(alert: Alert, view: View) -> Entry:
    if not view.professional:
        return _entry(alert)
    evidence = (alert.key, f"{as_start(e_value_words(alert))}.")
    facts = pairs_of([evidence, ("Assumption", as_sentence(alert.assumption))])
    return replace(_entry(alert), do=since_sentence(alert), facts=facts)


def _entry(alert: Alert) -> Entry:
    return Entry(
        sign=watch_sign(),
        what=clean(alert.statement),
        do=f"{since_sentence(alert)} {DO}",
        facts=(
            Pair("How sure", f"{BASES[alert.basis]} {evidence_sentence(alert)}"),
            Pair("Rests on", as_sentence(alert.assumption)),
        ),
    )


def _quiet(view: View) -> Iterator[Block]:
    """Watched without an alert, and what could not be watched."""
    assessment, quiet = view.assessment, quiet_words if view.professional else quiet_sentence
    raised = {alert.key for alert in alerts_of(assessment)}
    found = watches_of(assessment)
    others = [w for one in found for w in one.watched if w.key not in raised]
    if others:
        yield Heading("Watched, no alert")
        yield Bullets(tuple(quiet(one) for one in others))
    left = [as_sentence(text) for one in found for text in one.not_watched]
    if left:
        yield Heading("Not watched")
        yield Bullets(tuple(left))
