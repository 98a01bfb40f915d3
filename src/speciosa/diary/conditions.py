"""Conditions as a person writes them, under the one name that the rules use."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current
from speciosa.knowledge.tables import read_toml

_ENDED: Final = ("no", "none", "not", "resolved", "ended", "stop", "stopped", "over", "healed")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the diary says about conditions; `because` maps each to what says so.

    `told` is False where nothing at all was said: then no condition is known to be absent.
    """

    known: dict[str, tuple[str, ...]]
    not_understood: tuple[str, ...]
    told: bool

    def has(self, name: str) -> bool | None:
        """True, False, or None where the diary names no conditions at all."""
        if name in self.known:
            return True
        return False if self.told else None


@cache
def condition_names() -> dict[str, str]:
    """Every spelling and the name it stands for."""
    table = read_toml("condition_names")["names"]
    return {other: name for name, others in table.items() for other in (name, *others)}


def conditions_of(diary: Diary) -> Conditions:
    """Conditions of the person and of `condition` entries; a later "no" ends one."""
    said: dict[str, tuple[str, ...]] = {}
    for text in diary.person.conditions:
        said[_tidy(text)] = (f"condition: {text}",)
    entries = [entry for entry in current(diary) if entry.kind is Kind.CONDITION]
    for entry in entries:
        _apply(said, entry)
    names, known = condition_names(), dict[str, tuple[str, ...]]()
    for text, because in said.items():
        if text in names:
            known[names[text]] = known.get(names[text], ()) + because
    missing = tuple(text for text in said if text not in names)
    return Conditions(known, missing, told=bool(diary.person.conditions or entries))


def _apply(said: dict[str, tuple[str, ...]], entry: Entry) -> None:
    text = _tidy(entry.what)
    words = str(entry.value or "").casefold().replace(",", " ").split()
    if not any(word in _ENDED for word in words):
        said[text] = (entry.id,)
        return
    names = condition_names()
    name = names.get(text, text)
    for other in [known for known in said if names.get(known, known) == name]:
        del said[other]


def _tidy(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
