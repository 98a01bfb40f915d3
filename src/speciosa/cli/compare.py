"""`speciosa compare`: one outcome under two products, in two periods, or with two substances."""

from pathlib import Path
from typing import Annotated

import typer


def compare(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    outcome: Annotated[str, typer.Argument(help="a rated outcome, e.g. pain")],
    products: Annotated[str, typer.Option(help="two products, e.g. green,red")] = "",
    periods: Annotated[
        str, typer.Option(help="e.g. 2026-03-01..2026-03-28,2026-04-01..2026-04-28")
    ] = "",
    substances: Annotated[str, typer.Option(help="two substances, e.g. kratom,venlafaxine")] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="print the numbers as JSON")] = False,
) -> None:
    """Tell how an outcome differs between two sets of days, and what else differs between them."""
    from speciosa.cli.compare_text import comparison_text  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.cli.compared import selectors_of  # noqa: PLC0415
    from speciosa.cli.hidden import hidden_part  # noqa: PLC0415
    from speciosa.cli.screen import screen_of  # noqa: PLC0415
    from speciosa.diary.profile import projected  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report.terminal_text import to_ascii  # noqa: PLC0415
    from speciosa.response.compare.build import compare as compared  # noqa: PLC0415

    a, b = selectors_of(products, periods, substances)
    lived = projected(read_diary(diary))
    if hidden := hidden_part(lived):
        print("null" if json else hidden)
        return
    found = compared(lived, outcome, a=a, b=b)
    if json:
        print(found.model_dump_json(indent=1))
    else:
        text = comparison_text(found, simulated=lived.simulated)
        print(to_ascii(text) if screen_of(plain=False).ascii_only else text, end="")
