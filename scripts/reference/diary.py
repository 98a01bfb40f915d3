"""The pages of a diary: its fields, its kinds of entries, and the names that it may use."""

import re
from collections.abc import Iterator
from typing import Final

from scripts.knowledge.blocks import safe
from scripts.reference.diary_fields import PARTS, SECTIONS_OF_THE_HEAD, Part
from scripts.reference.entry_kinds import KINDS
from scripts.reference.fields import fields_of, table
from speciosa.diary.entries import Kind
from speciosa.diary.instruments import known_outcomes
from speciosa.diary.parse_csv import COLUMNS
from speciosa.diary.readings import ReadingKind, reading_kinds
from speciosa.exposure.forms import product_forms
from speciosa.exposure.library import substances

_LINK: Final = re.compile(r"\[\w+\]\(#\w+\)")  # to a type, which is a section of the file here


def diary_page() -> Iterator[str]:
    """Every field of `diary.toml` and every kind of entry, line by line."""
    yield "# Diary: every field"
    yield ""
    yield "Written by `make docs` from the types; do not edit. How to use it: [diary](../diary.md)."
    yield "The JSON form has the same names: [JSON Schema](../schema/diary-1.json)."
    yield ""
    yield "## diary.toml"
    yield ""
    for part in PARTS:
        yield from _part(part)
    yield from _entries()


def _part(part: Part) -> Iterator[str]:
    by_name = {field.name: field for field in fields_of(part.model, part.model.model_json_schema())}
    shown = [name for name in by_name if part.head or name not in SECTIONS_OF_THE_HEAD]
    if set(shown) != part.fields.keys():
        raise KeyError(part.head, sorted(set(shown) ^ part.fields.keys()))
    if part.head:
        yield f"### {part.head if ' ' in part.head else f'[{part.head}]'}"
        yield ""
    yield part.about
    yield ""
    rows = []
    for name in shown:
        meaning, example = part.fields[name]
        field = by_name[name]
        typed = f"`{name} = {example}`" if example else ""
        left_out = "" if name == "format" else field.default
        kind = _LINK.sub("section", field.type)
        rows.append((f"`{name}`", kind, left_out or "must be there", meaning, typed))
    yield from table(("Field", "Type", "Left out", "Meaning", "Example"), rows)
    yield ""


def _entries() -> Iterator[str]:
    yield "## entries.csv"
    yield ""
    yield f"One row each, columns `{','.join(COLUMNS)}`. `at` is a local time without an offset, or"
    yield "a time with one. `note` is free text; `id` may be empty, it then follows from the row."
    yield ""
    for kind in Kind:
        of = KINDS[kind]
        yield f"### {kind.value}"
        yield ""
        yield of.about
        yield ""
        row = (of.what, of.value, of.unit or "empty")
        yield from table(("what", "value", "unit"), [row])
        yield ""
        yield from (f"    {line}" for line in of.rows)
        yield ""


def names_page() -> Iterator[str]:
    """The names a diary may use, line by line."""
    yield "# Names: outcomes, readings, forms, substances"
    yield ""
    yield "Written by `make docs` from the tables; do not edit. Medicines and their names: see"
    yield "[knowledge](../knowledge.md); questionnaires: see"
    yield "[instruments](../knowledge/instruments.md)."
    yield ""
    yield from _outcomes()
    yield from _readings()
    yield "## Forms"
    yield ""
    yield "What `form` of a product may be. A form without a level still has all its safety rules;"
    yield "`labelled` forms have one with a certificate, or with amounts in mg mitragynine."
    yield ""
    rows = [(f"`{key}`", safe(form.label), form.modelled) for key, form in product_forms().items()]
    yield from table(("Form", "Is", "Level predicted"), rows)
    yield ""
    yield "## Substances"
    yield ""
    yield "What `substance` of a product may be so that its level is predicted; each with its"
    yield "sources. Other substances are kept and checked, without a level."
    yield ""
    names = sorted(substances())
    yield ", ".join(f"[{name}](../knowledge/substances/{name}.md)" for name in names)
    yield ""


def _outcomes() -> Iterator[str]:
    yield "## Outcomes"
    yield ""
    yield "Any other word works, too: it runs from 0 to 10 and lower is better, unless `diary.toml`"
    yield "says otherwise."
    yield ""
    rows = [
        (f"`{key}`", safe(row.label), f"{row.low:g} to {row.high:g}", row.better)
        for key, row in known_outcomes().items()
    ]
    yield from table(("Name", "Is", "From, to", "Better"), rows)
    yield ""


def _readings() -> Iterator[str]:
    yield "## Readings"
    yield ""
    yield "Any other reading is kept in its own unit, without limits."
    yield ""
    kinds: dict[str, ReadingKind] = {kind.name: kind for kind in reading_kinds().values()}
    rows = [
        (
            ", ".join(f"`{name}`" for name in (kind.name, *kind.other_names)),
            safe(kind.label),
            safe(", ".join(unit or "no unit" for unit in kind.accepts)),
        )
        for kind in kinds.values()
    ]
    yield from table(("Name", "Is", "Units"), rows)
    yield ""
