"""`speciosa demo`: the main job on the built-in, invented example."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="where the files go")] = Path(
        "demo-report"
    ),
) -> None:
    """Run the main job on the built-in example diary and say where the report is."""
    from importlib.resources import files  # noqa: PLC0415  (only when it runs)

    from speciosa.cli.report import make_report  # noqa: PLC0415

    example = Path(str(files("speciosa") / "example"))
    make_report(example, out, "html,json", "", quiet=False, plain=False)
