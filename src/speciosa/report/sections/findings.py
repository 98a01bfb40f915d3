"""All findings in full: why, what to do, who, how sure, what triggered them, and the sources."""

from collections.abc import Iterator
from dataclasses import replace

from speciosa.assessment.schema import Finding
from speciosa.report.blocks import Entries, Entry, Pair, Section
from speciosa.report.charts.signs import severity_sign
from speciosa.report.parts import pairs_of, paragraph, source_lines, sources_pair
from speciosa.report.section import View, section
from speciosa.report.words import (
    Span,
    as_sentence,
    as_start,
    clean,
    count_words,
    date_words,
    evidence_words,
    severity_words,
)
from speciosa.report.words.professional_safety import finding_lines
from speciosa.report.words.seen import is_quiet, seen_mark, seen_means

TITLE = "Findings in full"
NOTHING = "No finding. That is not the same as no risk: it only means that no rule fired."
LEDE = (
    "Most urgent first. A finding says what was seen, why it matters, what to do, who does it, "
    "and how sure this is."
)


@section(300)
def findings(view: View) -> Iterator[Section]:
    """Every finding, also the quiet ones."""
    found = view.assessment.findings
    if not found:
        yield Section("findings", TITLE, (paragraph(NOTHING, "empty"),), new_page=False)
        return
    entry = _professional if view.professional else _entry
    entries = Entries(tuple(entry(finding) for finding in found), headed=True)
    note = (Span(count_words(len(found), "finding")),)
    yield Section("findings", TITLE, (paragraph(LEDE, "lede"), entries), note=note)


def _entry(finding: Finding) -> Entry:
    return Entry(
        sign=severity_sign(finding.severity),
        what=clean(finding.title),
        do=as_sentence(finding.action),
        facts=tuple(_facts(finding)),
        mark=seen_mark(finding),
        quiet=is_quiet(finding),
    )


def _professional(finding: Finding) -> Entry:
    """Codes before words, every source on a line of its own."""
    facts = (*pairs_of(finding_lines(finding)), *source_lines(finding.sources))
    return replace(
        _entry(finding), do=f"Told to the person: {as_sentence(finding.action)}", facts=facts
    )


def _facts(finding: Finding) -> Iterator[Pair]:
    if finding.why:
        yield Pair("Why", as_sentence(finding.why))
    if finding.who:
        yield Pair("Who acts", as_start(clean(finding.who)))
    level, review = evidence_words(finding)
    severity = as_start(severity_words(finding.severity))
    yield Pair("How sure", f"{severity}; evidence: {level}; {review}")
    if finding.quiet:
        yield Pair("Seen", f"Marked as seen. {seen_means(finding.severity)}")
    if finding.because:
        yield Pair("Because", "; ".join(clean(fact) for fact in finding.because))
    if finding.since is not None:
        yield Pair("Since", date_words(finding.since, year=True))
    yield from sources_pair(finding.sources)
    yield Pair("Rule", clean(finding.id))
