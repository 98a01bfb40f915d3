"""For whom a report is written: the same record, in the words of each."""

from typing import Final, Literal, get_args

Audience = Literal["person", "professional"]
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
