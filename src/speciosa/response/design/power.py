"""How likely a plan is to tell, and how wide its answer will be, for this very person.

Simulated on the person's own days, noise and levels, and analysed exactly as the result will be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.record import Number, Record
from speciosa.response.design.coins import ALPHA, Found, coin_table, infer, whitener
from speciosa.response.design.levels import Levels, contrast_of, saturate
from speciosa.response.design.noise import Drawing, Noise, drawing
from speciosa.response.design.pattern import Course, LivedDay, course_of
from speciosa.response.design.plan import Plan
from speciosa.response.design.trial import nuisance_of
from speciosa.sampling.quasirandom import Array

TIMES: Final = (1.0, 2.0)  # smallest important changes
REPEATS: Final = 96
_COURSES: Final = 4
_WIDTHS: Final = 16  # repeats whose interval is worked out
_SAMPLED: Final = 399


class Expected(Record):
    """What to expect when the true seen effect is `effect_pts` for the better."""

    effect_pts: Number
    power_prob: Number  # that the interval excludes no effect
    width_pts: Number  # median width of the 95 % interval
    simulated: int


@dataclass(frozen=True, slots=True)
class _Stage:
    """One possible course with everything that no coin and no noise changes."""

    higher: Array  # (arms, draws, n) signal of each arm, were it the higher one
    lower: Array
    white: Array  # (m, n)
    noise: Drawing
    ec50_ratio: Array  # (draws,)
    saturates: bool

    def signal(self, higher: Array) -> Array:
        """Signal of all draws for the arms that are the higher ones, (draws, n)."""
        chosen = np.where(higher[:, None, None], self.higher, self.lower)
        return np.asarray(chosen.sum(axis=0))

    def effect(self, signal: Array) -> Array:
        """What the signal saturates to, (draws, n)."""
        return saturate(signal, self.ec50_ratio[:, None]) if self.saturates else signal


def expected_of(
    plan: Plan,
    days: tuple[LivedDay, ...],
    levels: Levels,
    noise: Noise,
    rng: np.random.Generator,
    tell: Callable[[int, int, str], None] | None = None,
) -> tuple[Expected, ...]:
    """Power and width at the smallest important change and at twice it.

    Args:
        plan: what is compared.
        days: the person's own days.
        levels: their effect signal for some possible people.
        noise: how their ratings vary by themselves.
        rng: of everything that is drawn.
        tell: called with (done, total, what) as it goes.
    """
    sizes = [times * plan.smallest_important_change for times in TIMES]
    sign = -1.0 if plan.better == "lower" else 1.0
    told = np.zeros((len(sizes), REPEATS))
    widths = np.full((len(sizes), REPEATS), np.nan)
    stage = None
    for i in range(REPEATS):
        if tell is not None:
            tell(i, REPEATS, "expected power")
        if stage is None or i % (REPEATS // _COURSES) == 0:
            stage = _stage(plan, course_of(plan, days, rng), levels, noise)
        wide = i % (REPEATS // _WIDTHS) == 0
        aimed = [sign * size for size in sizes]
        told[:, i], widths[:, i] = _once(plan, stage, aimed, rng, noise, wide=wide)
    return tuple(
        Expected(
            effect_pts=sign * size,
            power_prob=float(told[j].mean()),
            width_pts=float(np.nanmedian(widths[j])),
            simulated=REPEATS,
        )
        for j, size in enumerate(sizes)
    )


def _once(
    plan: Plan,
    stage: _Stage,
    sizes: list[float],
    rng: np.random.Generator,
    noise: Noise,
    *,
    wide: bool,
) -> tuple[list[float], list[float]]:
    """Toss the coins once, rate once, and analyse it for each size of the effect."""
    first = rng.random(plan.pairs) < 0.5  # noqa: PLR2004 - a fair coin
    effect = stage.effect(stage.signal(_arms(first)))
    contrast = contrast_of(effect) if stage.saturates else np.ones(len(effect))
    flips = coin_table(plan.pairs, rng, _SAMPLED)
    instrument = _instrument(stage, first, flips) @ stage.white.T
    exposed = effect @ stage.white.T
    own = effect[int(rng.integers(len(effect)))]  # one of the possible people
    own = (own - own.mean()) / max(float(np.ptp(np.quantile(own, [0.1, 0.9]))), 1e-9)
    if not stage.saturates:
        own = effect[0] - effect[0].mean()
    course = stage.noise.draw(rng)
    range_pts = plan.high_pts - plan.low_pts
    told, widths = list[float](), list[float]()
    for size in sizes:
        rated = _rated(plan, size * own + course, whole=noise.whole_numbers)
        found = infer(stage.white @ rated, exposed, contrast, instrument, range_pts, ends=wide)
        told.append(float(found.p_value <= ALPHA and found.estimate * size > 0.0))
        widths.append(_width(found, range_pts) if wide else np.nan)
    return told, widths


def _rated(plan: Plan, felt_pts: Array, *, whole: bool) -> Array:
    """As written down: around the middle of the scale, inside it, in whole points if usual."""
    felt_pts = 0.5 * (plan.low_pts + plan.high_pts) + felt_pts
    return np.clip(np.round(felt_pts) if whole else felt_pts, plan.low_pts, plan.high_pts)


def _width(found: Found, range_pts: float) -> float:
    low = -range_pts if found.low is None else found.low
    high = range_pts if found.high is None else found.high
    return high - low


def _arms(higher_first: Array) -> Array:
    """Which arms are the higher ones, in their order."""
    return np.column_stack([higher_first, ~higher_first]).ravel()


def _instrument(stage: _Stage, first: Array, flips: Array) -> Array:
    """Exposure of the plan for every way the coins may fall, (ways, n)."""
    higher, lower = stage.higher.mean(axis=1), stage.lower.mean(axis=1)
    pairs = np.arange(0, len(higher), 2)
    as_first = higher[pairs] + lower[pairs + 1]
    as_second = lower[pairs] + higher[pairs + 1]
    chosen_first = (first[None, :] ^ flips).astype(np.float64)
    signal = chosen_first @ as_first + (1.0 - chosen_first) @ as_second
    return saturate(signal) if stage.saturates else signal


def _stage(plan: Plan, course: Course, levels: Levels, noise: Noise) -> _Stage:
    time_h = course.rating_h
    higher, lower = _arm_signals(plan, course, levels)
    return _Stage(
        higher=higher,
        lower=lower,
        white=whitener(time_h, nuisance_of(time_h, time_h % 24.0)),
        noise=drawing(noise, time_h),
        ec50_ratio=levels.ec50_ratio,
        saturates=plan.kind != "versus",
    )


def _arm_signals(plan: Plan, course: Course, levels: Levels) -> tuple[Array, Array]:
    """Signal of every arm as the higher and as the lower one, (arms, draws, n) each."""
    if plan.kind == "versus":
        return _in_arms(plan, course)
    if plan.kind == "wait":
        starts = [np.array([at]) for at in course.arm_h]
        later = [np.array([at + plan.lower / 60.0]) for at in course.arm_h]
        return _signals(levels, starts, course), _signals(levels, later, course)
    ends = np.append(course.arm_h[1:], np.inf)
    inside = [
        course.dose_h[(course.dose_h >= a) & (course.dose_h < b)]
        for a, b in zip(course.arm_h, ends, strict=True)
    ]
    whole = _signals(levels, inside, course)
    return whole, plan.lower * whole


def _in_arms(plan: Plan, course: Course) -> tuple[Array, Array]:
    """For a comparison: 1 inside an arm of the usual use alone."""
    end_h = course.arm_h + 24.0 * plan.block_d
    inside = (course.rating_h >= course.arm_h[:, None]) & (course.rating_h < end_h[:, None])
    higher = inside[:, None, :].astype(np.float64)
    return higher, np.zeros_like(higher)


def _signals(levels: Levels, doses_h: list[Array], course: Course) -> Array:
    """Sum of one-dose signals, (arms, draws, n)."""
    draws = len(levels.ec50_ratio)
    found = np.zeros((len(doses_h), draws, len(course.rating_h)))
    for arm, at_h in enumerate(doses_h):
        if not len(at_h):
            continue
        gap_h = course.rating_h[None, :] - at_h[:, None]
        for draw in range(draws):
            found[arm, draw] = levels.kernel.of_draw(draw, gap_h).sum(axis=0)
    return found
