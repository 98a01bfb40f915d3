"""Claims that articles make about kratom: how to find each, and what is known about it."""

from functools import cache
from typing import Final, Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.knowledge.tables import Placed, placed_rows, read_toml, typed_row
from speciosa.record import Record

Stance = Literal["asserts", "denies", "hedges", "reports", "doubts"]
VerdictWord = Literal[
    "contradicted", "not supported", "partly supported", "cannot be judged", "supported"
]
Certainty = Literal["high", "moderate", "low", "very low", "not graded"]
Patterns = tuple[str, ...]
_FOLDER: Final = "claims"
_WORDS: Final = "claim_words"


class Verdict(Record):
    """The verdict on a sentence by its stance to the claim.

    `reports` is what people are said to say, `doubts` that there is no proof; where they are
    not given, they are judged as `hedges` and `denies`.
    """

    asserts: VerdictWord
    denies: VerdictWord
    hedges: VerdictWord
    reports: VerdictWord | None = None
    doubts: VerdictWord | None = None

    def on(self, stance: Stance) -> VerdictWord:
        """The verdict on one stance."""
        if stance == "reports":
            return self.reports or self.hedges
        if stance == "doubts":
            return self.doubts or self.denies
        return {"asserts": self.asserts, "denies": self.denies, "hedges": self.hedges}[stance]


class Variant(Record):
    """The claim made narrower or wider by a few words, with a title and verdict of its own."""

    words: Patterns = Field(min_length=1)
    title: str = Field(min_length=1)
    denial: str = Field(min_length=1)
    verdict: Verdict


class Way(Record):
    """Another way to say the same claim: what is said, and about what."""

    says: Patterns = Field(min_length=1)
    about: tuple[Patterns, ...]


class Example(Record):
    """A sentence that makes the claim; the tests hold the matcher to it."""

    text: str = Field(min_length=1)
    stance: Stance


class Claim(Record):
    """One claim: the words that make it, and the answer to it.

    Attributes:
        title: the claim, in words that a page can show.
        denial: its denial, in words that a page can show.
        says: what is said of kratom; one of these must stand in the sentence.
        denied_by: words that say the opposite by themselves, e.g. "non addictive".
        about: groups of words; one of each group must stand near it.
        unless: words that make it another claim, in the same clause.
        unless_anywhere: the same, anywhere in the sentence.
        void: phrases whose words do not count, e.g. "attention deficit" for attention.
        way: other ways to say it.
        studied: a sentence that only says "never tested" is about this claim too.
        whole: the words may lie in different parts of the sentence.
        rivals_compared: other substances belong to the claim and are no other subject.
        rivals_ok: other substances may be named anywhere.
        named: where kratom must be named: beside the claim, in the sentence, or before it.
        near: tokens that may lie between what is said and each group.
    """

    id: str = Field(pattern=r"^CL-\d\d+$")
    title: str = Field(min_length=1)
    denial: str = Field(min_length=1)
    scope: str = Field(min_length=1)
    says: Patterns = Field(min_length=1)
    denied_by: Patterns = ()
    about: tuple[Patterns, ...]
    unless: Patterns = ()
    unless_anywhere: Patterns = ()
    void: Patterns = ()
    way: tuple[Way, ...] = ()
    studied: bool = False
    whole: bool = False
    rivals_compared: bool = False
    rivals_ok: bool = False
    named: Literal["clause", "sentence", "text"] = "clause"
    near: int = Field(default=8, gt=0)
    known: str = Field(min_length=1)
    certainty: Certainty
    statements: tuple[str, ...]
    studies: tuple[str, ...]
    evidence: Literal["L1", "L2", "L3", "L4", "L5", "none"]
    review: Literal["published", "expert proposal", "unverified"]
    sources: tuple[str, ...] = Field(min_length=1)
    place: str = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)
    counter_examples: tuple[str, ...] = Field(min_length=1)
    verdict: Verdict
    variant: tuple[Variant, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways to say it, the first one of the table first."""
        return (Way(says=self.says, about=self.about), *self.way)


class StanceWords(Record):
    """How a sentence turns, softens or passes on what it says."""

    negation: Patterns
    no_negation: Patterns
    hedge: Patterns
    doubt: Patterns
    unclear: Patterns
    advice: Patterns
    attribution: Patterns
    label: Patterns
    motive: Patterns


class ClaimWords(Record):
    """Words that claims share."""

    stance: StanceWords
    words: dict[str, Patterns]


@cache
def claim_words() -> ClaimWords:
    """The shared words."""
    return typed_row(_WORDS, 1, ClaimWords, read_toml(_WORDS))


@cache
def claims() -> dict[str, Claim]:
    """All claims by id, in order of their ids; one file may hold one or several."""
    found: dict[str, Claim] = {}
    for placed in placed_rows(_FOLDER, "claim", Claim):
        _check(placed)
        if placed.row.id in found:
            raise _fault(placed, "an id stands twice", "id", placed.row.id, "a new id")
        found[placed.row.id] = placed.row
    return dict(sorted(found.items()))


def _check(placed: Placed[Claim]) -> None:
    """Sources, studies and statements must exist, and the certainty must be one of theirs."""
    row = placed.row
    check_keys(row.sources, placed.table, placed.number)
    graded: dict[str, Certainty] = {statement.id: statement.certainty for statement in statements()}
    for field, named, known in (
        ("statements", row.statements, set(graded)),
        ("studies", row.studies, set(studies())),
    ):
        for key in named:
            if key not in known:
                raise _fault(placed, "no such entry", field, key, f"a key of {field}.toml")
    allowed = {graded[key] for key in row.statements} or {"not graded"}
    if row.certainty not in allowed:
        expected = " or ".join(sorted(allowed))
        raise _fault(placed, "not a certainty of its statements", "certainty", row.id, expected)


def _fault(placed: Placed[Claim], what: str, field: str, found: str, expected: str) -> TableError:
    return TableError(what, field, found, expected, "", f"{placed.table}.toml", placed.number)
