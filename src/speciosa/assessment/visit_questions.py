"""Questions for the next visit, made from what the rest of an assessment leaves open. Pure."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from speciosa.assessment.schema import (
    AGE_UNKNOWN,
    Assessment,
    CaseReport,
    Due,
    Finding,
    VisitQuestion,
)
from speciosa.knowledge.visit_questions import QuestionRow, VisitTable, visit_table
from speciosa.safety.cases.questions import question_texts
from speciosa.safety.schedule import schedule_rows
from speciosa.safety.words import day_text, list_text

_HIGHEST: Final = "S4"
_ASKED: Final = (_HIGHEST, "S3")
_NO_INFORMATION: Final = "no information"
_YOU: Final = "you"
_BIRTH_YEAR: Final = "person.birth_year"


def visit_questions(assessment: Assessment) -> tuple[VisitQuestion, ...]:
    """All questions, each once, most urgent first; of one urgency in the order of the table.

    Findings S4 and S3 of one rank are one question, checks of one row are one, outcomes of one
    grade are one, and each case of adverse events is one. Nothing names an amount.
    """
    table = visit_table()
    made = [one for row in table.rows for one in _of_row(row, assessment, table)]
    return tuple(sorted(made, key=lambda one: table.places.index(one.place)))


def _of_row(row: QuestionRow, assessment: Assessment, table: VisitTable) -> Iterator[VisitQuestion]:
    if row.about == "finding":
        yield from _of_findings(row, assessment, table)
    elif row.about == "unknown":
        yield from _of_unknown(row, assessment)
    elif row.about == "check":
        yield from _of_checks(row, assessment, table)
    elif row.about == "event":
        yield from _of_events(row, assessment, table)
    elif row.about == "grade":
        yield from _of_grades(row, assessment, table)
    elif AGE_UNKNOWN in assessment.restrictions or assessment.person.birth_year is None:
        yield _question(row, row.text, (_BIRTH_YEAR,))


def _question(
    row: QuestionRow, text: str, because: Iterable[str], place: str = "", ask: str = ""
) -> VisitQuestion:
    return VisitQuestion(
        id=row.id,
        about=row.about,
        place=place or row.place,
        ask=ask or row.ask,
        text=text,
        because=tuple(dict.fromkeys(because)),
    )


def _of_findings(
    row: QuestionRow, assessment: Assessment, table: VisitTable
) -> Iterator[VisitQuestion]:
    """The findings of a rank together; the most severe one says how urgent it is."""
    found = [f for f in assessment.findings if f.rank in row.of and f.severity in _ASKED]
    if found:
        place = min((f.severity for f in found), key=_ASKED.index)
        text = f"{row.text} {table.urgent}" if place == _HIGHEST else row.text
        yield _question(row, text, (f.id for f in found), place, _whom(found, place, table))


def _whom(found: Iterable[Finding], severity: str, table: VisitTable) -> str:
    """Who acts by the most severe findings; where you do, somebody who knows."""
    acting = (f.who for f in found if f.severity == severity)
    return list_text([table.for_you if who in ("", _YOU) else who for who in acting])


def _of_unknown(row: QuestionRow, assessment: Assessment) -> Iterator[VisitQuestion]:
    unknown = [
        f.id for f in assessment.findings if f.severity == _NO_INFORMATION and f.rank in row.of
    ]
    if unknown:
        yield _question(row, row.text, unknown)


def _of_checks(
    row: QuestionRow, assessment: Assessment, table: VisitTable
) -> Iterator[VisitQuestion]:
    """What is due of a row's checks, overdue or not; a question with names tells which."""
    ids = {check.what: check.id for check in schedule_rows()}
    soon = assessment.window.end + timedelta(days=table.limits.soon_d)
    found = [
        due
        for due in assessment.schedule
        if ids.get(due.what) in row.of and due.done is None and (due.due or soon) <= soon
    ]
    if found:
        text = _named(row.text, (_inside(due.what) for due in found), table)
        yield _question(row, text, (ids[due.what] for due in found), _place_of(found, row))


def _place_of(found: Iterable[Due], row: QuestionRow) -> str:
    """Overdue counts more than due, but never less than the row's own place."""
    late = any(due.overdue_days for due in found)
    return "overdue" if late and row.place == "due" else row.place


def _of_events(
    row: QuestionRow, assessment: Assessment, table: VisitTable
) -> Iterator[VisitQuestion]:
    """One question a case, by time, with the most useful of what is still open."""
    for report in assessment.cases:
        texts = question_texts(report.case)[: table.limits.open_each]
        if texts:
            event = f"{_inside(report.case.term)} on {day_text(report.case.at.date())}"
            text = _filled(row.text, event=event, open=" ".join(texts))
            place = "serious event" if _serious(report, assessment, table) else row.place
            because = report.case.entries or (report.case.id,)
            asked = _question(row, text, because, place)
            yield asked.model_copy(update={"id": report.case.id})


def _serious(report: CaseReport, assessment: Assessment, table: VisitTable) -> bool:
    grades = [e.grade or 0 for e in assessment.events if e.entry in report.case.entries]
    worst = max([*grades, report.case.reported_grade or 0])
    return report.case.seriousness.serious == "yes" or worst >= table.limits.serious_grade


def _of_grades(
    row: QuestionRow, assessment: Assessment, table: VisitTable
) -> Iterator[VisitQuestion]:
    found = [one for one in assessment.responses if one.grade in row.of]
    if found:
        text = _named(row.text, (_inside(one.label) for one in found), table)
        yield _question(row, text, (one.outcome for one in found))


def _named(text: str, names: Iterable[str], table: VisitTable) -> str:
    """A text with its names, the first ones and how many more."""
    each, most = list(dict.fromkeys(names)), table.limits.names
    more = [f"{len(each) - most} more"] if len(each) > most else []
    return _filled(text, names="; ".join([*each[:most], *more]))


def _filled(text: str, **parts: str) -> str:
    """Names and notes of a diary are put in as they are: a brace in them means nothing."""
    head, brace, rest = text.partition("{")
    if not brace:
        return text
    name, _, tail = rest.partition("}")
    return f"{head}{parts[name]}{_filled(tail, **parts)}"


def _inside(name: str) -> str:
    """A name inside a sentence: its first letter small unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
