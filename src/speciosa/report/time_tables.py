"""The numbers behind the time line: one row a stretch, and everything that has a date."""

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


def series_table(assessment: Assessment, axis: TimeAxis) -> Table:
    """What is drawn, one row a day or a longer stretch."""
    doses = _doses(assessment, axis)
    curves = [(curve, exposure_means(curve, axis)) for curve in first_curves(assessment)]
    ratings = [(series, by_stretch(series, axis)) for series in assessment.timeline.ratings]
    head = ["From", "Days recorded", "Doses", "Amount"]
    head += [f"{clean(curve.label)}, {clean(curve.unit)}" for curve, _ in curves]
    head += [f"{outcome_name(s.label)}, {range_words(s.scale)} (ratings)" for s, _ in ratings]
    rows = []
    for i in range(axis.count):
        cells = [_from(axis, i), str(axis.recorded(i)), *doses.get(i, ("0", "–"))]
        cells += [_level(means.get(i)) for _, means in curves]
        cells += [_mean(found.get(i), series) for series, found in ratings]
        rows.append(tuple(cells))
    return Table("Time line, " + stretch_words(axis.stretch), tuple(head), tuple(rows))


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
    return f"{number_words(five[2])} ({number_words(five[0])} to {number_words(five[4])})"


def _mean(values: list[float] | None, series: RatingSeries) -> str:
    if not values:
        return "not rated"
    return f"{fixed(sum(values) / len(values), decimals_of(series.scale))} ({len(values)})"


def dated_table(assessment: Assessment) -> Table:
    """Everything with a date of its own."""
    line = assessment.timeline
    rows = [(time_words(e.at), "event", _event(e.term, e.grade)) for e in assessment.events]
    for check in line.checks:
        value = f"{reading_name(check.what)} {typed_words(check.value)} {clean(check.unit)}".strip()
        rows.append((time_words(check.at), "check", value))
    rows += [
        (date_words(due.due, year=True), "check", f"due, not done: {clean(due.what)}")
        for due in assessment.schedule
        if due.overdue_days > 0 and due.due is not None
    ]
    rows += [(date_words(c.day, year=True), "change", clean(c.what)) for c in line.changes]
    for kind, bars in (("medicine", line.medicines), ("product", line.products)):
        for bar in bars:
            dates = f"{date_words(bar.start, year=True)} to {date_words(bar.end, year=True)}"
            rows.append((dates, kind, clean(bar.label)))
    title = "Events, checks, changes, medicines, products"
    return Table(title, ("When", "Kind", "What"), tuple(rows))


def _event(term: str, grade: int | None) -> str:
    return f"{clean(term)}, grade {'not recorded' if grade is None else grade}"
