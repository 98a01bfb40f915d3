"""One substance as a data file: every number with its unit, its source and the place in it."""

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from speciosa.record import Record

Confidence = Literal["published", "computed", "expert proposal", "unverified"]
Statistic = Literal["half-life", "peak time", "peak", "area"]


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
    """What is measured in blood; the first is the substance itself, the second a metabolite."""

    key: str
    label: str
    weight: Weight


class Path(Record):
    """A share of the dose that passes through first-order steps, one after the other.

    `share` and `rates` are keys of figures; the path without a share takes the rest.
    """

    share: str = ""
    rates: tuple[str, ...] = Field(min_length=1)


class Release(Record):
    """How a product form lets the substance into the blood."""

    key: str
    label: str
    forms: tuple[str, ...] = ()
    lag: str = ""
    path: tuple[Path, ...] = Field(min_length=1)


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
    analyte: tuple[Analyte, ...] = Field(min_length=1, max_length=2)
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
        wanted = {rate for r in self.release for p in r.path for rate in p.rates}
        wanted |= {p.share for r in self.release for p in r.path if p.share}
        wanted |= {r.lag for r in self.release if r.lag}
        _known(wanted, figures, "figure")
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


def _known(wanted: set[str], there: set[str], what: str) -> None:
    if missing := sorted(wanted - there):
        msg = f"no such {what}: {', '.join(missing)}"
        raise ValueError(msg)
