"""A plan for less kratom, as a professional entered it. This program never makes one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import Field, ValidationError, model_validator

from speciosa.errors import InputError
from speciosa.record import Record

_EXAMPLE: Final = 'by = "Dr. Example", steps = [{ from = 2026-03-08, doses_per_day = 3 }]'


class Step(Record):
    """What is planned for each day from one day on: grams of product, doses, or both."""

    start: date = Field(alias="from")
    grams_per_day: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    doses_per_day: float | None = Field(default=None, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _something(self) -> "Step":
        if self.grams_per_day is None and self.doses_per_day is None:
            msg = "grams_per_day, doses_per_day or both"
            raise ValueError(msg)
        return self


class Plan(Record):
    """Steps in order of time, and who made them."""

    by: str = Field(min_length=1)  # the professional
    entered: date | None = None
    product: str = ""  # key of a product; empty: all kratom together
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Plan":
        days = [step.start for step in self.steps]
        if days != sorted(set(days)):
            msg = "steps in order of their days, each day once"
            raise ValueError(msg)
        return self

    def step_on(self, day: date) -> Step | None:
        """The step that holds on a day; None before the plan."""
        return next((step for step in reversed(self.steps) if step.start <= day), None)

    def next_after(self, day: date) -> Step | None:
        """The step that begins after a day; None when the last one holds."""
        return next((step for step in self.steps if step.start > day), None)


def plan_of(
    table: Mapping[str, object], products: Sequence[str] = (), file: str = "diary.toml"
) -> Plan:
    """The plan of a `[taper]` table; raises InputError for one that cannot be followed.

    Args:
        table: the table as TOML gives it.
        products: keys that `product` may name.
        file: where it stands, for the message.
    """
    try:
        plan = Plan.model_validate(dict(table))
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        field = ".".join(["taper", *(str(part) for part in first["loc"])])
        found = first["input"] if isinstance(first["input"], str | int | float) else ""
        expected = str(first["msg"]).removeprefix("Value error, ")
        what = "a plan that cannot be followed"
        raise InputError(what, field, found, expected, _EXAMPLE, file) from None
    if plan.product and plan.product not in products:
        what, expected = "a product that is not in the diary", ", ".join(products) or "none"
        raise InputError(what, "taper.product", plan.product, expected, file=file)
    return plan
