"""`speciosa appraise`: the claims of an article about kratom, judged."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def appraise(
    article: Annotated[str, typer.Argument(help="a text, Markdown or HTML file; - reads it here")],
    *,
    json: Annotated[bool, typer.Option("--json", help="everything, for programs")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="no colour, ASCII only")] = False,
) -> None:
    """Tell what an article claims about kratom, and what is known of each claim."""
    from speciosa.appraise.appraisal import appraise as appraised  # noqa: PLC0415  (when it runs)
    from speciosa.appraise.read import LARGEST, read_text  # noqa: PLC0415
    from speciosa.cli.appraise_text import appraisal_text  # noqa: PLC0415
    from speciosa.cli.screen import screen_of  # noqa: PLC0415
    from speciosa.texts import say  # noqa: PLC0415

    name = say("cli.appraise.standard_input") if article == "-" else article
    found = appraised(read_text(_content(article, LARGEST), name))
    if json:
        print(found.model_dump_json(indent=1))
    else:
        print(appraisal_text(found, name, screen_of(plain=plain)), end="")


def _content(article: str, largest: int) -> bytes:
    """The bytes of the article, one more than may be read at most."""
    from speciosa.errors import InputError  # noqa: PLC0415

    if article == "-":
        return sys.stdin.buffer.read(largest + 1)
    try:
        with Path(article).open("rb") as file:
            return file.read(largest + 1)
    except OSError as fault:
        reason = fault.strerror or "not readable"
        raise InputError(f"cannot read it: {reason}", "", "", "a text file", "", article) from None
