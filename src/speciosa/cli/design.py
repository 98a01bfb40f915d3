"""`speciosa design`: a personal randomised test, its protocol, its next step, its result."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from speciosa.cli.progress import Progress

if TYPE_CHECKING:
    from speciosa.assessment.protocol import Allocation, AllottedArm, Protocol, Wanted
    from speciosa.diary.diary import Diary

PROTOCOL_FILE = "protocol.json"
ALLOCATION_FILE = "allocation.csv"
_COLUMNS = "at,kind,what,value,unit,note,id"


def design(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    kind: Annotated[str, typer.Option(help="wait, blocks or versus")] = "",
    outcome: Annotated[str, typer.Option(help="what is rated; default: the first aim")] = "",
    pairs: Annotated[int, typer.Option(help="5 or more; 20 recommended")] = 20,
    start: Annotated[str, typer.Option(help="first day; default: after the last entry")] = "",
    share: Annotated[
        float | None, typer.Option(help="of your usual amount in the lower blocks; never above 1")
    ] = None,
    versus: Annotated[str, typer.Option(help='the other intervention, e.g. "heat pad"')] = "",
    product: Annotated[str, typer.Option(help="default: the one of the latest dose")] = "",
    seed: Annotated[int | None, typer.Option(help="default: from the diary")] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="where the files go")] = Path("design"),
    *,
    reveal: Annotated[bool, typer.Option("--next", help="reveal the next step")] = False,
    result: Annotated[bool, typer.Option("--result", help="analyse a test, by assignment")] = False,
) -> None:
    """Plan a personal randomised test for somebody who uses it already, or read its result."""
    if result:
        _result(diary, out)
    elif reveal:
        _reveal(diary, out)
    else:
        from speciosa.assessment.protocol import Wanted  # noqa: PLC0415  (heavy)

        wanted = Wanted(
            kind=kind or ("versus" if versus else "wait"),
            outcome=outcome,
            pairs=pairs,
            start=_day(start),
            share=share,
            other=versus,
            product=product,
            seed=seed,
        )
        _plan(diary, wanted, out)


def _day(typed: str) -> date | None:
    from speciosa.errors import InputError  # noqa: PLC0415

    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InputError("not a day", "--start", typed, "YYYY-MM-DD", "2026-06-01") from None


def _plan(diary: Path, wanted: "Wanted", out: Path) -> None:
    from speciosa.assessment.protocol import protocol_of  # noqa: PLC0415
    from speciosa.cli.design_text import plan_lines, reveal_lines, written_lines  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report.protocol import protocol_text, render_protocol  # noqa: PLC0415

    if (out / ALLOCATION_FILE).exists():
        raise _taken(out)
    record = read_diary(diary)
    with Progress() as progress:
        sheet, allocation = protocol_of(record, wanted, progress)
    texts = {
        "protocol.html": render_protocol(sheet),
        "protocol.txt": protocol_text(sheet),
        PROTOCOL_FILE: sheet.protocol.to_json(),
        ALLOCATION_FILE: allocation_text(allocation),
    }
    written = _write(out, texts)
    _print(plan_lines(sheet.protocol))
    _print(written_lines(written))
    _print(reveal_lines(sheet.protocol, out / ALLOCATION_FILE, diary, out))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _taken(out: Path) -> Exception:
    from speciosa.errors import InputError  # noqa: PLC0415

    expected = "a folder without a test; nothing is overwritten"
    return InputError("there is a test already", "--out", str(out), expected)


def _write(out: Path, texts: dict[str, str]) -> list[Path]:
    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.report import write_whole  # noqa: PLC0415

    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():  # the allocation comes last: with it the test exists
            write_whole(out / name, text)
    except OSError as fault:
        expected = "a folder that can be written to"
        raise InputError(
            "cannot be written", "--out", f"{out}: {fault.strerror}", expected
        ) from None
    return [out / name for name in texts]


def allocation_text(allocation: "Allocation") -> str:
    """The rows of entries.csv to come; a wait has no time yet."""
    from speciosa.diary.writers import csv_line  # noqa: PLC0415

    rows = [csv_line(_cells(arm)) for arm in allocation.arms]
    return "\n".join([_COLUMNS, *rows]) + "\n"


def _cells(arm: "AllottedArm") -> tuple[str, ...]:
    return (arm.at, "allocation", arm.what, f"{arm.value:g}", arm.unit, arm.note, "")


def read_allocation(text: str) -> "Allocation":
    """The arms of an allocation file; raises InputError for a file that is none."""
    import csv  # noqa: PLC0415

    from speciosa.assessment.protocol import Allocation, AllottedArm  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    try:
        arms = tuple(
            AllottedArm(
                at=row["at"],
                what=row["what"],
                value=float(row["value"]),
                unit=row["unit"],
                note=row["note"],
            )
            for row in csv.DictReader(text.splitlines())
        )
    except (KeyError, TypeError, ValueError):
        expected = "the file that `speciosa design` wrote"
        raise InputError("cannot be read", ALLOCATION_FILE, None, expected) from None
    return Allocation(arms=arms)


def _reveal(diary: Path, out: Path) -> None:
    from speciosa.assessment.protocol import next_arm, verify  # noqa: PLC0415
    from speciosa.cli.design_text import step_lines  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.texts import say  # noqa: PLC0415

    protocol, allocation = _read(out)
    if not verify(protocol.commitment, allocation):
        expected = "the order whose fingerprint the protocol holds"
        raise InputError("the order was changed", ALLOCATION_FILE, None, expected)
    arm = next_arm(allocation, _revealed(read_diary(diary), protocol))
    if arm is None:
        print(say("cli.design.all_done", diary=diary, out=out))
    elif arm.at[:10] > _today().isoformat():
        print(say("cli.design.closed", day=arm.at[:10]))
    else:
        _print(step_lines(arm, diary))


def _today() -> date:
    return datetime.now().astimezone().date()


def _read(out: Path) -> tuple["Protocol", "Allocation"]:
    from pydantic import ValidationError  # noqa: PLC0415

    from speciosa.assessment.protocol import Protocol  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    try:
        told = (out / PROTOCOL_FILE).read_text("utf-8")
        rows = (out / ALLOCATION_FILE).read_text("utf-8")
        return Protocol.model_validate_json(told), read_allocation(rows)
    except (OSError, UnicodeDecodeError, ValidationError):
        expected = f"{PROTOCOL_FILE} and {ALLOCATION_FILE} of a test"
        raise InputError("no test here", "--out", str(out), expected, "-o DIR") from None


def _revealed(diary: "Diary", protocol: "Protocol") -> int:
    """Allocation entries of this test that the diary holds already."""
    from speciosa.diary.entries import Kind  # noqa: PLC0415
    from speciosa.diary.view import current  # noqa: PLC0415

    plan = protocol.plan
    return sum(
        entry.kind is Kind.ALLOCATION
        and (entry.what, entry.unit) == (plan.product, plan.unit)
        and entry.at.date() >= plan.start
        for entry in current(diary)
    )


def _result(diary: Path, out: Path) -> None:
    from speciosa.assessment.protocol import result_of  # noqa: PLC0415
    from speciosa.cli.design_text import written_lines  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report.protocol import render_result, result_text  # noqa: PLC0415

    sheet = result_of(read_diary(diary))
    text = result_text(sheet)
    results = "[" + ",\n".join(r.model_dump_json(indent=1) for r in sheet.results) + "]\n"
    texts = {"result.html": render_result(sheet), "result.txt": text, "result.json": results}
    written = _write(out, texts)
    first, _, _ = text.partition("\n2 ")
    print(first.rstrip())
    _print(written_lines(written))
