"""`speciosa report`: a diary in, the first page out, and the files written."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from speciosa.cli.progress import Progress
from speciosa.cli.screen import screen_of

if TYPE_CHECKING:
    from speciosa.assessment.schema import Assessment
    from speciosa.report.audience import Audience
    from speciosa.safety.acknowledge import Acknowledgement


def report(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    out: Annotated[Path, typer.Option("-o", "--out", help="where the files go")] = Path("out"),
    formats: Annotated[
        str, typer.Option("--format", help="html, pdf, json, text; several with commas")
    ] = "html,json",
    audience: Annotated[
        str, typer.Option("--for", help="who reads it: person or professional")
    ] = "person",
    at: Annotated[str, typer.Option(help="as of this time; default: the last entry's time")] = "",
    account: Annotated[
        str, typer.Option(help="who looks, e.g. person: findings they marked as seen are quieter")
    ] = "",
    compare: Annotated[
        str,
        typer.Option(
            help="two periods side by side: 28d for the last 28 days and the 28 before; or a day, "
            "a period 2026-04-10..2026-05-07, or two periods with a comma between"
        ),
    ] = "",
    since: Annotated[
        Path | None, typer.Option(help="an earlier report.json: what changed since then")
    ] = None,
    lang: Annotated[
        str, typer.Option(help="language of what is said; only those with a file")
    ] = "en",
    *,
    quiet: Annotated[bool, typer.Option(help="print only the paths written")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Assess a diary, print the first page, write the report."""
    from speciosa.texts import speaking  # noqa: PLC0415  (only when it runs)

    with speaking(lang):
        make_report(
            diary,
            out,
            formats,
            at,
            account=account,
            audience=audience,
            compare=compare,
            since=since,
            quiet=quiet,
            plain=plain,
        )


def make_report(
    path: Path,
    out: Path,
    formats: str,
    at: str,
    *,
    quiet: bool,
    plain: bool,
    account: str = "",
    audience: str = "person",
    compare: str = "",
    since: Path | None = None,
) -> None:
    """What `report` and `demo` share."""
    from time import perf_counter  # noqa: PLC0415  (heavy floors only when the command runs)

    from speciosa.assessment.build import assessing  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report import load_faces  # noqa: PLC0415

    started = perf_counter()
    who, marks = _marks(path, account)
    reader, earlier = reader_of(audience), _earlier(since)
    diary, faces = read_diary(path), [name.strip() for name in formats.split(",")]
    as_of = parse_at(at, diary.timezone)
    with (
        Progress(quiet=quiet, plain=plain) as progress,
        assessing(diary, as_of, compare) as finish,
    ):
        load_faces(faces)
        assessment = _with_since(finish(progress), earlier)
    shown = _as_asked(_as_seen(assessment, marks, who), path)
    written = _write(assessment, shown, out, faces, reader)
    if quiet:
        for file in written:
            print(file)
        return
    seconds = perf_counter() - started
    print_page(shown, written, plain=plain, seconds=seconds, audience=reader)
    if who:
        from speciosa.report.words.seen import marked_by  # noqa: PLC0415

        print(marked_by(shown, who))


def _earlier(stored: Path | None) -> "Assessment | None":
    """The earlier report, read first: it may be the file that is written now."""
    if stored is None:
        return None
    from speciosa.assessment.stored import read_assessment  # noqa: PLC0415

    return read_assessment(stored)


def _with_since(assessment: "Assessment", earlier: "Assessment | None") -> "Assessment":
    if earlier is None:
        return assessment
    from speciosa.assessment.since import with_since  # noqa: PLC0415

    return with_since(assessment, earlier)


def print_page(
    assessment: "Assessment",
    written: list[Path],
    *,
    plain: bool,
    seconds: float | None = None,
    audience: "Audience" = "person",
) -> None:
    """The first page on this terminal, with the files written; what `report` and `show` share."""
    from speciosa.report.terminal import render_terminal  # noqa: PLC0415

    screen = screen_of(plain=plain)
    page = render_terminal(
        assessment,
        screen.columns,
        screen.colour,
        ascii_only=screen.ascii_only,
        written=written,
        seconds=seconds,
        audience=audience,
    )
    print(page, end="")


def _marks(path: Path, account: str) -> "tuple[str, tuple[Acknowledgement, ...]]":
    """An account in its one spelling, and what it and others have marked as seen."""
    if not account:
        return "", ()
    from speciosa.cli.acknowledged_file import (  # noqa: PLC0415
        read_acknowledged,
        refuse_packed,
        tell_problems,
    )
    from speciosa.safety.acknowledge_text import read_account  # noqa: PLC0415

    refuse_packed(path)
    stored = read_acknowledged(path)
    tell_problems(stored)
    return read_account(account, "--account"), stored.acknowledgements


def _as_seen(
    assessment: "Assessment", marks: "tuple[Acknowledgement, ...]", account: str
) -> "Assessment":
    """The assessment as one account sees it; without an account every finding is loud."""
    if not account:
        return assessment
    from speciosa.safety.acknowledge import acknowledged  # noqa: PLC0415

    findings = acknowledged(assessment.findings, marks, account)
    return assessment.model_copy(update={"findings": findings})


def _as_asked(assessment: "Assessment", path: Path) -> "Assessment":
    """The assessment with the questions that the person wants to see, in their order."""
    from speciosa.cli.questions_file import as_wished, read_wishes, tell_problems  # noqa: PLC0415

    wishes = read_wishes(path)
    tell_problems(wishes, assessment.questions)
    return as_wished(assessment, wishes)


def _write(
    assessment: "Assessment",
    shown: "Assessment",
    out: Path,
    formats: list[str],
    audience: "Audience",
) -> list[Path]:
    """The pages as one account sees them; the JSON is what `assess` gave, whoever looks."""
    from speciosa.report import write_report  # noqa: PLC0415

    if shown is assessment or "json" not in formats:
        return write_report(shown, out, formats, audience)
    pages = write_report(shown, out, [face for face in formats if face != "json"], audience)
    return [*pages, *write_report(assessment, out, ["json"])]


def reader_of(text: str) -> "Audience":
    """Who reads, as typed with `--for`."""
    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.report.audience import AUDIENCES  # noqa: PLC0415

    for audience in AUDIENCES:
        if audience == text.strip().lower():
            return audience
    raise InputError("no such reader", "--for", text, ", ".join(AUDIENCES), "--for professional")


def parse_at(text: str, timezone: str) -> datetime | None:
    """A time typed with `--at`; without an offset it is local to the diary."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from speciosa.errors import InputError  # noqa: PLC0415

    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            "not a time", "--at", text, "YYYY-MM-DD or YYYY-MM-DDThh:mm", "2026-03-01T20:00"
        ) from None
    if len(text) == len("2026-03-01"):
        at = at.replace(hour=23, minute=59)  # a day means the whole day
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(timezone))
