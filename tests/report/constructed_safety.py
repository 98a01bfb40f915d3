"""Findings, events, checks, questionnaires, a plan for less: what a constructed assessment warns of."""

from speciosa.assessment.schema import (
    CriteriaCount,
    Criterion,
    Dependence,
    Due,
    EventReport,
    Finding,
    Followed,
    GradedStatement,
    LeadIntake,
    PlanDay,
    QtFactor,
    QtFactors,
    RedFlag,
    RedFlags,
    ScaleChange,
    Scored,
    Total,
    Totals,
    VisitQuestion,
)
from speciosa.safety.calculators.dsm5 import Count, Sign
from speciosa.safety.scales.totals import Unread
from speciosa.safety.taper_holds import Change
from tests.report.builder import SIGNS
from tests.report.constructed_draws import Draws

SEVERITIES = ("S4", "S3", "S2", "S1", "P", "no information")
EVIDENCE = ("L1", "L2", "L3", "L4", "L5", "diary", "none")
LEAD = (
    "below both limits",
    "above the limit for medicines",
    "above the reference level",
    "cannot tell",
)
STATES = ("present", "absent", "not known")
KEPT = ("as planned", "more", "less", "not recorded", "cannot tell")


def findings(draws: Draws) -> tuple[Finding, ...]:
    """The most severe first, as they are stored."""
    severities = sorted(
        (draws.one(SEVERITIES) for _ in range(draws.mix.findings)), key=SEVERITIES.index
    )
    return tuple(_finding(draws, f"T-{i}", severity) for i, severity in enumerate(severities))


def _finding(draws: Draws, code: str, severity: str) -> Finding:
    medicine = draws.typed("sertraline")
    return Finding(
        id=code,
        severity=severity,
        rank=draws.one(("heart rhythm", "liver", "breathing", "metals")),
        evidence=draws.one(EVIDENCE),
        title=f"Kratom and {medicine} are both in use",
        why="Reports describe harm when they meet.",
        action="Ask your prescriber this week. Do not stop either suddenly.",
        who=draws.one(("prescriber", "you", "prescriber, today")),
        sources=draws.sources(),
        because=draws.few((f"medicine: {medicine}", "81 of 84 days")),
        since=draws.maybe(draws.any_day),
        review=draws.review(),
        quiet=severity not in {"S4", "S3"} and not draws.some(),
    )


def events(draws: Draws) -> tuple[EventReport, ...]:
    """Adverse events, the earliest first."""
    made = (
        EventReport(
            entry=f"e{i}",
            at=draws.any_moment(),
            term=draws.typed(draws.one(("nausea", "dizziness", "palpitations"))),
            grade=draws.maybe(lambda: draws.whole(1, 5)),
            note=draws.typed("after dinner") if draws.some() else "",
            questions_open=draws.few(("Did it come back?", "Was anything else new?")),
        )
        for i in range(draws.mix.events)
    )
    return tuple(sorted(made, key=lambda event: event.at))


def dependence(draws: Draws) -> Dependence:
    """What may be signs of dependence."""
    return Dependence(
        episodes_per_day=draws.maybe(lambda: draws.number(0.5, 5.0)),
        trend="Doses a day have risen: 2.6 at first, 3.4 at last." if draws.some() else "",
        criteria=draws.few(("taken more often over time",)),
        withdrawal=draws.few(("Restlessness is higher after breaks of more than 12 hours.",)),
        notes=draws.few(("This is not a diagnosis.",)),
    )


def criteria(draws: Draws) -> CriteriaCount | None:
    """The count of criteria of a use disorder."""
    if not draws.some():
        return None
    each = tuple(
        Criterion(
            number=i + 1,
            name=f"Criterion {i + 1}",
            question="Have you wanted to take less and not managed it?",
            answer=draws.one(("yes", "no", "not asked")),
            answered=draws.maybe(draws.any_day),
            signs=draws.few(
                (Sign(text="Doses a day rose from 2.2 to 2.4.", because=draws.few(("use",))),)
            ),
        )
        for i in range(11)
    )
    count = Count(low=0, high=11, of=11, bands=("below mild", "mild", "moderate", "severe"))
    return CriteriaCount(
        count=count,
        without=count.model_copy(update={"high": 9, "of": 9}),
        criteria=each,
        ask=tuple(one.question for one in each if one.answer == "not asked"),
        text="Criteria of a use disorder: 0 to 11 of 11.",
        caution="A count is not a diagnosis.",
        review=draws.review(),
    )


def qt_factors(draws: Draws) -> QtFactors | None:
    """What lengthens the QT time besides kratom."""
    factors = tuple(
        QtFactor(
            name=name,
            points=draws.whole(1, 3),
            state=draws.one(STATES),
            group=group if draws.some() else "",
            because=draws.few((draws.typed("medicine: sertraline"),)),
        )
        for name, group in (
            ("long qt", "heart"),
            ("low potassium", "salts"),
            ("citalopram", "drug"),
        )
    )
    high = sum(one.points for one in factors if one.state != "absent")
    low = sum(one.points for one in factors if one.state == "present")
    ask = draws.few(("potassium below 4 mmol/L",))
    made = QtFactors(low=low, high=high, reached_at=3, factors=factors, ask=ask)
    return made if draws.some() else None


def lead(draws: Draws) -> LeadIntake | None:
    """Lead swallowed with the product."""
    known = draws.some()
    made = LeadIntake(
        low_ug_per_day=draws.number(0.5, 2.0) if known else None,
        high_ug_per_day=draws.number(2.0, 9.0) if known else None,
        band=draws.one(LEAD[:3]) if known else LEAD[3],
        certified=known,
        text="Lead from this product: 1 to 2 µg a day." if known else "Lead cannot be told.",
        ask="Ask for a certificate of this batch." if draws.some() else "",
    )
    return made if draws.some() else None


def schedule(draws: Draws) -> tuple[Due, ...]:
    """Checks that are due, overdue, done, or without a known start."""
    return draws.few(
        Due(
            what=what,
            due=draws.maybe(draws.any_day),
            done=draws.maybe(draws.any_day),
            overdue_days=overdue_days,
            why="Week 8 after the start of the diary.",
            sources=draws.sources(),
            review=draws.review(),
        )
        for what, overdue_days in (("Liver tests", 1), ("Blood pressure", 0), ("ECG", 333))
    )


def totals(draws: Draws) -> Totals:
    """Questionnaires added up, not finished, and not read."""
    if not draws.mix.scales:
        return Totals()
    first = draws.mix.days // 2
    whole = tuple(_total(draws, key, day) for key in ("phq9", "fss") for day in (first, 0))
    no_total = {
        "total": None,
        "count": None,
        "without": None,
        "why_no_total": "2 answers are missing",
        "band": "",
        "band_source": "",
    }
    partly = tuple(
        one.model_copy(update={"scored": one.scored.model_copy(update=no_total)}) for one in whole
    )
    unread = Unread(typed=draws.typed("phq 9 ?"), why="no total and no answers", because=("x1",))
    return Totals(totals=whole, incomplete=draws.few(partly[:1]), unread=draws.few((unread,)))


def _total(draws: Draws, key: str, day: int) -> Total:
    """With a total, or with the level of a scale that has none."""
    total = draws.maybe(lambda: float(draws.whole(0, 27)))
    band = draws.one(("mild", "")) if total is not None else "moderate"
    scored = Scored(
        key=key,
        name=draws.typed(key.upper()),
        total=total,
        why_no_total="" if total is not None else "this one has levels only",
        count=draws.maybe(lambda: draws.whole(0, 9)),
        band=band,
        band_source="invented 2001" if band else "",
        why_no_band="" if band else "no published bands",
        parts={"mood": 3.0} if draws.some() else {},
        without=draws.maybe(lambda: float(draws.whole(0, 27))),
        why_without="two questions may come from the product itself" if draws.some() else "",
        missing=draws.few((3, 9)),
        warnings=draws.few(("The ninth answer needs a talk today.",)),
    )
    return Total(at=draws.moment(day, 9.0), day=draws.day(day), scored=scored, because=("x1",))


def scale_changes(draws: Draws) -> tuple[ScaleChange, ...]:
    """The change of a questionnaire since its beginning."""
    if not draws.mix.scales:
        return ()
    change = ScaleChange(
        key="phq9",
        name="PHQ-9",
        measures="low mood",
        entered=2,
        first=10.0,
        first_day=draws.day(0),
        last=7.0,
        last_day=draws.day(draws.mix.days - 1),
        baseline=10.0,
        baseline_of=1,
        points=-3.0,
        direction=draws.one(("better", "worse", "the same", "changed")),
        important_from=draws.maybe(lambda: 5.0),
        important=draws.maybe(draws.some),
        reliable_from=draws.maybe(lambda: 5.2),
        reliable=draws.maybe(draws.some),
        reliable_own=draws.one((True, False)),
        sentence="From 10 to 7 points: less than the change that counts",
        sources=draws.few(("invented 2001",)),
        because=("x1", "x2"),
    )
    return draws.few((change,))


def taper(draws: Draws) -> Followed | None:
    """A professional's plan for less beside what was taken."""
    if not draws.mix.taper:
        return None
    begun = draws.some()
    return Followed(
        by=draws.typed("Dr. Example"),
        entered=draws.maybe(draws.any_day),
        product=draws.typed("Green leaf") if draws.some() else "",
        begins=draws.day(0),
        step=1 if begun else 0,
        steps=draws.whole(1, 6),
        step_from=draws.day(0) if begun else None,
        next_step=draws.maybe(lambda: draws.day(draws.mix.days)),
        days=tuple(_plan_day(draws, i) for i in range(draws.mix.days if begun else 0)),
        withdrawal=draws.maybe(lambda: _change(draws, "withdrawal")),
        pain=draws.maybe(lambda: _change(draws, "pain")),
        holds=draws.few((_finding(draws, "HOLD", "S3"),)),
        for_person=("Beside the plan: as planned on 11 days, more on 26 days",),
        for_professional=draws.few(("Last 7 days that are known: planned 8 g a day, taken 9.5.",)),
    )


def _change(draws: Draws, what: str) -> Change:
    return Change(
        what=what, first=3.0, last=5.0, from_plan=draws.some(), because=("r1",), since=draws.day(0)
    )


def _plan_day(draws: Draws, day: int) -> PlanDay:
    kept = draws.one(KEPT)
    recorded = kept != "not recorded"
    known = recorded and kept != "cannot tell"
    return PlanDay(
        day=draws.day(day),
        planned_g=draws.maybe(lambda: draws.number(3.0, 9.0)),
        planned_doses=draws.maybe(lambda: draws.number(1.0, 4.0)),
        taken_g=draws.number(3.0, 9.0) if known else None,
        taken_doses=draws.whole(0, 5) if recorded else None,
        kept=kept,
    )


def red_flags(draws: Draws) -> RedFlags:
    """The twelve signs, with and without the numbers of a country."""
    return RedFlags(
        emergency="112" if draws.some() else "",
        crisis="0800 111 0 111" if draws.some() else "",
        poison="030 19240" if draws.some() else "",
        items=tuple(
            RedFlag(number=i, signs=signs, do=do.rstrip(".") if draws.some() else "")
            for i, (signs, do) in enumerate(SIGNS, start=1)
        ),
        review=draws.review(),
        numbers_review=draws.maybe(draws.review),
    )


def statements(draws: Draws) -> tuple[GradedStatement, ...]:
    """What is known in general, each with its certainty."""
    return draws.few(
        GradedStatement(
            id=f"G{i}",
            text="No randomised trial has tested kratom for chronic pain.",
            certainty=certainty,
            sources=draws.sources(),
            review=draws.review(),
        )
        for i, certainty in enumerate(("high", "moderate", "low", "very low"))
    )


def questions(draws: Draws) -> tuple[VisitQuestion, ...]:
    """What to ask at the next visit; some of it hidden by the person."""
    rows = (
        ("ask-seizure", "finding", "S4", f"Can {draws.typed('sertraline')} cause a seizure?"),
        ("ask-unknown", "unknown", "no information", "What is known about melatonin?"),
        ("ask-tests", "check", "overdue", "Can we plan what is due: liver tests?"),
        ("case-1", "event", "event", f"What can have caused {draws.typed('nausea')}?"),
        ("ask-birth-year", "age", "age", "Does my age matter here?"),
        ("ask-cannot-tell", "grade", "D", "What should I write down: sleep?"),
    )
    return draws.few(
        VisitQuestion(
            id=code,
            about=about,
            place=place,
            ask="your doctor",
            text=text,
            because=("T-0",),
            hidden=draws.mix.hidden_questions and draws.one((True, True, False)),
        )
        for code, about, place, text in rows
    )
