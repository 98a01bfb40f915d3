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
        "should", "does", "do", "it", "kratom", "they", "many", "some", "that", "there", "also",
    }
)  # fmt: skip
_OPENING: Final = frozenset(
    {"while", "although", "though", "because", "since", "when", "whereas", "despite"}
)
_SUBJECTS: Final = frozenset(
    {
        "kratom", "it", "they", "this", "these", "the", "its", "there", "some", "many", "most",
        "other", "others", "users", "people", "studies", "research", "evidence", "no", "a", "an",
        "their", "any", "anecdotal", "preliminary", "early", "several", "recent", "scientists",
        "researchers", "experts", "we", "you", "he", "she",
    }
)  # fmt: skip
_GOING_ON: Final = frozenset({"which", "so"})  # behind a comma
_LISTING: Final = frozenset(
    {"effects", "following", "risks", "include", "including", "symptoms", "reactions"}
)
_LABEL: Final = 5  # tokens before a colon that are only a label
_BACK: Final = 8  # tokens before a colon in which such a word makes it open a list
_MYTH: Final = frozenset({"myth", "misconception", "fiction"})
_ASKING: Final = frozenset({"ask", "asked", "asks", "discuss", "wonder", "wondering", "whether"})
_STRONG: Final = frozenset({"unlike", "than", "compared with", "compared to", "instead of"})
_LONGEST: Final = 80  # tokens of a sentence that is judged
_TAKING: Final = frozenset(
    {
        "used", "using", "take", "takes", "taking", "took", "explore", "explored", "exploring",
        "try", "tries", "tried", "trying", "turn", "turned", "turning", "seek", "seeking",
        "sought", "want", "wants", "chewed", "brewed", "utilized", "utilised", "switching",
        "looking", "given", "who", "whose",
    }
)  # fmt: skip
_USE: Final = frozenset({"use", "uses", "consume", "consumed"})
_TAKERS: Final = frozenset(
    {
        "people",
        "users",
        "many",
        "some",
        "they",
        "who",
        "to",
        "we",
        "you",
        "commonly",
        "often",
        "also",
        "patients",
        "others",
    }
)
_LINKS: Final = frozenset({"because", "since", "as", "that"})
_FIRST: Final = 2  # tokens of a clause before its subject
_FEW: Final = 2  # parts that make no list yet
_ITEM: Final = 5  # words of an item of a list
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
        empty = self.hits.get(("subject", f"no_{name}", 0), [])
        found = self.hits.get(("subject", name, 0), [])
        return [hit for hit in found if not any(hit.overlaps(no) for no in empty)]

    @property
    def on_kratom(self) -> bool:
        """Whether it names kratom, or goes on about it."""
        return bool(self.named("kratom")) or self._goes_on

    @property
    def _goes_on(self) -> bool:
        """Whether a pronoun that stands before any other name means kratom."""
        means = self.named("pronoun")
        others = [*self.named("rival"), *self.named("agent")]
        first = not means or not others or means[0].start < others[0].start
        return bool(self.before == "kratom" and means and first)

    @property
    def about(self) -> str:
        """What a pronoun of the next sentence stands for."""
        kratom, rivals = self.named("kratom"), self.named("rival")
        if kratom:
            return "other" if rivals and rivals[0].start < kratom[0].start else "kratom"
        return "other" if rivals and not self._goes_on else self.before

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
        if self._which(hit):
            kratom, rivals = self.named("kratom"), others
        meant = [*kratom, *self._meaning_kratom()]
        left = [(it.end, "kratom") for it in meant if it.start < hit.end]
        left += [(it.end, "other") for it in rivals if it.start < hit.end]
        if left:
            return max(left)[1]
        here = any(self.same_clause(hit, name) for name in kratom)
        return "kratom" if here or self._goes_on else "other"

    def _which(self, hit: Hit) -> bool:
        """Whether it is said in a clause that begins with "which", of the name just before."""
        first = self.clause.index(self.clause[hit.start])
        return self.words[first : first + 2] == (",", "which")

    def _meaning_kratom(self) -> list[Hit]:
        """Pronouns that begin a clause, where the sentence is about kratom first of all."""
        names = [*self.named("kratom"), *self.named("rival"), *self.named("agent")]
        first = min(names, key=lambda name: name.start, default=None)
        if not self._goes_on and (first is None or first.key[1] != "kratom"):
            return []
        return [it for it in self.named("pronoun") if self._begins(it)]

    def _begins(self, hit: Hit) -> bool:
        """Whether it stands among the first words of its clause."""
        before = self.words[max(hit.start - 1, 0)]
        return self.clause[max(hit.start - _FIRST, 0)] != self.clause[hit.start] or before in _LINKS

    def reason(self, hit: Hit) -> bool:
        """Whether what is said there is only what somebody takes it for."""
        at = range(hit.start)
        return any(
            self.clause[n] == self.clause[hit.start] and self._takes(n) and hit.end > n for n in at
        )

    def _takes(self, at: int) -> bool:
        before = self.words[at - 1] if at else ""
        word = self.words[at]
        return word in _TAKING or (word in _USE and (before in _TAKERS or not at))

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

    def apart(self, one: Hit, other: Hit) -> int:
        """Tokens between two hits; short items of a list that lie between do not count."""
        first, last = sorted((one, other), key=lambda hit: hit.start)
        items = _items(self.words[first.end : last.start])
        if len(items) > _FEW and all(len(item) <= _ITEM for item in items[1:-1]):
            return len(items[0]) + len(items[-1])
        return first.apart(last)

    def concedes(self, hit: Hit, said: Hit) -> bool:
        """Whether it stands in a clause of its own with "although", which does not reach over."""
        first = self.clause.index(self.clause[hit.start])
        return not self.same_clause(hit, said) and self.words[first] in _OPENING

    def advised(self, hit: Hit) -> bool:
        """Whether it belongs to an advice to ask somebody, which is no claim."""
        return any(
            advice.start < hit.start
            or (self.same_clause(advice, hit) and "," not in self.words[hit.end : advice.start])
            for advice in self.hits.get(("stance", "advice", 0), [])
        )


def _items(words: tuple[str, ...]) -> list[list[str]]:
    """Words parted at commas."""
    items: list[list[str]] = [[]]
    for word in words:
        if word == ",":
            items.append([])
        else:
            items[-1].append(word)
    return items


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
    numbers, clause, opened = [], 0, False
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        closes = opened and word == "," and follows in _SUBJECTS
        lists = word == ":" and (
            at < _LABEL or not _LISTING.isdisjoint(words[max(at - _BACK, 0) : at])
        )
        clause += closes or (_parts(word, follows) and not lists)
        opened = (opened and not closes) or word in _OPENING
        numbers.append(clause)
    return tuple(numbers)


def _parts(word: str, follows: str) -> bool:
    """Whether a new clause begins with this word."""
    if word == ",":
        return follows in _GOING_ON
    return word in _PARTING or word in _TURNING or (word in _JOINING and follows in _VERBS)


def _asks(text: str, words: list[str], hits: dict[Key, list[Hit]]) -> bool:
    """A question, a condition, a myth that is only named, or too long to be sure."""
    if text.rstrip("\"'”’) ").endswith("?") or not _MYTH.isdisjoint(words[:1]):
        return True
    if len(words) > _LONGEST or hits.get(("stance", "unclear", 0)):
        return True
    return not _ASKING.isdisjoint(words) and not hits.get(("stance", "doubt", 0))
