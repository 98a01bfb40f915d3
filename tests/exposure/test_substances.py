"""The data files: every number has a source, and the numbers fit what is published."""

import numpy as np
import pytest

from speciosa.errors import TableError
from speciosa.exposure.draws import Normals, figure_values, typical_values
from speciosa.exposure.forms import form_of, product_forms
from speciosa.exposure.library import check, half_life_h, load_substance, substances, typical_curve
from speciosa.exposure.substance import Published, Substance
from speciosa.exposure.superpose import one_dose_ng_per_ml
from speciosa.knowledge.tables import read_toml, typed_row

UNITS = {"1", "1/h", "1/L", "L", "L/kg", "L/h", "L/h/kg", "h"}
REQUIRED = {
    "kratom", "venlafaxine", "buprenorphine", "methadone", "naltrexone", "lisdexamfetamine",
    "methylphenidate", "atomoxetine", "guanfacine", "caffeine", "ibuprofen", "naproxen",
    "paracetamol", "tramadol", "duloxetine", "pregabalin", "gabapentin", "thc",
}  # fmt: skip
AS_NEEDED = {"kratom", "caffeine", "ibuprofen", "naproxen", "paracetamol", "thc"}
TIMES = {"half-life", "peak time"}
WIDEST_OF_TIMES = 1.5
ROWS = [
    pytest.param(s, p, id=f"{s.key}-{p.analyte}-{p.statistic}-{i}")
    for s in substances().values()
    for i, p in enumerate(s.published)
]


def computed(substance: Substance, row: Published) -> float:
    curve = typical_curve(substance, row.release)
    if row.statistic == "half-life":
        return half_life_h(curve, substance, row)
    analyte = [a.key for a in substance.analyte].index(row.analyte)
    if row.statistic == "area":
        return float(curve.area_ng_h_per_ml()[0, analyte] * (row.dose_mg or 1.0))
    after_h = np.linspace(0.0, 400.0, 40_001)
    one = one_dose_ng_per_ml(curve, after_h)[0, analyte]
    if row.statistic == "peak time":
        return float(after_h[one.argmax()]) + lag_h(substance, row.release)
    return float(one.max() * (row.dose_mg or 1.0))


def lag_h(substance: Substance, release: str) -> float:
    """Delay of a whole release, which the curve leaves to its caller."""
    found = next(r for r in substance.release if r.key == release)
    return substance.figures[found.lag].value if found.lag else 0.0


@pytest.mark.parametrize(("substance", "row"), ROWS)
def test_what_is_published_follows_from_the_file(substance, row):
    """Tolerance: the factor each row states, with its reason where it is wide."""
    assert abs(np.log(computed(substance, row) / row.value)) <= np.log(row.within)


def test_every_required_substance_has_a_file():
    assert set(substances()) >= REQUIRED


@pytest.mark.parametrize("substance", substances().values(), ids=list(substances()))
def test_every_file_has_a_half_life_and_a_peak_time_that_were_read(substance):
    rows = substance.published
    assert {p.statistic for p in rows} >= TIMES
    assert all(p.within <= WIDEST_OF_TIMES for p in rows if p.statistic in TIMES)
    for release in substance.release:
        own = [p for p in rows if p.release == release.key and p.confidence == "published"]
        assert {p.statistic for p in own} >= TIMES, release.key
    assert all(p.unit == "h" for p in rows if p.statistic in TIMES)


@pytest.mark.parametrize("substance", substances().values(), ids=list(substances()))
def test_what_is_proposed_is_not_called_published_and_every_source_is_used(substance):
    read = {s.key for s in substance.source} - {"project"}
    cited = (*substance.figure, *substance.spread, *substance.published)
    assert all(c.source in read for c in cited if c.confidence in {"published", "computed"})
    assert all(c.confidence == "expert proposal" for c in cited if c.source == "project")
    assert read <= {c.source for c in cited} | set(notes_of(substance).split())


def notes_of(substance: Substance) -> str:
    """Places and notes as words, where sources may be named beside the one that is cited."""
    weights = substance.effect_weights.values()
    cited = (*substance.figure, *substance.spread, *substance.published, *weights)
    text = " ".join(f"{c.place} {c.note}" for c in cited)
    return "".join(char if char.isalnum() or char == "_" else " " for char in text)


@pytest.mark.parametrize("substance", substances().values(), ids=list(substances()))
def test_units_horizon_and_weights_are_usable(substance):
    assert {figure.unit for figure in substance.figure} <= UNITS
    assert 0 < substance.horizon_h <= 24 * 7
    assert tuple(substance.effect_weights) == tuple(a.key for a in substance.analyte)
    assert substance.taken == ("as needed" if substance.key in AS_NEEDED else "fixed")


def test_the_kratom_weights_and_horizons_the_response_floor_counts_on():
    weights = substances()["kratom"].effect_weights
    assert weights["7-hydroxymitragynine"].fixed == 1.0
    assert (weights["mitragynine"].median, weights["mitragynine"].log_sd) == (0.05, 1.2)
    assert substances()["kratom"].horizon_h == 4
    assert substances()["naltrexone"].horizon_h == 168


def changed(**figure: object) -> dict[str, object]:
    raw = read_toml("substances/venlafaxine")
    rows = [row | figure if row["key"] == "volume" else row for row in raw["figure"]]
    return raw | {"figure": rows}


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({"source": ""}, "source"),
        ({"place": ""}, "place"),
        ({"unit": ""}, "unit"),
        ({"source": "nobody2020"}, "nobody2020"),
        ({"spread": ["luck"]}, "luck"),
        ({"value": -7.5}, "value"),
    ],
)
def test_a_number_without_its_origin_is_refused(fault, named):
    with pytest.raises(TableError, match=named):
        typed_row("substances/venlafaxine", 0, Substance, changed(**fault))


def test_clearance_volume_and_half_life_must_agree():
    wrong = typed_row("substances/venlafaxine", 0, Substance, changed(value=75.0))
    with pytest.raises(TableError, match="another half-life"):
        check(wrong)


def test_figures_per_kg_grow_with_the_weight():
    substance = load_substance("substances/venlafaxine")
    light, heavy = typical_values(substance, 50.0), typical_values(substance, 100.0)
    assert heavy["clearance"][0] == pytest.approx(2.0 * light["clearance"][0])
    assert typical_values(substance)["volume"][0] == pytest.approx(7.5 * 70.0)


def test_draws_have_the_median_and_spread_of_the_file():
    substance = load_substance("substances/kratom")
    values = figure_values(
        substance, Normals(4096, len(substance.spread), np.random.default_rng(2)), None
    )
    logs = np.log(values["clearance"])
    assert np.exp(np.median(logs)) == pytest.approx(42.0, rel=0.01)
    assert logs.std() == pytest.approx(0.38, rel=0.02)
    formation = np.corrcoef(np.log(values["formation_rate"]), np.log(values["availability"]))[0, 1]
    assert formation == pytest.approx(-0.22 / np.hypot(0.23, 0.22), abs=0.02)
    np.testing.assert_allclose(
        values["formation_rate"] / values["presystemic_yield"], 0.00858 / 6.25e-4, rtol=1e-12
    )


def test_venlafaxine_metabolite_area_counts_the_swallowed_dose():
    """Apparent clearance of the metabolite is dose over area, however it is formed."""
    substance = load_substance("substances/venlafaxine")
    for release in ("immediate", "extended"):
        area = typical_curve(substance, release).area_ng_h_per_ml()[0, 1]
        assert area == pytest.approx(1000.0 / (0.4 * 70.0), rel=1e-9)


@pytest.mark.parametrize(
    ("key", "release", "reference", "expected"),
    [
        ("guanfacine", "extended", "immediate", 0.58),
        ("buprenorphine", "film", "sublingual", 0.238 / 0.162),
    ],
)
def test_what_no_path_takes_never_reaches_the_blood(key, release, reference, expected):
    substance = substances()[key]
    area, whole = (
        typical_curve(substance, r).area_ng_h_per_ml()[0, 0] for r in (release, reference)
    )
    assert area / whole == pytest.approx(expected, rel=0.02)


def test_forms_have_a_class_and_a_reason_when_they_are_not_modelled():
    for form in product_forms().values():
        assert bool(form.reason) == (form.modelled != "yes")
        assert (form.availability is None) == (form.modelled == "no")
    assert form_of("7-oh").class_ == "7-oh"
    assert form_of("something else").key == "unknown"
    assert form_of(" Leaf ").key == "leaf"
