"""Names as typed with `log`: which are known, and which one was probably meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import known_outcomes
from speciosa.diary.parse_head import Head
from speciosa.diary.readings import reading_kinds
from speciosa.diary.text import listed, nearest
from speciosa.diary.view import standing
from speciosa.errors import InputError

PRESSURE: Final = ("bp", "blood_pressure", "blood pressure")
_VERY_LIKE: Final = 0.8  # of 1: below it another name is meant
_NEW: Final = "if it is new and meant as typed, add --new"


@dataclass(frozen=True)
class Names:
    """The names of one diary, and those that every diary knows.

    Attributes:
        head: the checked head.
        entries: what is in the diary.
    """

    head: Head
    entries: Sequence[Entry]

    def _said(self, *kinds: Kind) -> dict[str, None]:
        """Names in entries of some kinds, in order of time."""
        return dict.fromkeys(e.what for e in standing(self.entries) if e.kind in kinds and e.what)

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """Outcomes of this diary: aims first, then those it describes, then those rated."""
        said = self._said(Kind.RATING)
        return tuple(dict.fromkeys([*self.head.person.aims, *self.head.outcomes, *said]))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Everything that can be rated: of this diary, then of the table."""
        table = [key for key, row in known_outcomes().items() if not row.questionnaire]
        return tuple(dict.fromkeys([*self.followed, *table]))

    @cached_property
    def scales(self) -> tuple[str, ...]:
        """Everything of which a total can be entered: of this diary, then of the table."""
        from speciosa.knowledge.instruments import instruments  # noqa: PLC0415  (rarely asked)

        table = [key for key, row in known_outcomes().items() if row.questionnaire]
        own = [*self._said(Kind.SCALE), *self.head.outcomes]
        return tuple(dict.fromkeys([*own, *table, *instruments()]))

    @cached_property
    def medicines(self) -> tuple[str, ...]:
        """Medicines of this diary."""
        return tuple(dict.fromkeys([*self.head.medicines, *self._said(Kind.MEDICINE)]))

    @cached_property
    def readings(self) -> tuple[str, ...]:
        """Everything that can be measured."""
        return tuple(dict.fromkeys([*self._said(Kind.READING), *PRESSURE, *reading_kinds()]))

    def product(self, typed: str) -> str:
        """The key of a product typed as its key or its name, without regard to case, or ""."""
        if typed in self.head.products:
            return typed
        folded = typed.casefold()
        found = [
            key
            for key, product in self.head.products.items()
            if folded in {key.casefold(), product.name.casefold()}
        ]
        return found[0] if len(found) == 1 else ""

    def product_at_start(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """The longest beginning that names a product, and the words after it."""
        for count in range(len(words), 0, -1):
            if key := self.product(" ".join(words[:count])):
                return key, list(words[count:])
        return "", list(words)

    def kinds_of(self, words: Sequence[str]) -> list[Kind]:
        """Which kinds of entry a line without its kind may be."""
        first = words[0].casefold()
        found = [
            (Kind.DOSE, bool(self.product_at_start(words)[0])),
            (Kind.RATING, words[0] in self.followed and words[0] not in known_questionnaires()),
            (Kind.SCALE, words[0] in known_questionnaires()),
            (Kind.READING, first in self.readings),
        ]
        return [kind for kind, fits in found if fits]

    def refuse_unknown(self, kind: str, name: str) -> None:
        """Raise InputError, before anything is saved, for a name that was probably mistyped.

        An outcome or a scale has to be known. A medicine, reading or condition may have any
        name; only one that nearly is a known one is asked about.
        """
        rated = {*self.outcomes, *known_outcomes(), ""}
        if kind in {Kind.RATING, Kind.PROMPT} and name not in rated:
            raise self._unknown("an outcome that is not known", kind, name, self.outcomes)
        if kind == Kind.SCALE and not self._is_scale(name):
            raise self._unknown("a questionnaire that is not known", kind, name, self.scales)
        if kind in {Kind.MEDICINE, Kind.READING, Kind.CONDITION}:
            self._refuse_near(kind, name)

    def _is_scale(self, name: str) -> bool:
        from speciosa.knowledge.instruments import named  # noqa: PLC0415  (rarely asked)

        return name in self.scales or bool(named(name))

    def _refuse_near(self, kind: str, name: str) -> None:
        known = {
            Kind.MEDICINE: self._near_medicines,
            Kind.READING: self._near_readings,
            Kind.CONDITION: self._near_conditions,
        }[Kind(kind)]
        if like := known(name):
            raise self._unknown(f"a {kind} that is not known", kind, name, like)

    def _near_medicines(self, name: str) -> tuple[str, ...]:
        """Names that may be meant; none where the name is understood or like nothing."""
        from speciosa.knowledge.medicines import understand  # noqa: PLC0415  (reads tables)

        if name.casefold() in (one.casefold() for one in self.medicines):
            return ()
        found = understand(name)
        if found.status == "understood":
            return ()
        own = nearest(name, self.medicines)
        return tuple(filter(None, (own, *found.suggestions)))

    def _near_readings(self, name: str) -> tuple[str, ...]:
        known = {one.casefold() for one in self.readings}
        return () if name.casefold() in known else _very_like(name.casefold(), known)

    def _near_conditions(self, name: str) -> tuple[str, ...]:
        from speciosa.diary.conditions import condition_names  # noqa: PLC0415  (rarely asked)

        own = [*self.head.person.conditions, *self._said(Kind.CONDITION)]
        known = {one.casefold().replace("_", " ") for one in (*own, *condition_names())}
        folded = " ".join(name.casefold().replace("_", " ").split())
        return () if folded in known else _very_like(folded, known)

    @staticmethod
    def _unknown(what: str, kind: str, name: str, known: Iterable[str]) -> InputError:
        known = list(known)
        like = nearest(name, known) or (known[0] if len(known) == 1 else "")
        example = f"{kind} {like}" if like else ""
        return InputError(what, "", name, f"{listed(known, 8)}; {_NEW}", example)

    def unknown_product(self, typed: str) -> InputError:
        """What to say to a product that the diary does not name."""
        known = self.head.products
        add = f"to add one: a section [products.{_key(typed)}] in diary.toml"
        names = listed(known) or "a product, but diary.toml names none"
        what = "a product that diary.toml does not name"
        return InputError(what, "", typed, f"{names}; {add}", nearest(typed, known))


def _very_like(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name that differs by a letter or two."""
    return tuple(get_close_matches(name, sorted(known), n=1, cutoff=_VERY_LIKE))


def known_questionnaires() -> set[str]:
    """Keys of the outcomes whose total alone is entered."""
    return {key for key, row in known_outcomes().items() if row.questionnaire}


def _key(typed: str) -> str:
    """A name as the key of a section; a word that stands for it where there is none."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in typed.lower())
    return plain.strip("_") or "NAME"
