"""Writing TOML: sections, texts, numbers, lists. Just what the head of a diary needs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def toml_text(data: Mapping[str, Any]) -> str:
    """A TOML text that reads back as `data`; None is left out.

    >>> print(toml_text({"a": 1.0, "b": {"c d": "x", "e": [{"f": 2}]}}), end="")
    a = 1.0
    <BLANKLINE>
    [b]
    "c d" = "x"
    e = [
        { f = 2 },
    ]
    """
    return "\n".join(_lines(data, ())).strip("\n") + "\n"


def _lines(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: item for key, item in data.items() if not isinstance(item, Mapping)}
    if path and (plain or not data):
        yield ""
        yield f"[{'.'.join(_key(part) for part in path)}]"
    for key, item in plain.items():
        if item is not None:
            yield f"{_key(key)} = {_value(item)}"
    for key, item in data.items():
        if isinstance(item, Mapping):
            yield from _lines(item, (*path, key))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(name)


def _value(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | float):
        return repr(item)
    if isinstance(item, Mapping):
        return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in item.items())} }}"
    if isinstance(item, list | tuple) and any(isinstance(part, Mapping) for part in item):
        return "[\n" + "".join(f"    {_value(part)},\n" for part in item) + "]"
    if isinstance(item, list | tuple):
        return f"[{', '.join(_value(part) for part in item)}]"
    return quoted(str(item))


def quoted(text: str) -> str:
    """A text as a basic TOML string."""
    return '"' + "".join(_sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    control = ord(sign) < ord(" ") or sign == "\x7f"
    return f"\\u{ord(sign):04X}" if control else sign
