"""How often does watching alarm over a year? Writes docs/validation/monitor.md; seeds are fixed.

Every year is looked at daily: evidence changes only on days on which a pair or a block is
complete, so its maximum over these days is its maximum over all looks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zlib import crc32

import numpy as np

from speciosa.response.design.pairs import SCALE_SHARE
from speciosa.response.monitor.alert import Evidence
from speciosa.response.monitor.betting import RANK_BETS, SIGN_BETS, log_e_of_signs
from speciosa.response.monitor.levels import Rated, worse_at_higher_levels
from speciosa.response.monitor.pairs import PAIR_BETS
from speciosa.response.monitor.threshold import fewest_pairs, threshold
from speciosa.response.monitor.uses import BLOCK_D, rising_doses
from speciosa.sampling.quasirandom import Array

PAGE = Path(__file__).parents[1] / "docs" / "validation" / "monitor.md"
YEARS = 1_000
POWER_YEARS = 300
DAYS = 364
START = date(2026, 3, 2)
LAST = START + timedelta(days=DAYS - 1)
Rng = np.random.Generator


@dataclass(frozen=True)
class Scenario:
    """One kind of year: a name and what draws the evidence of one such year."""

    name: str
    draw: Callable[[Rng], Evidence]


def swings(rng: Rng, days: int, half_life_d: float) -> Array:
    """Daily ups and downs with variance 1; a half-life of 0 makes every day independent."""
    keep = 2.0 ** (-1.0 / half_life_d) if half_life_d else 0.0
    noise = rng.normal(size=days)
    found = np.empty(days)
    found[0] = noise[0]
    for day in range(1, days):
        found[day] = keep * found[day - 1] + np.sqrt(1.0 - keep**2) * noise[day]
    return found


# ------------------------------------------------------------------ doses a day


def doses(counts: Array) -> Evidence:
    """Evidence of a year of daily counts, all days recorded."""
    days = [START + timedelta(days=i) for i in range(DAYS)]
    taken = [day for day, count in zip(days, counts.astype(int).tolist(), strict=True)
             for _ in range(count)]  # fmt: skip
    return rising_doses("kratom", START, days, taken, LAST)


def _rounded(values: Array) -> Array:
    return np.clip(np.round(values), 0.0, None)


def dose_nulls() -> list[Scenario]:
    """Steady habits: the number a day does not rise."""
    day = np.arange(DAYS)

    def swinging(half_life_d: float) -> Callable[[Rng], Evidence]:
        return lambda r: doses(_rounded(3.0 + swings(r, DAYS, half_life_d)))

    def poisson(half_life_d: float) -> Callable[[Rng], Evidence]:
        return lambda r: doses(r.poisson(3.0 * np.exp(0.3 * swings(r, DAYS, half_life_d) - 0.045)))

    return [
        Scenario("always 3", lambda _r: doses(np.full(DAYS, 3.0))),
        Scenario("3, now and then 2 or 4", lambda r: doses(3 + r.choice([-1, 0, 0, 0, 1], DAYS))),
        Scenario("Poisson, mean 3", lambda r: doses(r.poisson(3.0, DAYS))),
        Scenario(
            "overdispersed: variance 3 times the mean",
            lambda r: doses(r.negative_binomial(1.5, 1.0 / 3.0, DAYS)),
        ),
        Scenario("two more at weekends", lambda r: doses(r.poisson(3.0 + 2.0 * (day % 7 >= 5)))),  # noqa: PLR2004
        Scenario("falling from 4 to 3", lambda r: doses(r.poisson(4.0 - day / DAYS))),
        Scenario("swings, half-life 1 day", swinging(1.0)),
        Scenario("swings, half-life 3 days", swinging(3.0)),
        Scenario("Poisson with swings, half-life 3 days", poisson(3.0)),
        Scenario("swings, half-life 7 days", swinging(7.0)),
        Scenario("Poisson with swings, half-life 7 days", poisson(7.0)),
    ]


def dose_swells() -> list[Scenario]:
    """Outside the assumption: swells that last for weeks."""
    return [
        Scenario(
            f"swings, half-life {half_life_d} days",
            lambda r, h=half_life_d: doses(_rounded(3.0 + swings(r, DAYS, h))),
        )
        for half_life_d in (14, 30)
    ]


def dose_rises() -> list[Scenario]:
    """Habits that do rise."""
    day = np.arange(DAYS) / DAYS

    def habit(mean: Array) -> Callable[[Rng], Evidence]:
        return lambda r: doses(_rounded(mean + 0.8 * r.normal(size=DAYS)))

    def poisson(mean: Array) -> Callable[[Rng], Evidence]:
        return lambda r: doses(r.poisson(mean))

    step = (np.arange(DAYS) >= 84).astype(float)  # noqa: PLR2004  (after twelve weeks)
    return [
        Scenario("regular habit, slowly from 3 to 4", habit(3.0 + day)),
        Scenario("regular habit, slowly from 3 to 5", habit(3.0 + 2.0 * day)),
        Scenario("Poisson, slowly from 3 to 4", poisson(3.0 + day)),
        Scenario("Poisson, slowly from 3 to 5", poisson(3.0 + 2.0 * day)),
        Scenario("regular habit, from 3 to 4 after 12 weeks", habit(3.0 + step)),
        Scenario("regular habit, from 3 to 5 after 12 weeks", habit(3.0 + 2.0 * step)),
        Scenario("Poisson, from 3 to 5 after 12 weeks", poisson(3.0 + 2.0 * step)),
    ]


# ------------------------------------------------------------------ outcome at higher levels

CLOCK_H = (9, 20)


@dataclass(frozen=True)
class Life:
    """A year of ratings at 9:00 and 20:00 beside levels; both swing by themselves."""

    mood_half_life_d: float = 3.0
    level_half_life_d: float = 3.0
    effect_pts: float = 0.0  # for each standard deviation of the level
    evening_pts: float = 0.0  # worse in the evening, when levels are higher, too
    level_drift: float = 0.0
    mood_drift_pts: float = 0.0
    answered: float = 0.8


def life(rng: Rng, plan: Life) -> Evidence:
    """Evidence of one such year: whole ratings 0 to 10, some not answered."""
    trend = np.linspace(-0.5, 0.5, DAYS)
    level = swings(rng, DAYS, plan.level_half_life_d) + plan.level_drift * trend
    mood = swings(rng, DAYS, plan.mood_half_life_d) + plan.mood_drift_pts * trend
    rated_at, worse, levels = [], [], []
    for day in range(DAYS):
        for evening, hour in enumerate(CLOCK_H):
            if rng.random() < plan.answered:
                rated_at.append(datetime.combine(START + timedelta(days=day), time(hour)))
                levels.append(np.exp(0.4 * level[day] + 0.5 * evening))
                felt = 4.0 + mood[day] + plan.effect_pts * level[day] + plan.evening_pts * evening
                worse.append(np.clip(np.round(felt + rng.normal()), 0.0, 10.0))
    rated = Rated(tuple(rated_at), np.array(worse), np.array(levels))
    return worse_at_higher_levels("kratom", "restlessness", "Restlessness", rated, 1.0, LAST)


def level_nulls() -> list[Scenario]:
    """Levels and ratings that have nothing to do with each other."""
    plans = {
        "independent days": Life(0.0, 0.0),
        "both swing, half-life 3 days": Life(3.0, 3.0),
        "both swing, half-life 7 days": Life(7.0, 7.0),
        "both swing, half-life 30 days": Life(30.0, 30.0),
        "levels swing, mood does not": Life(0.0, 7.0),
        "mood swings, levels do not": Life(7.0, 0.0),
        "both higher in the evening": Life(3.0, 3.0, evening_pts=2.0),
        "both rise over the year": Life(3.0, 3.0, level_drift=2.0, mood_drift_pts=3.0),
        "half of the ratings missing": Life(3.0, 3.0, answered=0.5),
    }
    return [Scenario(name, lambda r, p=plan: life(r, p)) for name, plan in plans.items()]


def level_harms() -> list[Scenario]:
    """Ratings that are worse at higher levels."""
    return [
        Scenario(
            f"{effect:g} points for each sd of the level, swings with half-life {half:g} days",
            lambda r, e=effect, h=half: life(r, Life(3.0, h, effect_pts=e)),
        )
        for effect in (0.25, 0.5, 1.0)
        for half in (0.0, 3.0)
    ]


# ------------------------------------------------------------------ assigned pairs

SCALE_PTS = 10.0 * SCALE_SHARE


def coins(rng: Rng, pairs: int, effect: float, noise_sd: float, half_life: float = 3.0) -> Array:
    """Differences of pairs that a coin decided; ratings trend and swing whatever is taken."""
    felt = swings(rng, 2 * pairs, half_life) * noise_sd + np.linspace(0.0, 3.0, 2 * pairs)
    first = rng.integers(0, 2, pairs).astype(bool)
    change = felt[1::2] - felt[0::2]
    return np.where(first, -change, change) + effect


def first_alarms(scenario: Scenario, years: int, statements: tuple[int, ...]) -> list[list[int]]:
    """For each number of statements, the day of the first alarm in every year that had one."""
    rng = np.random.default_rng([7, crc32(scenario.name.encode())])
    alarms: list[list[int]] = [[] for _ in statements]
    for _ in range(years):
        evidence = scenario.draw(rng)
        for found, count in zip(alarms, statements, strict=True):
            reached = np.flatnonzero(evidence.log_e >= np.log(threshold(count)))
            if len(reached):
                found.append((evidence.seen_on[reached[0]] - START).days + 1)
    return alarms


def pair_alarms(pairs: int, effect: float, noise_sd: float, years: int, statements: int = 1) -> int:
    """In how many years a test of so many pairs ever alarms."""
    rng = np.random.default_rng([11, pairs, round(100 * effect), round(100 * noise_sd)])
    x = np.array([coins(rng, pairs, effect, noise_sd) for _ in range(years)])
    limit = np.log(threshold(statements))
    return int(np.sum(log_e_of_signs(x / SCALE_PTS, PAIR_BETS).max(axis=1) >= limit))


# ------------------------------------------------------------------ the page


def page(years: int = YEARS, power_years: int = POWER_YEARS) -> str:
    """The whole document."""
    lines = [*_head(years), *_pairs(years, power_years)]
    lines += ["## Doses a day rise", ""]
    lines += _nulls("Steady habit", dose_nulls(), years)
    lines += ["Outside the assumption: the number does rise, for weeks, and falls again.", ""]
    lines += _nulls("Swells that last for weeks", dose_swells(), years)
    lines += _powers("Habit that rises", dose_rises(), power_years)
    lines += ["## An outcome is worse at higher predicted levels", ""]
    lines += _nulls("Level and rating have nothing to do with each other", level_nulls(), years)
    lines += _powers("Worse at higher levels", level_harms(), power_years)
    return "\n".join(lines).rstrip() + "\n"


def _head(years: int) -> list[str]:
    return [
        "# Watching over time: false alarms and power",
        "",
        f"Written by `scripts/monitor_tables.py`: {years:,} simulated years of {DAYS} daily looks",
        "a row, seeds fixed. An alarm is evidence of 20 or more at any look, the limit for one",
        "statement; with more statements the limit is 20 for each, so these rates are the worst",
        "case. A row fails when the exact 99 % limits of its rate lie above 5 %.",
        "",
        f"Bets on signs: {_listed(SIGN_BETS)} per important change; of pairs",
        f"{_listed(PAIR_BETS)} per 3 points. Bets on ranks of blocks of {BLOCK_D} days:",
        f"{_listed(RANK_BETS)}.",
        "",
    ]


def _listed(bets: tuple[float, ...]) -> str:
    return ", ".join(f"{b:g}" for b in bets)


def _pairs(years: int, power_years: int) -> Iterator[str]:
    yield from ("## Pairs that a coin decided", "")
    yield "No effect; ratings trend and swing. Effect in points of 0 to 10; noise: standard"
    yield f"deviation of one arm. Fewer than {fewest_pairs(1)} pairs are refused for one statement,"
    yield f"fewer than {fewest_pairs(4)} for four."
    yield ""
    yield "| Pairs | No effect: ever alarmed |"
    yield "|---:|---:|"
    for pairs in (5, 10, 20, 40, 90, 180):
        yield f"| {pairs} | {rate(pair_alarms(pairs, 0.0, 1.5, years), years)} |"
    yield ""
    yield "| Effect | Noise | 10 pairs | 20 pairs | 40 pairs | 90 pairs |"
    yield "|---:|---:|---:|---:|---:|---:|"
    for effect in (0.5, 1.0, 2.0):
        for noise_sd in (1.0, 2.0):
            cells = [pair_alarms(n, effect, noise_sd, power_years) for n in (10, 20, 40, 90)]
            shares = " | ".join(f"{count / power_years:.0%}" for count in cells)
            yield f"| {effect:g} | {noise_sd:g} | {shares} |"
    yield ""


def _nulls(title: str, scenarios: list[Scenario], years: int) -> Iterator[str]:
    yield f"| {title} | Ever alarmed (99 % limits) |"
    yield "|---|---:|"
    for scenario in scenarios:
        (alarms,) = first_alarms(scenario, years, (1,))
        yield f"| {scenario.name} | {rate(len(alarms), years)} |"
    yield ""


def _powers(title: str, scenarios: list[Scenario], years: int) -> Iterator[str]:
    yield f"| {title} | One statement: alarmed | Half of them by day | Four statements: alarmed |"
    yield "|---|---:|---:|---:|"
    for scenario in scenarios:
        one, four = first_alarms(scenario, years, (1, 4))
        middle = f"{np.median(one):.0f}" if one else "-"
        shares = f"{len(one) / years:.0%} | {middle} | {len(four) / years:.0%}"
        yield f"| {scenario.name} | {shares} |"
    yield ""


def rate(count: int, years: int) -> str:
    """A share with its exact limits."""
    low, high = exact_limits(count, years)
    return f"{count / years:.1%} ({low:.1%} to {high:.1%})"


def exact_limits(count: int, n: int, level: float = 0.99) -> tuple[float, float]:
    """Clopper-Pearson limits of a rate."""
    from scipy.special import betaincinv  # noqa: PLC0415  (a development dependency)

    tail = (1.0 - level) / 2.0
    low = float(betaincinv(count, n - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, n - count, 1.0 - tail)) if count < n else 1.0
    return low, high


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
