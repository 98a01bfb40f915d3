"""Half-life, volume and clearance of one file agree, or the row says why they do not.

In one compartment the half-life is ln 2 times volume over clearance (Rowland and Tozer, Clinical
Pharmacokinetics). With further compartments or a slow release it is longer; the loader then
compares the slowest rate of the whole model with every published half-life.
"""

from math import log

import pytest

from speciosa.exposure.draws import typical_values
from speciosa.exposure.library import half_life_h, substances, typical_curve

AGREE = 1.25  # fold; beyond it the row needs a note
ROWS = [
    pytest.param(substance, row, id=f"{substance.key}-{row.release}-{row.source}-{row.value:g}")
    for substance in substances().values()
    for row in substance.published
    if row.statistic == "half-life"
]


def one_compartment_h(substance):
    values = typical_values(substance)
    return log(2.0) * float(values["volume"][0]) / float(values["clearance"][0])


def fold(found_h, published_h):
    return max(found_h / published_h, published_h / found_h)


def test_all_substances_have_a_half_life_to_compare_with():
    compared = {param.values[0].key for param in ROWS}
    assert compared == set(substances())
    assert len(compared) >= 18


@pytest.mark.parametrize(("substance", "row"), ROWS)
def test_the_whole_model_agrees_or_the_row_carries_a_note(substance, row):
    found_h = half_life_h(typical_curve(substance, row.release), substance, row)
    assert fold(found_h, row.value) <= row.within
    assert fold(found_h, row.value) <= AGREE or row.note


@pytest.mark.parametrize(("substance", "row"), ROWS)
def test_volume_over_clearance_agrees_or_the_file_says_what_makes_it_longer(substance, row):
    if row.analyte != substance.analyte[0].key:
        return  # a metabolite, with a volume and a clearance of its own
    if fold(one_compartment_h(substance), row.value) <= AGREE or row.note:
        return
    further = "second_volume" in substance.figures
    release = next(r for r in substance.release if r.key == row.release)
    slowest_h = max(log(2.0) / substance.figures[k].value for p in release.path for k in p.rates)
    slow = fold(slowest_h, row.value) <= AGREE
    assert further or slow, "neither a second compartment nor a slow release explains it"
    assert one_compartment_h(substance) < row.value


@pytest.mark.parametrize("substance", substances().values(), ids=list(substances()))
def test_in_one_compartment_the_formula_and_the_model_are_the_same(substance):
    if "second_volume" in substance.figures:
        return
    row = next(p for p in substance.published if p.statistic == "half-life")
    found_h = half_life_h(typical_curve(substance, row.release), substance, row)
    assert found_h >= one_compartment_h(substance) * (1 - 1e-9)
