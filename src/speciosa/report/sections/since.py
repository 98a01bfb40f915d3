"""What changed since an earlier report: findings, answers, events, checks, what is taken."""

from collections.abc import Iterator

from speciosa.assessment.schema import FindingChange
from speciosa.report.blocks import Block, Entries, Entry, Heading, Pairs, Section
from speciosa.report.charts.signs import severity_sign
from speciosa.report.parts import is_hidden, pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import clean
from speciosa.report.words.hidden import hidden_note
from speciosa.report.words.since import (
    change_lines,
    finding_words,
    since_lede,
    use_lines,
)
from speciosa.texts import say


@section(101)
def since(view: View) -> Iterator[Section]:
    """Only where an earlier report was given; use comes last, changed or not."""
    assessment, found = view.assessment, view.assessment.since
    if found is None:
        return
    hidden = is_hidden(assessment)
    blocks: list[Block] = [paragraph(since_lede(assessment, found), "lede")]
    if found.findings:
        rows = tuple(_entry(change, view) for change in found.findings)
        blocks += [Heading(say("since_section.findings")), Entries(rows)]
    lines = list(change_lines(found, hidden=hidden, year=assessment.window.end.year))
    used = [] if hidden else list(use_lines(assessment, found))
    if not found.findings and not lines:
        blocks.append(paragraph(say("since_words.nothing_else"), "empty"))
    if lines or used:
        blocks += [
            Heading(say("since_section.what_else")),
            Pairs(pairs_of((*lines, *used)), "list"),
        ]
    if hidden:
        blocks.append(paragraph(hidden_note(assessment), "empty"))
    yield Section("since", say("since_words.title"), tuple(blocks), new_page=False)


def _entry(change: FindingChange, view: View) -> Entry:
    severity = change.severity or change.was or "no information"
    return Entry(
        sign=severity_sign(severity),
        what=clean(change.title),
        do=finding_words(change),
        aside=(clean(change.id),) if view.professional else (),
        quiet=change.severity is None,
    )
