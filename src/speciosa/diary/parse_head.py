"""What `diary.toml` says, as types; every key that is wrong becomes one problem."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from math import isfinite
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from speciosa.diary.amounts import MASS_UNITS, read_amount
from speciosa.diary.certificate import lead_factor, lead_units
from speciosa.diary.diary import FORMAT
from speciosa.diary.person import Help, Medicine, Outcome, Person, Product, Use
from speciosa.diary.place import EXPECTED as PLACE
from speciosa.diary.place import is_place
from speciosa.diary.taper import Plan, kratom_keys, read_plan
from speciosa.diary.text import clean, listed, nearest
from speciosa.diary.wall_time import read_zone
from speciosa.errors import InputError
from speciosa.units import tidy_unit

M = TypeVar("M", bound=BaseModel)
Path = tuple[str, ...]

_SECTIONS: Final = ("person", "use", "help", "products", "medicines", "outcomes", "taper")
_KEYS: Final = ("format", "timezone", "simulated", *_SECTIONS)
_PARTIAL_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PARTIAL_KEYS: Final = {"first", "daily_since", "since", "until"}
_HEAVIEST_KG: Final = 500
_FIRST_BIRTH_YEAR: Final = 1900
_LAST_BIRTH_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Head:
    """The checked head of a diary; also holds what could be understood of a faulty one."""

    timezone: str
    zone: ZoneInfo
    simulated: bool
    person: Person
    use: Use
    help: Help
    products: dict[str, Product]
    medicines: dict[str, Medicine]
    outcomes: dict[str, Outcome]
    taper: Plan | None = None


def read_head(data: Mapping[str, Any]) -> tuple[Head, list[tuple[Path, InputError]]]:
    """The head and every problem with the path of its key; never raises for bad input."""
    reading = _Reading()
    data = _plain(data)
    for key in data:
        if key not in _KEYS:
            reading.unknown_key((key,), _KEYS)
    products = reading.sections(Product, data.get("products", {}), "products")
    head = Head(
        timezone=str(data.get("timezone", "")),
        zone=reading.zone(data.get("timezone")),
        simulated=reading.simulated(data.get("simulated", False)),
        person=reading.section(Person, data.get("person"), ("person",), Person(id="?")),
        use=reading.section(Use, data.get("use", {}), ("use",), Use()),
        help=reading.section(Help, data.get("help", {}), ("help",), Help()),
        products=products,
        medicines=reading.sections(Medicine, data.get("medicines", {}), "medicines"),
        outcomes=reading.sections(Outcome, data.get("outcomes", {}), "outcomes"),
        taper=reading.plan(data.get("taper"), products),
    )
    reading.format(data.get("format"))
    reading.problems.extend(_meaning(head))
    reading.problems.extend(_texts(data, ()))
    return head, reading.problems


def _plain(data: Any) -> Any:  # noqa: ANN401  (TOML and JSON hold anything)
    """Days as text and partial days as text, so that TOML and JSON read alike."""
    if isinstance(data, Mapping):
        return {str(key): _partial(str(key), _plain(item)) for key, item in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return data.isoformat() if isinstance(data, date | time) else data


def _partial(key: str, value: object) -> object:
    year = isinstance(value, int) and not isinstance(value, bool) and key in _PARTIAL_KEYS
    return str(value) if year else value


class _Reading:
    """Reads piece by piece and remembers what went wrong."""

    def __init__(self) -> None:
        self.problems: list[tuple[Path, InputError]] = []

    def _add(self, path: Path, what: str, found: object, expected: str, example: str = "") -> None:
        self.problems.append((path, InputError(what, ".".join(path), found, expected, example)))

    def unknown_key(self, path: Path, known: Sequence[str]) -> None:
        like = nearest(path[-1], known)
        self._add(path, "a key that is not known", path[-1], listed(known, 20), like)

    def zone(self, name: object) -> ZoneInfo:
        if not isinstance(name, str) or not name.strip():
            found = "" if name is None else name
            expected = 'an IANA name in quotes, e.g. timezone = "Europe/Berlin"'
            self._add(("timezone",), "the time zone is missing", found, expected)
            return ZoneInfo("UTC")
        try:
            return read_zone(name)
        except InputError as problem:
            self.problems.append((("timezone",), problem))
            return ZoneInfo("UTC")

    def simulated(self, value: object) -> bool:
        if not isinstance(value, bool):
            self._add(("simulated",), "not true or false", value, "true or false")
            return False
        return value

    def format(self, value: object) -> None:
        if value != FORMAT:
            what = "the format is missing" if value is None else "a format that is not known"
            expected = f'format = "{FORMAT}"'
            self._add(("format",), what, "" if value is None else value, expected)

    def section(self, kind: type[M], data: object, path: Path, otherwise: M) -> M:
        if data is None:
            self._add(path, "a section is missing", "", f"[{'.'.join(path)}]")
            return otherwise
        try:
            return kind.model_validate(data)
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                self._typed(error, path, kind)
            return otherwise

    def sections(self, kind: type[M], data: object, name: str) -> dict[str, M]:
        if not isinstance(data, dict):
            self._add((name,), "not a section", data, f"sections such as [{name}.NAME]")
            return {}
        for key in data:
            if not key or key != key.strip():
                self._add(
                    (name, key), "a name with blanks around it", key, "a plain name", key.strip()
                )
        required = {"name": "?"} if kind is Product else {}
        empty = kind.model_validate(required)
        return {key: self.section(kind, item, (name, key), empty) for key, item in data.items()}

    def plan(self, data: object, products: Mapping[str, Product]) -> Plan | None:
        if data is None:
            return None
        plan, problems = read_plan(data, kratom_keys(products))
        self.problems.extend((tuple(fault.field.split(".")), fault) for fault in problems)
        return plan

    def _typed(self, error: ErrorDetails, path: Path, kind: type[BaseModel]) -> None:
        full = path + tuple(str(part) for part in error["loc"])
        if error["type"] == "extra_forbidden":
            known = list(kind.model_fields)
            if len(error["loc"]) > 1:
                known = ["since", "doses_per_day", "amount"]
            self.unknown_key(full, known)
            return
        what, expected = _explained(error)
        found = "" if error["type"] == "missing" else error["input"]
        example = _with_point(found)
        self._add(full, what, found, expected, example)


def _with_point(found: object) -> str:
    typed = isinstance(found, str) and re.fullmatch(r"\d+,\d+", found)
    return str(found).replace(",", ".") if typed else ""


def _explained(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what was expected, for one error of the type checker."""
    kind, context = error["type"], error.get("ctx", {})
    simple = {
        "missing": ("a key is missing", "this key"),
        "literal_error": ("not one of the choices", str(context.get("expected", ""))),
        "string_type": ("not a text", "text in quotes"),
        "tuple_type": ("not a list", 'a list such as ["pain", "focus"]'),
        "dict_type": ("not a section", "a section with keys"),
        "model_type": ("not a section", "a section with keys"),
        "greater_than_equal": ("too small", f"{context.get('ge')} or more"),
        "greater_than": ("too small", f"more than {context.get('gt')}"),
        "int_from_float": ("not a whole number", "a whole number"),
    }
    if kind in simple:
        return simple[kind]
    if kind.startswith("date"):
        return "not a day", "YYYY-MM-DD, an existing day"
    if kind.startswith(("float", "int", "finite")):
        return "not a number", "a number with a point"
    return "not usable", error["msg"]


def _meaning(head: Head) -> Iterator[tuple[Path, InputError]]:
    """What the types allow but nobody means."""
    yield from _person(head.person)
    for name, use in (("first", head.use.first), ("daily_since", head.use.daily_since)):
        yield from _day(("use", name), use)
    for key, medicine in head.medicines.items():
        yield from _day(("medicines", key, "since"), medicine.since)
        yield from _day(("medicines", key, "until"), medicine.until)
    for key, outcome in head.outcomes.items():
        yield from _outcome(("outcomes", key), outcome)
    for key, product in head.products.items():
        yield from _product(("products", key), product)


def _person(person: Person) -> Iterator[tuple[Path, InputError]]:
    if not person.id.strip():
        yield _problem(("person", "id"), "empty", "", "any pseudonym", "alex")
    year = person.birth_year
    if year is not None and not is_birth_year(year):
        yield _problem(("person", "birth_year"), "not a year of birth", year, "e.g. 1984")
    weight = person.weight_kg
    if weight is not None and not 0 < weight <= _HEAVIEST_KG:
        yield _problem(("person", "weight_kg"), "not a weight", weight, "kg, more than 0")
    if person.country and not is_place(person.country):
        yield _problem(("person", "country"), "not a country code", person.country, PLACE)


def is_birth_year(year: int) -> bool:
    """Whether somebody could have been born then."""
    return _FIRST_BIRTH_YEAR <= year <= _LAST_BIRTH_YEAR


def _outcome(path: Path, outcome: Outcome) -> Iterator[tuple[Path, InputError]]:
    low, high = outcome.low, outcome.high
    if not low < high:
        yield _problem((*path, "high"), "not a range", f"{low:g} to {high:g}", "low below high")


def _product(path: Path, product: Product) -> Iterator[tuple[Path, InputError]]:
    for unit, weight_g in product.unit_g.items():
        if tidy_unit(unit) in MASS_UNITS:
            expected = "what is counted, such as capsule or cup"
            yield _problem((*path, "unit_g", unit), "a unit of weight", unit, expected)
        elif not weight_g > 0:
            yield _problem((*path, "unit_g", unit), "not a weight", weight_g, "g, more than 0")
    yield from _lead(path, product)
    if product.before is not None:
        try:
            read_amount(product.before.amount, product, ".".join((*path, "before", "amount")))
        except InputError as problem:
            yield (*path, "before", "amount"), problem


def _lead(path: Path, product: Product) -> Iterator[tuple[Path, InputError]]:
    """A content of lead and its unit only mean something together."""
    if product.lead is not None and not product.lead_unit.strip():
        yield _problem((*path, "lead_unit"), "lead without its unit", "", "its unit", "ppm")
    elif product.lead_unit and lead_factor(product.lead_unit) is None:
        unit, known = product.lead_unit, listed(list(lead_units()), 20)
        yield _problem((*path, "lead_unit"), "a unit that is not known", unit, known, "ppm")
    elif product.lead_unit and product.lead is None:
        yield _problem((*path, "lead"), "a unit without its lead", "", "a number", "0.5")


def _day(path: Path, text: str) -> Iterator[tuple[Path, InputError]]:
    """A year, a month or a day."""
    if text and partial_day(text) is None:
        expected = "a year, a month or a day: 2021, 2021-03 or 2021-03-01"
        yield _problem(path, "not a day", text, expected)


def partial_day(text: str) -> date | None:
    """The first day of a year, of a month, or the day itself; None for anything else.

    >>> partial_day("2021-03")
    datetime.date(2021, 3, 1)
    """
    if not _PARTIAL_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None


def _texts(data: object, path: Path) -> Iterator[tuple[Path, InputError]]:
    """Unprintable signs and infinite numbers anywhere in the head."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _texts(key, (*path, key))
            yield from _texts(item, (*path, key))
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item, path)
    elif isinstance(data, str):
        try:
            clean(data, ".".join(path))
        except InputError as problem:
            yield path, problem
    elif isinstance(data, float) and not isfinite(data):
        yield _problem(path, "not a number", data, "a number")


def _problem(
    path: Path, what: str, found: object, expected: str, example: str = ""
) -> tuple[Path, InputError]:
    return path, InputError(what, ".".join(path), found, expected, example)
