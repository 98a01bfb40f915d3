"""Faces of one assessment: HTML, PDF, JSON and text, written side by side."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Final

from speciosa.errors import InputError
from speciosa.report.audience import Audience
from speciosa.side_by_side import SideBySide, spare_workers

if TYPE_CHECKING:
    from speciosa.assessment.schema import Assessment

TEXT_COLUMNS: Final = 100


def write_report(
    assessment: "Assessment",
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
    faces = _rendered(assessment, wanted, audience)
    folder.mkdir(parents=True, exist_ok=True)
    return [write_whole(folder / FACES[name].file, faces[name]) for name in wanted]


def load_faces(formats: Iterable[str]) -> None:
    """Load what these faces need, while the assessment is still being made; unknown ones wait."""
    for name in formats:
        if name in FACES:
            FACES[name].load()


def _rendered(
    assessment: "Assessment", wanted: Iterable[str], audience: Audience
) -> dict[str, str | bytes]:
    """Each face once, on as many cores as there are; those that take longest begin first."""
    names = [name for name in FACES if name in wanted]

    def render(place: int) -> str | bytes:
        return FACES[names[place]].render(assessment, audience)

    with SideBySide(render, len(names), spare_workers(sum(FACES[n].long for n in names))) as faces:
        return dict(zip(names, faces.answers(), strict=True))


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


def _html(assessment: "Assessment", audience: Audience) -> str:
    from speciosa.report.html import render_html  # noqa: PLC0415 - only this face needs Jinja2

    return render_html(assessment, audience)


def _load_html() -> None:
    from speciosa.report.html import load  # noqa: PLC0415 - as above

    load()


def _pdf(assessment: "Assessment", audience: Audience) -> bytes:
    from speciosa.report.pdf import render_pdf  # noqa: PLC0415 - only this face needs Typst

    return render_pdf(assessment, audience)


def _load_pdf() -> None:
    from speciosa.report.pdf import load  # noqa: PLC0415 - as above

    load()


def _json(assessment: "Assessment", _: Audience) -> str:
    return assessment.to_json()


def _text(assessment: "Assessment", audience: Audience) -> str:
    from speciosa.report.terminal import render_terminal  # noqa: PLC0415 - only this face needs it

    return render_terminal(assessment, TEXT_COLUMNS, colour=False, audience=audience)


@dataclass(frozen=True, slots=True)
class Face:
    """One way to show an assessment."""

    file: str
    render: Callable[["Assessment", Audience], str | bytes]
    load: Callable[[], None] = lambda: None
    long: bool = False  # worth a core of its own


FACES: Final = {
    "pdf": Face("report.pdf", _pdf, _load_pdf, long=True),
    "html": Face("report.html", _html, _load_html, long=True),
    "text": Face("report.txt", _text),
    "json": Face("report.json", _json),
}
