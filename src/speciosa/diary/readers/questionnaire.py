"""Official wording of a questionnaire from a FHIR R4 Questionnaire file, for showing only.

Nothing of such a file is ever part of the package: a person or a clinic who may use the form
brings it, and its copyright notice is kept and shown with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from speciosa.diary.source import decode
from speciosa.diary.text import clean, read_number
from speciosa.errors import InputError
from speciosa.knowledge.instruments import instruments, keys_named
from speciosa.record import Record

_MOST_BYTES: Final = 2_000_000
_MOST_ITEMS: Final = 500
_MOST_OPTIONS: Final = 200
_DEEPEST: Final = 10
_LONGEST: Final = 20_000
_TYPE: Final = "Questionnaire"
_EXAMPLE: Final = '"resourceType": "Questionnaire"'
_ORDINALS: Final = (
    "/ordinalValue",
    "/valueset-ordinalValue",
    "/itemWeight",
    "/codesystem-ordinalValue",
)
_ANSWERED: Final = ("choice", "open-choice", "boolean", "decimal", "integer", "coding", "quantity")
_OPTION_VALUES: Final = ("valueString", "valueInteger", "valueDate", "valueTime")


class Option(Record):
    """One answer that may be chosen; `value` is its number in the total, if the file gives one."""

    text: str
    code: str = ""
    value: float | None = None


class Question(Record):
    """One line of the form, in the order of the file; groups and texts are among them."""

    link_id: str
    text: str
    type: str
    depth: int
    required: bool = False
    code: str = ""
    number: int | None = None  # counts the lines that are answered
    options: tuple[Option, ...] = ()


class ImportedQuestionnaire(Record):
    """A form as its file says it, never stored by the package."""

    file: str
    title: str
    url: str = ""
    version: str = ""
    status: str = ""
    language: str = ""
    copyright: str = ""  # as written; to be shown wherever the form is shown
    instrument: str = ""  # key of our table, when a code or a name fits exactly one
    questions: tuple[Question, ...]
    notes: tuple[str, ...] = ()

    @property
    def answered(self) -> tuple[Question, ...]:
        """The lines that have an answer, in order."""
        return tuple(one for one in self.questions if one.number is not None)


def read_questionnaire(path: str | Path) -> ImportedQuestionnaire:
    """The form in a FHIR R4 Questionnaire file.

    Raises:
        InputError: in one sentence, for anything that is not such a file.
    """
    path = Path(path)
    data = _parsed(_text(path), path.name)
    try:
        return _imported(data, path.name)
    except InputError as fault:
        raise fault.at(path.name) from None


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            found, expected = f"{size / 1e6:.1f} MB", f"at most {_MOST_BYTES / 1e6:.0f} MB"
            raise InputError("too large for a questionnaire", "", found, expected, file=path.name)
        return decode(path.read_bytes(), path.name)
    except OSError as fault:
        expected = "a JSON file that can be read"
        raise InputError("cannot be opened", "", fault.strerror, expected, file=path.name) from None


def _parsed(text: str, file: str) -> dict[str, Any]:
    expected = "a FHIR R4 Questionnaire as JSON"
    try:
        data = json.loads(text)
    except json.JSONDecodeError as fault:
        raise InputError("not JSON", "", fault.msg, expected, "", file, fault.lineno) from None
    except (RecursionError, ValueError):
        raise InputError("not JSON that can be read", "", "", expected, file=file) from None
    if not isinstance(data, dict):
        raise InputError("not a FHIR resource", "", type(data).__name__, expected, file=file)
    return data


def _imported(data: dict[str, Any], file: str) -> ImportedQuestionnaire:
    found = data.get("resourceType")
    if found != _TYPE:
        shown = found if isinstance(found, str) else ""
        raise InputError("not a Questionnaire", "resourceType", shown[:80], _TYPE, _EXAMPLE)
    reader = _Reader(_value_sets(data), [])
    questions = tuple(reader.questions(data))
    if not any(question.number is not None for question in questions):
        raise InputError("no question in the file", "item", "", "at least one item with an answer")
    title = _string(data, "title") or _string(data, "name")
    return ImportedQuestionnaire(
        file=file,
        title=title or "Questionnaire without a title",
        url=_string(data, "url"),
        version=_string(data, "version"),
        status=_string(data, "status"),
        language=_string(data, "language"),
        copyright=_string(data, "copyright"),
        instrument=_instrument(data, title),
        questions=questions,
        notes=tuple(dict.fromkeys((*_terms(data), *reader.notes))),
    )


def _terms(data: dict[str, Any]) -> tuple[str, ...]:
    if _string(data, "copyright"):
        return ()
    return ("The file says nothing about its copyright: ask the owner before using the form.",)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks the items of one file; limits hold for the file as a whole."""

    value_sets: dict[str, list[Any]]
    notes: list[str]

    def questions(self, data: dict[str, Any]) -> list[Question]:
        found, seen, number = list[Question](), set[str](), 0
        for item, depth in _walk(data, 0):
            if len(found) >= _MOST_ITEMS:
                expected = f"at most {_MOST_ITEMS}"
                raise InputError("too many items", "item", f"more than {_MOST_ITEMS}", expected)
            link_id = _string(item, "linkId")
            if not link_id:
                raise InputError("an item without its linkId", "linkId", "", "a text", '"1"')
            if link_id in seen:
                raise InputError("a linkId stands twice", "linkId", link_id, "each once")
            seen.add(link_id)
            answered = item.get("type") in _ANSWERED and not _computed(item)
            number += answered
            found.append(self._question(item, link_id, depth, number if answered else None))
        return found

    def _question(
        self, item: dict[str, Any], link_id: str, depth: int, number: int | None
    ) -> Question:
        return Question(
            link_id=link_id,
            text=_string(item, "text"),
            type=_string(item, "type"),
            depth=depth,
            required=item.get("required") is True,
            code=_first_code(item),
            number=number,
            options=tuple(self._options(item, link_id)),
        )

    def _options(self, item: dict[str, Any], link_id: str) -> Iterator[Option]:
        options = _list(item, "answerOption")
        name = _string(item, "answerValueSet")
        if not options and name:
            if name not in self.value_sets:
                self.notes.append(
                    f"The answers of {link_id} are in another file and are not shown."
                )
            options = self.value_sets.get(name, [])
        if len(options) > _MOST_OPTIONS:
            expected = f"at most {_MOST_OPTIONS} answers"
            raise InputError("too many answers", link_id, str(len(options)), expected)
        for option in options:
            yield _option(_object(option, "answerOption"))


def _computed(item: dict[str, Any]) -> bool:
    """Whether the line is filled in by the form itself, such as a total."""
    urls = [_string(_object(one, "extension"), "url") for one in _list(item, "extension")]
    return item.get("readOnly") is True or any("calculatedExpression" in url for url in urls)


def _walk(data: dict[str, Any], depth: int) -> Iterator[tuple[dict[str, Any], int]]:
    if depth > _DEEPEST:
        raise InputError("nested too deeply", "item", "", f"at most {_DEEPEST} levels")
    for child in _list(data, "item"):
        item = _object(child, "item")
        yield item, depth
        yield from _walk(item, depth + 1)


def _option(option: dict[str, Any]) -> Option:
    """An answer: a coding, a contained concept, or a plain value."""
    coding = option.get("valueCoding", option if "code" in option else None)
    if coding is None:
        value = next((option[key] for key in _OPTION_VALUES if key in option), None)
        number = read_number(value, "valueInteger", "an answer") if _is_number(value) else None
        text = f"{value}" if _is_number(value) else clean(value, "answerOption")
        return Option(text=_short(text, "answerOption"), value=_ordinal(option, number))
    coding = _object(coding, "valueCoding")
    code, text = _string(coding, "code"), _string(coding, "display")
    return Option(text=text or code, code=code, value=_ordinal(option, _ordinal(coding, None)))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ordinal(element: dict[str, Any], otherwise: float | None) -> float | None:
    """The number of an answer in the total, from its extension."""
    for extension in _list(element, "extension"):
        one = _object(extension, "extension")
        if _string(one, "url").endswith(_ORDINALS):
            value = one.get("valueDecimal", one.get("valueInteger"))
            return read_number(value, "ordinalValue", "the number of an answer")
    return otherwise


def _value_sets(data: dict[str, Any]) -> dict[str, list[Any]]:
    """Answers of value sets that the file contains, by `#id`."""
    found: dict[str, list[Any]] = {}
    for contained in _list(data, "contained"):
        one = _object(contained, "contained")
        compose = _object(one.get("compose", {}), "compose")
        concepts = [
            concept
            for part in _list(compose, "include")
            for concept in _list(_object(part, "include"), "concept")
        ]
        if one.get("resourceType") == "ValueSet":
            found[f"#{_string(one, 'id')}"] = concepts
    return found


def _instrument(data: dict[str, Any], title: str) -> str:
    """The key of our table that a code or the name says, or an empty text."""
    codes = {
        code.code: row.key
        for row in instruments().values()
        for code in row.code
        if not code.of.startswith("item")
    }
    if (key := codes.get(_first_code(data))) is not None:
        return key
    names = (title, _string(data, "name"))
    keys = {key for name in names if name for key in keys_named(name)}
    return keys.pop() if len(keys) == 1 else ""


def _first_code(element: dict[str, Any]) -> str:
    codings = _list(element, "code")
    return _string(_object(codings[0], "code"), "code") if codings else ""


def _list(element: dict[str, Any], key: str) -> list[Any]:
    value = element.get(key, [])
    if not isinstance(value, list):
        raise InputError("not a list", key, type(value).__name__, "a list")
    return value


def _object(value: object, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError("not an object", key, type(value).__name__, "an object")
    return value


def _string(element: dict[str, Any], key: str) -> str:
    return _short(clean(element.get(key), key).strip(), key)


def _short(text: str, key: str) -> str:
    if len(text) > _LONGEST:
        expected = f"at most {_LONGEST} signs"
        raise InputError("a text that is too long", key, f"{len(text)} signs", expected)
    return text
