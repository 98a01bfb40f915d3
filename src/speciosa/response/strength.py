"""How strong one person's result is: grades A to D, each with its reasons in plain words."""

from dataclasses import dataclass
from typing import Final

from speciosa.response.result import Check, Family, Grade

FEWEST_DAYS: Final = 7
FEWEST_DOSES: Final = 8
FEWEST_RATINGS: Final = 15
CONSTANT_SHARE: Final = 0.9  # of the ratings have one and the same value
ADJUSTED_DAYS: Final = 14
ADJUSTED_DOSES: Final = 20
VARIED: Final = 0.1  # coefficient of variation of the amounts of a fixed schedule
FEWEST_STRETCHES: Final = 3  # low, high and low again, or the other way round
RAMP: Final = 0.5  # share of that variation that the calendar explains
RATED_BEFORE: Final = 0.6  # share of doses with a rating in the 30 min before
_CHOSEN: Final = "The doses were chosen by the person, so they may follow the symptom."
_RAMPED: Final = (
    "The amounts mostly rose or fell with the calendar, so other changes over the same weeks "
    "cannot be told apart."
)
_ONE_SWITCH: Final = (
    "The level changed once, from low to high or back, and never returned, so other changes at "
    "that time cannot be told apart."
)
LEARNED: Final = 0.3  # below, "this diary cannot tell"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the grade rests on, known before anything is fitted."""

    days: int
    doses: int
    ratings: int
    modal_share: float  # share of the commonest rating
    fixed_schedule: bool
    amount_variation: float  # coefficient of variation of the doses above zero
    calendar_share: float  # squared correlation of amount and time: a pure ramp has 1
    stretches: int  # alternating stretches of low and high level at the ratings
    rated_before_share: float


def before_fit(evidence: Evidence) -> tuple[str, ...]:
    """Reasons why this diary is not enough (grade D); empty when it can be fitted."""
    reasons = []
    if evidence.days < FEWEST_DAYS:
        reasons.append(f"{_counted(evidence.days, 'day')} recorded; {FEWEST_DAYS} are needed.")
    if evidence.doses < FEWEST_DOSES:
        reasons.append(f"{_counted(evidence.doses, 'dose')} recorded; {FEWEST_DOSES} are needed.")
    if evidence.ratings < FEWEST_RATINGS:
        reasons.append(f"{evidence.ratings} of {FEWEST_RATINGS} ratings that are needed.")
    elif evidence.modal_share >= CONSTANT_SHARE:
        share = round(100.0 * evidence.modal_share)
        reasons.append(f"{share} % of the ratings have the same value: nothing to compare.")
    return tuple(reasons)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def after_fit(*, trusted: bool, varies: bool, checks: tuple[Check, ...]) -> tuple[str, ...]:
    """Reasons why a fit must not be printed (grade D); empty when it may."""
    reasons = []
    if not varies:
        reasons.append("The level hardly differs between the ratings: nothing to compare.")
    if not trusted:
        reasons.append("The model could not be fitted reliably to these ratings.")
    failed = [c.name for c in checks if not c.passed]
    if failed:
        names = " and ".join(failed)
        reasons.append(f"The ratings do not look like what the model expects ({names}).")
    return tuple(reasons)


def grade_of(
    evidence: Evidence, family: Family, *, randomised: bool = False
) -> tuple[Grade, tuple[str, ...]]:
    """Grade of a result that may be printed, and why it is not a better one.

    Args:
        evidence: what was counted in the diary.
        family: the model behind the result; doses taken as needed ask for the joint model of
            ratings and doses.
        randomised: whether the doses were allocated by chance and analysed as they were assigned.
    """
    if randomised:
        return "A", ("The doses were allocated by chance and analysed as they were assigned.",)
    enough = evidence.days >= ADJUSTED_DAYS and evidence.doses >= ADJUSTED_DOSES
    if evidence.fixed_schedule:
        return _of_a_schedule(evidence, enough=enough)
    return _as_needed(evidence, family, enough=enough)


def _as_needed(
    evidence: Evidence, family: Family, *, enough: bool
) -> tuple[Grade, tuple[str, ...]]:
    share = round(100.0 * evidence.rated_before_share)
    rated = f"{share} % of doses have a rating in the 30 min before"
    if family != "joint":
        return "C", (_CHOSEN, f"{rated}.")
    if evidence.rated_before_share < RATED_BEFORE:
        return "C", (_CHOSEN, f"{rated}; {round(100.0 * RATED_BEFORE)} % are needed.")
    if not enough:
        return "C", (_CHOSEN, f"Fewer than {ADJUSTED_DAYS} days or {ADJUSTED_DOSES} doses.")
    return "B", (f"{rated}, and the moments without a dose were taken into account.",)


def _of_a_schedule(evidence: Evidence, *, enough: bool) -> tuple[Grade, tuple[str, ...]]:
    if evidence.amount_variation < VARIED:
        return "C", ("The doses followed a fixed schedule, but the amounts hardly varied.",)
    if evidence.calendar_share > RAMP:
        return "C", (_RAMPED,)
    if evidence.stretches < FEWEST_STRETCHES:
        return "C", (_ONE_SWITCH,)
    if not enough:
        days, doses = ADJUSTED_DAYS, ADJUSTED_DOSES
        return "C", (f"Fewer than {days} days or {doses} doses of a schedule that varied.",)
    return "B", ("The doses followed a fixed schedule and their amounts varied.",)
