"""A randomised test analysed by assignment: did the coins make a difference, and how large?"""

from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.errors import InputError
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.design.assignments import Randomised, randomised_of
from speciosa.response.design.coins import Found, coin_table, infer, is_exact, sign_flip
from speciosa.response.design.followed import Followed
from speciosa.response.design.levels import levels_of, usual_dose_index
from speciosa.response.design.pairs import pairs_of
from speciosa.response.design.prompted import usable
from speciosa.response.design.result import AssignedPair, AssignedResult
from speciosa.response.design.trial import Trial, trial_of
from speciosa.response.design.usual import Usual, usual_of
from speciosa.response.result import Estimate, Scale
from speciosa.sampling.quasirandom import Array

FEWEST_PAIRS: Final = 5
_NORMAL_95: Final = 1.959964
_NO_END: Final = (
    "The coins alone give no 95 % interval: too few pairs, or the plan was hardly followed."
)
_NO_RATINGS: Final = "Too few ratings around the test, or the level hardly differs between them."
_AT_WISHES: Final = (
    "Most ratings came at a wish, which the arms themselves may bring about: read with caution."
)
_OPEN: Final = "You knew what was allotted, so expectation cannot be told from the product."


def analyse(
    diary: Diary, outcome: str, exposures: dict[str, SubstanceExposure], seed: int
) -> AssignedResult | None:
    """One outcome of the diary's latest test; None where there is no test or no such rating.

    The exposure of the assigned plan (usual clock times times the allotted share, or wish plus
    allotted wait) stands in for the exposure as taken: what the person did about it cannot bias
    the answer. Interval and p-value come from how the coins could have fallen.

    Args:
        diary: the record.
        outcome: key of a rated outcome.
        exposures: what the body got, by substance.
        seed: of the coins that are sampled and of the possible people.
    """
    test, ratings = randomised_of(diary), ratings_of(diary).get(outcome)
    if test is None or ratings is None or test.product not in diary.products:
        return None
    pairs = pairs_of(diary, outcome)
    everything = ratings
    ratings, free = usable(diary, test, everything)
    reply = _Reply(diary, test, ratings, pairs)
    if not free:
        reply.notes.append(_AT_WISHES)
    if not pairs:
        return reply.without("No pair has both of its arms.")
    try:
        usual = usual_of(diary, test.product, test)
    except InputError as problem:
        return reply.without(f"{problem.what[:1].upper()}{problem.what[1:]}.")
    rng = np.random.default_rng([seed, len(test.pairs)])
    reply.adherence = Followed(diary, test, usual).overall()
    exposure = exposures.get(reply.substance)
    trial = _trial(test, ratings, exposure, usual, everything.time_h, rng)
    if trial is None:
        return reply.without(_NO_RATINGS)
    return reply.answer(trial, rng)


def _trial(
    test: Randomised,
    ratings: Ratings,
    exposure: SubstanceExposure | None,
    usual: Usual,
    range_h: Array,
    rng: np.random.Generator,
) -> Trial | None:
    index = usual_dose_index(exposure, usual.product, usual.amount) if exposure else None
    if exposure is None or index is None:
        return None
    return trial_of(test, ratings, levels_of(exposure, index, rng), usual, range_h)


class _Reply:
    """Writes the result, whether there is an estimate or not."""

    def __init__(
        self, diary: Diary, test: Randomised, ratings: Ratings, pairs: tuple[AssignedPair, ...]
    ) -> None:
        self.test, self.pairs = test, pairs
        self.outcome = outcome_of(diary, ratings.outcome)
        self.key = ratings.outcome
        self.range_pts = self.outcome.high - self.outcome.low
        self.substance = diary.products[test.product].substance
        self.adherence: float | None = None
        self.notes = _notes(test)

    def without(self, reason: str) -> AssignedResult:
        """No estimate, with the reason."""
        return self._result(reason=reason)

    def answer(self, trial: Trial, rng: np.random.Generator) -> AssignedResult:
        """The estimate from the coins, and the plain mean of the pairs beside it."""
        white = trial.whitener()
        flips = coin_table(len(self.test.pairs), rng)
        found = infer(
            white @ trial.rating_pts,
            trial.exposed @ white.T,
            trial.contrast,
            trial.instrument(flips) @ white.T,
            self.range_pts,
        )
        estimate = _estimate(found)
        return self._result(
            n_ratings=len(trial.time_h),
            estimate=estimate,
            difference=self._difference(rng),
            reason="" if estimate else _NO_END,
            p_value=found.p_value,
            coins=len(flips),
        )

    def _difference(self, rng: np.random.Generator) -> Estimate | None:
        told = np.array([p.difference_pts for p in self.pairs if p.difference_pts is not None])
        if not len(told):
            return None
        return _estimate(sign_flip(told, coin_table(len(told), rng), self.range_pts))

    def _result(
        self,
        *,
        n_ratings: int = 0,
        estimate: Estimate | None = None,
        difference: Estimate | None = None,
        reason: str = "",
        p_value: float | None = None,
        coins: int = 0,
    ) -> AssignedResult:
        complete = sum(p.difference_pts is not None for p in self.pairs)
        reached, reasons = _grade(len(self.pairs), complete, self.adherence, estimate is not None)
        return AssignedResult(
            outcome=self.key,
            label=self.outcome.label or self.key,
            better=self.outcome.better,
            scale=Scale(low=self.outcome.low, high=self.outcome.high),
            kind=self.test.kind,
            product=self.test.product,
            substance=self.substance,
            other=self.test.other,
            pairs=self.pairs,
            complete_pairs=complete,
            n_ratings=n_ratings,
            adherence=self.adherence,
            contrast=_contrast(self.test),
            estimate=estimate,
            difference=difference,
            reason=reason,
            p_value=p_value,
            coins=coins,
            exact=coins > 0 and is_exact(len(self.test.pairs)),
            smallest_important_change=self.outcome.important_change or 0.1 * self.range_pts,
            grade_a=reached,
            reasons=reasons,
            notes=tuple(self.notes),
        )


def _notes(test: Randomised) -> list[str]:
    notes = [_OPEN]
    if test.unpaired:
        notes.append(f"Left out, because the other arm is missing: {test.unpaired}.")
    return notes


def _estimate(found: Found) -> Estimate | None:
    if found.low is None or found.high is None:
        return None
    return Estimate(
        mean=found.estimate,
        sd=(found.high - found.low) / (2.0 * _NORMAL_95),
        low=found.low,
        high=found.high,
        learned=None,  # nothing was assumed beforehand that could be learned against
    )


def _contrast(test: Randomised) -> str:
    if test.kind == "versus":
        return f"{test.product} as usual minus {test.other}, by what was allotted."
    of = "waits" if test.kind == "wait" else "blocks"
    return (
        f"Higher minus lower levels of your own range (10th to 90th percentile), "
        f"told by the allotted {of} alone."
    )


def _grade(
    pairs: int, complete: int, adherence: float | None, answered: bool
) -> tuple[bool, tuple[str, ...]]:
    """Grade A needs five complete pairs, adherence recorded and an answer from the coins."""
    lacking = []
    if complete < FEWEST_PAIRS:
        lacking.append(f"{complete} complete pairs of {FEWEST_PAIRS} that are needed.")
    if adherence is None:
        lacking.append("Whether the plan was followed is not recorded.")
    if not answered:
        lacking.append("The coins give no interval.")
    if lacking:
        return False, tuple(lacking)
    share = round(100.0 * adherence) if adherence is not None else 0
    return True, (
        f"Allotted by chance in {pairs} pairs, {complete} of them rated in both arms.",
        f"{share} % of what was allotted was followed; the analysis counts what was allotted.",
    )
