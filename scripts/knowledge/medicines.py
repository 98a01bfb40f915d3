"""Pages of medicines: which belong to a class, and names, brands and rows of each."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from scripts.knowledge.blocks import (
    Entry,
    Line,
    Page,
    link,
    listed,
    safe,
    source_links,
    subject_words,
)
from speciosa.knowledge.brands import brand_countries
from speciosa.knowledge.ingredients import (
    FOLDER,
    MATCHING,
    Ingredient,
    ingredients,
    split_words,
)
from speciosa.knowledge.tables import read_toml, table_names

CLASSES: Final = "classes.md"
_COMBINATIONS: Final = "combinations.md"
Rows = dict[str, tuple[str, tuple[str, ...]]]  # by id of an interaction: page, medicines it names
_NO_COUNTRY: Final = "country not stated"


@cache
def known_classes() -> dict[str, tuple[str, ...]]:
    """Ingredients by class, both in alphabetical order."""
    found: dict[str, list[str]] = {}
    for key, ingredient in sorted(ingredients().items()):
        for name in ingredient.classes:
            found.setdefault(name, []).append(key)
    return {name: tuple(keys) for name, keys in sorted(found.items())}


def members(name: str) -> tuple[str, ...]:
    """The ingredients of a class."""
    return known_classes()[name]


def class_page(rows: Rows) -> Page:
    """Which medicines a rule means when it names a class."""
    pages = _pages_of_ingredients()
    entries = tuple(
        Entry(
            name,
            "",
            (
                ("Medicines", "; ".join(link(k, pages[k], k, CLASSES) for k in keys)),
                ("Interactions", _rows_of({name}, rows, CLASSES)),
            ),
        )
        for name, keys in known_classes().items()
    )
    intro = (
        "A rule names a medicine or a class. These are the classes and what belongs to them; "
        "most stand for general pharmacology and are not verified one by one."
    )
    return Page(CLASSES, "Classes of medicines", intro, entries)


def medicine_pages(rows: Rows) -> Iterator[Page]:
    """One page for every file of medicines."""
    for table in _tables():
        content, path = read_toml(table), f"{table}.md"
        keys = tuple(content["ingredients"])
        review, codes = str(content["review"]), tuple(content.get("code_sources", ()))
        entries = tuple(_medicine(key, review, codes, path, rows) for key in sorted(keys))
        subject = subject_words(table.rpartition("/")[2])
        intro = (
            "Names, trade names and classes by which a typed medicine is understood. A country "
            "stands where the source of the trade name gives one. Classes rest on "
            f"{source_links(content['sources'], path)}."
        )
        yield Page(path, f"Medicines: {subject}", intro, entries)


def combination_page() -> Page:
    """Trade names of products with several ingredients."""
    groups = read_toml(MATCHING)["combinations"].items()
    entries = tuple(
        Entry(
            name,
            "",
            (("Ingredients", _linked(split_words(text))), ("Sold in", _sold(source))),
            "published",
            (source,),
        )
        for source, group in groups
        for name, text in group.items()
    )
    intro = "Trade names of products that hold several ingredients."
    return Page(_COMBINATIONS, "Combination products", intro, entries)


def _linked(keys: tuple[str, ...]) -> str:
    pages = _pages_of_ingredients()
    return "; ".join(link(key, pages[key], key, _COMBINATIONS) for key in keys)


def _tables() -> tuple[str, ...]:
    return tuple(table for table in table_names(FOLDER) if table != MATCHING)


@cache
def _pages_of_ingredients() -> dict[str, str]:
    return {key: f"{t}.md" for t in _tables() for key in read_toml(t)["ingredients"]}


def _medicine(key: str, review: str, code_sources: tuple[str, ...], path: str, rows: Rows) -> Entry:
    row = ingredients()[key]
    classes = "; ".join(link(name, CLASSES, name, path) for name in row.classes)
    lines: tuple[Line, ...] = (
        ("Other names", listed(row.names)),
        ("Trade names", _brands(row)),
        ("Classes", classes),
        ("Codes", _codes(row)),
        ("Interactions", _rows_of({key, *row.classes}, rows, path)),
    )
    coded = code_sources if row.rxnorm or row.atc else ()
    return Entry(key, "", lines, review, (*row.brands, *coded))


def _brands(row: Ingredient) -> str:
    groups = (f"{listed(names)} ({_sold(key)})" for key, names in row.brands.items())
    return "; ".join(groups)


def _sold(source: str) -> str:
    return ", ".join(brand_countries(source)) or _NO_COUNTRY


def _codes(row: Ingredient) -> str:
    codes = (f"RxNorm {row.rxnorm}" * bool(row.rxnorm), f"ATC {', '.join(row.atc)}" * bool(row.atc))
    return safe("; ".join(code for code in codes if code))


def _rows_of(names: set[str], rows: Rows, path: str) -> str:
    found = sorted(key for key, (_, medicines) in rows.items() if names & set(medicines))
    return ", ".join(link(key, rows[key][0], key, path) for key in found)
