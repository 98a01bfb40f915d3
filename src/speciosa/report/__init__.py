"""Faces of one assessment: HTML, PDF, JSON and text, written side by side."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from speciosa.assessment.schema import Assessment
from speciosa.errors import InputError
from speciosa.report.audience import Audience

TEXT_COLUMNS: Final = 100


def write_report(
    assessment: Assessment,
    out_dir: Path | str,
    formats: Iterable[str] = ("html", "json"),
    audience: Audience = "person",
) -> list[Path]:
    """Write the wanted faces and return their paths, in the order asked for.

    Every face is rendered before the first is written, and a file appears whole or not at all.

    Args:
        assessment: what to show.
        out_dir: made when it is missing.
        formats: of "html", "pdf", "json" and "text".
        audience: for whom the pages are: the person, or a professional.

    Raises:
        InputError: for a format that is not known.
    """
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in FACES]
    if unknown:
        raise InputError("a format that is not known", "format", unknown[0], ", ".join(FACES))
    folder = Path(out_dir)
    faces = {FACES[name][0]: FACES[name][1](assessment, audience) for name in wanted}
    folder.mkdir(parents=True, exist_ok=True)
    return [write_whole(folder / name, face) for name, face in faces.items()]


def write_whole(path: Path, content: str | bytes) -> Path:
    """Through a file beside it, so that a reader never sees half a report."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
        try:
            part.write(content.encode() if isinstance(content, str) else content)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).chmod(0o644)
    return Path(part.name).replace(path)


def _html(assessment: Assessment, audience: Audience) -> str:
    from speciosa.report.html import render_html  # noqa: PLC0415 - only this face needs Jinja2

    return render_html(assessment, audience)


def _pdf(assessment: Assessment, audience: Audience) -> bytes:
    from speciosa.report.pdf import render_pdf  # noqa: PLC0415 - only this face needs Typst

    return render_pdf(assessment, audience)


def _json(assessment: Assessment, _: Audience) -> str:
    return assessment.to_json()


def _text(assessment: Assessment, _: Audience) -> str:
    from speciosa.report.terminal import render_terminal  # noqa: PLC0415 - only this face needs it

    return render_terminal(assessment, TEXT_COLUMNS, colour=False)


FACES: Final[dict[str, tuple[str, Callable[[Assessment, Audience], str | bytes]]]] = {
    "html": ("report.html", _html),
    "pdf": ("report.pdf", _pdf),
    "json": ("report.json", _json),
    "text": ("report.txt", _text),
}
