"""The base of every published type: frozen, closed, and the same bytes for the same content."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value; an unknown key is an error, not silently dropped."""

    # built on first use: a command needs few of the many types that it imports
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_inf_nan="null", defer_build=True
    )


def six_digits(value: float) -> float:
    """Round to six significant digits, so that equal results are equal bytes.

    >>> six_digits(0.123456789)
    0.123457
    """
    return float(f"{value:.6g}") + 0.0  # + 0.0 turns -0.0 into 0.0


Number = Annotated[float, AfterValidator(six_digits)]
