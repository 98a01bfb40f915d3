"""Simulated diaries as plain arrays, and what speciosa says of them, given one kinetic draw."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.joint.assemble import Assembled, assemble
from speciosa.response.joint.data import JointData
from speciosa.response.joint.posterior import JointPosterior, fit_arrays
from speciosa.response.joint.slots import slots_of
from speciosa.response.parameters import noise_of_z
from speciosa.response.posterior import sigma_prior
from speciosa.response.questions import Asked, ask
from speciosa.response.regression import Marginal, marginalise
from speciosa.response.sampler import Sample, sample
from speciosa.response.signal import EFFECT
from speciosa.response.simulate import SCENARIOS
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array

_SUBSTANCE: Final = "kratom"
_EXPOSED: Final = 64  # kinetic draws, of which one is kept
_RANGE_PTS: Final = 10.0
_DRAWS: Final = 1024  # a round of ours


@dataclass(frozen=True, slots=True)
class Case:
    """One diary with one kinetic draw: the saturating effect only."""

    scenario: str
    seed: int
    data: JointData
    contrast: float  # f(E90) - f(E10)

    @property
    def name(self) -> str:
        """Scenario and seed."""
        return f"{self.scenario} {self.seed}"

    def plain_arrays(self) -> dict[str, Any]:
        """What the reference needs of the ratings; the level's prior is in points there."""
        data = self.data
        return {
            "rating_pts": data.rating_pts,
            "rating_h": data.rating_h,
            "rating_shared": data.rating_columns[:, 1:],
            "rating_effect": data.rating_terms[0, 0],
            "contrast": self.contrast,
            "range_pts": _RANGE_PTS,
            "level_sd_sigma": 0.0,
        }

    def joint_arrays(self, *, tied: bool, side: float) -> dict[str, Any]:
        """What it needs of the wishes besides."""
        data = self.data
        return {
            **self.plain_arrays(),
            "slot_h": data.slot_h,
            "slot_weight": data.slot_weight,
            "slot_wish": data.wanted,
            "slot_habit": data.habit,
            "habit_sd": data.habit_sd,
            "slot_shared": data.slot_columns[:, 1:],
            "slot_effect": data.slot_terms[0, 0],
            "tied": float(tied),
            "urge": -1.0,
            "side": side,
        }


@dataclass(frozen=True, slots=True)
class Moments:
    """Posterior mean and sd of the seen effect in points, and the Monte-Carlo error of the mean."""

    mean: float
    sd: float
    error: float


def case_of(scenario: str, seed: int) -> Case:
    """Simulate a person and keep one kinetic draw."""
    person = SCENARIOS[scenario].person(seed)
    return case_from(person.diary, SCENARIOS[scenario].outcome, (scenario, seed))


def case_from(diary: Diary, outcome: str, name: tuple[str, int]) -> Case:
    """One outcome of a diary, given one kinetic draw.

    Raises:
        ValueError: when there are too few wishes for a joint model.
    """
    rng = np.random.default_rng([name[1], 7])
    asked = Asked.of(diary, _SUBSTANCE, expose(diary, _EXPOSED, rng))
    ratings = ratings_of(diary)[outcome]
    question = ask(asked, ratings, diary.outcomes[outcome])
    # Weekends and the like are left out on both sides.
    question = replace(question, others=np.zeros((len(ratings.time_h), 0)))
    slots = slots_of(diary, _SUBSTANCE)
    if slots is None:
        raise ValueError(f"{name}: too few wishes")
    found = assemble(question, slots, asked.exposure, rng, draws=1)
    return Case(*name, _effect_only(found), float(found.contrasts.seen[0, EFFECT]))


def _effect_only(found: Assembled) -> JointData:
    data, place = found.data, [found.terms.index(EFFECT)]
    return replace(
        data,
        rating_terms=data.rating_terms[place],
        slot_terms=data.slot_terms[place],
        term_sd=data.term_sd[:, place],
    )


@dataclass(frozen=True, slots=True)
class PlainFit:
    """The plain model of one case, sampled over the noise parameters by speciosa."""

    sample: Sample
    mean: Array  # (draws,) of the coefficient
    var: Array  # (draws,)

    def moments(self, contrast: float) -> Moments:
        """Of the seen effect."""
        weight = self.sample.weight[0]
        centre = float(weight @ self.mean)
        var = float(weight @ (self.var + (self.mean - centre) ** 2))
        # Given a draw the mean is exact, so that only its spread over the draws is sampled.
        between = float(weight @ (self.mean - centre) ** 2)
        scale = abs(contrast)
        error = scale * (between / self.sample.ess) ** 0.5
        return Moments(centre * contrast, scale * var**0.5, error)


def fit_plain(data: JointData, seed: int = 1, points: int = _DRAWS) -> PlainFit:
    """Ours: effect and shared columns on correlated ratings, for the first draw of `data`."""
    columns = np.column_stack([data.rating_pts, data.rating_terms[0, 0], data.rating_columns])
    sd = np.concatenate([[1.0], data.term_sd[0, :1], data.common_sd])
    used, scale = tuple(range(1, len(sd))), sigma_prior(_RANGE_PTS)
    rounds = list[Marginal]()

    def evidence(z: Array, point: Array) -> Array:
        def block(rows: slice) -> Array:
            return np.repeat(columns[rows, :, None], len(point), axis=2)

        whitened = whiten(block, data.rating_h, noise_of_z(z))
        precision = np.tile(sd**-2.0, (len(point), 1))
        rounds.append(marginalise(whitened, used, precision, len(columns), scale))
        return rounds[-1].log_evidence[None]

    found = sample(evidence, 3, points, np.random.default_rng(seed))
    var = [m.rate / (m.shape - 1.0) * m.covariance[:, 0, 0] for m in rounds]
    return PlainFit(found, np.concatenate([m.mean[:, 0] for m in rounds]), np.concatenate(var))


@dataclass(frozen=True, slots=True)
class JointFit:
    """The joint model of one case by speciosa."""

    posterior: JointPosterior

    @property
    def side(self) -> float:
        """-1 where the slopes are those of doses that follow feeling well."""
        return -1.0 if self.posterior.slope.min() < 0.0 else 1.0

    def moments(self, contrast: float, *, tied: bool) -> Moments:
        """Of the seen effect, given how wishes follow; slope 0 belongs to both ways."""
        found = self.posterior
        hazards = [found.batch.hazards[h] for h in found.batch.hazard]
        log_share = [
            np.log(0.5) if h.slope == 0.0 else (0.0 if h.tied == tied else -np.inf) for h in hazards
        ]
        log_weight = found.log_weight[0] + np.array(log_share)[:, None, None]
        weight = np.exp(log_weight - np.logaddexp.reduce(log_weight, axis=None))
        fit, sigma_pts = found.variants[0], found.sigma_pts
        mean = fit.by_y[:, :, :1] + sigma_pts * fit.by_z[:, :, :1]
        var = sigma_pts**2 * fit.covariance[:, :, 0, :1]
        centre = float(np.sum(weight * mean))
        spread = float(np.sum(weight * (var + (mean - centre) ** 2)))
        return Moments(contrast * centre, abs(contrast) * spread**0.5, 0.0)


def fit_joint(data: JointData) -> JointFit:
    """Ours: the saturating effect alone, both ways that wishes may follow the symptom."""
    return JointFit(fit_arrays(data, sigma_prior(_RANGE_PTS), [((0,), 1.0)]))
