"""1,000 null years of daily looks: ever an alarm in at most 5 %, by exact binomial limits."""

import pytest

from scripts.monitor_tables import (
    PAGE,
    YEARS,
    dose_nulls,
    dose_rises,
    exact_limits,
    first_alarms,
    level_harms,
    level_nulls,
    page,
    pair_alarms,
    rate,
)

by_name = {"ids": lambda scenario: scenario.name}


def held(count, n):
    return exact_limits(count, n)[0] <= 0.05


def test_the_limits_are_exact():
    low, high = exact_limits(50, 1000)
    assert (low, high) == pytest.approx((0.0339, 0.0707), abs=2e-4)
    assert held(67, 1000)
    assert not held(72, 1000)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [*dose_nulls(), *level_nulls()], **by_name)
def test_a_null_year_hardly_ever_alarms(scenario):
    (alarms,) = first_alarms(scenario, YEARS, (1,))
    assert held(len(alarms), YEARS)


@pytest.mark.slow
@pytest.mark.parametrize("pairs", [5, 20, 40, 180])
def test_coins_hardly_ever_alarm(pairs):
    assert held(pair_alarms(pairs, 0.0, 1.5, YEARS), YEARS)


@pytest.mark.slow
def test_there_is_power():
    (rise,) = first_alarms(dose_rises()[1], 100, (1,))
    (harm,) = first_alarms(level_harms()[-1], 100, (1,))
    assert len(rise) >= 90
    assert len(harm) >= 90
    assert pair_alarms(20, 1.0, 1.0, 100) >= 90


def without_results(text):
    """Headings, sentences and the name of each row."""
    return [line.split("|")[1] if line.startswith("|") else line for line in text.splitlines()]


def test_the_committed_page_holds_these_scenarios_and_words():
    few = page(years=2, power_years=1).replace(f"{2:,} simulated", f"{YEARS:,} simulated")
    committed = PAGE.read_text(encoding="utf-8")
    assert without_results(committed) == without_results(few)


def test_the_committed_page_holds_these_results():
    committed = PAGE.read_text(encoding="utf-8")
    assert f"| 10 | {rate(pair_alarms(10, 0.0, 1.5, YEARS), YEARS)} |" in committed
    scenario = next(s for s in dose_nulls() if s.name == "overdispersed: variance 3 times the mean")
    (alarms,) = first_alarms(scenario, YEARS, (1,))
    assert f"| {scenario.name} | {rate(len(alarms), YEARS)} |" in committed
