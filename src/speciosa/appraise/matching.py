"""What a matcher is: it reads one sentence and tells which claims it makes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from speciosa.knowledge.claims import Claim, Stance, Variant, VerdictWord, claims
from speciosa.registry import Registry


@dataclass(frozen=True, slots=True)
class Match:
    """A claim found in a sentence."""

    claim: str
    stance: Stance
    variant: int | None = None  # of the claim's variants, None for the claim itself

    @property
    def of(self) -> Claim:
        """The claim."""
        return claims()[self.claim]

    @property
    def title(self) -> str:
        """What the sentence says, in the words of the table."""
        if self.stance == "denies":
            return self._row.denial
        title = self._row.title
        if self.stance == "doubts":
            return f"Proof is missing that {title[0].lower()}{title[1:]}"
        return title

    @property
    def verdict(self) -> VerdictWord:
        """The verdict on a sentence with this stance."""
        return self._row.verdict.on(self.stance)

    @property
    def _row(self) -> Claim | Variant:
        return self.of if self.variant is None else self.of.variant[self.variant]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a matcher made of a sentence; `about` is "" where the next can't know what `it` is."""

    matches: tuple[Match, ...]
    about: str = ""  # "kratom", "other", or "" where nothing is named
    on_kratom: bool = False


Matcher = Callable[[str, str], Reading]
"""Reads a sentence, and what the sentence before was about."""

matchers: Final = Registry[Matcher]("speciosa.appraise.matchers")
DEFAULT: Final = "words"
