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
ROWS = [
    pytest.param(s, p, id=f"{s.key}-{p.analyte}-{p.statistic}-{i}")
    for s in substances().values()
    for i, p in enumerate(s.published)
]


def computed(substance: Substance, row: Published) -> float:
    curve = typical_curve(substance, row.release)
    if row.statistic == "half-life":
        return half_life_h(curve, substance, row)
    after_h = np.linspace(0.0, 400.0, 40_001)
    conc = one_dose_ng_per_ml(curve, after_h)[0]
    one = conc[[a.key for a in substance.analyte].index(row.analyte)]
    if row.statistic == "peak time":
        return float(after_h[one.argmax()])
    return float(one.max() * (row.dose_mg or 1.0))


@pytest.mark.parametrize(("substance", "row"), ROWS)
def test_what_is_published_follows_from_the_file(substance, row):
    """Tolerance: the factor each row states, with its reason where it is wide."""
    assert abs(np.log(computed(substance, row) / row.value)) <= np.log(row.within)


def test_every_substance_has_a_published_half_life_and_peak_time():
    assert set(substances()) >= {"kratom", "venlafaxine", "buprenorphine", "naltrexone"}
    for substance in substances().values():
        assert {"half-life", "peak time"} <= {p.statistic for p in substance.published}


@pytest.mark.parametrize("substance", substances().values(), ids=list(substances()))
def test_units_horizon_and_weights_are_usable(substance):
    assert {figure.unit for figure in substance.figure} <= UNITS
    assert 0 < substance.horizon_h <= 24 * 7
    assert tuple(substance.effect_weights) == tuple(a.key for a in substance.analyte)
    assert substance.taken == ("as needed" if substance.key == "kratom" else "fixed")


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


def test_forms_have_a_class_and_a_reason_when_they_are_not_modelled():
    for form in product_forms().values():
        assert bool(form.reason) == (form.modelled != "yes")
        assert (form.availability is None) == (form.modelled == "no")
    assert form_of("7-oh").class_ == "7-oh"
    assert form_of("something else").key == "unknown"
    assert form_of(" Leaf ").key == "leaf"
