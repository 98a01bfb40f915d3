"""A line list of cases as CSV: one row each, in the elements of ICH E2B(R3), from the diary alone.

The header holds the number and the name of each element; the table `calculators/line_list` says
what stands in it. A cell that a spreadsheet would read as a formula is made text.
"""

import csv
import io
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.readings import reading_kinds, readings_of
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record
from speciosa.safety.calculators.ranges import Score
from speciosa.safety.cases.case import Case
from speciosa.safety.cases.groups import event_groups
from speciosa.safety.cases.questions import question_texts

TABLE: Final = "calculators/line_list"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SEX: Final = {"male": "1", "female": "2"}
_RECUR: Final = {"positive": "1", "negative": "2", "unknown": "3", "not done": "4"}


class Column(Record):
    """One element: its number, its name, and what is written there."""

    element: str
    name: str
    holds: str


@cache
def columns() -> tuple[Column, ...]:
    """All columns, in order."""
    check_keys(read_toml(TABLE)["sources"], TABLE, 0)
    return load_table(TABLE, "column", Column)


def line_list(cases: Iterable[Case], diary: Diary) -> str:
    """The cases as CSV with a header row.

    Args:
        cases: as `cases_of` gives them.
        diary: the diary they come from.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([f"{column.element} {column.name}" for column in columns()])
    for case in cases:
        row = {element: make(case, diary) for element, make in _CELLS.items()}
        writer.writerow([plain_cell(row[column.element]) for column in columns()])
    return out.getvalue()


def plain_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> plain_cell("=1+1"), plain_cell("mild")
    ("'=1+1", 'mild')
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _age(case: Case, diary: Diary) -> str:
    born = diary.person.birth_year
    return "" if born is None else str(case.at.year - born)


def _yes(criterion: str) -> Callable[[Case, Diary], str]:
    """What the diary does not show is no information, not a no."""
    return lambda case, _: "true" if criterion in case.seriousness.met else ""


def _asked(criterion: str) -> Callable[[Case, Diary], str]:
    """As `_yes`, and `false` where a person has said no."""
    yes = _yes(criterion)
    return lambda case, diary: (
        yes(case, diary) or ("" if criterion in case.seriousness.open else "false")
    )


def _outcome(case: Case, _: Diary) -> str:
    """5 fatal, 2 recovering, 3 not recovered, 0 unknown."""
    if "death" in case.seriousness.met:
        return "5"
    return {"positive": "2", "negative": "3"}.get(case.dechallenge.state, "0")


def _action(case: Case, _: Diary) -> str:
    """1 withdrawn, 4 not changed, 0 unknown."""
    if not case.dechallenge.certain or case.exposure.last_use is None:
        return "0"
    return "4" if case.dechallenge.state == "not done" else "1"


def _score(score: Score | None) -> str:
    if score is None:
        return ""
    total = f"{score.low}" if score.low == score.high else f"from {score.low} to {score.high}"
    return f"{score.scale} {score.version}: {total} ({', '.join(score.bands)})"


def _assessment(case: Case, _: Diary) -> str:
    who = f"WHO-UMC: {case.who_umc.today}; still possible: {', '.join(case.who_umc.possible)}"
    return "; ".join(part for part in (_score(case.naranjo), _score(case.rucam), who) if part)


def _tests(case: Case, diary: Diary) -> str:
    """Readings of the kind, with the limit that the diary or the table gives."""
    names = {name for g in event_groups() if g.key == case.kind for name in g.readings}
    found = []
    for reading in readings_of(diary):
        if reading.name in names:
            limit = f" (limit {reading.upper_limit:g})" if reading.upper_limit else ""
            label = reading_kinds()[reading.name].label
            value = f"{reading.value:g} {reading.unit}".strip()
            found.append(f"{reading.taken_at:%Y-%m-%d} {label} {value}{limit}")
    return "; ".join(found)


def _others(case: Case, _: Diary) -> str:
    suspected = [f"{one.name} (suspected)" for one in case.competitors]
    return "; ".join([*suspected, *(one.name for one in case.other_medicines)])


def _days(value: int | None) -> str:
    return "" if value is None else str(value)


_CELLS: Final[dict[str, Callable[[Case, Diary], str]]] = {
    "C.1.1": lambda case, _: case.id,
    "D.1": lambda _, diary: diary.person.id,
    "D.2.2a": _age,
    "D.2.2b": lambda case, diary: "a" if _age(case, diary) else "",
    "D.5": lambda _, diary: _SEX.get(diary.person.sex, "0"),
    "E.i.1.1a": lambda case, _: case.term,
    "E.i.3.2a": _yes("death"),
    "E.i.3.2b": _yes("life-threatening"),
    "E.i.3.2c": _asked("hospital stay"),
    "E.i.3.2d": _asked("lasting disability"),
    "E.i.3.2e": _yes("birth defect"),
    "E.i.3.2f": _yes("medically important"),
    "E.i.4": lambda case, _: f"{case.at:%Y-%m-%d}",
    "E.i.7": _outcome,
    "E.i.9": lambda _, diary: diary.person.country.partition("-")[0],
    "F.r": _tests,
    "G.k.1": lambda *_: "1",
    "G.k.2.2": lambda case, _: "; ".join(case.exposure.products),
    "G.k.4.r.4": lambda case, _: str(case.exposure.first_use or ""),
    "G.k.4.r.5": lambda case, _: str(case.exposure.last_use or ""),
    "G.k.8": _action,
    "G.k.9.i.2.r.3": _assessment,
    "G.k.9.i.3.1a": lambda case, _: _days(case.exposure.days_since_first),
    "G.k.9.i.3.1b": lambda case, _: "d" if case.exposure.first_use else "",
    "G.k.9.i.3.2a": lambda case, _: _days(case.exposure.days_since_last),
    "G.k.9.i.3.2b": lambda case, _: "d" if case.exposure.last_use else "",
    "G.k.9.i.4": lambda case, _: _RECUR[case.rechallenge.state],
    "G.k (2)": _others,
    "H.1": lambda case, _: case.note,
    "open": lambda case, _: " ".join(question_texts(case)),
}
