"""First page: the most urgent findings, each with one thing to do."""

from collections.abc import Iterator
from dataclasses import replace

from speciosa.assessment.schema import Assessment, Finding
from speciosa.report.blocks import Block, Entries, Entry, Inline, Link, Paragraph, Section
from speciosa.report.charts.signs import severity_sign
from speciosa.report.parts import is_hidden, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, clean, evidence_words, first_findings
from speciosa.report.words.professional_safety import because_sentence, finding_aside
from speciosa.report.words.seen import all_seen_words, seen_mark, seen_rest
from speciosa.report.words.watch import alerts_note
from speciosa.texts import say


@section(20)
def act_on(view: View) -> Iterator[Section]:
    """At most five not seen before, but every one of severity 4; the rest is one link away."""
    shown, alerts = first_findings(view.assessment), _alerts(view.assessment)
    if not view.assessment.findings:
        nothing = paragraph(say("findings.nothing"), "empty")
        yield Section("act", say("acts.title"), (nothing, *alerts), place="main")
        return
    entry = _professional if view.professional else _entry
    entries = Entries(tuple(entry(finding) for finding in shown))
    first = entries if shown else paragraph(all_seen_words(view.assessment), "empty")
    note = _note(view.assessment, len(shown))
    yield Section("act", say("acts.title"), (first, *alerts), place="main", note=note)


def _alerts(assessment: Assessment) -> tuple[Block, ...]:
    """One line that leads to the watched statements with an alert."""
    found = "" if is_hidden(assessment) else alerts_note(assessment)
    link = Link(say("watch_section.title"), "watch")
    return (Paragraph((Span(f"{found}: "), link), "note"),) if found else ()


def _note(assessment: Assessment, shown: int) -> tuple[Inline, ...]:
    link, more = Link(say("findings.title"), "findings"), len(assessment.findings) - shown
    if not shown:
        return (link,)
    return (Span(f"{_rest(more, seen_rest(assessment))} "), link)


def _rest(more: int, seen: str) -> str:
    """What stands before the link to all findings."""
    if not more:
        return say("acts.more_in")
    if not seen:
        return say("acts.some_more_in", more=more)
    return say("acts.seen_more_in", more=more, seen=seen)


def _professional(finding: Finding) -> Entry:
    """The same row with evidence, rule and since when beside it, and what triggered it below."""
    row = _entry(finding)
    more = " ".join(part for part in (row.more, because_sentence(finding)) if part)
    seen = filter(None, [seen_mark(finding)])
    return replace(row, more=more, aside=(*finding_aside(finding), *seen))


def _entry(finding: Finding) -> Entry:
    do, _, more = as_sentence(finding.action).partition(". ")
    return Entry(
        sign=severity_sign(finding.severity),
        what=clean(finding.title),
        do=as_sentence(do),
        more=more,
        aside=(*evidence_words(finding), *filter(None, [seen_mark(finding)])),
    )
