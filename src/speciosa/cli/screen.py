"""What the terminal at hand can show: width, colour, signs beyond ASCII."""

import os
import shutil
import sys
from dataclasses import dataclass

_PIPED_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Screen:
    """Columns, and whether colour and signs beyond ASCII may be used."""

    columns: int
    colour: bool
    ascii_only: bool


def screen_of(*, plain: bool) -> Screen:
    """The screen behind standard output; `plain` and NO_COLOR switch colour off."""
    shown = sys.stdout.isatty()
    colour = shown and not plain and "NO_COLOR" not in os.environ
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    columns = shutil.get_terminal_size((_PIPED_COLUMNS, 40)).columns if shown else _PIPED_COLUMNS
    return Screen(columns, colour, ascii_only=plain or not encoding.startswith("utf"))
