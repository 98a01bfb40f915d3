"""Questionnaires: the last total of each, what it means, and the change since the beginning."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from speciosa.assessment.schema import Assessment, Scored, Total
from speciosa.report.blocks import Pair, Pairs, Section
from speciosa.report.parts import pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.sparks import totals_spark
from speciosa.report.words import (
    as_sentence,
    as_start,
    clean,
    count_words,
    date_words,
    typed_words,
)
from speciosa.report.words.professional_scales import scale_line
from speciosa.texts import say


@section(420)
def scales(view: View) -> Iterator[Section]:
    """Nothing when no questionnaire was filled in."""
    found = view.assessment.scales
    totals = _professional if view.professional else _totals
    told = _with_lines(totals(view.assessment), view.assessment)
    rows = [*told, *_not_read(view.assessment)]
    if not rows:
        return
    lede = [say("scales.lede")]
    lede += [say("scales.small_lines")] if any(row.spark for row in told) else []
    blocks = (paragraph(" ".join(lede), "lede"), Pairs(tuple(rows), "list"))
    note = (paragraph(count_words(len(found.totals), "total")).parts[0],) if found.totals else ()
    yield Section("scales", say("scales.title"), blocks, note=note, new_page=False)


def _with_lines(rows: Iterable[Pair], assessment: Assessment) -> list[Pair]:
    """Each questionnaire with its totals as a small line."""
    found = assessment.scales
    keys = dict.fromkeys(total.scored.key for total in found.totals)
    ratings = assessment.timeline.ratings
    sparks = (totals_spark(found.of(key), ratings) for key in keys)
    return [replace(row, spark=spark) for row, spark in zip(rows, sparks, strict=True)]


def _totals(assessment: Assessment) -> Iterator[Pair]:
    """The last total of each questionnaire and its change."""
    changes = {change.key: change for change in assessment.scale_changes}
    for key, group in groupby(assessment.scales.totals, key=lambda total: total.scored.key):
        last = list(group)[-1]
        change = changes.get(key)
        texts = [_said(last), *([] if change is None else [change.sentence])]
        texts += [*last.scored.warnings, last.scored.why_without]
        value = " ".join(as_sentence(clean(text)) for text in texts if text)
        yield Pair(clean(last.scored.name), value)


def _professional(assessment: Assessment) -> Iterator[Pair]:
    """All totals of each instrument, its band, and the change against the published limits."""
    changes = {change.key: change for change in assessment.scale_changes}
    for key, group in groupby(assessment.scales.totals, key=lambda total: total.scored.key):
        yield from pairs_of([scale_line(list(group), changes.get(key))])


def _said(total: Total) -> str:
    scored = total.scored
    reached = _reached(scored)
    meaning = scored.band or scored.why_no_band
    day = date_words(total.day, year=True)
    if not meaning:
        return say("scales.reached_on", reached=reached, day=day)
    return say("scales.reached_meaning", reached=reached, day=day, meaning=meaning)


def _reached(scored: Scored) -> str:
    parts = [] if scored.total is None else [typed_words(scored.total)]
    if scored.count is not None:
        parts.append(say("scales.counted", answers=count_words(scored.count, "answer")))
    if scored.without is not None:
        parts.append(say("scales.without_apart", total=typed_words(scored.without)))
    return ", ".join(parts) or as_start(scored.why_no_total)


def _not_read(assessment: Assessment) -> Iterator[Pair]:
    """Fillings without a total, and entries that could not be used."""
    for total in assessment.scales.incomplete:
        scored = total.scored
        why = clean(say("scales.no_total", why=scored.why_no_total))
        yield Pair(clean(scored.name), as_sentence(why))
    for unread in assessment.scales.unread:
        yield Pair(clean(unread.typed), as_sentence(clean(unread.why)))
