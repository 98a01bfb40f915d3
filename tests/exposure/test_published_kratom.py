"""The kratom model against published summaries in people, and against their spread.

The published values, with study and place, are rows of knowledge/data/validation/kratom.toml; how
each is computed stands in speciosa.exposure.validation. The tension in the area of mitragynine
after tea (1.65-fold) is known.
"""

import pytest

from speciosa.exposure.published import measured, measured_sources, measured_spreads
from speciosa.exposure.validation import HOW, reproduced, reproduced_spreads

SPREADS, TOGETHER = reproduced_spreads()


def test_25_published_summaries_are_reproduced():
    folds = {(r.published.form, r.published.statistic, r.published.place): r.fold for r in ROWS}
    assert len(ROWS) == 25
    assert max(r.fold for r in ROWS) <= 2.0, folds
    assert sum(r.fold <= 1.5 for r in ROWS) >= 23, folds


ROWS = reproduced()


@pytest.mark.parametrize(
    ("form", "analyte", "statistic", "days", "computed"),
    [  # an earlier, independent computation of the same model
        ("tea", "mitragynine", "peak", 1, 34.4),
        ("tea", "mitragynine", "area", 1, 276.0),
        ("tea", "7-hydroxymitragynine", "early half-life", 1, 4.10),
        ("tea", "7-hydroxymitragynine", "area to 24 h", 1, 45.2),
        ("leaf", "7-hydroxymitragynine", "peak time", 15, 1.64),
        ("leaf", "7-hydroxymitragynine", "ratio", 1, 0.263),
        ("leaf", "7-hydroxymitragynine", "ratio", 15, 0.185),
    ],
)
def test_the_summaries_are_computed_as_they_say(form, analyte, statistic, days, computed):
    wanted = (form, analyte, statistic, days)
    found = next(
        r.computed
        for r in ROWS
        if (r.published.form, r.published.analyte, r.published.statistic, r.published.days)
        == wanted
    )
    assert found == pytest.approx(computed, rel=0.01)


@pytest.mark.parametrize("row", SPREADS, ids=lambda r: r.published.analyte + r.published.statistic)
def test_people_differ_as_much_as_published(row):
    """Pooled log standard deviations of the same studies; computed by this project from them."""
    assert abs(row.off) <= 0.20
    assert len(SPREADS) == 8


def test_peaks_of_both_analytes_go_together():
    assert pytest.approx(0.70, abs=0.05) == TOGETHER


def test_every_number_has_a_source_and_a_way_of_computing():
    for row in (*measured(), *measured_spreads()):
        assert row.source in measured_sources()
        assert row.statistic in HOW
        if getattr(row, "low", None) is not None:
            assert row.low < row.value < row.high


def test_what_was_not_read_in_the_paper_is_marked():
    assert {r.confidence for r in measured() if r.source == "huestis2026"} == {"unverified"}
