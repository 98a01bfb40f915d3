"""`speciosa exposure`: predicted levels day by day, of a diary or of a made-up pattern."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from speciosa.assessment.levels import Levels


def exposure(
    diary: Annotated[
        Path | None, typer.Argument(help="a diary: folder, .zip or .json; or none, with --form")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="write exposure.csv and exposure.svg here")
    ] = None,
    form: Annotated[str, typer.Option(help="of a made-up pattern: leaf, tea, capsule ...")] = "",
    amount: Annotated[str, typer.Option(help="of each made-up dose, e.g. 3g")] = "",
    times: Annotated[str, typer.Option(help="of each day, e.g. 08:00,14:00,20:00")] = "",
    days: Annotated[str, typer.Option(help="how many made-up days; default 14")] = "",
    substance: Annotated[str, typer.Option(help="of a made-up pattern; default kratom")] = "",
) -> None:
    """Print predicted levels day by day; of a made-up pattern for explanation only, no advice."""
    typed = (form, amount, times, days, substance)
    if diary is not None:
        _of_diary(diary, out, made_up=any(typed))
    else:
        _of_pattern(typed, out)


def _of_diary(path: Path, out: Path | None, *, made_up: bool) -> None:
    from speciosa.assessment.levels import levels_of  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.cli.exposure_text import diary_text  # noqa: PLC0415
    from speciosa.cli.hidden import hidden_part  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    if made_up:
        expected = "a diary alone, or --form, --amount and --times without one"
        raise InputError("both a diary and a made-up pattern", "", str(path), expected)
    diary = read_diary(path)
    levels = levels_of(diary)
    if levels is None:
        print(hidden_part(diary))
        return
    _show(diary_text(levels, diary.person.id, simulated=diary.simulated))
    if out is not None:
        _write(levels, out, made_up=False)


def _of_pattern(typed: tuple[str, str, str, str, str], out: Path | None) -> None:
    from speciosa.assessment.levels import levels_of  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.cli.exposure_text import pattern_text  # noqa: PLC0415
    from speciosa.cli.pattern import diary_of, read_pattern  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    form, amount, times, days, substance = typed
    if not any(typed):
        expected = "a diary, or --form, --amount and --times of a made-up pattern"
        raise InputError("nothing to show", "", "", expected)
    pattern = read_pattern(substance or "kratom", form, amount, times, days or "14")
    levels = levels_of(diary_of(pattern), made_up=True)
    if levels is None or not levels.exposure.typical:
        reasons = "; ".join(levels.not_modelled.values()) if levels else ""
        raise InputError(f"no level can be predicted, {reasons}", "--form", form, "another form")
    _show(pattern_text(levels, pattern))
    if out is not None:
        _write(levels, out, made_up=True)


def _show(text: str) -> None:
    """Print, in ASCII where the terminal has nothing else."""
    from speciosa.cli.screen import screen_of  # noqa: PLC0415
    from speciosa.report.terminal_text import to_ascii  # noqa: PLC0415

    print(to_ascii(text) if screen_of(plain=False).ascii_only else text, end="")


def _write(levels: "Levels", out: Path, *, made_up: bool) -> None:
    """The two files; their paths are printed last."""
    from speciosa.cli.exposure_files import csv_text, svg_text  # noqa: PLC0415
    from speciosa.texts import say  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    texts = {"exposure.csv": csv_text(levels, made_up=made_up)}
    texts["exposure.svg"] = svg_text(levels, made_up=made_up)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
        print(say("cli.exposure.written", path=out / name))
