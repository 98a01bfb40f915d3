"""A stored assessment read back: the very record that was written, or one sentence why not."""

import json
import math
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from speciosa.assessment.schema import SCHEMA, Assessment
from speciosa.errors import InputError

MOST_BYTES: Final = 60_000_000  # a diary of the largest size gives less
_FAMILY: Final = SCHEMA.rpartition("/")[0]
_EXPECTED: Final = f"a report.json with the schema {SCHEMA}"
_LONGEST: Final = 60


def read_assessment(path: Path | str) -> Assessment:
    """The assessment in a `report.json`.

    Raises:
        InputError: for a file that is missing, too large, no JSON, of another kind or version, or
            with a field that is not as the schema wants it.
    """
    path = Path(path)
    text = _text(path)
    _check_kind(_data(text, path.name), path.name)
    try:
        return Assessment.model_validate_json(text)
    except ValidationError as fault:
        raise _broken(fault, path.name) from None


def _text(path: Path) -> str:
    if path.is_dir():
        expected = "the report.json in it"
        raise InputError("a folder", "", str(path), expected, str(path / "report.json"))
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            found, most = f"{size / 1e6:.0f} MB", f"at most {MOST_BYTES / 1e6:.0f} MB"
            raise InputError("too large for an assessment", "", found, most, file=path.name)
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        what = "cannot be opened" if path.exists() else "there is no such file"
        found = (fault.strerror or "") if path.exists() else str(path)
        raise InputError(what, "", found, _EXPECTED) from None
    except UnicodeDecodeError:
        raise InputError("not text in UTF-8", "", "", _EXPECTED, file=path.name) from None


def _data(text: str, file: str) -> Any:  # noqa: ANN401  (whatever JSON holds)
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as fault:
        raise InputError(
            f"not JSON: {fault.msg}", "", "", _EXPECTED, file=file, row=fault.lineno
        ) from None
    except (ValueError, RecursionError):
        what = "not JSON that can be read, such as a number without end"
        raise InputError(what, "", "", _EXPECTED, file=file) from None


def _refuse(name: str) -> None:
    raise ValueError(name)


def _finite(typed: str) -> float:
    number = float(typed)
    if not math.isfinite(number):
        raise ValueError(typed)
    return number


def _check_kind(data: object, file: str) -> None:
    """Raise InputError for JSON of another kind, or of a version that is not known here."""
    named = data.get("schema") if isinstance(data, dict) else None
    if named == SCHEMA:
        return
    found = named if isinstance(named, str) else ""
    if not found and isinstance(data, dict) and isinstance(data.get("format"), str):
        found = data["format"]
    what = "JSON, but no assessment"
    if found.rpartition("/")[0] == _FAMILY:
        what = "an assessment of a version that is not known here"
    raise InputError(what, "schema", found[:_LONGEST], _EXPECTED, file=file)


def _broken(fault: ValidationError, file: str) -> InputError:
    """The first thing that is not as the schema wants it."""
    first = fault.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])[:_LONGEST]
    found = first["input"] if isinstance(first["input"], str | int | float) else ""
    what = "a field that the schema does not hold"
    if first["type"] == "missing":
        what = "a field is missing"
    elif first["type"] != "extra_forbidden":
        what = "a field that is not as the schema wants it"
    return InputError(what, field, str(found)[:_LONGEST], _EXPECTED, file=file)
