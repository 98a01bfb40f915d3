"""All findings in full: why, what to do, who, how sure, what triggered them, and the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

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
from speciosa.texts import say

NAMED_ENTRIES: Final = 2


@section(300)
def findings(view: View) -> Iterator[Section]:
    """Every finding, also the quiet ones."""
    found = view.assessment.findings
    title = say("findings.title")
    if not found:
        nothing = paragraph(say("findings.nothing"), "empty")
        yield Section("findings", title, (nothing,), new_page=False)
        return
    entry = _professional if view.professional else _entry
    entries = Entries(tuple(entry(finding) for finding in found), headed=True)
    note = (Span(count_words(len(found), "finding")),)
    lede = paragraph(say("findings.lede"), "lede")
    yield Section("findings", title, (lede, entries), note=note)


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
    do = say("findings.told_to_the_person", action=as_sentence(finding.action))
    return replace(_entry(finding), do=do, facts=facts)


def _facts(finding: Finding) -> Iterator[Pair]:
    if finding.why:
        yield Pair(say("findings.why"), as_sentence(finding.why))
    if finding.who:
        yield Pair(say("findings.who"), as_start(clean(finding.who)))
    level, review = evidence_words(finding)
    severity = as_start(severity_words(finding.severity))
    sure = say("findings.sure_line", severity=severity, level=level, review=review)
    yield Pair(say("findings.sure"), sure)
    if finding.quiet:
        means = say("findings.marked_as_seen", means=seen_means(finding.severity))
        yield Pair(say("findings.seen"), means)
    if finding.because:
        yield Pair(say("findings.because"), "; ".join(_because(finding.because)))
    if finding.since is not None:
        yield Pair(say("findings.since"), date_words(finding.since, year=True))
    yield from sources_pair(finding.sources)
    yield Pair(say("findings.rule"), clean(finding.id))


def _because(reasons: Sequence[str]) -> Iterator[str]:
    """Facts as they are; of many entries only how many, their ids help nobody who reads."""
    facts = [reason for reason in reasons if ": " in reason]
    entries = [reason for reason in reasons if reason not in facts]
    yield from map(clean, facts)
    if len(entries) > NAMED_ENTRIES:
        yield count_words(len(entries), "entry")
    else:
        yield from map(clean, entries)
