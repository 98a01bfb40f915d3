"""Small hand-built diaries for the safety tests."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Before, Medicine, Person, Product, Use
from speciosa.safety.check import check_safety
from speciosa.safety.rows import step

ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 3, 1, tzinfo=ZONE)


def entry(day, hour, kind, what, value=None, unit="", note=""):
    at = FIRST + timedelta(days=day, hours=hour)
    return Entry(
        at=at,
        kind=Kind(kind),
        what=what,
        value=value,
        unit=unit,
        note=note,
        id=f"{kind}-{what}-{day}-{hour}",
    )


def doses(days=range(42), hours=(8, 14, 20), product="green", amount=3, unit="g"):
    return [entry(d, h, "dose", product, amount, unit) for d in days for h in hours]


def rare_doses():
    """One dose a week, with a rating every day."""
    rated = [entry(day, 7, "rating", "pain", 5) for day in range(42)]
    return doses(range(0, 42, 7), hours=(8,)) + rated


def diary(
    entries=None, *, form="leaf", medicines=(), products=None, use=None, before=None, **person
):
    person = {"id": "alex", "birth_year": 1984, "conditions": ("fibromyalgia",)} | person
    if products is None:
        products = {"green": Product(name="Green", form=form, before=before)}
    return Diary(
        timezone="Europe/Berlin",
        person=Person(**person),
        use=use or Use(),
        products=products,
        medicines={name: Medicine() for name in medicines}
        if not isinstance(medicines, dict)
        else medicines,
        entries=tuple(doses() if entries is None else entries),
    )


def daily_before(since=date(2023, 5, 1)):
    return Before(since=since, doses_per_day=3, amount="3 g")


def findings(*args, **kwargs):
    return check_safety(diary(*args, **kwargs)).findings


def found(result, row_id):
    """The one finding with a row id, or None."""
    hits = [finding for finding in result if row_id in finding.id.split("+")]
    assert len(hits) <= 1
    return hits[0] if hits else None


def highest(result):
    return max((step(finding.severity) for finding in result), default=-1)
