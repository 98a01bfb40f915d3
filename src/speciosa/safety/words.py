"""Small words that findings share: days, numbers, lists, how often."""

from collections.abc import Sequence
from datetime import date
from typing import Final

_TIMES: Final = {1: "once", 2: "twice"}


def day_text(day: date) -> str:
    """A day as people write it.

    >>> day_text(date(2026, 5, 9))
    '9 May 2026'
    """
    return f"{day.day} {day:%B %Y}"


def number_text(value: float) -> str:
    """A number without digits that say nothing.

    >>> number_text(6.8), number_text(272.0), number_text(2.6251)
    ('6.8', '272', '2.6')
    """
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"  # noqa: PLR2004


def list_text(names: Sequence[str]) -> str:
    """Names in one sentence, each once.

    >>> list_text(["a", "b", "c"])
    'a, b and c'
    """
    each = list(dict.fromkeys(names))
    return " and ".join([", ".join(each[:-1]), each[-1]] if len(each) > 1 else each)


def times_text(count: int) -> str:
    """How often.

    >>> times_text(1), times_text(3)
    ('once', '3 times')
    """
    return _TIMES.get(count, f"{count} times")


def sentences(text: str) -> list[str]:
    """Sentences of our own plain texts: a full stop and a space end one.

    >>> sentences("Call today. Do not stop suddenly: call.")
    ['Call today.', 'Do not stop suddenly: call.']
    """
    parts = text.split(". ")
    return [part if part.endswith((".", "?")) else f"{part}." for part in parts if part]
