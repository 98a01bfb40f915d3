"""`speciosa new`: start a diary folder."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

_INDENT = " " * 7  # under what follows "Made"


def new(
    folder: Annotated[Path, typer.Argument(help="the folder to make")],
    name: Annotated[str, typer.Option(help="any pseudonym; default: the folder's name")] = "",
    timezone: Annotated[
        str, typer.Option(help="IANA name such as Europe/Berlin; default: this computer's")
    ] = "",
    country: Annotated[str, typer.Option(help="DE or US-LA: emergency number and law")] = "",
    born: Annotated[int | None, typer.Option(help="year of birth; asked for with kratom")] = None,
    aims: Annotated[str, typer.Option(help="what you rate, with commas")] = "pain",
) -> None:
    """Start a diary: a commented diary.toml and an empty entries.csv; nothing is overwritten."""
    from speciosa.diary.append import new_diary  # noqa: PLC0415  (only when it runs)
    from speciosa.diary.place import read_place  # noqa: PLC0415
    from speciosa.diary.text import clean  # noqa: PLC0415
    from speciosa.texts import say  # noqa: PLC0415

    zone = timezone or local_zone()
    person = clean(name or folder.resolve().name, "--name")
    rated = tuple(aim.strip() for aim in clean(aims, "--aims").split(",") if aim.strip())
    place, year = read_place(country, "--country"), _year(born)
    new_diary(folder, person=person, timezone=zone, country=place, birth_year=year, aims=rated)
    print(say("cli.new.made", folder=folder))
    print(_INDENT + say("cli.new.zone", zone=zone))
    if year is None:
        print(_INDENT + say("cli.new.birth_year"))
    print(_INDENT + say("cli.new.then", folder=folder))


def _year(born: int | None) -> int | None:
    from speciosa.diary.parse_head import is_birth_year  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    if born is not None and not is_birth_year(born):
        raise InputError("not a year of birth", "--born", born, "a year such as 1984")
    return born


def local_zone() -> str:
    """This computer's IANA zone, or UTC where it cannot be told."""
    from speciosa.diary.wall_time import read_zone  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    link = os.path.realpath("/etc/localtime")
    for name in (os.environ.get("TZ", ""), link.partition("zoneinfo/")[2]):
        if name:
            with suppress(InputError):
                return read_zone(name).key
    return "UTC"
