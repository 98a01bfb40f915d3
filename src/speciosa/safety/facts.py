"""What the rules look at: built once from a diary, so that no rule reads the diary itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from speciosa.diary.conditions import Conditions, conditions_of
from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.medicines import medicine_spans
from speciosa.diary.profile import projected
from speciosa.diary.readings import Reading, readings_of
from speciosa.diary.view import current
from speciosa.knowledge.medicines import Understood, understand_all
from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.qtc import computed_qtc
from speciosa.safety.product_class import ProductClass, class_of, is_kratom, strictest

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class MedicineInUse:
    """One medicine, or another substance followed as a product, with its days."""

    name: str  # as typed
    meaning: Understood
    start: date | None  # None: before the diary, or unknown
    end: date | None  # None: ongoing
    because: tuple[str, ...]

    @property
    def label(self) -> str:
        """The ingredients when understood, otherwise the name as typed."""
        return " and ".join(self.meaning.ingredients).replace("-", " ") or self.name

    def covers(self, day: date) -> bool:
        """Whether it was in use on a day, as far as is known."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Facts:
    """A diary as the safety rules see it; days are local days of the diary."""

    diary: Diary
    entries: tuple[Entry, ...]
    start: date | None
    end: date | None
    recorded: frozenset[date]  # days with any entry; a day without one is missing, not zero
    kratom_products: dict[str, ProductClass]
    doses: tuple[Dose, ...]  # of kratom, more than zero
    dose_days: frozenset[date]
    medicines: tuple[MedicineInUse, ...]
    conditions: Conditions
    readings: tuple[Reading, ...]  # by time, with a QTc computed where none was typed
    days_by_id: dict[str, date]  # the indices below are built once: a year is some 5,000 entries
    by_kind: dict[Kind, tuple[Entry, ...]]
    by_scale: dict[str, tuple[Entry, ...]]  # scales and ratings by name, in lower case
    stands_for: dict[str, tuple[str, ...]]  # conditions that another, narrower one stands for

    @property
    def kratom(self) -> bool:
        """Whether the diary is about kratom at all."""
        return bool(self.kratom_products)

    @property
    def product_class(self) -> ProductClass:
        """The strictest class of the kratom products in the diary."""
        return strictest(self.kratom_products.values())

    @property
    def kratom_in_use(self) -> bool:
        """Whether kratom is used already: a dose, or regular use before the diary."""
        return bool(self.doses) or self.used_before

    @property
    def used_before(self) -> bool:
        """Whether kratom was used before the diary, as far as is known."""
        use, products = self.diary.use, self.diary.products
        before = any(products[key].before for key in self.kratom_products)
        return bool(before or use.first or use.daily_since)

    def says_condition(self, name: str) -> tuple[str, ...]:
        """What says that a condition, or a narrower one that stands for it, is there."""
        return self.conditions.known.get(name) or self.stands_for.get(name, ())

    def has_condition(self, name: str) -> bool | None:
        """True, False, or None where the diary names no conditions at all."""
        return True if self.says_condition(name) else self.conditions.has(name)

    @property
    def age_years(self) -> int | None:
        """Difference of calendar years at the diary's end: the age, or one more."""
        born = self.diary.person.birth_year
        return None if born is None or self.end is None else self.end.year - born

    @property
    def days(self) -> int:
        """Days from the first to the last entry, both counted."""
        return (self.end - self.start).days + 1 if self.start and self.end else 0

    def day(self, entry: Entry | Dose | Reading) -> date:
        """The local day of an entry, a dose or a reading."""
        return self.days_by_id[entry.id if isinstance(entry, Entry) else entry.entry_id]

    def of_kind(self, *kinds: Kind) -> tuple[Entry, ...]:
        """Entries of some kinds; of one kind by time."""
        return tuple(entry for kind in kinds for entry in self.by_kind.get(kind, ()))

    def answers(self, *names: str) -> tuple[Entry, ...]:
        """Answers in numbers to a scale or rating that goes by any of the names, by time."""
        found = [e for name in names for e in self.by_scale.get(name, ())]
        return tuple(found) if len(names) == 1 else tuple(sorted(found, key=lambda e: (e.at, e.id)))

    def recent(self, day: date, within_d: int | None) -> bool:
        """Whether a day lies within the last days of the diary; None: always."""
        if within_d is None or self.end is None:
            return True
        return day > self.end - timedelta(days=within_d)

    def current_medicines(self, washout_d: int = 0) -> tuple[MedicineInUse, ...]:
        """Medicines in use at the diary's end, or ended no longer ago than a washout."""
        end = self.end
        if end is None:
            return self.medicines
        return tuple(
            medicine
            for medicine in self.medicines
            if (medicine.start is None or medicine.start <= end)
            and (medicine.end is None or medicine.end + timedelta(days=washout_d) >= end)
        )

    def taking(self, classes: Iterable[str]) -> tuple[MedicineInUse, ...]:
        """Medicines in use now that belong to one of the classes."""
        wanted = frozenset(classes)
        return tuple(m for m in self.current_medicines() if wanted & m.meaning.classes)


def build_facts(diary: Diary) -> Facts:
    """Everything the rules need from a diary."""
    diary = projected(diary)
    entries = current(diary)
    zone = ZoneInfo(diary.timezone)
    days = {entry.id: _local_day(entry, zone) for entry in entries}
    recorded = frozenset(days.values())
    conditions = conditions_of(diary)
    all_doses = doses_of(diary)
    kratom = {key: class_of(p) for key, p in diary.products.items() if is_kratom(p)}
    doses = tuple(dose for dose in all_doses if dose.product in kratom and dose.amount > 0)
    return Facts(
        diary=diary,
        entries=entries,
        start=min(recorded, default=None),
        end=max(recorded, default=None),
        recorded=recorded,
        kratom_products=kratom,
        doses=doses,
        dose_days=frozenset(days[dose.entry_id] for dose in doses),
        medicines=(*_medicines(diary), *_followed(diary, all_doses, days)),
        conditions=conditions,
        readings=_with_qtc(readings_of(diary), days),
        days_by_id=days,
        by_kind=_grouped(entries, lambda entry: entry.kind),
        by_scale=_grouped(filter(_is_answer, entries), lambda entry: entry.what.casefold()),
        stands_for=_stands_for(conditions),
    )


def _stands_for(conditions: Conditions) -> dict[str, tuple[str, ...]]:
    table = read_toml("condition_names")["stands_for"]
    return {
        wider: because
        for narrow, because in conditions.known.items()
        for wider in table.get(narrow, ())
    }


def _with_qtc(readings: tuple[Reading, ...], days: dict[str, date]) -> tuple[Reading, ...]:
    """Readings with QTc from QT and pulse; a typed QTc is the only one of its day."""
    typed = {days[reading.entry_id] for reading in readings if reading.name == "qtc"}
    computed = [one for one in computed_qtc(readings) if days[one.entry_id] not in typed]
    return tuple(sorted((*readings, *computed), key=lambda reading: reading.taken_at))


def _local_day(entry: Entry, zone: ZoneInfo) -> date:
    """The day on the diary's clock; most times are in its zone already, which is much faster."""
    return (entry.at if entry.at.tzinfo is zone else entry.at.astimezone(zone)).date()


def _is_answer(entry: Entry) -> bool:
    return entry.kind in (Kind.SCALE, Kind.RATING) and isinstance(entry.value, float)


def _grouped(items: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    """Items by a key, in the order in which they came."""
    found: dict[K, list[V]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in found.items()}


def _medicines(diary: Diary) -> list[MedicineInUse]:
    return [
        MedicineInUse(
            meaning.typed,
            meaning,
            span.start,
            span.end,
            span.entry_ids or (f"medicine: {span.name}",),
        )
        for span in medicine_spans(diary)
        for meaning in understand_all(span.name)
    ]


def _followed(
    diary: Diary, doses: tuple[Dose, ...], days_by_id: dict[str, date]
) -> list[MedicineInUse]:
    """Other substances that the diary follows as products count as medicines."""
    found = []
    for key, product in diary.products.items():
        if is_kratom(product):
            continue
        days = [days_by_id[d.entry_id] for d in doses if d.product == key and d.amount]
        start = None if product.before else min(days, default=None)
        found += [
            MedicineInUse(meaning.typed, meaning, start, None, (f"product: {key}",))
            for meaning in understand_all(product.substance)
        ]
    return found
