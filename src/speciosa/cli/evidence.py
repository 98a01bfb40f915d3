"""`speciosa evidence`: what is known, how certain that is, and from where."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from speciosa.knowledge.evidence import Known
    from speciosa.knowledge.sources import Source

_WIDTH: Final = 88
_KINDS: Final = ("statement", "study", "claim")


def evidence(
    words: Annotated[
        list[str] | None, typer.Argument(help="a topic, an id (G3, E-01, CL-02) or a source's key")
    ] = None,
    kind: Annotated[str, typer.Option(help="only these: statement, study or claim")] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
) -> None:
    """List what is known about kratom, with certainty and citations; words narrow it down."""
    from json import dumps  # noqa: PLC0415  (heavy floors only when the command runs)

    found = _found(words or [], kind)
    if json:
        print(dumps([_whole(known) for known in found], indent=1))
    else:
        print("\n".join(_lines(found, short=not words and not kind)))


def _found(words: list[str], kind: str) -> tuple["Known", ...]:
    from speciosa.errors import InputError  # noqa: PLC0415
    from speciosa.knowledge.evidence import about  # noqa: PLC0415

    if kind and kind not in _KINDS:
        raise InputError("no such kind", "--kind", kind, ", ".join(_KINDS), "--kind study")
    found = about(words, kind)
    if not found:
        text = " ".join(words)
        expected = "a topic such as pain, an id or a source's key"
        raise InputError("nothing is filed under it", "evidence", text, expected, "evidence pain")
    return found


def _whole(known: "Known") -> dict[str, object]:
    from speciosa.knowledge.evidence import cited  # noqa: PLC0415

    full = [source.model_dump(mode="json") for source in cited(known.sources)]
    return {**known.model_dump(mode="json"), "sources": full}


def _lines(found: tuple["Known", ...], *, short: bool) -> Iterator[str]:
    from speciosa.knowledge.evidence import cited  # noqa: PLC0415

    for known in found:
        yield from _wrapped(f"{known.id:6}", known.text)
        if not short:
            yield from _wrapped(" " * 6, known.more) if known.more else ()
            yield f"      {known.certainty}, {known.review}"
            for source in cited(known.sources):
                yield from _wrapped("      - ", _citation(source))
            yield ""
    if short:
        yield ""
        yield "Show one with its sources: speciosa evidence G3. A topic: speciosa evidence pain."


def _citation(source: "Source") -> str:
    ids = (f"doi {source.doi}" if source.doi else "", f"PMID {source.pmid}" if source.pmid else "")
    named = ", ".join((source.cite.rstrip("."), *(text for text in ids if text)))
    return f"{named}. Read: {source.read}."


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
    )
