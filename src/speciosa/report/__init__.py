"""Faces of one assessment: HTML, JSON and text, written side by side."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from speciosa.assessment.schema import Assessment
from speciosa.errors import InputError

TEXT_COLUMNS: Final = 100


def write_report(
    assessment: Assessment, out_dir: Path | str, formats: Iterable[str] = ("html", "json")
) -> list[Path]:
    """Write the wanted faces and return their paths, in the order asked for.

    Every face is rendered before the first is written, and a file appears whole or not at all.

    Args:
        assessment: what to show.
        out_dir: made when it is missing.
        formats: of "html", "json" and "text".

    Raises:
        InputError: for a format that is not known.
    """
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in FACES]
    if unknown:
        raise InputError("a format that is not known", "format", unknown[0], ", ".join(FACES))
    folder = Path(out_dir)
    texts = {FACES[name][0]: FACES[name][1](assessment) for name in wanted}
    folder.mkdir(parents=True, exist_ok=True)
    return [write_whole(folder / name, text) for name, text in texts.items()]


def write_whole(path: Path, text: str) -> Path:
    """Through a file beside it, so that a reader never sees half a report."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as part:
        try:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).chmod(0o644)
    return Path(part.name).replace(path)


def _html(assessment: Assessment) -> str:
    from speciosa.report.html import render_html  # noqa: PLC0415 - only this face needs Jinja2

    return render_html(assessment)


def _text(assessment: Assessment) -> str:
    from speciosa.report.terminal import render_terminal  # noqa: PLC0415 - only this face needs it

    return render_terminal(assessment, TEXT_COLUMNS, colour=False)


FACES: Final[dict[str, tuple[str, Callable[[Assessment], str]]]] = {
    "html": ("report.html", _html),
    "json": ("report.json", Assessment.to_json),
    "text": ("report.txt", _text),
}
