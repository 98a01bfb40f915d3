"""The numbers behind the time line: one row a stretch, and everything that has a date."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, RatingSeries
from speciosa.report.blocks import Table
from speciosa.report.charts.time_bins import TimeAxis, by_stretch, exposure_means, stretch_words
from speciosa.report.charts.timeline import first_curves
from speciosa.report.names import outcome_name, reading_name
from speciosa.report.words import (
    amount_words,
    clean,
    date_words,
    decimals_of,
    fixed,
    number_words,
    range_words,
    time_words,
    typed_words,
)
from speciosa.texts import say


def series_table(assessment: Assessment, axis: TimeAxis) -> Table:
    """What is drawn, one row a day or a longer stretch."""
    doses = _doses(assessment, axis)
    curves = [(curve, exposure_means(curve, axis)) for curve in first_curves(assessment)]
    ratings = [(series, by_stretch(series, axis)) for series in assessment.timeline.ratings]
    head = [say("time_tables.from"), say("time_tables.days_recorded")]
    head += [say("time_tables.doses"), say("time_tables.amount")]
    head += [f"{clean(curve.label)}, {clean(curve.unit)}" for curve, _ in curves]
    head += [_rated(series) for series, _ in ratings]
    rows = []
    for i in range(axis.count):
        cells = [_from(axis, i), str(axis.recorded(i)), *doses.get(i, ("0", "–"))]
        cells += [_level(means.get(i)) for _, means in curves]
        cells += [_mean(found.get(i), series) for series, found in ratings]
        rows.append(tuple(cells))
    label = say("time_tables.title", stretch=stretch_words(axis.stretch))
    return Table(label, tuple(head), tuple(rows))


def _rated(series: RatingSeries) -> str:
    outcome, scale = outcome_name(series.label), range_words(series.scale)
    return say("time_tables.ratings", outcome=outcome, scale=scale)


def _from(axis: TimeAxis, i: int) -> str:
    return axis.start.fromordinal(axis.start.toordinal() + i * axis.stretch).isoformat()


def _doses(assessment: Assessment, axis: TimeAxis) -> dict[int, tuple[str, str]]:
    """Number and total amount of the doses of each stretch, one amount a unit."""
    found: dict[int, dict[str, float]] = {}
    counts: dict[int, int] = {}
    for dose in assessment.timeline.doses:
        day = axis.day(dose.at)
        if 0 <= day < axis.days and dose.amount:
            i = day // axis.stretch
            counts[i] = counts.get(i, 0) + 1
            sums = found.setdefault(i, {})
            sums[dose.unit] = sums.get(dose.unit, 0.0) + dose.amount
    return {
        i: (str(counts[i]), ", ".join(amount_words(a, clean(u)) for u, a in sorted(sums.items())))
        for i, sums in found.items()
    }


def _level(five: list[float] | None) -> str:
    if five is None:
        return "–"
    low, median, high = (number_words(five[i]) for i in (0, 2, 4))
    return say("time_tables.level", median=median, low=low, high=high)


def _mean(values: list[float] | None, series: RatingSeries) -> str:
    if not values:
        return say("time_tables.not_rated")
    return f"{fixed(sum(values) / len(values), decimals_of(series.scale))} ({len(values)})"


def dated_table(assessment: Assessment) -> Table:
    """Everything with a date of its own."""
    line = assessment.timeline
    event, change = say("time_tables.event"), say("time_tables.change")
    rows = [(time_words(e.at), event, _event(e.term, e.grade)) for e in assessment.events]
    rows += _checks(assessment)
    rows += [(date_words(c.day, year=True), change, clean(c.what)) for c in line.changes]
    for kind, bars in (("medicine", line.medicines), ("product", line.products)):
        for bar in bars:
            start, end = date_words(bar.start, year=True), date_words(bar.end, year=True)
            dates = say("time_tables.from_to", start=start, end=end)
            rows.append((dates, say(f"time_tables.{kind}"), clean(bar.label)))
    head = (say("time_tables.when"), say("time_tables.kind"), say("time_tables.what"))
    return Table(say("time_tables.dated"), head, tuple(rows))


def _checks(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    """What was measured, then what is overdue."""
    kind = say("time_tables.check")
    for check in assessment.timeline.checks:
        value = f"{reading_name(check.what)} {typed_words(check.value)} {clean(check.unit)}".strip()
        yield time_words(check.at), kind, value
    for due in assessment.schedule:
        if due.overdue_days > 0 and due.due is not None:
            what = say("time_tables.not_done", what=clean(due.what))
            yield date_words(due.due, year=True), kind, what


def _event(term: str, grade: int | None) -> str:
    if grade is None:
        return say("time_tables.event_no_grade", event=clean(term))
    return say("time_tables.event_grade", event=clean(term), grade=grade)
