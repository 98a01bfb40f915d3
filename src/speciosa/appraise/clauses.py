"""A sentence taken apart: its clauses, what it is about, and whether it asks."""

from dataclasses import dataclass
from typing import Final

from speciosa.appraise.phrases import Hit, Key, Phrases, tokens

_PARTING: Final = frozenset({";", ":", "(", ")", "–", "—"})
_TURNING: Final = frozenset({"but", "however", "although", "though", "while", "whereas", "yet"})
_JOINING: Final = frozenset({"and", "or"})
_VERBS: Final = frozenset(
    {
        "is", "are", "was", "were", "has", "have", "had", "may", "might", "could", "can", "will",
        "should", "does", "do", "it", "kratom", "they", "many", "some", "that", "there",
    }
)  # fmt: skip
_ASKING: Final = frozenset({"ask", "asked", "asks", "discuss", "wonder", "wondering", "whether"})
_STRONG: Final = frozenset({"unlike", "than", "compared with", "compared to", "instead of"})
_LONGEST: Final = 80  # tokens of a sentence that is judged
_BEFORE: Final = 3  # tokens in which a word of comparison stands before a name


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with everything that was found in it."""

    words: tuple[str, ...]
    hits: dict[Key, list[Hit]]
    clause: tuple[int, ...]  # of each token
    asks: bool
    before: str

    def named(self, name: str) -> list[Hit]:
        """Where kratom, another substance, or a pronoun stands."""
        return self.hits.get(("subject", name, 0), [])

    @property
    def on_kratom(self) -> bool:
        """Whether it names kratom, or goes on about it."""
        return bool(self.named("kratom")) or self._goes_on

    @property
    def _goes_on(self) -> bool:
        """Whether a pronoun that stands before any other name means kratom."""
        empty = self.named("no_pronoun")
        means = [it for it in self.named("pronoun") if not any(it.overlaps(no) for no in empty)]
        others = [*self.named("rival"), *self.named("agent")]
        first = not means or not others or means[0].start < others[0].start
        return bool(self.before == "kratom" and means and first)

    @property
    def about(self) -> str:
        """What a pronoun of the next sentence stands for."""
        kratom, rivals = self.named("kratom"), self.named("rival")
        if kratom:
            return "other" if rivals and rivals[0].start < kratom[0].start else "kratom"
        return "other" if rivals else self.before

    def same_clause(self, one: Hit, other: Hit) -> bool:
        """Whether both stand in one clause."""
        return self.clause[one.start] == self.clause[other.start]

    def subject(self, hit: Hit, used: tuple[Hit, ...], *, compared: bool) -> str:
        """What is nearest before a hit: "kratom" or "other".

        Args:
            hit: what is said.
            used: all words of the claim, which are no subjects.
            compared: other substances belong to the claim.
        """
        kratom = [name for name in self.named("kratom") if not self._compared(name)]
        others = [*self.named("rival"), *self.named("agent")]
        free = [rival for rival in others if not self._aside(rival, used)]
        rivals = [] if compared and kratom else free
        left = [(name.end, name.key[1]) for name in (*kratom, *rivals) if name.start < hit.end]
        if left:
            return "kratom" if max(left)[1] == "kratom" else "other"
        here = any(self.same_clause(hit, name) for name in kratom)
        return "kratom" if here or self._goes_on else "other"

    def _aside(self, rival: Hit, used: tuple[Hit, ...]) -> bool:
        """Whether another substance is only compared with, or one of the claim's own words."""
        if any(rival.overlaps(hit) for hit in used):
            return True
        return rival.key[1] == "rival" and self._compared(rival)

    def _compared(self, name: Hit) -> bool:
        """Whether a word of comparison stands before a name; kratom only loses to strong ones."""
        weak = name.key[1] == "kratom"
        return any(
            0 <= name.start - hit.end < (1 if weak else _BEFORE)
            and "," not in self.words[hit.end : name.start]
            and not (weak and hit.pattern not in _STRONG)
            for hit in self.named("comparison")
        )


def parsed(text: str, phrases: Phrases, before: str) -> Parsed:
    """A sentence taken apart.

    Args:
        text: the sentence.
        phrases: what to look for.
        before: what the sentence before was about.
    """
    words = tokens(text)
    hits = phrases.find(words[:_LONGEST])
    return Parsed(tuple(words), hits, _clauses(words), _asks(text, words, hits), before)


def _clauses(words: list[str]) -> tuple[int, ...]:
    """The number of each token's clause."""
    numbers, clause = [], 0
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        if word in _PARTING or word in _TURNING or (word in _JOINING and follows in _VERBS):
            clause += 1
        numbers.append(clause)
    return tuple(numbers)


def _asks(text: str, words: list[str], hits: dict[Key, list[Hit]]) -> bool:
    """A question, a condition, a request to ask somebody, or too long to be sure."""
    if text.rstrip("\"'”’) ").endswith("?"):
        return True
    if len(words) > _LONGEST or hits.get(("stance", "unclear", 0)):
        return True
    return not _ASKING.isdisjoint(words) and not hits.get(("stance", "doubt", 0))
