"""First page: the most urgent findings, each with one thing to do."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, Finding
from speciosa.report.blocks import Block, Entries, Entry, Inline, Link, Paragraph, Section
from speciosa.report.charts.signs import severity_sign
from speciosa.report.parts import is_minor, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, clean, evidence_words, first_findings
from speciosa.report.words.watch import alerts_note

NOTHING = "No finding. That is not the same as no risk: it only means that no rule fired."


@section(20)
def act_on(view: View) -> Iterator[Section]:
    """At most five, but every one of severity 4; the rest is one link away."""
    shown, alerts = first_findings(view.assessment), _alerts(view.assessment)
    if not shown:
        yield Section("act", "Act on", (paragraph(NOTHING, "empty"), *alerts), place="main")
        return
    entries = Entries(tuple(_entry(finding) for finding in shown))
    more = len(view.assessment.findings) - len(shown)
    yield Section("act", "Act on", (entries, *alerts), place="main", note=_note(more))


def _alerts(assessment: Assessment) -> tuple[Block, ...]:
    """One line that leads to the watched statements with an alert."""
    found = "" if is_minor(assessment) else alerts_note(assessment)
    link = Link("Watched over time", "watch")
    return (Paragraph((Span(f"{found}: "), link), "note"),) if found else ()


def _note(more: int) -> tuple[Inline, ...]:
    if more <= 0:
        return (Span("most urgent first; more in "), Link("Findings in full", "findings"))
    return (Span(f"most urgent first; {more} more in "), Link("Findings in full", "findings"))


def _entry(finding: Finding) -> Entry:
    do, _, more = as_sentence(finding.action).partition(". ")
    return Entry(
        sign=severity_sign(finding.severity),
        what=clean(finding.title),
        do=as_sentence(do),
        more=more,
        aside=evidence_words(finding),
    )
