"""What `appraise` prints: a page to hand out, at most 80 columns."""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final, get_args

from speciosa.appraise.appraisal import LEFT_OUT, Answer, Appraisal, Cited, Unjudged
from speciosa.appraise.plain import visible
from speciosa.cli.screen import Screen
from speciosa.knowledge.claims import Stance, VerdictWord

WIDTH: Final = 80
_QUOTES: Final = 2  # of one claim; the others are counted
_LISTED: Final = 12  # sentences on kratom that were not judged
_QUOTED: Final = 300
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ASCII: Final = str.maketrans("“”‘’–—…×", "\"\"''--~x")
_ON_KRATOM: Final = ("a question", "not a claim of the list")
_TITLE: Final = "What this article says about kratom, and what is known"
_MEANING: Final[dict[VerdictWord, str]] = {
    "contradicted": "what is known speaks against it",
    "not supported": "nobody has shown it, or shown that it is not so",
    "partly supported": "true only with what is said below it",
    "cannot be judged": "too little is known to say yes or no",
    "supported": "what is known agrees",
}
_SAYS: Final[dict[Stance, str]] = {
    "asserts": "says",
    "denies": "says",
    "hedges": "says it may be so",
    "reports": "says that others say so",
    "doubts": "says that proof is missing",
}
_EVIDENCE: Final = {
    "L1": "a controlled study in people",
    "L2": "watching people who take it",
    "L3": "single cases",
    "L4": "laboratory and animals",
    "L5": "what related medicines do",
    "none": "no study needed",
}
_END: Final = (
    "This page judges sentences, not the people who wrote them, and it is no advice to take or to "
    "stop anything. Tell a doctor or pharmacist about kratom before any new medicine. Do not stop "
    "long daily use, or a medicine, suddenly or alone. Hard to wake, slow breathing, a seizure, "
    "chest pain, yellow eyes or thoughts of suicide: call your local emergency number."
)
_LIMITS: Final = (
    "A program found these sentences by their words, and it can misread them. In a test on "
    "articles by others, about one verdict in four did not fit its sentence, and more than half "
    "of the claims were missed. So read each quoted sentence before you trust its verdict."
)
_LEFT: Final = (
    "Questions, advice, claims that the program does not know, and sentences that are not clear "
    "enough. Not judged does not mean true."
)
_ABSTRACT: Final = "abstract"
_READ: Final = "Of each source the abstract was read, where nothing else is named."
_NONE: Final = "No sentence makes a claim that the tables know. That is no verdict on the article."


def appraisal_text(found: Appraisal, name: str, screen: Screen) -> str:
    """The whole page."""
    width = min(screen.columns, WIDTH)
    lines = [_bold(_TITLE, screen), *_counts(found, name, width), ""]
    lines += [*textwrap.wrap(_LIMITS, width), ""] if found.answers else []
    numbers = {source.key: n for n, source in enumerate(_sources(found), start=1)}
    told: dict[str, str] = {}  # where each claim was answered first
    for verdict, answers in groupby(found.answers, key=lambda answer: answer.verdict):
        lines += [*_heading(verdict, screen), ""]
        for answer in answers:
            lines += [*_said(answer, width, screen), *_known(answer, told, numbers, width), ""]
    lines += [] if found.answers else [*textwrap.wrap(_NONE, width), ""]
    if LEFT_OUT in "\n".join(lines):
        lines += [f"{LEFT_OUT}: how much to take is left out of quoted sentences.", ""]
    lines += [*_unjudged(found, width, screen), *_references(found, width, screen)]
    text = "\n".join([*lines, *textwrap.wrap(_END, width)]) + "\n"
    return _ascii(text) if screen.ascii_only else text


def _counts(found: Appraisal, name: str, width: int) -> list[str]:
    judged = len({part.number for answer in found.answers for part in answer.sentences})
    counts = Counter(answer.verdict for answer in found.answers)
    words = [f"{counts[word]} {word}" for word in get_args(VerdictWord) if counts[word]]
    said = f"{visible(name)}: {_many(found.sentences, 'sentence')}, {judged} judged."
    claims = f"{_many(len(found.answers), 'claim')}: {', '.join(words)}." if words else ""
    return textwrap.wrap(f"{said} {claims}", width, break_on_hyphens=False)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _heading(verdict: VerdictWord, screen: Screen) -> Iterator[str]:
    yield f"{_bold(verdict.upper(), screen)}: {_MEANING[verdict]}"


def _said(answer: Answer, width: int, screen: Screen) -> Iterator[str]:
    """What the article says, with the sentences that say it."""
    yield from _wrapped(answer.title, "  ", width, bold=screen)
    for part in answer.sentences[:_QUOTES]:
        quote = textwrap.shorten(part.text, _QUOTED, placeholder=" …")
        yield from _wrapped(
            f"Sentence {part.number} {_SAYS[part.stance]}: “{quote}”", "    ", width
        )
    more = len(answer.sentences) - _QUOTES
    if more > 0:
        yield f"    and {_many(more, 'more sentence')}."


def _known(answer: Answer, told: dict[str, str], numbers: dict[str, int], width: int) -> list[str]:
    """What is known; of a claim that came before, only where it stands."""
    if answer.claim in told:
        return _wrapped(f"What is known: see above, “{told[answer.claim]}”.", "    ", width)
    told[answer.claim] = answer.title
    return _wrapped(f"{answer.known} {_grade(answer)} {_marks(answer, numbers)}", "    ", width)


def _grade(answer: Answer) -> str:
    """How sure it is, and how far it was checked."""
    kind = _EVIDENCE[answer.evidence]
    unread = "" if answer.review == "published" else f", {answer.review}"
    if answer.evidence == "none":
        return ""
    if answer.certainty == "not graded":
        return f"Known from {kind}{unread}."
    return f"Certainty: {answer.certainty}, from {kind}{unread}."


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
    yield _bold("NOT JUDGED", screen)
    yield from [*textwrap.wrap(_LEFT, width), ""]
    for part in on_kratom[:_LISTED]:
        yield _one_line(part, width)
    if len(on_kratom) > _LISTED:
        yield f"  and {len(on_kratom) - _LISTED} more (--json lists all)"
    if others:
        yield f"  and {_many(others, 'line')}: titles, or about something else"
    yield ""


def _one_line(part: Unjudged, width: int) -> str:
    start = f"  {part.number:>3}  "
    return start + textwrap.shorten(part.text, width - len(start), placeholder=" …")


def _references(found: Appraisal, width: int, screen: Screen) -> Iterator[str]:
    listed = _sources(found)
    if not listed:
        return
    yield _bold("SOURCES", screen)
    yield from [*textwrap.wrap(_READ, width), ""]
    for number, source in enumerate(listed, start=1):
        doi = f", doi {source.doi}" if source.doi else ""
        read = "" if source.read == _ABSTRACT else f" (read: {source.read})"
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
