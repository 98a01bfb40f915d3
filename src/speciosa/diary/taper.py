"""A plan for less kratom, as a professional entered it. This program never makes one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from speciosa.diary.person import Product
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError
from speciosa.knowledge.tables import read_toml
from speciosa.record import Record

_WHAT: Final = "a plan that cannot be followed"
_EXAMPLE: Final = 'by = "Dr. Example", steps = [{ from = 2026-03-08, doses_per_day = 3 }]'
_EARLIEST: Final = date(1970, 1, 1)
_LATEST: Final = date(2199, 12, 31)
_MOST_STEPS: Final = 500
_LONGEST_NAME: Final = 80

Amount = Annotated[float | None, Field(ge=0, allow_inf_nan=False, strict=True)]
PlanDate = Annotated[date, Field(ge=_EARLIEST, le=_LATEST)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_NAME)
]


class Step(Record):
    """What is planned for each day from one day on: grams of product, doses, or both."""

    start: PlanDate = Field(alias="from")
    grams_per_day: Amount = None
    doses_per_day: Amount = None

    @model_validator(mode="after")
    def _something(self) -> "Step":
        if self.grams_per_day is None and self.doses_per_day is None:
            msg = "grams_per_day, doses_per_day or both"
            raise ValueError(msg)
        return self


def _in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    days = [step.start for step in steps]
    if not 0 < len(days) <= _MOST_STEPS:  # here, so that a faulty step is not also a missing one
        msg = f"1 to {_MOST_STEPS} steps"
        raise ValueError(msg)
    if days != sorted(set(days)):
        msg = "steps in order of their days, each day once"
        raise ValueError(msg)
    return steps


class Plan(Record):
    """Steps in order of time, and who made them."""

    by: Name  # the professional
    entered: PlanDate | None = None
    product: str = ""  # key of a product; empty: all kratom together
    steps: Annotated[tuple[Step, ...], AfterValidator(_in_order)]

    def step_on(self, day: date) -> Step | None:
        """The step that holds on a day; None before the plan."""
        return next((step for step in reversed(self.steps) if step.start <= day), None)

    def next_after(self, day: date) -> Step | None:
        """The step that begins after a day; None when the last one holds."""
        return next((step for step in self.steps if step.start > day), None)


def read_plan(
    table: object, products: Sequence[str] = ()
) -> tuple[Plan | None, tuple[InputError, ...]]:
    """The plan of a `[taper]` table, or everything that keeps it from being followed.

    Args:
        table: the table as TOML or JSON gives it.
        products: keys that `product` may name.
    """
    try:
        plan = Plan.model_validate(table)
    except ValidationError as fault:
        return None, tuple(_problem(error) for error in fault.errors(include_url=False))
    if plan.product and plan.product not in products:
        what, expected = "a product of kratom that is not in the diary", listed(products) or "none"
        like = nearest(plan.product, products)
        return None, (InputError(what, "taper.product", plan.product, expected, like),)
    return plan, ()


def plan_of(
    table: Mapping[str, object], products: Sequence[str] = (), file: str = "diary.toml"
) -> Plan:
    """As `read_plan`, but raises the first InputError, which names `file`."""
    plan, problems = read_plan(table, products)
    if plan is None:
        raise problems[0].at(file)
    return plan


def kratom_keys(products: Mapping[str, Product]) -> tuple[str, ...]:
    """Keys of the products that are kratom or one of its alkaloids."""
    table = read_toml("product_classes")
    substances = {*table["kratom_substances"], *table["strong_substances"]}
    return tuple(k for k, p in products.items() if p.substance.casefold().strip() in substances)


def _problem(error: ErrorDetails) -> InputError:
    """One error of the type checker as a sentence."""
    field = ".".join(["taper", *(str(part) for part in error["loc"])])
    given = error["input"]
    found = given if isinstance(given, str | int | float) and error["type"] != "missing" else ""
    if error["type"] == "extra_forbidden":
        known = _keys(error["loc"])
        typed = str(error["loc"][-1])
        return InputError(
            "a key that is not known", field, typed, listed(known), nearest(typed, known)
        )
    return InputError(_WHAT, field, found, _expected(error), _EXAMPLE)


def _keys(loc: tuple[int | str, ...]) -> list[str]:
    kind: type[Record] = Step if len(loc) > 1 else Plan
    return [field.alias or name for name, field in kind.model_fields.items()]


def _expected(error: ErrorDetails) -> str:
    kind = error["type"]
    simple = {
        "missing": "this key",
        "string_type": "a text in quotes",
        "string_too_short": "who made the plan",
        "string_too_long": f"at most {_LONGEST_NAME} signs",
        "tuple_type": "a list of steps",
        "model_type": "a table with keys",
        "value_error": str(error["msg"]).removeprefix("Value error, "),
    }
    if kind in simple:
        return simple[kind]
    if error["loc"][-1] in {"from", "entered"}:
        return f"a day, YYYY-MM-DD, from {_EARLIEST.year} to {_LATEST.year}"
    return "a number with a point, zero or more"
