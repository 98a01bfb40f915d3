"""Cases of a constructed assessment: events of one kind together, and liver tests."""

from speciosa.assessment.schema import Case, CaseReport, EventReport
from speciosa.safety.calculators.ctcae import Grade
from speciosa.safety.calculators.ranges import ItemScore, Score
from speciosa.safety.calculators.who_umc import WhoUmc
from speciosa.safety.cases.case import (
    Beside,
    Change,
    Exposure,
    GradedValue,
    LabDay,
    LiverCourse,
    Peak,
    Question,
    Seriousness,
)
from tests.report.constructed_draws import Draws

PATTERNS = ("hepatocellular", "mixed", "cholestatic")
STATES = ("positive", "negative", "not done", "unknown")


def cases(draws: Draws, events: tuple[EventReport, ...]) -> tuple[CaseReport, ...]:
    """The first case holds two events, the last one none: it comes from readings."""
    entries = [event.entry for event in events]
    held = [entries[2 * i : 2 * i + 2] for i in range(draws.mix.cases)]
    return tuple(
        CaseReport(
            case=_case(draws, f"case-{i}", tuple(group)),
            sentences=draws.few(("It began 2 hours after a dose", "Nothing else was new.")),
        )
        for i, group in enumerate(held)
    )


def _case(draws: Draws, code: str, entries: tuple[str, ...]) -> Case:
    rucam = draws.maybe(lambda: _score(draws, "RUCAM"))
    return Case(
        id=code,
        entries=entries,
        at=draws.any_moment(),
        term=draws.typed("nausea"),
        kind="nausea",
        note=draws.typed("after dinner") if draws.some() else "",
        reported_grade=draws.maybe(lambda: draws.whole(1, 5)),
        exposure=Exposure(
            products=draws.few((draws.typed("Green leaf, batch 7"),)),
            first_use=draws.maybe(draws.any_day),
            first_use_known=draws.some(),
            last_use=draws.maybe(draws.any_day),
            doses_before=draws.whole(0, 90),
            days_since_first=draws.maybe(lambda: draws.whole(0, 900)),
            days_since_last=draws.maybe(lambda: draws.whole(0, 9)),
        ),
        dechallenge=_change(draws),
        rechallenge=_change(draws),
        competitors=draws.few((_beside(draws, ("nausea",)),)),
        other_medicines=draws.few((_beside(draws, ()),)),
        liver=draws.maybe(lambda: _liver(draws)),
        grades=draws.few((_graded(draws),)),
        seriousness=Seriousness(
            serious=draws.one(("yes", "no", "unknown")),
            met=draws.few(("hospital stay",)),
            open=draws.few(("lasting disability",)),
        ),
        naranjo=_score(draws, "Naranjo"),
        rucam=rucam,
        rucam_not_scored="" if rucam else "no liver test is above its limit",
        who_umc=WhoUmc(
            today="conditional",
            possible=("certain", "probable", "possible"),
            open_criteria=draws.few(("other", "withdrawal")),
            review=draws.review(),
            sources=draws.sources(),
        ),
        questions=draws.few(
            (Question(key="hospital", text="Hospital?", answers=("yes", "no"), scales=()),)
        ),
        notes=draws.few(("answer hospitl: no question has this name",)),
        review=draws.review(),
        sources=draws.sources(),
    )


def _change(draws: Draws) -> Change:
    return Change(
        state=draws.one(STATES),
        since=draws.maybe(draws.any_day),
        certain=draws.some(),
        basis="No later entry says how it went.",
    )


def _beside(draws: Draws, classes: tuple[str, ...]) -> Beside:
    return Beside(
        name=draws.typed("sertraline"),
        classes=classes,
        start=draws.maybe(draws.any_day),
        end=draws.maybe(draws.any_day),
        days_before=draws.maybe(lambda: draws.whole(0, 900)),
        restarted=draws.maybe(draws.any_day),
        came_back=draws.maybe(draws.some),
        because=("medicine: sertraline",),
    )


def _liver(draws: Draws) -> LiverCourse:
    abnormal = draws.some()  # R and pattern belong together
    lab = LabDay(
        day=draws.any_day(),
        alt=draws.maybe(lambda: draws.number(1.0, 9.0)),
        ast=draws.maybe(lambda: draws.number(1.0, 9.0)),
        alp=draws.maybe(lambda: draws.number(1.0, 9.0)),
        bilirubin=draws.maybe(lambda: draws.number(1.0, 9.0)),
        r=5.0 if abnormal else None,
        pattern=draws.one(PATTERNS) if abnormal else None,
        from_ast=not draws.some(),
    )
    peak = Peak(
        test="alt",
        day=draws.any_day(),
        times_upper=3.0,
        half=draws.maybe(draws.any_day),
        days_to_half=draws.maybe(lambda: draws.whole(0, 30)),
    )
    return LiverCourse(
        days=(lab,),
        onset=draws.maybe(draws.any_day),
        r=5.0 if abnormal else None,
        pattern=draws.one(PATTERNS) if abnormal else None,
        peaks=draws.few((peak,)),
        dili_limit_on=draws.maybe(draws.any_day),
        hy_laboratory_on=draws.maybe(draws.any_day),
    )


def _graded(draws: Draws) -> GradedValue:
    grade = Grade(
        grade=2,
        version="5.0",
        reading="alt",
        term="ALT increased",
        basis="xULN",
        review=draws.review(),
        sources=draws.sources(),
    )
    return GradedValue(reading="alt", day=draws.any_day(), value=105.0, unit="U/L", grade=grade)


def _score(draws: Draws, scale: str) -> Score:
    item = ItemScore(
        item="after",
        number="2",
        question="Did it begin after the product was taken?",
        low=-1,
        high=2,
        possible=("yes", "no"),
        review=draws.review(),
    )
    return Score(
        scale=scale,
        version="1981",
        table="hepatocellular" if scale == "RUCAM" else "",
        low=-1,
        high=2,
        bands=("doubtful", "possible"),
        items=(item,),
        review=draws.review(),
        sources=draws.sources(),
    )
