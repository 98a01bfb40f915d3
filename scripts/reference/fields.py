"""Fields of the published types: names, types in words, and what the code says of them."""

import ast
import inspect
import io
import textwrap
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.knowledge.blocks import safe

Schema = Mapping[str, Any]
_WORDS: Final = {
    "string": "text", "number": "number", "integer": "whole number", "boolean": "true or false",
    "date": "day", "date-time": "time with zone", "null": "null",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a page shows it; `said` is the comment beside it in the code."""

    name: str
    type: str
    default: str
    said: str


def fields_of(model: type[BaseModel], schema: Schema) -> list[Field]:
    """All fields of a type, in the order of the code.

    Args:
        model: a published type.
        schema: its part of the JSON Schema; says how the type reads from outside.
    """
    said = comments(model)
    found = []
    for name, info in model.model_fields.items():
        outside = info.alias or name
        of_field = schema["properties"][outside]
        found.append(Field(outside, type_words(of_field), _default(info), said.get(name, "")))
    return found


def _default(info: FieldInfo) -> str:
    """What counts when the field is left out; empty where it must be there."""
    if info.is_required():
        return ""
    value = info.get_default(call_default_factory=True)
    if isinstance(value, BaseModel | list | tuple | dict):
        return "none" if not value or isinstance(value, BaseModel) else safe(str(value))
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else safe(str(value))


def type_words(schema: Schema) -> str:
    """A type in words, in Markdown; types of their own are links within the page.

    >>> type_words({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'list of text, or null'
    >>> type_words({"enum": ["lower", "higher"], "type": "string"})
    '`lower`, `higher`'
    """
    if "anyOf" in schema:
        words = [type_words(one) for one in schema["anyOf"]]
        return f"{' or '.join(words[:-1])}, or null" if words[-1] == "null" else " or ".join(words)
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{value}`" for value in schema.get("enum") or [schema["const"]])
    if "$ref" in schema:
        name = short(schema["$ref"].rpartition("/")[2])
        return f"[{safe(name)}](#{name.lower()})"
    if schema["type"] in {"array", "object"}:
        return _holder_words(schema)
    return _WORDS[schema.get("format") or schema["type"]]


def _holder_words(schema: Schema) -> str:
    if schema["type"] == "array":
        inside = schema.get("items")
        return f"list of {type_words(inside)}" if inside else "list"
    inside = schema.get("additionalProperties")
    return f"{type_words(inside)} by name" if isinstance(inside, dict) else "object"


def prose(text: str) -> str:
    """A text of the code that is Markdown already, in one line and fit for a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def short(name: str) -> str:
    """The name of a type on a page; of two alike each has the module that it stands in.

    >>> short("Response"), short("speciosa__safety__taper_holds__Change")
    ('Response', 'Change-taper_holds')
    """
    *modules, own = name.split("__")
    return f"{own}-{modules[-1]}" if modules else own


def comments(model: type[BaseModel]) -> dict[str, str]:
    """The comment at the end of each field's line in the code, where there is one."""
    source = textwrap.dedent(inspect.getsource(model))
    by_line = {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    tree = ast.parse(source).body[0]
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    return {
        node.target.id: by_line[node.end_lineno or 0]
        for node in body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.end_lineno in by_line
        and not by_line[node.end_lineno].startswith(("noqa", "type:"))
    }


@cache
def models_of(top: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """A type and all types that its fields hold, by the names that a JSON Schema may give them."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[object] = [top]
    while waiting:
        one = waiting.pop()
        if not (isinstance(one, type) and issubclass(one, BaseModel)):
            waiting += get_args(one)
            continue
        whole = f"{one.__module__}.{one.__name__}".replace(".", "__")
        if whole not in found:
            found |= {whole: one, one.__name__: one}
            waiting += [info.annotation for info in one.model_fields.values()]
    return found


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table; its cells are Markdown already."""
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]
