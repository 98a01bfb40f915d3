"""What is to be compared, as typed on the command line."""

from collections.abc import Callable
from datetime import date
from typing import Final

from speciosa.errors import InputError
from speciosa.response.compare.arms import PeriodArm, ProductArm, Selector, SubstanceArm

_TWO: Final = 2
_EXAMPLES: Final = {
    "--products": "--products green,red",
    "--periods": "--periods 2026-03-01..2026-03-28,2026-04-01..2026-04-28",
    "--substances": "--substances kratom,venlafaxine",
}


def selectors_of(products: str, periods: str, substances: str) -> tuple[Selector, Selector]:
    """Both sides from the three options, of which exactly one is given.

    Raises:
        InputError: none or several of them, not two parts, or a day that is none.
    """
    typed = {"--products": products, "--periods": periods, "--substances": substances}
    given = [option for option, text in typed.items() if text]
    if len(given) != 1:
        raise InputError(
            "several kinds of things to compare" if given else "nothing to compare",
            "",
            " ".join(given),
            "one of --products, --periods and --substances",
            _EXAMPLES["--products"],
        )
    option = given[0]
    makers: dict[str, Callable[[str], Selector]] = {
        "--products": ProductArm,
        "--periods": _period,
        "--substances": SubstanceArm,
    }
    first, second = _two(option, typed[option])
    return makers[option](first), makers[option](second)


def _two(option: str, text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != _TWO or not all(parts):
        raise InputError(
            "not two parts", option, text, "two, with one comma between", _EXAMPLES[option]
        )
    return parts[0], parts[1]


def _period(text: str) -> PeriodArm:
    start, _, end = text.partition("..")
    try:
        return PeriodArm(date.fromisoformat(start.strip()), date.fromisoformat(end.strip()))
    except ValueError:
        raise InputError(
            "not a period", "--periods", text, "YYYY-MM-DD..YYYY-MM-DD", _EXAMPLES["--periods"]
        ) from None
