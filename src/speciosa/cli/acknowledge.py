"""`speciosa acknowledge`: mark a finding as seen, for one account; it stays where it is."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from speciosa.cli.acknowledged_file import Stored
    from speciosa.safety.finding import Finding

_ALIKE_PERCENT: Final = 60.0


def acknowledge(
    diary: Annotated[Path, typer.Argument(help="a diary folder")],
    finding: Annotated[str, typer.Argument(help="its id; default: list the findings")] = "",
    account: Annotated[str, typer.Option(help="who has seen it, e.g. person or doctor")] = "person",
    *,
    undo: Annotated[bool, typer.Option("--undo", help="no longer seen")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Mark a finding as seen: it stays in the report, quieter, until something changes."""
    from speciosa.cli.acknowledge_text import finding_lines  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.cli.acknowledged_file import (  # noqa: PLC0415
        read_acknowledged,
        refuse_packed,
        tell_problems,
    )
    from speciosa.cli.screen import screen_of  # noqa: PLC0415
    from speciosa.report.terminal_text import paint, to_ascii  # noqa: PLC0415
    from speciosa.safety.acknowledge_text import read_account  # noqa: PLC0415

    refuse_packed(diary)
    who = read_account(account, "--account")
    findings, stored = findings_of(diary), read_acknowledged(diary)
    tell_problems(stored)
    screen = screen_of(plain=plain)
    if finding:
        lines = _record(diary, finding, who, findings, stored, undo=undo)
    else:
        lines = finding_lines(diary, who, findings, stored.acknowledgements, screen)
    text = "\n".join(lines)
    print(paint(to_ascii(text) if screen.ascii_only else text, screen.colour))


def now() -> datetime:
    """The only look at the clock."""
    return datetime.now(UTC).replace(microsecond=0)


def findings_of(folder: Path) -> "tuple[Finding, ...]":
    """The findings of a diary, as `assess` has them as of its last entry."""
    from speciosa.diary.profile import projected  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.safety.check import check_safety  # noqa: PLC0415

    return check_safety(projected(read_diary(folder))).findings


def _record(
    folder: Path,
    typed: str,
    account: str,
    findings: "tuple[Finding, ...]",
    stored: "Stored",
    *,
    undo: bool,
) -> Iterable[str]:
    """Write what was asked for, unless it stands there already; returns the lines to print."""
    from speciosa.cli.acknowledge_text import saved_lines, taken_back_lines  # noqa: PLC0415
    from speciosa.cli.acknowledged_file import append_acknowledged  # noqa: PLC0415
    from speciosa.safety.acknowledge import (  # noqa: PLC0415
        acknowledge,
        seen_digests,
        sight_of,
        take_back,
    )

    seen = seen_digests(stored.acknowledgements, account)
    if undo:
        id_ = _known_id(typed, seen, f"a finding that {account} has marked as seen")
        append_acknowledged(folder, [take_back(id_, account, now())])
        return taken_back_lines(id_, account)
    id_ = _known_id(typed, [f.id for f in findings], "a finding of this diary")
    meant = [f for f in findings if f.id == id_]
    new = [acknowledge(f, account, now()) for f in meant if sight_of(f, seen) != "seen"]
    if new:
        append_acknowledged(folder, new)
    return saved_lines(folder, account, meant, new=bool(new))


def _known_id(typed: str, known: Iterable[str], expected: str) -> str:
    """The id as it is written; raises InputError that names the nearest one."""
    from speciosa.diary.text import listed  # noqa: PLC0415
    from speciosa.errors import InputError  # noqa: PLC0415

    ids = list(dict.fromkeys(known))
    by_lower = {id_.lower(): id_ for id_ in ids}
    if found := by_lower.get(typed.strip().lower()):
        return found
    names = f"{expected}: {listed(ids)}" if ids else f"{expected}, but there is none"
    raise InputError("no such finding", "FINDING", typed, names, _nearest(typed, ids))


def _nearest(typed: str, ids: list[str]) -> str:
    """The id that was probably meant, also when only a part of it was typed, or nothing."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    wanted = typed.strip().lower()
    whole = [id_ for id_ in ids if wanted in id_.lower().split("+")]
    if whole:
        return whole[0]
    found = process.extractOne(
        wanted, ids, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_ALIKE_PERCENT
    )
    return found[0] if found else ""
