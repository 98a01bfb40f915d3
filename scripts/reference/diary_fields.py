"""What each field of `diary.toml` means, with an example; the types say the rest."""

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from speciosa.diary.diary import Diary
from speciosa.diary.person import Before, Help, Medicine, Outcome, Person, Product, Use
from speciosa.diary.taper import Plan, Step


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the file.

    Attributes:
        head: as it is written, without brackets; empty for the top of the file.
        model: the type behind it.
        about: one sentence.
        fields: key to meaning and example, as TOML.
    """

    head: str
    model: type[BaseModel]
    about: str
    fields: dict[str, tuple[str, str]]


PARTS: Final = (
    Part(
        "",
        Diary,
        "At the top of the file, before any section.",
        {
            "format": ("which rules the file follows", '"speciosa.diary/1"'),
            "timezone": (
                "where times without an offset belong; an IANA name",
                '"Europe/Berlin"',
            ),
            "simulated": ("an invented person; every page says so", "false"),
        },
    ),
    Part(
        "person",
        Person,
        "Who the diary is about.",
        {
            "id": ("any pseudonym; no real name is needed", '"alex"'),
            "birth_year": ("without it a diary with kratom shows no effects and amounts", "1984"),
            "sex": ("for limits that differ", '"female"'),
            "weight_kg": ("for levels of substances that depend on it", "71"),
            "conditions": ("illnesses, in your own words", '["fibromyalgia", "adhd"]'),
            "country": ("for emergency numbers and the law; may name a part: US-LA", '"DE"'),
            "aims": ("what you rate, the most important first", '["pain", "focus"]'),
        },
    ),
    Part(
        "use",
        Use,
        "How long kratom has been used, as far as you remember: a year, a month or a day.",
        {
            "first": ("the first time", '"2021-03"'),
            "daily_since": ("every day, or nearly, since", '"2023-05-01"'),
        },
    ),
    Part(
        "help",
        Help,
        "Your own numbers; without them those of the country.",
        {
            "emergency": ("emergency number", '"112"'),
            "crisis": ("somebody to talk to in a crisis", '"116 123"'),
            "poison": ("poison centre", '"your poison centre"'),
        },
    ),
    Part(
        "products.green",
        Product,
        "One section for each product and each batch; `green` is the short name used in entries.",
        {
            "name": ("as it is shown", '"Green leaf, batch 7"'),
            "form": ("leaf, tea, capsule, extract ...: [all forms](names.md#forms)", '"leaf"'),
            "substance": ("what acts in it: [those with levels](names.md#substances)", '"kratom"'),
            "mitragynine_mg_per_g": ("from a certificate of this batch", "14.2"),
            "lead": ("from a certificate, together with its unit", "0.5"),
            "lead_unit": ("ppm, ug/g, mg/kg, ppb ...", '"ppm"'),
            "taken": ("by a schedule or when needed", '"as needed"'),
            "before": ("regular use before the first entry, see below", ""),
            "unit_g": ("grams in what you count", "{ capsule = 0.5 }"),
        },
    ),
    Part(
        "products.green.before",
        Before,
        "Regular use of this product before the first entry, so that levels do not start at zero.",
        {
            "since": ("first day of it", "2023-05-01"),
            "doses_per_day": ("on an average day", "3"),
            "amount": ("of one dose", '"3 g"'),
        },
    ),
    Part(
        "medicines.lisdexamfetamine",
        Medicine,
        "One section for each medicine or supplement, named as you would write it.",
        {
            "dose": ("as on the package", '"50 mg"'),
            "since": ("a year, a month or a day", '"2025-11-01"'),
            "until": ("last day; left out while you take it", '"2026-04-30"'),
        },
    ),
    Part(
        "outcomes.pain",
        Outcome,
        "Only for outcomes of your own, or to change one of [the known ones](names.md#outcomes).",
        {
            "label": ("as it is shown", '"Pain right now"'),
            "low": ("lowest value", "0"),
            "high": ("highest value", "10"),
            "better": ("which end is the good one", '"lower"'),
            "important_change": (
                "smallest change that matters to you; else 10 % of the scale",
                "1",
            ),
        },
    ),
    Part(
        "taper",
        Plan,
        "A plan for less kratom, entered by or with a professional. The program follows it and"
        " never makes one.",
        {
            "by": ("who made the plan", '"Dr. Example"'),
            "entered": ("when", "2026-04-13"),
            "product": ("left out: all kratom together", '"green"'),
            "steps": (
                "in order of time, see below",
                "[{ from = 2026-04-20, doses_per_day = 2 }]",
            ),
        },
    ),
    Part(
        "one step of [taper]",
        Step,
        "What holds from one day on; at least one of the two amounts.",
        {
            "from": ("first day of the step", "2026-04-20"),
            "grams_per_day": ("product on one day", "6"),
            "doses_per_day": ("doses on one day", "2"),
        },
    ),
)
SECTIONS_OF_THE_HEAD: Final = (  # fields of `Diary` that are sections or the log
    "person", "use", "help", "products", "medicines", "outcomes", "taper", "entries",
)  # fmt: skip
