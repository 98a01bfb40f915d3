"""Shipped TOML tables: read once, each row a typed value, every fault named by file and row."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from speciosa.errors import TableError

R = TypeVar("R", bound=BaseModel)


def data_folder() -> Traversable:
    """The folder of shipped tables."""
    return files("speciosa.knowledge") / "data"


def table_names(folder: str = "") -> tuple[str, ...]:
    """Names of the tables in one folder, e.g. `substances/kratom`, in alphabetical order."""
    place = data_folder() / folder if folder else data_folder()
    before = f"{folder}/" if folder else ""
    found = [item.name for item in place.iterdir() if item.name.endswith(".toml")]
    return tuple(sorted(before + name.removesuffix(".toml") for name in found))


@cache
def read_toml(name: str) -> dict[str, Any]:
    """One table as it is written; shared, so never change it.

    Args:
        name: path below `knowledge/data` without `.toml`, e.g. `readings`.
    """
    file = f"{name}.toml"
    try:
        text = (data_folder() / file).read_text(encoding="utf-8")
    except OSError:
        raise TableError("no such table", "file", file, "a table of the package") from None
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as fault:
        raise TableError(f"not TOML: {fault}", "file", "", "a TOML table", file=file) from None


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A row and where it stands, so that a fault in it can be found."""

    table: str  # path below `knowledge/data` without `.toml`
    number: int  # in its list, from 1
    row: R


@cache
def placed_rows(name: str, key: str, row: type[R]) -> tuple[Placed[R], ...]:
    """All rows of the list of tables `key`, in file order.

    Args:
        name: path below `knowledge/data` without `.toml`; of a folder, all its tables are read.
        key: the name of the list, `[[key]]` in each file.
        row: the type of one row.
    """
    tables = table_names(name) if (data_folder() / name).is_dir() else (name,)
    return tuple(placed for table in tables for placed in _placed(table, key, row))


def _placed(table: str, key: str, row: type[R]) -> Iterator[Placed[R]]:
    rows = read_toml(table).get(key)
    if not isinstance(rows, list):
        raise TableError("a list is missing", key, rows, f"[[{key}]] rows", file=f"{table}.toml")
    for number, item in enumerate(rows, start=1):
        yield Placed(table, number, typed_row(table, number, row, item))


@cache
def load_table(name: str, key: str, row: type[R]) -> tuple[R, ...]:
    """As `placed_rows`, the rows alone."""
    return tuple(placed.row for placed in placed_rows(name, key, row))


def typed_row(name: str, number: int, row: type[R], item: object) -> R:
    """One row as its type; raises TableError with the file and the row's number in its list."""
    try:
        return row.model_validate(item)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "row"
        raise TableError(
            "a row breaks its schema",
            field,
            first["input"],
            first["msg"],
            "",
            f"{name}.toml",
            number,
        ) from None
