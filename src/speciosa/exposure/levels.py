"""Measured levels of a diary: what each says, and why some are not used."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from pydantic import Field

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current, time_h
from speciosa.exposure.substance import Cited, Source
from speciosa.knowledge.tables import load_table
from speciosa.units import convert, tidy_unit

TABLE: Final = "levels"
UNIT: Final = "ng/mL"
NOT_STATED: Final = "not stated"
NO_DOSE: Final = "no dose is recorded before it"
NO_CURVE: Final = "no curve of this diary predicts it"
TWO_SOURCES: Final = "more than one substance of this diary may be its source"
_NO_BLOOD: Final = "{matrix} only tells whether a substance was there"
_NO_MASS: Final = (
    "its molar mass is not known here, so {unit} cannot be converted; it is read in ng/mL"
)
_NO_LIMIT: Final = "a level of 0 says nothing without the laboratory's limit (note: lloq=1)"
_LIMIT: Final = re.compile(r"\bl?loq\s*[=:]?\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
_MATRIX: Final = re.compile(r"\bmatrix\s*[=:]\s*([a-z ]+)", re.IGNORECASE)
_BELOW: Final = re.compile(r"\bbelow\b|<", re.IGNORECASE)


class Matrix(Cited):
    """What was measured in; without a `log_sd` a level of it says nothing about a curve."""

    key: str
    names: tuple[str, ...]
    log_sd: float | None = Field(default=None, gt=0)


class Measurable(Cited):
    """An analyte with its other names and, where read, its molar mass."""

    key: str
    names: tuple[str, ...]
    molar_mass_g_per_mol: float = Field(gt=0)


@dataclass(frozen=True, slots=True)
class Level:
    """One measured concentration.

    Attributes:
        entry_id: of the `blood` entry.
        taken_at: when the sample was taken.
        time_h: the same in hours since the diary's origin.
        analyte: key of what was measured.
        matrix: plasma, blood, urine ...
        value_ng_per_ml: the level, or where `below` the limit it lies below.
        below: below the limit of quantification.
        log_sd: how far it may lie from this person's curve.
        reason: why it is not used, or "".
    """

    entry_id: str
    taken_at: datetime
    time_h: float
    analyte: str
    matrix: str
    value_ng_per_ml: float
    below: bool
    log_sd: float
    reason: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """What two entries of one measurement share."""
        return self.time_h, self.analyte, self.matrix, self.value_ng_per_ml, self.below

    def note(self, said: str) -> str:
        """A sentence about it.

        Args:
            said: e.g. why it is not used.
        """
        at, name = self.taken_at, self.analyte
        when = f"{at.day} {at:%B %Y, %H:%M}"
        return f"{name[:1].upper()}{name[1:]}, measured {when}: {said}."


@dataclass(frozen=True, slots=True)
class LevelsUsed:
    """What measured levels did to the curves of one substance.

    Attributes:
        levels: those that count, in order of time.
        unused: the others of this substance, each with its reason.
        updated: False where the prediction for people in general stays.
        ess: effective draws behind the update.
        pareto_k: shape of the largest weights.
        rounds: how often new draws were taken.
        notes: sentences for the assessment.
    """

    levels: tuple[Level, ...]
    unused: tuple[Level, ...]
    updated: bool
    ess: float
    pareto_k: float
    rounds: int
    notes: tuple[str, ...]

    @property
    def values(self) -> int:
        """How many levels count."""
        return len(self.levels)

    @property
    def below(self) -> int:
        """How many of them lie below the limit of quantification."""
        return sum(level.below for level in self.levels)


@cache
def matrices() -> dict[str, Matrix]:
    """Every matrix by its key and its other names."""
    load_table(TABLE, "source", Source)
    return {n: row for row in load_table(TABLE, "matrix", Matrix) for n in (row.key, *row.names)}


@cache
def measurables() -> dict[str, Measurable]:
    """Every analyte of the table by its key and its other names."""
    rows = load_table(TABLE, "analyte", Measurable)
    return {name: row for row in rows for name in (row.key, *row.names)}


def levels_of(diary: Diary) -> tuple[Level, ...]:
    """All `blood` entries as levels by time; the same measurement written twice counts once."""
    found: dict[tuple[object, ...], Level] = {}
    for entry in current(diary):
        if entry.kind is Kind.BLOOD and isinstance(entry.value, float):
            level = _level(diary, entry, entry.value)
            found.setdefault(level.same, level)
    return tuple(found.values())


def for_analytes(
    levels: Iterable[Level], analytes: Iterable[str], elsewhere: Iterable[str], first_h: float
) -> tuple[Level, ...]:
    """The levels of some analytes, with what speaks against them.

    Args:
        levels: of the diary.
        analytes: of one substance.
        elsewhere: analytes of the other substances of the diary.
        first_h: time of its first dose, h.
    """
    mine = [level for level in levels if level.analyte in set(analytes)]
    shared = set(elsewhere)
    return tuple(replace(x, reason=x.reason or _against(x, shared, first_h)) for x in mine)


def level_notes(diary: Diary, used: Mapping[str, LevelsUsed | None]) -> tuple[str, ...]:
    """Sentences about all measured levels of a diary, each once.

    Args:
        diary: its `blood` entries.
        used: by substance, what they did.
    """
    there = [found for _, found in sorted(used.items()) if found]
    told = {x.entry_id for found in there for x in (*found.levels, *found.unused)}
    left = [level for level in levels_of(diary) if level.entry_id not in told]
    notes = [note for found in there for note in found.notes]
    notes += [level.note(f"not used, {level.reason or NO_CURVE}") for level in left]
    return tuple(dict.fromkeys(notes))


def _against(level: Level, shared: set[str], first_h: float) -> str:
    if level.analyte in shared:
        return TWO_SOURCES
    return "" if level.time_h > first_h else NO_DOSE


def _level(diary: Diary, entry: Entry, typed: float) -> Level:
    known = measurables().get(_tidy(entry.what))
    matrix = _matrix(entry.note)
    row = matrices().get(matrix)
    value, below = _value(typed, entry.note)
    unit, mass = tidy_unit(entry.unit), known.molar_mass_g_per_mol if known else None
    in_unit = convert(value, unit, UNIT, mass)
    return Level(
        entry_id=entry.id,
        taken_at=entry.at,
        time_h=time_h(diary, entry.at),
        analyte=known.key if known else _tidy(entry.what),
        matrix=row.key if row else matrix,
        value_ng_per_ml=in_unit or 0.0,
        below=below,
        log_sd=(row.log_sd if row else None) or 0.0,
        reason=_reason(row, matrix, in_unit, unit),
    )


def _reason(row: Matrix | None, matrix: str, value: float | None, unit: str) -> str:
    if row is None or row.log_sd is None:
        return _NO_BLOOD.format(matrix=matrix)
    if value is None:
        return _NO_MASS.format(unit=unit or "a number without a unit")
    return "" if value > 0 else _NO_LIMIT


def _value(typed: float, note: str) -> tuple[float, bool]:
    """The level, or the limit it lies below, in the typed unit.

    >>> _value(0.0, "lloq=1"), _value(1.0, "below"), _value(3.0, "lloq=1")
    ((1.0, True), (1.0, True), (3.0, False))
    """
    said = _LIMIT.search(note)
    limit = float(said.group(1)) if said else None
    below = typed == 0 or bool(_BELOW.search(note)) or (limit is not None and typed < limit)
    if not below:
        return typed, False
    return (typed if limit is None else limit), True


def _matrix(note: str) -> str:
    """The matrix a note names with `matrix=` or as a plain word."""
    said = _MATRIX.search(note)
    if said:
        return _tidy(said.group(1))
    words = f" {' '.join(re.findall(r'[a-z]+', note.casefold()))} "
    names = (name for name in matrices() if name and f" {name} " in words)
    return next(names, NOT_STATED)


def _tidy(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
