"""Changes of the head that came as entries: the last one of each field counts."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.person import Help, Medicine, Outcome, Person, Product, Use
from speciosa.diary.text import listed, nearest
from speciosa.diary.view import current
from speciosa.errors import InputError
from speciosa.record import Record

_SINGLE: Final[dict[str, type[Record]]] = {"person": Person, "use": Use, "help": Help}
_NAMED: Final[dict[str, type[Record]]] = {
    "products": Product,
    "medicines": Medicine,
    "outcomes": Outcome,
}
_EXAMPLE: Final = "person.weight_kg"
# Fields that a change can name without naming a product, a medicine or an outcome.
HELD: Final = tuple(
    f"{part}.{name}" for part, kind in _SINGLE.items() for name in kind.model_fields
)


def check_change(field: str, text: str) -> None:
    """Raise InputError unless `field` exists and can hold `text`; an empty text clears it.

    Args:
        field: e.g. `person.weight_kg` or `products.green.name`.
        text: the new value; lists are separated by commas, sections are JSON.
    """
    kind, key, name = _split(field)
    if not text:
        return
    try:
        kind.model_validate(_required(kind, key) | {name: _value(kind, name, text)})
    except (ValidationError, ValueError):
        expected = f"a value that {field} can hold"
        raise InputError("a change that cannot be used", "value", text, expected) from None


def _split(field: str) -> tuple[type[Record], str, str]:
    section, _, rest = field.partition(".")
    key, _, name = rest.rpartition(".")
    kind = _NAMED.get(section) if key else _SINGLE.get(section)
    if kind is None:
        expected = f"a field of {listed([*_SINGLE, *_NAMED])}"
        raise InputError("a field that is not known", "what", field, expected, _EXAMPLE)
    if name not in kind.model_fields:
        like = nearest(name, kind.model_fields)
        example = field.removesuffix(name) + like if like else ""
        known = listed(kind.model_fields, 20)
        raise InputError("a field that is not known", "what", field, known, example)
    return kind, key, name


def _required(kind: type[Record], key: str) -> dict[str, Any]:
    if kind is Person:
        return {"id": "?"}
    return {"name": key} if kind is Product else {}


def _value(kind: type[Record], name: str, text: str) -> object:
    annotation = str(kind.model_fields[name].annotation)
    if "tuple" in annotation:
        return [part.strip() for part in text.split(",") if part.strip()]
    if "dict" in annotation or "Before" in annotation:
        return json.loads(text)
    return text


def projected(diary: Diary) -> Diary:
    """The diary with its profile entries applied to the head; last by time and id wins."""
    changes = {
        entry.what: entry.value or ""
        for entry in current(diary)
        if entry.kind is Kind.PROFILE and isinstance(entry.value, str | None)
    }
    if not changes:
        return diary
    head = diary.model_dump(include={*_SINGLE, *_NAMED}, exclude_defaults=True)
    for field, text in changes.items():
        _apply(head, field, text)
    sections = {name: kind.model_validate(head.get(name, {})) for name, kind in _SINGLE.items()}
    named = {
        name: {key: kind.model_validate(_required(kind, key) | item) for key, item in items.items()}
        for name, kind in _NAMED.items()
        if (items := head.get(name, {})) is not None
    }
    return diary.model_copy(update={**sections, **named})


def _apply(head: dict[str, Any], field: str, text: str) -> None:
    kind, key, name = _split(field)
    section: dict[str, Any] = head.setdefault(field.partition(".")[0], {})
    place = section.setdefault(key, {}) if key else section
    if text:
        place[name] = _plain(_value(kind, name, text))
    else:
        place.pop(name, None)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value
