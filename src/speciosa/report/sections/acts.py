"""First page: the most urgent findings, each with one thing to do."""

from collections.abc import Iterator

from speciosa.assessment.schema import Finding
from speciosa.report.blocks import Entries, Entry, Inline, Link, Section
from speciosa.report.charts.signs import severity_sign
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, clean, evidence_words, first_findings

NOTHING = "No finding. That is not the same as no risk: it only means that no rule fired."


@section(20)
def act_on(view: View) -> Iterator[Section]:
    """At most five, but every one of severity 4; the rest is one link away."""
    shown = first_findings(view.assessment)
    if not shown:
        yield Section("act", "Act on", (paragraph(NOTHING, "empty"),), place="main")
        return
    entries = Entries(tuple(_entry(finding) for finding in shown))
    more = len(view.assessment.findings) - len(shown)
    yield Section("act", "Act on", (entries,), place="main", note=_note(more))


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
