"""`speciosa evidence`: what is known, how certain that is, and from where."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from speciosa.knowledge.evidence import Known


def evidence(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="a topic, a place, an id (G3, E-01, CL-02) or a source's key"),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="only these: statement, study, claim, regulation or term")
    ] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
) -> None:
    """List what is known about kratom, with certainty and citations; words narrow it down."""
    from json import dumps  # noqa: PLC0415  (heavy floors only when the command runs)

    from speciosa.cli.evidence_text import found_lines, overview_lines  # noqa: PLC0415

    found = _found(words or [], kind)
    if json:
        print(dumps([_whole(known) for known in found], indent=1))
    else:
        lines = found_lines(found) if words or kind else overview_lines(found)
        print("\n".join(lines))


def _found(words: list[str], kind: str) -> tuple["Known", ...]:
    from speciosa.knowledge.evidence import about  # noqa: PLC0415

    _check_kind(kind)
    found = about(words, kind)
    if not found:
        raise _nothing(words, kind)
    return found


def _check_kind(kind: str) -> None:
    from difflib import get_close_matches  # noqa: PLC0415

    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.knowledge.evidence import KINDS  # noqa: PLC0415

    if kind and kind not in KINDS:
        meant = [*get_close_matches(kind.casefold(), KINDS, 1), "study"][0]
        raise InputError("no such kind", "--kind", kind, ", ".join(KINDS), f"--kind {meant}")


def _nothing(words: list[str], kind: str) -> Exception:
    """Why nothing was found: a word that stands nowhere, or words that never stand together."""
    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.knowledge.evidence import about  # noqa: PLC0415
    from speciosa.knowledge.evidence_words import nearest  # noqa: PLC0415

    unknown = [word for word in words if not about([word], kind)]
    if not unknown:
        what, typed = "nothing holds all these words", " ".join(words)
        return InputError(what, "evidence", typed, "fewer words", f"speciosa evidence {words[0]}")
    alike = nearest(unknown[0], kind)
    said = " or ".join(alike) or "a topic such as pain, a place, an id or a source's key"
    example = f'"{alike[0]}"' if alike and " " in alike[0] else (alike or ("pain",))[0]
    only = f" --kind {kind}" if kind and alike else ""
    what = "nothing is filed under it"
    return InputError(what, "evidence", unknown[0], said, f"speciosa evidence {example}{only}")


def _whole(known: "Known") -> dict[str, object]:
    from speciosa.knowledge.evidence import cited  # noqa: PLC0415

    full = [source.model_dump(mode="json") for source in cited(known.sources)]
    return {**known.model_dump(mode="json"), "sources": full}
