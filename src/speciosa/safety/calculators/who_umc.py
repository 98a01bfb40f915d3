"""WHO-UMC categories: which of them are still possible for a case."""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import product
from typing import Final

from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record
from speciosa.safety.calculators.ranges import NO_ANSWERS, Answers
from speciosa.safety.finding import Review, SourceRef
from speciosa.safety.rows import refs

TABLE: Final = "calculators/who_umc"
_OPEN: Final = "conditional"


class CategoryRow(Record):
    """One category and what it asks of each criterion; empty: everything fits."""

    name: str
    record: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    withdrawal: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()


class WhoUmc(Record):
    """The category today, and every category that further answers can still give."""

    today: str
    possible: tuple[str, ...]
    open_criteria: tuple[str, ...]
    review: Review
    sources: tuple[SourceRef, ...]


@cache
def criteria() -> dict[str, tuple[str, ...]]:
    """The five criteria and their values."""
    table = read_toml(TABLE)
    check_keys(table["sources"], TABLE, 0)
    return {name: tuple(values) for name, values in table["criteria"].items()}


def category(values: dict[str, str]) -> str:
    """The category of one complete set of values: the first row that fits.

    >>> category({"record": "enough", "time": "fits", "other": "unlikely",
    ...           "withdrawal": "improved", "proof": "no"})
    'probable'
    """
    return next(row.name for row in _rows() if _fits(row, values))


def who_umc(answers: Answers = NO_ANSWERS) -> WhoUmc:
    """All categories that the values still possible can give.

    Args:
        answers: values still possible by criterion; a criterion that is not named is open.
    """
    found = [(values, category(values)) for values in _completions(answers)]
    reached = {result for _, result in found}
    possible = tuple(row.name for row in _rows() if row.name in reached)
    still_open = tuple(name for name in criteria() if _matters(name, found))
    table = read_toml(TABLE)
    return WhoUmc(
        today=possible[0] if len(possible) == 1 else _OPEN,
        possible=tuple(dict.fromkeys(possible)),
        open_criteria=still_open,
        review=table["order_review"],
        sources=refs(tuple(table["sources"])),
    )


def _rows() -> tuple[CategoryRow, ...]:
    return load_table(TABLE, "category", CategoryRow)


def _fits(row: CategoryRow, values: dict[str, str]) -> bool:
    asked = ((name, getattr(row, name)) for name in values)
    return all(not wanted or values[name] in wanted for name, wanted in asked)


def _completions(answers: Answers) -> Iterator[dict[str, str]]:
    names = list(criteria())
    for values in product(*(_given(name, answers) for name in names)):
        yield dict(zip(names, values, strict=True))


def _given(name: str, answers: Answers) -> Collection[str]:
    allowed = criteria()[name]
    given = answers.get(name) or allowed
    for value in given:
        if value not in allowed:
            expected = ", ".join(allowed)
            raise InputError("a value that the criterion does not have", name, value, expected)
    return given


def _matters(name: str, found: list[tuple[dict[str, str], str]]) -> bool:
    """Whether another value of a criterion can change the category."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for values, result in found:
        rest = tuple(value for key, value in values.items() if key != name)
        seen.setdefault(rest, set()).add(result)
    return any(len(categories) > 1 for categories in seen.values())
