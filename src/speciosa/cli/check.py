"""`speciosa check`: everything wrong or odd with a diary, all at once; it writes nothing."""

from pathlib import Path
from typing import Annotated

import typer

REFUSED = 10


def check(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    formats: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> None:
    """Tell everything wrong or odd with a diary."""
    from speciosa.cli.check_text import inspection_json, inspection_text  # noqa: PLC0415  (heavy)
    from speciosa.diary.readers import inspect  # noqa: PLC0415

    if formats not in {"text", "json"}:
        raise typer.BadParameter("text or json", param_hint="--format")
    found = inspect(diary)
    shown = _as_typed(diary)
    if formats == "json":
        print(inspection_json(found, shown), end="")
    else:
        print(inspection_text(found, shown), end="")
    if found.problems:
        raise typer.Exit(REFUSED)


def _as_typed(diary: Path) -> str:
    return f"{diary}/" if diary.is_dir() else str(diary)
