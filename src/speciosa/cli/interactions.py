"""`speciosa interactions`: kratom beside medicines and conditions, without a diary."""

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from speciosa.safety.lookup import LookedUp

NOT_UNDERSTOOD: Final = 3
MAJOR: Final = 4
AVOID: Final = 5
_EPILOG: Final = (
    "Exit code: 0 nothing above S2 and every name understood, 3 a name not understood, "
    "4 an S3 finding, 5 an S4 finding (the highest of these)."
)


def interactions(
    names: Annotated[list[str] | None, typer.Argument(help="medicines, as you would write")] = None,
    medicine: Annotated[list[str] | None, typer.Option(help="one more medicine")] = None,
    condition: Annotated[list[str] | None, typer.Option(help="a condition, e.g. long qt")] = None,
    form: Annotated[list[str] | None, typer.Option(help="leaf, extract, 7-oh, tea ...")] = None,
    born: Annotated[int | None, typer.Option(help="year of birth")] = None,
    country: Annotated[str, typer.Option(help="DE or US-LA: emergency number and law")] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="print the findings as JSON")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Say what is known of kratom with some medicines and conditions."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from speciosa.diary.place import read_place  # noqa: PLC0415
    from speciosa.safety.lookup import Named, look_up  # noqa: PLC0415  (heavy: when it runs)

    medicines = (*(names or ()), *(medicine or ()))
    _refuse_nothing(medicines, condition, form)
    named = Named(
        at=datetime.now(UTC),
        forms=tuple(form or ("unknown",)),
        medicines=medicines,
        conditions=tuple(condition or ()),
        birth_year=born,
        country=read_place(country, "--country"),
    )
    found = look_up(named)
    if json:
        print(found.model_dump_json(indent=1))
    else:
        _print(found, plain=plain)
    sys.exit(exit_code(found))


def exit_code(found: "LookedUp") -> int:
    """What a script learns from it."""
    severities = {finding.severity for finding in found.findings}
    if "S4" in severities:
        return AVOID
    if "S3" in severities:
        return MAJOR
    return 0 if found.all_understood else NOT_UNDERSTOOD


def _refuse_nothing(
    medicines: tuple[str, ...], condition: list[str] | None, form: list[str] | None
) -> None:
    from speciosa.errors import InputError  # noqa: PLC0415

    if not (medicines or condition or form):
        raise InputError(
            "nothing to look up",
            "interactions",
            "",
            "a medicine, a condition or a form",
            'speciosa interactions --form leaf --medicine "Elvanse 50"',
        )


def _print(found: "LookedUp", *, plain: bool) -> None:
    from speciosa.cli.interactions_text import lookup_lines  # noqa: PLC0415
    from speciosa.cli.screen import screen_of  # noqa: PLC0415
    from speciosa.report.terminal_text import paint, to_ascii  # noqa: PLC0415

    screen = screen_of(plain=plain)
    text = "\n".join(lookup_lines(found, min(screen.columns, 100), ascii_only=screen.ascii_only))
    print(paint(to_ascii(text) if screen.ascii_only else text, screen.colour))


interactions.__doc__ = f"{interactions.__doc__}\n\n    {_EPILOG}"
