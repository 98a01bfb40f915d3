"""Everything that is said to a person, in one file a language, so that a translation is one file.

A sentence has a key and may have named places: `say("plain.lower", points="1.4")`. A language is a
TOML file in `languages` with the keys of `en.toml`; what it lacks is said in English. The
language belongs to the task at hand, so that a server can speak several at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import tomli

from speciosa.errors import InputError

ENGLISH: Final = "en"
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def say(key: str, /, **values: object) -> str:
    """The text of a key in the language in use, with its places filled in.

    Args:
        key: as in `en.toml`, tables joined by points.
        values: of every named place.

    Raises:
        KeyError: for a key or a place that is not there, which is a fault of the program.
    """
    return texts(_language.get())[key].format(**values)


def language() -> str:
    """The code of the language in use, e.g. `en`."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language until the block ends; raises InputError where there is no such file."""
    if language not in languages():
        known = ", ".join(languages())
        raise InputError("no such language", "--lang", language, known, f"--lang {ENGLISH}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def languages() -> tuple[str, ...]:
    """Those with a file, English first."""
    found = (file.name.removesuffix(".toml") for file in _folder().iterdir())
    return tuple(sorted(found, key=lambda name: (name != ENGLISH, name)))


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of a language by key; shared, so never change it."""
    own = dict(_flat(_read(language)))
    return own if language == ENGLISH else texts(ENGLISH) | own


def _folder() -> Traversable:
    return files("speciosa.texts") / "languages"


def _read(language: str) -> dict[str, Any]:
    return tomli.loads((_folder() / f"{language}.toml").read_text(encoding="utf-8"))


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value
