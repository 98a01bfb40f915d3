"""Shipped TOML tables: read once, each row a typed value, every fault named by file and row."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

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
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise TableError(f"not TOML: {fault}", "file", "", "a TOML table", file=file) from None


@cache
def load_table(name: str, key: str, row: type[R]) -> tuple[R, ...]:
    """All rows of the list of tables `key`, in file order.

    Args:
        name: path below `knowledge/data` without `.toml`.
        key: the name of the list, `[[key]]` in the file.
        row: the type of one row.
    """
    rows = read_toml(name).get(key)
    if not isinstance(rows, list):
        raise TableError("a list is missing", key, rows, f"[[{key}]] rows", file=f"{name}.toml")
    return tuple(typed_row(name, number, row, item) for number, item in enumerate(rows, start=1))


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
