"""`speciosa design`: a personal randomised test, its protocol, its next step, its result."""

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
    print("\n".join(_said(sheet.protocol)))
    for path in written:
        print(f"Wrote  {path}")
    print(_how_to_reveal(sheet.protocol, diary, out))


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


def _said(protocol: "Protocol") -> list[str]:
    """Schedule, power and width, in a few lines."""
    plan = protocol.plan
    arms = {
        "wait": f"usual amount at once or after {plan.lower:g} min",
        "blocks": f"usual amount or {100.0 * plan.lower:g} % of it",
        "versus": f"usual use alone or with {plan.other}",
    }[plan.kind]
    length = f", {plan.block_d} d each" if plan.block_d else ""
    lines = [
        f"Test   {plan.label}: {plan.pairs} pairs of {arms}{length}",
        f"       {plan.start} to about {plan.end} ({plan.days} days); one coin a pair",
    ]
    lines += [
        f"       true difference {abs(e.effect_pts):.1f} points: shown with "
        f"{100.0 * e.power_prob:.0f} % chance, interval about {e.width_pts:.1f} points wide"
        for e in protocol.expected
    ]
    if plan.pairs < 20:  # noqa: PLR2004 - as recommended
        lines.append("       20 pairs are recommended; fewer tell less.")
    if plan.unit == "share" and plan.lower < 1.0:
        lines.append("       Only inside a reduction agreed with a professional.")
    lines.append("       Together with a professional; this is not advice to use.")
    return lines


def _how_to_reveal(protocol: "Protocol", diary: Path, out: Path) -> str:
    when = "After each wish" if protocol.plan.kind == "wait" else "At the start of each block"
    return (
        f"Next   Do not open {out / ALLOCATION_FILE}: it holds the order (better: a helper does).\n"
        f"       {when}: speciosa design {diary} --next -o {out}"
    )


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
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    protocol, allocation = _read(out)
    if not verify(protocol.commitment, allocation):
        expected = "the order whose fingerprint the protocol holds"
        raise InputError("the order was changed", ALLOCATION_FILE, None, expected)
    arm = next_arm(allocation, _revealed(read_diary(diary), protocol))
    if arm is None:
        print(f"All steps are done. Read the result: speciosa design {diary} --result -o {out}")
        return
    if arm.at[:10] > _today().isoformat():
        print(f"Next   The next block begins on {arm.at[:10]}; its arm stays closed until then.")
        return
    at = f" --at {arm.at}" if arm.at else ""
    note = f' "{arm.note}"'
    print(f"Next   {_step_words(arm)}")
    print(
        f"       Record it: speciosa log {diary} allocation {arm.what} {arm.value:g} {arm.unit}"
        f"{note}{at}"
    )


def _today() -> date:
    return datetime.now().astimezone().date()


def _step_words(arm: "AllottedArm") -> str:
    if arm.unit == "min":
        return f"{arm.note}: wait {arm.value:g} min after the wish"
    return f"{arm.note}, from {arm.at[:10]}: {100.0 * arm.value:g} % of your usual amount"


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
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report.protocol import render_result, result_text  # noqa: PLC0415

    sheet = result_of(read_diary(diary))
    text = result_text(sheet)
    results = "[" + ",\n".join(r.model_dump_json(indent=1) for r in sheet.results) + "]\n"
    texts = {"result.html": render_result(sheet), "result.txt": text, "result.json": results}
    written = _write(out, texts)
    first, _, _ = text.partition("\n2 ")
    print(first.rstrip())
    for path in written:
        print(f"Wrote  {path}")
