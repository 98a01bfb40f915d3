"""How a product form lets a substance into the blood, as its data file says it."""

from typing import Self

from pydantic import Field, model_validator

from speciosa.record import Record


class Path(Record):
    """A share of the dose that passes through first-order steps, one after the other.

    All of `share`, `transit`, `rates`, `lag` and `duration` are keys of figures. The path without
    a share takes the rest. `transit` (1/h) is the rate of `stages` equal stages before the steps
    of `rates`; without any step the dose enters the blood as it is released. `lag` (h) delays this
    path beside the lag of the release; `duration` (h) releases evenly over that time instead of at
    once.
    """

    share: str = ""
    transit: str = ""
    stages: int = Field(default=0, ge=0, le=12)
    rates: tuple[str, ...] = ()
    lag: str = ""
    duration: str = ""

    @model_validator(mode="after")
    def _stages_have_a_rate(self) -> Self:
        if bool(self.transit) != bool(self.stages):
            msg = "transit and stages belong together"
            raise ValueError(msg)
        return self

    @property
    def hours(self) -> set[str]:
        """Keys of the figures that are times."""
        return {self.lag, self.duration} - {""}

    @property
    def figures(self) -> set[str]:
        """Keys of all figures that the path names."""
        return ({self.share, self.transit, *self.rates} - {""}) | self.hours


class Release(Record):
    """How a product form lets the substance into the blood."""

    key: str
    label: str
    forms: tuple[str, ...] = ()
    lag: str = ""
    path: tuple[Path, ...] = Field(min_length=1)

    @property
    def hours(self) -> set[str]:
        """Keys of the figures that are times."""
        return ({self.lag} - {""}).union(*(path.hours for path in self.path))

    @property
    def figures(self) -> set[str]:
        """Keys of all figures that the release names."""
        return self.hours.union(*(path.figures for path in self.path))
