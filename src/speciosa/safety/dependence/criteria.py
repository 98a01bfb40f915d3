"""The eleven criteria of one diary: answers that were written down, and signs to ask about."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from speciosa.diary.entries import Kind
from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.dsm5 import (
    TABLE,
    Answer,
    CriteriaCount,
    CriterionRow,
    counted,
    criterion_rows,
)
from speciosa.safety.dependence.criteria_signs import signs_of
from speciosa.safety.dependence.profile import DependenceProfile
from speciosa.safety.facts import Facts

_ANSWERS: Final[dict[float, Answer]] = {0.0: "no", 1.0: "yes"}


def criteria_count(facts: Facts, profile: DependenceProfile | None = None) -> CriteriaCount:
    """The count of one diary from its `kud.<number>` entries of the last twelve months.

    Args:
        facts: the diary.
        profile: its profile, where it was worked out already.
    """
    answers, signs = _answers(facts), signs_of(facts, profile)
    return counted(
        {number: answer for number, (answer, _) in answers.items()},
        {number: day for number, (_, day) in answers.items()},
        signs,
    )


def _answers(facts: Facts) -> dict[int, tuple[Answer, date]]:
    """The newest answer to each criterion; anything but 0 and 1 is no answer."""
    table, found = read_toml(TABLE), dict[int, tuple[Answer, date]]()
    for entry in facts.of_kind(Kind.SCALE):
        if not isinstance(entry.value, float):
            continue
        name, _, item = entry.what.casefold().strip().partition(".")
        day, answer = facts.day(entry), _ANSWERS.get(entry.value)
        known = name in table["keys"] and item in _numbers(criterion_rows())
        if known and answer and facts.recent(day, table["window_d"]):
            found[int(item)] = answer, day
    return found


def _numbers(rows: Iterable[CriterionRow]) -> set[str]:
    return {str(row.number) for row in rows}
