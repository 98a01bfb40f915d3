"""What a substance file may say about ways in, compartments and effect sites."""

import numpy as np
import pytest
from pydantic import ValidationError

from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.substance import Substance
from speciosa.exposure.superpose import one_dose_ng_per_ml
from tests.exposure.reference import CITED, substance_of

FIGURES = {"volume": 20.0, "clearance": 2.0, "ka": 1.0, "ke0": 0.3, "hours": 6.0, "k": 2.0}


def changed(**more: object) -> dict[str, object]:
    plain = substance_of(FIGURES, [{"rates": ["ka"]}], metabolite=True, effect=True)
    return plain.model_dump(exclude_defaults=True) | more


def release(**path: object) -> dict[str, object]:
    return {"release": [{"key": "only", "label": "only", "path": [path]}]}


def spread_over(key: str) -> dict[str, object]:
    rows = changed()["figure"]
    figures = [row | ({"spread": ["s"]} if row["key"] == key else {}) for row in rows]
    return {"figure": figures, "spread": [{"key": "s", "log_sd": 0.2, **CITED}]}


def analytes(*effects: str) -> dict[str, object]:
    weight = {"fixed": 1.0, **CITED}
    rows = [{"key": f"a{i}", "label": "a", "weight": weight} for i in range(len(effects))]
    return {
        "analyte": [
            r | ({"effect_of": e, "rate": "ke0"} if e else {})
            for r, e in zip(rows, effects, strict=True)
        ]
    }


def figure(key: str) -> dict[str, object]:
    return {"key": key, "value": 1.0, "unit": "1", **CITED}


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (release(rates=["ka"], transit="k"), "belong together"),
        (release(rates=["ka"], stages=3), "belong together"),
        (release(transit="k", stages=13), "stages"),
        (release(rates=["kb"]), "kb"),
        (release(rates=[], duration="days"), "days"),
        (release(rates=["ka"], lag="hours") | spread_over("hours"), "cannot have a spread"),
        (release(rates=["ka"], duration="hours") | spread_over("hours"), "cannot have a spread"),
        ({"figure": [*changed()["figure"], figure("exchange")]}, "needs both"),
        ({"figure": [*changed()["figure"], figure("third_exchange"), figure("third_volume")]}, "without a second"),
        (analytes("", "a0", ""), "then effect sites"),
        (analytes("", "", ""), "then effect sites"),
        (analytes("", "blood"), "blood"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_meant_are_refused(fault, named):
    with pytest.raises(ValidationError, match=named):
        Substance.model_validate(changed(**fault))


def curve_of(figures: dict[str, float], path: dict[str, object], *, effect: bool = False):
    substance = substance_of(figures, [path], metabolite=False, effect=effect)
    values = {key: np.array([value, 2.0 * value]) for key, value in figures.items()}
    return one_mg_curve(substance, substance.release[0], values)


def test_straight_into_the_blood_starts_at_dose_over_volume():
    values = one_dose_ng_per_ml(curve_of(FIGURES, {"rates": []}), np.array([0.0, 1e-12, 10.0]))
    np.testing.assert_allclose(values[:, 0, 1], [50.0, 25.0], rtol=1e-9)
    np.testing.assert_array_equal(values[:, 0, 0], 0.0)
    np.testing.assert_allclose(values[0, 0, 2], 50.0 * np.exp(-1.0), rtol=1e-12)


def test_a_release_over_hours_rises_as_its_integral_says():
    """During an even input of 1 mg: c = (1 - exp(-k t)) / (hours CL)."""
    curve = curve_of(FIGURES, {"rates": [], "duration": "hours"})
    at_h = np.array([0.5, 3.0, 6.0])
    expected = 1000.0 / 6.0 / 2.0 * -np.expm1(-0.1 * at_h)
    np.testing.assert_allclose(one_dose_ng_per_ml(curve, at_h)[0, 0], expected, rtol=1e-12)


def test_an_effect_site_lags_behind_and_has_the_same_area():
    curve = curve_of(FIGURES, {"rates": ["ka"]}, effect=True)
    area = curve.area_ng_h_per_ml()
    np.testing.assert_allclose(area[:, 1], area[:, 0], rtol=1e-12)
    at_h = np.linspace(0.0, 20.0, 400)
    blood, site = one_dose_ng_per_ml(curve, at_h)[0]
    assert at_h[site.argmax()] > at_h[blood.argmax()]
    np.testing.assert_allclose(
        site.max(), blood[site.argmax()], rtol=1e-4
    )  # they cross at its peak


def test_draws_keep_their_own_values_when_joined_and_taken():
    substance = substance_of(
        FIGURES | {"share": 0.4},
        [{"rates": ["ka"]}, {"transit": "k", "stages": 4, "duration": "hours", "share": "share"}],
        metabolite=False,
        effect=False,
    )
    figures = FIGURES | {"share": 0.4}
    values = {
        k: np.array([v, v if k in ("share", "hours") else 1.3 * v]) for k, v in figures.items()
    }
    curve = one_mg_curve(substance, substance.release[0], values)
    at_h = np.linspace(0.0, 30.0, 31)
    both = one_dose_ng_per_ml(curve, at_h)
    for draw in (0, 1):
        alone = one_mg_curve(
            substance, substance.release[0], {k: v[draw : draw + 1] for k, v in values.items()}
        )
        np.testing.assert_allclose(
            both[draw], one_dose_ng_per_ml(alone, at_h)[0], rtol=1e-9, atol=1e-12
        )
    swapped = one_dose_ng_per_ml(curve.take(np.array([1, 0, 1])), at_h)
    np.testing.assert_array_equal(swapped[[1, 0]], both)
