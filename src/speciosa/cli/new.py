"""`speciosa new`: start a diary folder."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(help="the folder to make")],
    name: Annotated[str, typer.Option(help="any pseudonym; default: the folder's name")] = "",
    timezone: Annotated[
        str, typer.Option(help="IANA name such as Europe/Berlin; default: this computer's")
    ] = "",
    country: Annotated[str, typer.Option(help="two letters, for the emergency number")] = "",
    aims: Annotated[str, typer.Option(help="what you rate, with commas")] = "pain",
) -> None:
    """Start a diary: a commented diary.toml and an empty entries.csv; nothing is overwritten."""
    from speciosa.diary.append import new_diary  # noqa: PLC0415  (only when it runs)
    from speciosa.diary.text import clean  # noqa: PLC0415

    zone = timezone or local_zone()
    person = clean(name or folder.resolve().name, "--name")
    rated = tuple(aim.strip() for aim in clean(aims, "--aims").split(",") if aim.strip())
    new_diary(folder, person=person, timezone=zone, country=_country(country), aims=rated)
    print(f"Made   {folder}/diary.toml   {folder}/entries.csv")
    print(f"       Times are local to {zone}. Open diary.toml and name your products.")
    print(f"       Then: speciosa log {folder}/ dose green 3g")


def _country(typed: str) -> str:
    from speciosa.errors import InputError  # noqa: PLC0415

    country = typed.strip().upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise InputError("not a country code", "--country", typed, "two letters", "DE")
    return country


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
