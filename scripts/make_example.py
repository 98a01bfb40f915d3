"""Make the built-in example diary: one invented person, the same bytes every time.

Run `python scripts/make_example.py`; a test compares the result with the committed files. The
person has fibromyalgia and ADHD, takes lisdexamfetamine, and uses leaf powder of two batches as
needed; ratings are asked for at the wish for a dose and 1.5 h after it. The simulated body and
ups and downs are not the analysis model (see speciosa.response.simulate).
"""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Before, Medicine, Outcome, Person, Product, Use
from speciosa.diary.writers import write_folder
from speciosa.response.simulate import Plan, Symptom, simulate

SEED = 5  # chosen so that the example shows every kind of answer
EXAMPLE = Path(__file__).parents[1] / "src" / "speciosa" / "example"
ZONE = ZoneInfo("Europe/Berlin")
PLAN = Plan(
    days=42,
    first_day=date(2026, 3, 2),
    symptoms=(
        Symptom("pain", effect_pts=-3.2, level_pts=6.6),
        Symptom("focus", effect_pts=0.6, level_pts=4.6, better="higher"),
        Symptom("restlessness", effect_pts=2.4, level_pts=2.6),
        Symptom("mood", effect_pts=0.3, level_pts=5.2, better="higher"),
    ),
    doses_per_day=5.0,
)
SECOND_BATCH = date(2026, 3, 27)
AWAY = (date(2026, 3, 18), date(2026, 3, 19))  # two days on which nothing was recorded
USE_BEFORE = Before(since=date(2023, 5, 1), doses_per_day=3, amount="3 g")
BATCHES = {
    "leaf7": Product(
        name="Green leaf, batch 7", form="leaf", mitragynine_mg_per_g=14.2, before=USE_BEFORE
    ),
    "leaf8": Product(name="Green leaf, batch 8", form="leaf"),
}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of the example."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def written_besides() -> list[Entry]:
    """What the person records besides doses and ratings."""
    rows = [
        (at(date(2026, 3, 4), 9, 30), Kind.READING, "alt", 31.0, "U/L", "uln=35"),
        (at(date(2026, 3, 4), 9, 30), Kind.READING, "alp", 74.0, "U/L", "uln=105"),
        (at(date(2026, 3, 4), 9, 30), Kind.READING, "bilirubin", 0.6, "mg/dL", "uln=1.2"),
        (at(date(2026, 3, 6), 18), Kind.READING, "systolic", 128.0, "mmHg", ""),
        (at(date(2026, 3, 6), 18), Kind.READING, "diastolic", 82.0, "mmHg", ""),
        (at(date(2026, 3, 6), 18), Kind.READING, "heart_rate", 86.0, "1/min", ""),
        (at(date(2026, 3, 14), 21), Kind.EVENT, "nausea", 2.0, "grade", "after dinner"),
        (at(date(2026, 3, 30), 16, 15), Kind.EVENT, "palpitations", 2.0, "grade", ""),
        (at(date(2026, 4, 2), 8), Kind.MEDICINE, "sertraline", 25.0, "mg", "started"),
        (at(date(2026, 4, 6), 22, 5), Kind.EVENT, "nausea", 1.0, "grade", ""),
    ]
    rows += [
        (at(PLAN.first_day + timedelta(days=day), 7, 40), Kind.RATING, "sleep", value, "", "")
        for day, value in ((3, 5.0), (4, 6.0), (9, 4.0), (15, 6.0), (22, 5.0), (28, 4.0), (35, 6.0))
    ]
    return [
        Entry(at=when, kind=kind, what=what, value=value, unit=unit, note=note, id=f"ex-{i:03d}")
        for i, (when, kind, what, value, unit, note) in enumerate(rows, start=1)
    ]


def of_this_person(entry: Entry) -> Entry:
    """Name the batch that was in use on that day."""
    if entry.kind not in {Kind.DOSE, Kind.WISH}:
        return entry
    batch = "leaf8" if entry.at.date() >= SECOND_BATCH else "leaf7"
    return entry.model_copy(update={"what": batch})


def example() -> Diary:
    """The example diary."""
    base = simulate(PLAN, np.random.default_rng(SEED))
    lived = [of_this_person(e) for e in base.entries if e.at.date() not in AWAY]
    return base.model_copy(
        update={
            "person": Person(
                id="Alex",
                birth_year=1984,
                sex="female",
                weight_kg=71,
                conditions=("fibromyalgia", "adhd"),
                country="DE",
                aims=("pain", "focus", "restlessness"),
            ),
            "use": Use(first="2021-03", daily_since="2023-05-01"),
            "products": BATCHES,
            "medicines": {"lisdexamfetamine": Medicine(dose="50 mg", since="2025-11-01")},
            "outcomes": {key: Outcome(better=o.better) for key, o in base.outcomes.items()},
            "entries": tuple(sorted([*lived, *written_besides()], key=lambda e: (e.at, e.id))),
        }
    )


if __name__ == "__main__":
    write_folder(example(), Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
