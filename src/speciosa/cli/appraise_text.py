"""What `appraise` prints: a page to hand out, at most 80 columns."""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final, get_args

from speciosa.appraise.appraisal import LEFT_OUT, Answer, Appraisal, Cited, Unjudged
from speciosa.appraise.plain import visible
from speciosa.cli.phrases import counted
from speciosa.cli.screen import Screen
from speciosa.knowledge.claims import VerdictWord
from speciosa.texts import say

WIDTH: Final = 80
_QUOTES: Final = 2  # of one claim; the others are counted
_LISTED: Final = 12  # sentences on kratom that were not judged
_QUOTED: Final = 300
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ASCII: Final = str.maketrans("“”‘’–—…×", "\"\"''--~x")
_ON_KRATOM: Final = ("a question", "not a claim of the list")
_ABSTRACT: Final = "abstract"


def appraisal_text(found: Appraisal, name: str, screen: Screen) -> str:
    """The whole page."""
    width = min(screen.columns, WIDTH)
    lines = [_bold(say("cli.appraise.title"), screen), *_counts(found, name, width), ""]
    lines += [*textwrap.wrap(say("cli.appraise.limits"), width), ""] if found.answers else []
    numbers = {source.key: n for n, source in enumerate(_sources(found), start=1)}
    told: dict[str, str] = {}  # where each claim was answered first
    for verdict, answers in groupby(found.answers, key=lambda answer: answer.verdict):
        lines += [*_heading(verdict, screen), ""]
        for answer in answers:
            lines += [*_said(answer, width, screen), *_known(answer, told, numbers, width), ""]
    lines += [] if found.answers else [*textwrap.wrap(say("cli.appraise.no_claim"), width), ""]
    if LEFT_OUT in "\n".join(lines):
        lines += [say("cli.appraise.amounts_left_out", mark=LEFT_OUT), ""]
    lines += [*_unjudged(found, width, screen), *_references(found, width, screen)]
    text = "\n".join([*lines, *textwrap.wrap(say("cli.appraise.end"), width)]) + "\n"
    return _ascii(text) if screen.ascii_only else text


def _counts(found: Appraisal, name: str, width: int) -> list[str]:
    judged = len({part.number for answer in found.answers for part in answer.sentences})
    counts = Counter(answer.verdict for answer in found.answers)
    words = [f"{counts[word]} {_verdict(word)}" for word in get_args(VerdictWord) if counts[word]]
    sentences, claims = counted(found.sentences, "sentence"), counted(len(found.answers), "claim")
    said = say("cli.appraise.counts", name=visible(name), sentences=sentences, judged=judged)
    if words:
        said += " " + say("cli.appraise.claims_counted", claims=claims, verdicts=", ".join(words))
    return textwrap.wrap(said, width, break_on_hyphens=False)


def _verdict(word: VerdictWord) -> str:
    return say(f"cli.appraise.verdict.{word}")


def _heading(verdict: VerdictWord, screen: Screen) -> Iterator[str]:
    means = say(f"cli.appraise.means.{verdict}")
    yield f"{_bold(_verdict(verdict).upper(), screen)}: {means}"


def _said(answer: Answer, width: int, screen: Screen) -> Iterator[str]:
    """What the article says, with the sentences that say it."""
    yield from _wrapped(answer.title, "  ", width, bold=screen)
    for part in answer.sentences[:_QUOTES]:
        quote = textwrap.shorten(part.text, _QUOTED, placeholder=" …")
        says = say(f"cli.appraise.says.{part.stance}")
        told = say("cli.appraise.quoted", number=part.number, says=says, quote=quote)
        yield from _wrapped(told, "    ", width)
    more = len(answer.sentences) - _QUOTES
    if more > 0:
        sentences = counted(more, "more_sentence")
        yield "    " + say("cli.appraise.more_sentences", sentences=sentences)


def _known(answer: Answer, told: dict[str, str], numbers: dict[str, int], width: int) -> list[str]:
    """What is known; of a claim that came before, only where it stands."""
    if answer.claim in told:
        above = say("cli.appraise.see_above", title=told[answer.claim])
        return _wrapped(above, "    ", width)
    told[answer.claim] = answer.title
    return _wrapped(f"{answer.known} {_grade(answer)} {_marks(answer, numbers)}", "    ", width)


def _grade(answer: Answer) -> str:
    """How sure it is, and how far it was checked."""
    if answer.evidence == "none":
        return ""
    kind, certainty = say(f"cli.appraise.evidence.{answer.evidence}"), answer.certainty
    if answer.review == "published":
        if certainty == "not graded":
            return say("cli.appraise.known_from", kind=kind)
        return say("cli.appraise.certainty", certainty=certainty, kind=kind)
    if certainty == "not graded":
        return say("cli.appraise.known_from_unread", kind=kind, review=answer.review)
    told = {"certainty": certainty, "kind": kind, "review": answer.review}
    return say("cli.appraise.certainty_unread", **told)


def _marks(answer: Answer, numbers: dict[str, int]) -> str:
    return f"[{', '.join(str(number) for number in sorted(numbers[k] for k in answer.sources))}]"


def _sources(found: Appraisal) -> list[Cited]:
    named = {key for answer in found.answers for key in answer.sources}
    return [source for source in found.sources if source.key in named]


def _unjudged(found: Appraisal, width: int, screen: Screen) -> Iterator[str]:
    """Sentences on kratom that were left alone, and how many others."""
    on_kratom = [part for part in found.unjudged if part.reason in _ON_KRATOM]
    others = len(found.unjudged) - len(on_kratom)
    if not found.unjudged:
        return
    yield _bold(say("cli.appraise.not_judged"), screen)
    yield from [*textwrap.wrap(say("cli.appraise.left"), width), ""]
    for part in on_kratom[:_LISTED]:
        yield _one_line(part, width)
    if len(on_kratom) > _LISTED:
        yield "  " + say("cli.appraise.more_listed", count=len(on_kratom) - _LISTED)
    if others:
        yield "  " + say("cli.appraise.other_lines", lines=counted(others, "line"))
    yield ""


def _one_line(part: Unjudged, width: int) -> str:
    start = f"  {part.number:>3}  "
    return start + textwrap.shorten(part.text, width - len(start), placeholder=" …")


def _references(found: Appraisal, width: int, screen: Screen) -> Iterator[str]:
    listed = _sources(found)
    if not listed:
        return
    yield _bold(say("cli.appraise.sources"), screen)
    yield from [*textwrap.wrap(say("cli.appraise.abstracts"), width), ""]
    for number, source in enumerate(listed, start=1):
        doi = f", doi {source.doi}" if source.doi else ""
        read = "" if source.read == _ABSTRACT else say("cli.appraise.read", read=source.read)
        text = f"{source.cite}{doi}{read}"
        start = f"  {number:>2}  "
        yield from textwrap.wrap(
            text, width, initial_indent=start, subsequent_indent=" " * len(start),
            break_on_hyphens=False,
        )  # fmt: skip
    yield ""


def _wrapped(text: str, indent: str, width: int, bold: Screen | None = None) -> list[str]:
    lines = textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    return [_bold(line, bold) for line in lines] if bold else lines


def _bold(text: str, screen: Screen) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if screen.colour else text


def _ascii(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return (
        "".join(sign for sign in flat if not unicodedata.combining(sign))
        .encode("ascii", "replace")
        .decode()
    )
