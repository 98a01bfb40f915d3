"""Naranjo scale: how probable it is that a product caused an event."""

from functools import cache
from typing import Final

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.safety.calculators.ranges import (
    NO_ANSWERS,
    Answers,
    Band,
    Item,
    Score,
    scored,
    summed,
)
from speciosa.safety.rows import refs

TABLE: Final = "calculators/naranjo"


@cache
def naranjo_items() -> tuple[Item, ...]:
    """The ten questions, in order."""
    check_keys(read_toml(TABLE)["sources"], TABLE, 0)
    return load_table(TABLE, "item", Item)


def naranjo(answers: Answers = NO_ANSWERS) -> Score:
    """The score as a range, from the answers that are still possible.

    Args:
        answers: `yes`, `no` or `unknown` by question; a question that is not named is open.

    >>> naranjo().low, naranjo().high
    (-4, 13)
    >>> naranjo({"after": ["yes"]}).low
    -1
    """
    table = read_toml(TABLE)
    return summed(
        "Naranjo",
        table["version"],
        (scored(item, answers) for item in naranjo_items()),
        load_table(TABLE, "band", Band),
        refs(tuple(table["sources"])),
    )
