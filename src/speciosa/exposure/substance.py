"""One substance as a data file: every number with its unit, its source and the place in it.

Figures that the model reads by key (L, L/h, 1/h; L/kg and L/h/kg are multiplied by the weight):

- `volume`, `clearance`: the central compartment; `availability` (default 1) multiplies the dose.
- `second_volume`, `exchange`: a second compartment; `third_volume`, `third_exchange`: a third.
- `metabolite_rate`, `formation_rate`, `presystemic_yield`, or `metabolite_clearance`,
  `metabolite_volume`, `presystemic_share` and `metabolite_yield` (default 1): a metabolite.

All other figures have free keys and are named by the paths of a release and by effect sites.
"""

from typing import Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from speciosa.exposure.release import Path, Release
from speciosa.record import Record

__all__ = [
    "Analyte", "Cited", "Confidence", "Figure", "Horizon", "Path", "Published", "Release",
    "Source", "Spread", "Statistic", "Substance", "Weight",
]  # fmt: skip

Confidence = Literal["published", "computed", "expert proposal", "unverified"]
Statistic = Literal["half-life", "peak time", "peak", "area"]

_SECOND: Final = frozenset({"exchange", "second_volume"})
_THIRD: Final = frozenset({"third_exchange", "third_volume"})
_MOST_IN_BLOOD: Final = 2  # analytes that are no effect site


class Cited(Record):
    """Where a number was read; a number without it is refused."""

    source: str = Field(min_length=1)
    place: str = Field(min_length=1)
    confidence: Confidence = "published"
    note: str = ""


class Source(Record):
    """A paper, label or model that numbers of this file rest on, and what of it was read."""

    key: str
    cite: str
    doi: str = ""
    pmid: str = ""
    url: str = ""
    read: str = Field(min_length=1)


class Figure(Cited):
    """One typical value; `spread` names what varies it between people."""

    key: str
    value: float = Field(ge=0)
    unit: str = Field(min_length=1)
    spread: tuple[str, ...] = ()


class Spread(Cited):
    """A lognormal difference between people, shared by all figures that name it.

    `slope` times the draw of `follows` is added on the log scale.
    """

    key: str
    log_sd: float = Field(ge=0)
    follows: str = ""
    slope: float = 0.0


class Weight(Cited):
    """What one ng/mL of an analyte counts in the effect signal: fixed, or uncertain."""

    fixed: float | None = None
    median: float | None = None
    log_sd: float | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        uncertain = self.median is not None and self.log_sd is not None
        if (self.fixed is not None) == uncertain:
            msg = "either fixed, or median and log_sd"
            raise ValueError(msg)
        return self


class Analyte(Record):
    """What is predicted; the first is the substance itself, the second a metabolite.

    An effect site names the analyte it follows (`effect_of`) and the figure that holds its rate
    (`rate`, 1/h); it comes after that analyte and after the metabolite.
    """

    key: str
    label: str
    weight: Weight
    effect_of: str = ""
    rate: str = ""


class Published(Cited):
    """A published summary that the file must reproduce within a factor."""

    analyte: str
    release: str
    statistic: Statistic
    value: float = Field(gt=0)
    unit: str
    dose_mg: float | None = None
    within: float = Field(default=1.5, gt=1)


class Horizon(Cited):
    """How long after a dose its effect is looked at."""

    value: float = Field(gt=0)
    unit: Literal["h"]


class Substance(Record):
    """A linear model of one substance in people, as its file holds it."""

    key: str
    name: str
    taken: Literal["as needed", "fixed"]
    horizon: Horizon
    analyte: tuple[Analyte, ...] = Field(min_length=1, max_length=4)
    figure: tuple[Figure, ...]
    spread: tuple[Spread, ...] = ()
    release: tuple[Release, ...] = Field(min_length=1)
    published: tuple[Published, ...] = ()
    source: tuple[Source, ...]
    unmodelled: dict[str, str] = Field(default_factory=dict)  # product form -> reason
    notes: tuple[str, ...] = ()

    @property
    def horizon_h(self) -> float:
        """Hours after a dose in which its effect is looked at."""
        return self.horizon.value

    @property
    def effect_weights(self) -> dict[str, Weight]:
        """Weight of every analyte in the effect signal."""
        return {analyte.key: analyte.weight for analyte in self.analyte}

    @property
    def figures(self) -> dict[str, Figure]:
        """Figures by key."""
        return {figure.key: figure for figure in self.figure}

    def release_of(self, form: str) -> Release:
        """The release of a product form; the first one when no release names the form."""
        wanted = form.strip().lower()
        return next((r for r in self.release if wanted in r.forms), self.release[0])

    def why_not(self, form: str) -> str:
        """The reason why a product form has no curve, or ""."""
        return self.unmodelled.get(form.strip().lower(), "")

    @field_validator("figure", "spread", "source", "release", "analyte")
    @classmethod
    def _keys_once(cls, rows: tuple[Figure | Spread | Source, ...]) -> tuple[Record, ...]:
        keys = [row.key for row in rows]
        if len(set(keys)) != len(keys):
            msg = "a key is used twice"
            raise ValueError(msg)
        return rows

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        figures, spreads = set(self.figures), [s.key for s in self.spread]
        _known(set().union(*(r.figures for r in self.release)), figures, "figure")
        _known({a.rate for a in self.analyte} - {""}, figures, "figure")
        _known({s for f in self.figure for s in f.spread}, set(spreads), "spread")
        for i, spread in enumerate(self.spread):
            _known({spread.follows} - {""}, set(spreads[:i]), "earlier spread")
        _known({p.analyte for p in self.published}, {a.key for a in self.analyte}, "analyte")
        _known({p.release for p in self.published}, {r.key for r in self.release}, "release")
        weights = [a.weight for a in self.analyte]
        cited: tuple[Cited, ...] = (
            *self.figure, *self.spread, *self.published, *weights, self.horizon,
        )  # fmt: skip
        _known({c.source for c in cited}, {s.key for s in self.source}, "source")
        return self

    @model_validator(mode="after")
    def _times_are_shared(self) -> Self:
        """All draws take a dose in at the same moments, so lags and durations have no spread."""
        varied = {figure.key for figure in self.figure if figure.spread}
        for release in self.release:
            if wrong := sorted(release.hours & varied):
                msg = f"a lag or duration cannot have a spread: {', '.join(wrong)}"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _compartments_are_whole(self) -> Self:
        figures = set(self.figures)
        for pair in (_SECOND, _THIRD):
            if len(pair & figures) == 1:
                msg = f"one compartment needs both: {', '.join(sorted(pair))}"
                raise ValueError(msg)
        if figures >= _THIRD and not figures >= _SECOND:
            msg = "a third compartment without a second"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _effect_sites_come_last(self) -> Self:
        blood = [analyte.key for analyte in self.analyte if not analyte.effect_of]
        if len(blood) > _MOST_IN_BLOOD or [a.key for a in self.analyte[: len(blood)]] != blood:
            msg = "first the substance, then at most one metabolite, then effect sites"
            raise ValueError(msg)
        _known({a.effect_of for a in self.analyte} - {""}, set(blood), "analyte in blood")
        if any(bool(a.effect_of) != bool(a.rate) for a in self.analyte):
            msg = "effect_of and rate belong together"
            raise ValueError(msg)
        return self


def _known(wanted: set[str], there: set[str], what: str) -> None:
    if missing := sorted(wanted - there):
        msg = f"no such {what}: {', '.join(missing)}"
        raise ValueError(msg)
