"""Answers that the diary holds: notes whose `what` is `answer` and the key of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from speciosa.diary.entries import Entry, Kind
from speciosa.safety.calculators.naranjo import naranjo_items
from speciosa.safety.calculators.rucam import STATES, cause_scores, causes, rucam_items
from speciosa.safety.cases.episodes import Episode
from speciosa.safety.cases.groups import event_groups
from speciosa.safety.facts import Facts

_PREFIX: Final = "answer "


@dataclass(frozen=True, slots=True)
class Given:
    """What one case was told: answers by key, and what was not understood."""

    answers: dict[str, str]
    notes: tuple[str, ...]


def answer_notes(facts: Facts) -> tuple[Entry, ...]:
    """Entries that answer a question, by time."""
    return tuple(
        entry
        for entry in facts.entries
        if entry.kind is Kind.NOTE and entry.what.casefold().strip().startswith(_PREFIX)
    )


def answers_of(
    facts: Facts, said_in: Sequence[Entry], episode: Episode, episodes: Sequence[Episode]
) -> Given:
    """Answers to the questions of one case; the last one of each key counts.

    `answer liver: cmv` names the kind of event; without a kind an answer belongs to the case
    that began last before it.

    Args:
        facts: the diary.
        said_in: as `answer_notes` gives them.
        episode: the case.
        episodes: all cases of the diary, by time.
    """
    held: dict[str, str] = {}
    notes: list[str] = []
    for entry in said_in:
        key = _key(facts, entry, episode, episodes)
        if key is None:
            continue
        said = str(entry.value or entry.note).casefold().strip()
        allowed = allowed_answers().get(key)
        if allowed is None:
            notes.append(f"No question has the key '{key}'.")
        elif allowed and said not in allowed:
            notes.append(f"'{said}' does not answer '{key}': {', '.join(allowed)}.")
        else:
            held[key] = said
    return Given(held, tuple(notes))


@cache
def allowed_answers() -> dict[str, tuple[str, ...]]:
    """Every key that can be answered and its answers; none: any words."""
    keys: dict[str, tuple[str, ...]] = {}
    for group in event_groups():
        keys |= {question.key: question.answers for question in group.questions}
    tables = (rucam_items("hepatocellular"), rucam_items("cholestatic"), naranjo_items())
    for item in (item for table in tables for item in table):
        options = tuple(option.key for option in item.options)
        keys[item.key] = tuple(dict.fromkeys((*keys.get(item.key, ()), *options)))
    keys |= {cause.key: STATES for cause in causes()}
    return keys | {cause_scores().key: ("yes", "no")}


def _key(facts: Facts, entry: Entry, episode: Episode, episodes: Sequence[Episode]) -> str | None:
    """The key an entry answers for this case; None: it is about another case."""
    kind, colon, key = entry.what.casefold().strip().removeprefix(_PREFIX).rpartition(":")
    if colon:
        mine = kind.strip() == episode.kind
    else:
        begun = [other for other in episodes if other.onset <= facts.day(entry)]
        mine = episode is (begun[-1] if begun else episodes[0])
    return "_".join(key.split()) if mine else None
