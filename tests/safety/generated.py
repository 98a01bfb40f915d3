"""Made-up diaries for tests that must hold for every diary; one seed, one diary."""

from datetime import timedelta
from random import Random

from speciosa.diary.conditions import condition_names
from speciosa.diary.diary import Diary
from speciosa.diary.person import Before, Product, Use
from speciosa.knowledge.medicines import ingredients
from speciosa.safety.jurisdiction_table import jurisdiction_rows
from speciosa.safety.red_flag_table import red_flag_rows
from tests.safety.diaries import FIRST, diary, entry

FORMS = ("leaf", "tea", "capsule", "extract", "tincture", "shot", "gummy", "7-oh", "mgm-15")
UNKNOWN_FORMS = ("unknown", "something new")
UNITS = (("g", 3), ("g", 9), ("cup", 1), ("capsule", 4), ("mg", 40), ("teaspoon", 1), ("", 2))
READINGS = {
    "alt": ("U/L", 20, 400),
    "ast": ("U/L", 20, 300),
    "alp": ("U/L", 50, 500),
    "bilirubin": ("mg/dL", 0.4, 9),
    "inr": ("", 0.9, 2),
    "qtc": ("ms", 380, 520),
    "systolic": ("mmHg", 100, 200),
    "diastolic": ("mmHg", 60, 120),
    "heart_rate": ("bpm", 40, 135),
    "potassium": ("mmol/L", 2.8, 5),
    "magnesium": ("mmol/L", 0.5, 1),
    "egfr": ("mL/min", 15, 110),
    "tsh": ("mU/L", 0.1, 9),
    "prolactin": ("ng/mL", 4, 40),
    "weight": ("kg", 40, 120),
}
SCALES = {
    "phq9": 27,
    "phq9.9": 3,
    "gad7": 21,
    "isi": 28,
    "asrs6": 24,
    "peg": 10,
    "sows": 64,
    "cows": 48,
}
TERMS = [term for row in red_flag_rows() for term in row.terms]
EVENTS = (*TERMS, "nausea", "rash", "headache")
TYPED = (
    "foozle",
    "elvanse 50",
    "sertralin",
    "ibu 400",
    "tramadol + ibu",
    "vitamin zz",
    "xanax 0.5",
)
DAYS = 42


def some(rng, items, most):
    items = sorted(items)
    return rng.sample(items, min(len(items), rng.randint(0, most)))


def products(rng):
    forms = rng.choices(FORMS + UNKNOWN_FORMS, k=rng.choice((1, 1, 1, 2)))
    made = {}
    for number, form in enumerate(forms):
        before = Before(since=FIRST.date().replace(year=2024), doses_per_day=3, amount="3 g")
        made[f"p{number}"] = Product(
            name=f"Product {number}",
            form=form,
            substance=rng.choice(("kratom", "kratom", "kratom", "7-oh")),
            mitragynine_mg_per_g=rng.choice((None, None, 14.0, 450.0)),
            before=before if rng.random() < 0.3 else None,
        )
    if rng.random() < 0.2:
        made["other"] = Product(name="other", substance=rng.choice(("venlafaxine", "alcohol")))
    return made


def taken_doses(rng, keys, days):
    unit, amount = rng.choice(UNITS)
    hours = rng.choice(((8,), (8, 20), (7, 13, 19), (6, 10, 14, 18, 22, 23)))
    return [
        entry(day, hour, "dose", rng.choice(keys), amount, unit)
        for day in days
        for hour in hours
        if rng.random() < 0.9
    ]


def facts_about_health(rng):
    found = []
    for name in some(rng, READINGS, 5):
        unit, low, high = READINGS[name]
        for day in sorted(rng.sample(range(DAYS), rng.randint(1, 3))):
            value = round(rng.uniform(low, high), 1)
            found.append(entry(day, 9, "reading", name, value, unit, rng.choice(("", "uln=35"))))
    for name in some(rng, SCALES, 4):
        days = sorted(rng.sample(range(DAYS), 2))
        found += [entry(d, 10, "scale", name, rng.randint(0, SCALES[name])) for d in days]
    events = some(rng, EVENTS, 2)
    found += [
        entry(rng.randrange(DAYS), 11, "event", e, rng.randint(1, 4), "grade") for e in events
    ]
    return found


def ratings(rng, doses):
    """Few or many, after doses the same, better or worse: some can be compared, some cannot."""
    hours = rng.choice(((7,), (7, 19), (8, 9, 14, 20)))
    days = range(0, DAYS, rng.choice((1, 1, 3)))
    found = []
    for outcome in ("pain", *some(rng, ("focus", "mood", "restlessness"), 2)):
        after = rng.choice((-3, 0, 0, 3))
        for at in (FIRST + timedelta(days=day, hours=hour) for day in days for hour in hours):
            fresh = any(timedelta() <= at - dose.at < timedelta(hours=4) for dose in doses)
            value = min(max(rng.randint(3, 7) + after * fresh, 0), 10)
            found.append(entry((at - FIRST).days, at.hour, "rating", outcome, value))
    return found


def medicine_entries(rng):
    return [
        entry(rng.randrange(DAYS), 12, "medicine", name, rng.choice(("stop", 20, None)), "mg")
        for name in some(rng, ingredients(), 2)
    ]


def random_diary(seed, **fixed) -> Diary:
    """A diary of up to six weeks; `fixed` are arguments of `diary` that stand."""
    rng = Random(seed)  # noqa: S311 - a test, not a secret
    made = products(rng)
    kratom = [key for key in made if key != "other"]
    days = range(rng.choice((0, 3, 14, DAYS)))
    doses = taken_doses(rng, kratom, days)
    entries = [
        *doses,
        *facts_about_health(rng),
        *medicine_entries(rng),
        *ratings(Random(f"{seed} ratings"), doses),  # noqa: S311
    ]
    places = ("", "DE", "US", "FR", *(row.place for row in jurisdiction_rows()))
    said = {
        "products": made,
        "medicines": some(rng, (*ingredients(), *TYPED), 5),
        "conditions": tuple(some(rng, (*condition_names(), "gribbles"), 4)),
        "birth_year": rng.choice((None, 1949, 1966, 1984, 1999, 2008, 2013)),
        "sex": rng.choice(("female", "male", "other", "unknown")),
        "country": rng.choice(places),
        "use": rng.choice((Use(), Use(), Use(first="2019", daily_since="2023-05-01"))),
    }
    return diary(entries, **(said | fixed))
