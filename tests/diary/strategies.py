"""Diaries of every kind of entry, with the texts and times that break careless code."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Before, Help, Medicine, Outcome, Person, Product, Use
from speciosa.diary.taper import Plan, Step, kratom_keys
from speciosa.diary.wall_time import fixed

ZONES = (
    "Europe/Berlin",
    "UTC",
    "America/New_York",
    "Australia/Lord_Howe",  # clocks change by half an hour
    "Asia/Kathmandu",
    "Africa/Monrovia",  # an offset with seconds until 1972
)
EARLIEST = datetime(1970, 1, 3)  # noqa: DTZ001  (hypothesis adds the zone)
LATEST = datetime(2198, 12, 1)  # noqa: DTZ001
CLOCK_CHANGES = (
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 in Berlin, the first time
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 in Berlin, the second time
    datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    datetime(2026, 4, 4, 14, 45, tzinfo=UTC),
    datetime(1971, 6, 1, 12, 0, tzinfo=UTC),
)
HARD_TEXTS = (
    'a "quoted", text',
    "two\nlines",
    "a\r\nb",
    "é 🌿 中",
    ",",
    '"',
    "'",
    "\ufeffx",
    "#",
    "a = 1",
)

texts = st.one_of(
    st.sampled_from(HARD_TEXTS),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\r"), max_size=12
    ),
)
names = texts.map(str.strip).filter(bool)
amounts = st.one_of(
    st.sampled_from((0.0, 0.1, 3.0, 2.5, 1e-7, 1e16)), st.floats(0, 1e9, allow_nan=False)
).map(lambda value: value + 0.0)


@st.composite
def times(draw, zone):
    moment = draw(
        st.one_of(
            st.sampled_from(CLOCK_CHANGES),
            st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)),
        )
    )
    return fixed(moment, ZoneInfo(zone))


_uncertified = st.builds(
    Product,
    name=texts,
    form=names,
    substance=st.sampled_from(("kratom", "kratom", "buprenorphine")),
    mitragynine_mg_per_g=st.none() | st.floats(0.1, 500),
    taken=st.sampled_from((None, "as needed", "fixed")),
    before=st.none()
    | st.builds(
        Before,
        since=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        doses_per_day=st.floats(0.1, 20),
        amount=st.sampled_from(("3 g", "2 capsules", "40 mg")),
    ),
    unit_g=st.dictionaries(
        st.sampled_from(("capsule", "cup", "ml", "heaped spoon", "Löffel", "a.b")),
        st.floats(0.01, 50),
    ),
)
products = _uncertified | st.builds(
    lambda product, lead, unit: product.model_copy(update={"lead": lead, "lead_unit": unit}),
    _uncertified,
    st.floats(0, 50),
    st.sampled_from(("ppm", "ug/g", "ppb")),
)


@st.composite
def outcomes(draw):
    low = draw(st.floats(-100, 100))
    return Outcome(
        label=draw(texts),
        low=low,
        high=low + draw(st.floats(0.5, 100)),
        better=draw(st.sampled_from(("lower", "higher"))),
        important_change=draw(st.none() | st.floats(0.01, 10)),
    )


days = st.sampled_from(("", "2021", "2021-03", "2023-05-01"))
medicines = st.builds(Medicine, dose=texts, since=days, until=days)
persons = st.builds(
    Person,
    id=names,
    birth_year=st.none() | st.integers(1900, 2020),
    sex=st.sampled_from(("female", "male", "other", "unknown")),
    weight_kg=st.none() | st.floats(1, 500),
    conditions=st.lists(texts, max_size=3).map(tuple),
    country=st.sampled_from(("", "DE", "us")),
    aims=st.lists(names, max_size=3).map(tuple),
)


def content(kind, head):
    """What, value and unit of one kind."""
    no_digits = names.filter(lambda text: not any(sign.isdigit() for sign in text))
    simple = {
        Kind.RATING: st.tuples(st.just("pain"), st.floats(0, 10), st.just("")),
        Kind.SCALE: st.one_of(
            st.tuples(st.just("peg"), st.floats(0, 10), st.just("")),
            st.tuples(st.just("peg.1"), st.integers(0, 10).map(float), st.just("")),
        ),
        Kind.READING: st.sampled_from(
            (
                ("alt", 41.0, "U/L"),
                ("bilirubin", 20.5, "umol/L"),
                ("inr", 1.1, ""),
                ("ferritin", 50.0, "ng/mL"),
            )
        ),
        Kind.EVENT: st.tuples(
            names, st.sampled_from((None, 1.0, 5.0)), st.sampled_from(("grade", ""))
        ),
        Kind.MEDICINE: st.tuples(names, no_digits | st.none(), st.just(""))
        | st.tuples(names, amounts, st.just("mg")),
        Kind.SLEEP: st.tuples(texts.map(str.strip), st.floats(0, 24), st.just("h")),
        Kind.CONDITION: st.tuples(names, texts.map(lambda t: t or None), texts.map(str.strip)),
        Kind.BLOOD: st.tuples(names, amounts, st.sampled_from(("ng/mL", "nmol/L"))),
        Kind.PROMPT: st.tuples(texts.map(str.strip), st.none(), st.just("")),
        Kind.NOTE: st.tuples(texts.map(str.strip), texts.map(lambda t: t or None), st.just("")),
        Kind.PROFILE: st.sampled_from(
            (("person.weight_kg", "72.5", ""), ("use.first", "2021-03", ""))
        ),
        Kind.VOID: st.tuples(names, st.none(), st.just("")),
    }
    if kind in simple:
        return simple[kind]
    return st.sampled_from(sorted(head)).flatmap(lambda key: _of_product(kind, key, head[key]))


def _of_product(kind, key, product):
    units = ["g", "mg", "ml", "capsule", *product.unit_g]
    if product.substance == "kratom":
        units.append("mg mitragynine")
    if kind is Kind.ALLOCATION:
        return st.tuples(st.just(key), amounts, st.sampled_from(("share", "min")))
    taken = st.tuples(st.just(key), amounts, st.sampled_from(units))
    return taken if kind is Kind.DOSE else taken | st.just((key, None, ""))


@st.composite
def plans(draw, held):
    """None, or a plan with steps in order."""
    planned = st.floats(0, 50) | st.none()
    steps = [
        Step.model_validate({"from": day, "grams_per_day": grams, "doses_per_day": doses})
        for day in sorted(draw(st.sets(st.dates(date(1990, 1, 1), date(2100, 1, 1)), max_size=4)))
        for grams, doses in [draw(st.tuples(planned, planned))]
        if grams is not None or doses is not None
    ]
    return (
        Plan(
            by=draw(names),
            entered=draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))),
            product=draw(st.sampled_from(("", *kratom_keys(held)))),
            steps=steps,
        )
        if steps
        else None
    )


@st.composite
def diaries(draw):
    zone = draw(st.sampled_from(ZONES))
    held = draw(st.dictionaries(names, products, min_size=1, max_size=3))
    ids = draw(st.lists(st.uuids().map(lambda u: u.hex) | names, max_size=12, unique=True))
    entries = []
    for id_ in ids:
        kind = draw(st.sampled_from(list(Kind)))
        what, value, unit = draw(content(kind, held))
        entries.append(
            Entry(
                at=draw(times(zone)),
                kind=kind,
                what=what,
                value=value,
                unit=unit,
                note=f"confirmed {draw(texts)}" if kind is Kind.DOSE else draw(texts),
                id=id_,
            )
        )
    return Diary(
        timezone=zone,
        simulated=draw(st.booleans()),
        person=draw(persons),
        use=draw(st.builds(Use, first=days, daily_since=days)),
        help=draw(st.builds(Help, emergency=texts, crisis=texts, poison=texts)),
        products=held,
        medicines=draw(st.dictionaries(names, medicines, max_size=2)),
        outcomes=draw(
            st.dictionaries(
                names.filter(lambda n: n not in {"pain", "peg", "peg.1"}), outcomes(), max_size=2
            )
        ),
        taper=draw(plans(held)),
        entries=tuple(entries),
    )
