"""The table of medicines: ingredients, their names and brands, and the classes the rules use."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, table_names, typed_row
from speciosa.record import Record

FOLDER: Final = "medicines"
MATCHING: Final = f"{FOLDER}/matching"


def split_words(text: str) -> tuple[str, ...]:
    """A list written as text.

    >>> split_words("acetaminophen, apap")
    ('acetaminophen', 'apap')
    """
    return tuple(part.strip() for part in text.replace("\n", " ").split(",") if part.strip())


def _words(text: object) -> object:
    return split_words(text) if isinstance(text, str) else text


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Ingredient(Record):
    """One ingredient.

    Args:
        names: other names in small letters, without the key itself.
        brands: trade names by the key of the source that gives them.
        classes: what the rules call it, besides its key.
        rxnorm: concept of the ingredient in RxNorm, only where it was verified.
        atc: codes of the WHO index, only where they were verified; one substance can have several.
    """

    names: Words = ()
    brands: dict[str, Words] = Field(default_factory=dict)
    classes: Words
    rxnorm: str = Field(default="", pattern=r"^\d*$")
    atc: Words = ()

    @property
    def typed_names(self) -> tuple[str, ...]:
        """Names and brands in small letters."""
        return (*self.names, *(b.casefold() for group in self.brands.values() for b in group))


@cache
def ingredients() -> dict[str, Ingredient]:
    """All ingredients by key; one that stands twice is an error."""
    found: dict[str, Ingredient] = {}
    for table in table_names(FOLDER):
        if table == MATCHING:
            continue
        content = read_toml(table)
        check_keys(content["sources"], table, 0)
        for number, (key, item) in enumerate(content["ingredients"].items(), start=1):
            if key in found:
                raise _twice(key, table, number)
            found[key] = typed_row(table, number, Ingredient, item)
            if found[key].brands:
                check_keys(found[key].brands, table, number)
            if found[key].rxnorm or found[key].atc:
                check_keys(content.get("code_sources", ()), table, number)
    return found


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Ingredients by each name that may be typed, combination products included."""
    found: dict[str, tuple[str, ...]] = {}
    for key, ingredient in ingredients().items():
        for name in {key, key.replace("-", " "), *ingredient.typed_names}:
            if found.setdefault(name, (key,)) != (key,):
                raise _twice(name, FOLDER, 0)
    for name, keys in _combinations():
        if found.setdefault(name, keys) != keys:
            raise _twice(name, MATCHING, 0)
    return found


@cache
def ambiguous() -> dict[str, tuple[str, ...]]:
    """Words for more than one medicine, with the ingredients that may be meant."""
    return {name: _keys(text) for name, text in read_toml(MATCHING)["ambiguous"].items()}


def review_of(key: str) -> str:
    """Review status of the file that holds an ingredient.

    >>> review_of("sertraline")
    'unverified'
    """
    tables = (read_toml(table) for table in table_names(FOLDER) if table != MATCHING)
    return next(str(table["review"]) for table in tables if key in table["ingredients"])


def _combinations() -> Iterator[tuple[str, tuple[str, ...]]]:
    groups = read_toml(MATCHING)["combinations"]
    check_keys(groups, MATCHING, 0)
    for group in groups.values():
        yield from ((name, _keys(text)) for name, text in group.items())


def _keys(text: str) -> tuple[str, ...]:
    keys = split_words(text)
    for key in keys:
        if key not in ingredients():
            raise TableError("no such ingredient", "key", key, "a key of medicines/*.toml")
    return keys


def _twice(name: str, table: str, number: int) -> TableError:
    return TableError(
        "a name stands for two ingredients", "names", name, "one", "", f"{table}.toml", number
    )
