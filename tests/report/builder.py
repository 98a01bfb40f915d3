"""Assessments built by hand, so that faces are tested without any floor below them.

`person()` is complete and realistic: 90 days, six outcomes, findings S4 to S1, gaps, medicines,
checks and events. Every other function is one edge of the same house; `VARIANTS` lists them all.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from speciosa.assessment.schema import (
    Alert,
    AnalyteCurve,
    ArmSummary,
    Assessment,
    AssignedPair,
    AssignedResult,
    Bar,
    Change,
    Check,
    CheckMark,
    Compared,
    Comparison,
    Content,
    DailyUse,
    DayLevel,
    DayPanel,
    DayProfile,
    Dependence,
    DoseMark,
    DosePoint,
    Due,
    Estimate,
    EventReport,
    ExposureSummary,
    Finding,
    Fit,
    Gap,
    GradedStatement,
    Indication,
    Interval,
    LabSeries,
    LabValue,
    Made,
    MeasuredLevel,
    NotAnswered,
    PersonSummary,
    Quality,
    RatingSeries,
    RedFlag,
    RedFlags,
    Response,
    Scale,
    SourceRef,
    Timeline,
    TippingPoint,
    TypicalLevel,
    UseSummary,
    Variant,
    VisitQuestion,
    Watch,
    Watched,
    Window,
)
from tests.report.compared import SINCE, TWO_PERIODS

START = date(2026, 3, 1)
ZONE = timezone(timedelta(hours=2))
SCALE = Scale(low=0, high=10)
HOSTILE = """<b>"x'</b>]]>&amp;<script>alert(1)</script>{{ 7*7 }}</svg>{% raw %}[red]/*"""
LONG = "Grünblättriger Kratom-Spezialextrakt aus kontrolliertem Wildsammlungsanbau, Nummer "

PAPER = SourceRef(
    key="paper-1",
    cite="Invented author. Invented case series of ten people. J Example 2021.",
    doi="10.0000/example.1",
    place="table 2",
)
LABEL = SourceRef(key="label-1", cite="Invented label of a stimulant, section 7.")

OUTCOMES = (  # key, label, better, grade, (mean, low, high) or None, ratings, level, declared
    ("pain", "Pain", "lower", "C", (-1.1, -1.8, -0.4), 402, 5.0, "better"),
    ("focus", "Focus", "higher", "B", (0.3, -0.4, 1.0), 395, 5.3, None),
    ("mood", "Mood", "higher", "B", (0.4, -0.2, 1.0), 210, 5.6, None),
    ("anxiety", "Anxiety", "lower", "C", (0.2, -0.5, 0.9), 180, 4.1, None),
    ("restlessness", "Restlessness", "lower", "B", (0.9, 0.1, 1.6), 388, 3.8, "worse"),
    ("sleep", "Sleep", "higher", "D", None, 11, 5.5, None),
)
GAPS = ((9, 1), (27, 1), (42, 3), (61, 1))  # first day of the window, days
SIGNS = (
    (
        "Hard to wake, slow or noisy breathing, blue lips, tiny pupils",
        "Call 112 first. Give naloxone if there is any, repeat as the kit says, stay with them.",
    ),
    ("A seizure, or a first blackout", "Call 112. Put nothing in the mouth."),
    ("Chest pain, fainting, a pulse above 130 a minute or an uneven one", "Call 112."),
    (
        "Sudden worst headache, confusion, loss of sight, weakness on one side",
        "Call 112, at any blood pressure and any pulse.",
    ),
    (
        "Fever above 38.5 °C with stiffness or tremor; or severe muscle pain with dark urine",
        "Call 112.",
    ),
    (
        "Yellow eyes or skin, dark urine, pale stool, itching without a rash",
        "Stop with medical help today; do not restart. See a doctor today.",
    ),
    (
        "Hallucinations, strong suspicion, or two nights without sleep and full of energy",
        "See a doctor today. In danger: call 112.",
    ),
    ("Thoughts of suicide", "Call 0800 111 0 111 or a doctor now. In danger: call 112."),
    ("Black or bloody stool, or vomiting that does not stop", "Call 112 or go to hospital."),
    (
        "In pregnancy: bleeding, or no movement of the child",
        "Call 112 or the birth clinic.",
    ),
    (
        "A child has swallowed any of the product",
        "Call 112 or 030 19240 at once, also without signs.",
    ),
    (
        "Fever and diarrhoea in several people who used one batch",
        "See a doctor today, use no more of the batch, keep it and report it.",
    ),
)


def noise(*seed: int) -> float:
    """A number between -1 and 1 that looks random and is the same everywhere."""
    x = math.sin(sum((i + 1) * 12.9898 * (s + 1.37) for i, s in enumerate(seed))) * 43758.5453
    return 2 * (x - math.floor(x)) - 1


def moment(day: int, hour: float) -> datetime:
    """Local time `hour` of day `day` of the window."""
    midnight = datetime(START.year, START.month, START.day, tzinfo=ZONE)
    return midnight + timedelta(days=day, minutes=round(60 * hour))


def recorded(days: int) -> Iterator[int]:
    """Days of the window outside the gaps."""
    missing = {first + i for first, length in GAPS for i in range(length)}
    return (day for day in range(days) if day not in missing)


def gaps(days: int) -> tuple[Gap, ...]:
    """The gaps that lie inside the window."""
    inside = [(first, length) for first, length in GAPS if first + length <= days]
    return tuple(
        Gap(
            start=START + timedelta(days=first),
            end=START + timedelta(days=first + length - 1),
            days=length,
        )
        for first, length in inside
    )


def doses(days: int) -> tuple[DoseMark, ...]:
    """Three doses a day, a fourth late in the window."""
    marks = []
    for day in recorded(days):
        clock_h = [8.2, 13.7, 19.0] + ([22.5] if day > 50 and day % 2 else [])
        for i, hour in enumerate(clock_h):
            amount = 3.0 + round(2 * noise(day, i, 1)) / 2
            mark = DoseMark(
                at=moment(day, hour + noise(day, i)),
                product="green" if day < 48 else "green8",
                substance="kratom",
                amount=amount,
                unit="g",
            )
            marks.append(mark)
    return tuple(marks)


def ratings(days: int) -> tuple[RatingSeries, ...]:
    """Ratings of every outcome, as many a day as the outcome has in ninety days."""
    series = []
    for k, (key, label, better, _, _, n, level, _) in enumerate(OUTCOMES):
        at, value = [], []
        for day in recorded(days):
            for i in range(round(n / 84)) if n > 84 else range(day % 8 == 0):
                at.append(moment(day, 8 + 3.2 * i + noise(day, i, k)))
                value.append(min(10.0, max(0.0, round(level + 2.2 * noise(day, i, k, 3)))))
        series.append(
            RatingSeries(
                outcome=key,
                label=label,
                better=better,
                scale=SCALE,
                at=tuple(at),
                value=tuple(value),
            )
        )
    return tuple(series)


def curve(days: int, step_h: float = 3.0) -> AnalyteCurve:
    """A predicted curve with a rise after each dose."""
    at = [moment(0, step_h * i) for i in range(int(days * 24 / step_h))]
    middle = [
        (40 + 15 * math.sin(t.hour / 4) + t.timetuple().tm_yday / 8)
        * (1 + 0.3 * noise(t.toordinal(), 7))
        for t in at
    ]

    def scaled(factor: float) -> tuple[float, ...]:
        return tuple(factor * m for m in middle)

    return AnalyteCurve(
        name="mitragynine",
        label="Mitragynine in blood, predicted",
        substance="kratom",
        unit="ng/mL",
        times=tuple(at),
        p05=scaled(0.45),
        p25=scaled(0.75),
        p50=scaled(1.0),
        p75=scaled(1.35),
        p95=scaled(2.1),
    )


def band(middle: float) -> Interval:
    """Five to ninety-five around a middle."""
    return Interval(p05=0.4 * middle, p50=middle, p95=2.2 * middle)


def level_days(days: int) -> tuple[DayLevel, ...]:
    """What each day's levels were."""
    return tuple(
        DayLevel(
            day=use.day,
            substance="kratom",
            analyte="mitragynine",
            unit="ng/mL",
            covered_h=24.0,
            peak=band(90.0),
            trough=band(20.0),
            mean=band(45.0),
            above_median_h=band(10.0),
            since_dose_h=4.5,
        )
        for use in daily(days)
    )


def middle_day(factor: float = 1.0) -> TypicalLevel:
    """The levels of a usual day."""
    return TypicalLevel(
        substance="kratom",
        analyte="mitragynine",
        unit="ng/mL",
        days=30,
        peak=band(90.0 * factor),
        trough=band(20.0 * factor),
        mean=band(45.0 * factor),
        accumulation=Interval(p05=1.2, p50=1.4, p95=1.9),
        since_dose_h=4.5,
        repeat_gain=Interval(p05=1.0, p50=1.3, p95=1.7),
    )


COMPARED = (
    Compared(
        substance="kratom",
        product="green",
        analyte="mitragynine",
        statistic="peak after one dose alone",
        unit="ng/mL",
        predicted=band(60.0),
        published=86.0,
        low=45.0,
        high=166.0,
        like="29.6 mg mitragynine as extract, one dose",
        source="A study of extract",
        place="table 2",
        confidence="unverified",
    ),
)


def daily(days: int) -> tuple[DailyUse, ...]:
    """What each day held."""
    by_day: dict[date, list[DoseMark]] = {}
    for mark in doses(days):
        by_day.setdefault(mark.at.date(), []).append(mark)
    return tuple(
        DailyUse(
            day=day,
            substance="kratom",
            doses=len(marks),
            amount=sum(m.amount for m in marks),
            unit="g",
            content=Content(analyte="mitragynine", unit="mg", p05=70, p50=128, p95=240),
        )
        for day, marks in sorted(by_day.items())
    )


def response(
    row: tuple[Any, ...], substance: str = "kratom", better: str | None = None
) -> Response:
    """One outcome's answer from a row of `OUTCOMES`."""
    key, label, sign, grade, effect, n, _, declared = row
    seen = dose = None
    if effect:
        mean, low, high = effect
        seen = Estimate(mean=mean, sd=(high - low) / 3.92, low=low, high=high, learned=0.62)
        dose = Estimate(
            mean=0.6 * mean, sd=(high - low) / 6, low=0.6 * low, high=0.6 * high, learned=0.5
        )
    return Response(
        outcome=key,
        label=label,
        substance=substance,
        better=better or sign,
        scale=SCALE,
        grade=grade,
        reasons=REASONS[grade],
        n_ratings=n,
        dose_effect=dose,
        horizon_h=4.0,
        seen_effect=seen,
        p_benefit=None if seen is None else (0.58 if declared == "better" else 0.03),
        p_worse=None if seen is None else (0.42 if declared == "worse" else 0.02),
        declared=declared,
        smallest_important_change=1.2 if key == "sleep" else 1.0,
        indication=Indication(
            log_bayes_factor=None if seen is None else (4.2 if grade == "C" else -1.1),
            note="not computed: too few ratings"
            if seen is None
            else ("Your doses often follow this." if grade == "C" else "No sign of it."),
        ),
        checks=()
        if seen is None
        else (
            Check(
                name="share at the ends of the scale", observed=0.04, low=0.0, high=0.1, passed=True
            ),
            Check(name="spread of the residuals", observed=1.4, low=1.1, high=1.7, passed=True),
        ),
        variants=()
        if seen is None
        else (Variant(name="null", weight=0.31), Variant(name="plain", weight=0.69)),
        fit=None if seen is None else Fit(draws=2048, rounds=2, ess=812, pareto_k=0.41),
        notes=("Expectation cannot be told from the product.",) if seen else (),
    )


REASONS = {
    "A": ("Amounts were allocated by chance.",),
    "B": ("64 % of doses have a rating in the 30 minutes before.", "All checks passed."),
    "C": (
        "Your doses often follow this outcome, which makes the result less certain.",
        "Rate before each dose: 64 % now.",
    ),
    "D": ("11 of 15 ratings; rate each morning.",),
}


def finding(code: str, severity: str, title: str, action: str, **more: Any) -> Finding:
    """One finding with the usual rest filled in."""
    rest = {
        "rank": "heart rhythm",
        "evidence": "L3",
        "why": "Both raise pulse and blood pressure, and reports describe harm when they meet.",
        "who": "prescriber",
        "sources": (PAPER,),
        "because": ("medicine: lisdexamfetamine", "81 of 84 days"),
        "since": date(2026, 3, 1),
        "review": "published",
    }
    return Finding(id=code, severity=severity, title=title, action=action, **(rest | more))


FINDINGS = (
    finding(
        "I-001",
        "S3",
        "Kratom and lisdexamfetamine on the same day, 81 of 84 days",
        "Ask your prescriber this week. Until then: blood pressure and pulse before and 1-2 h after each.",
        sources=(PAPER, LABEL),
    ),
    finding(
        "F-LIVER",
        "S3",
        "Liver test of week 8 is 33 days overdue (due 26 April)",
        "Book a blood test: ALT, AST, ALP, bilirubin. Yellow eyes or dark urine: doctor today.",
        rank="liver",
        review="expert proposal",
        who="you",
        because=("first entry 1 March", "last ALT 30 March"),
    ),
    finding(
        "T-DOSES",
        "S3",
        "Doses a day have risen: 2.6 in the first four weeks, 3.4 in the last",
        "Talk about getting used to it. Do not stop suddenly; plan any change with a professional.",
        rank="drug levels",
        evidence="diary",
        review="expert proposal",
        because=(),
        sources=(),
    ),
    finding(
        "I-040",
        "S2",
        "Sertraline started 10 March",
        "Tell the prescriber that you use kratom. Learn the signs of red flag 5.",
        rank="serotonin",
        evidence="L5",
        review="expert proposal",
        because=("medicine: sertraline",),
    ),
    finding(
        "P-010",
        "S2",
        "Batch 8 has no certificate",
        "Its strength and lead content are unknown. Ask for a certificate of this batch.",
        rank="metals",
        evidence="L4",
        review="expert proposal",
    ),
    finding(
        "I-110",
        "S1",
        "Ibuprofen",
        "See its own limits; no effect on kratom is known.",
        rank="drug levels",
        evidence="L5",
        review="unverified",
    ),
    finding(
        "N-001",
        "no information",
        "No information about melatonin",
        "No information about this pair. That is not the same as no risk.",
        rank="drug levels",
        evidence="none",
        sources=(),
        review="expert proposal",
    ),
)
URGENT = finding(
    "I-900",
    "S4",
    "Kratom and oxycodone are both in use",
    "Call the prescriber today. Do not stop either suddenly.",
    rank="breathing",
    who="prescriber, today",
    evidence="L2",
)


def clock_profile(days: int) -> DayProfile:
    """Half-hour bins; ratings only between 07:00 and 23:00."""
    hours = tuple(0.25 + 0.5 * i for i in range(48))

    def rises(h: float) -> float:
        return sum(
            math.exp(-((((h - peak) % 24) - 1.5) ** 2) / 4 if (h - peak) % 24 < 8 else -9)
            for peak in (8, 14, 19.5)
        )

    def exposure(factor: float) -> tuple[float, ...]:
        return tuple(factor * (30 + 42 * rises(h)) for h in hours)

    def rated(shift: float, key: int) -> tuple[float | None, ...]:
        return tuple(
            None if not 7 <= h <= 23 else 5.4 - 0.08 * (h - 12) * (1 + key) + shift for h in hours
        )

    def panel(key: str, label: str, better: str, k: int) -> DayPanel:
        return DayPanel(
            kind="outcome",
            key=key,
            label=label,
            unit=f"0-10, {better} is better",
            scale=SCALE,
            days=days,
            p05=rated(-1.8, k),
            p25=rated(-0.6, k),
            p50=rated(0, k),
            p75=rated(0.6, k),
            p95=rated(1.9, k),
        )

    return DayProfile(
        hours=hours,
        panels=(
            DayPanel(
                kind="exposure",
                key="mitragynine",
                label="Mitragynine in blood, predicted",
                unit="ng/mL",
                scale=None,
                days=days,
                p05=exposure(0.5),
                p25=exposure(0.75),
                p50=exposure(1),
                p75=exposure(1.35),
                p95=exposure(2.3),
            ),
            panel("pain", "Pain", "lower", 0),
            panel("focus", "Focus", "higher", 1),
        ),
        dose_hours=tuple(m.at.hour + m.at.minute / 60 for m in doses(days)),
    )


def red_flags() -> RedFlags:
    """The twelve signs with one country's numbers."""
    return RedFlags(
        emergency="112",
        crisis="0800 111 0 111",
        poison="030 19240",
        items=tuple(
            RedFlag(number=i, signs=s, do=do.rstrip("."))
            for i, (s, do) in enumerate(SIGNS, start=1)
        ),
        review="expert proposal",
        numbers_review="published",
    )


def timeline(days: int) -> Timeline:
    """Everything on one axis; medicines and products cut to the window."""
    end = START + timedelta(days=days - 1)
    bars = (
        ("lisdexamfetamine 50 mg", START, end),
        ("sertraline 25 mg", date(2026, 3, 10), date(2026, 3, 23)),
        ("sertraline 50 mg", date(2026, 3, 24), end),
    )
    products = (
        ("Green leaf, batch 7", START, date(2026, 4, 17)),
        ("Green leaf, batch 8", date(2026, 4, 18), end),
    )
    changes = (
        (date(2026, 3, 10), "sertraline 25 mg"),
        (date(2026, 3, 24), "sertraline 50 mg"),
        (date(2026, 4, 18), "Green leaf, batch 8"),
    )
    checks = ((14, "ALT", 38.0, "U/L"), (29, "ALT", 41.0, "U/L"))

    def cut(rows: tuple[tuple[str, date, date], ...]) -> tuple[Bar, ...]:
        return tuple(Bar(label=b, start=s, end=min(e, end)) for b, s, e in rows if s <= end)

    return Timeline(
        doses=doses(days),
        ratings=ratings(days),
        medicines=cut(bars),
        products=cut(products),
        changes=tuple(Change(day=d, what=w) for d, w in changes if d <= end),
        checks=tuple(
            CheckMark(at=moment(d, 9.5), what=w, value=v, unit=u)
            for d, w, v, u in checks
            if d < days
        ),
        missing=gaps(days),
    )


def events(days: int) -> tuple[EventReport, ...]:
    """Four adverse events."""
    rows = ((11, "nausea", 1), (25, "dizziness", 1), (50, "nausea", 2), (69, "palpitations", 2))
    return tuple(
        EventReport(
            entry=f"e{d}",
            at=moment(d, 20.0),
            term=term,
            grade=grade,
            note="after dinner" if d == 11 else "",
            questions_open=("Did it come back when it was taken again?", "Was anything else new?"),
        )
        for d, term, grade in rows
        if d < days
    )


SCHEDULE = (
    Due(
        what="Liver tests",
        due=date(2026, 4, 26),
        done=None,
        overdue_days=33,
        why="Week 8 after the start of the diary.",
        sources=(PAPER,),
        review="expert proposal",
    ),
    Due(
        what="Blood pressure",
        due=date(2026, 6, 3),
        done=date(2026, 5, 6),
        overdue_days=0,
        why="A stimulant is in use.",
        sources=(),
        review="expert proposal",
    ),
    Due(
        what="Medicines review",
        due=None,
        done=None,
        overdue_days=0,
        why="No start is known: baseline due.",
        sources=(),
        review="unverified",
    ),
)


def question(id_: str, about: Any, place: str, text: str, *because: str) -> VisitQuestion:
    """One question for the visit, to a doctor."""
    return VisitQuestion(
        id=id_, about=about, place=place, ask="your doctor", text=text, because=because
    )


QUESTIONS = (
    question("ask-seizure", "finding", "S3", "Can this cause a seizure?", "T-001"),
    question("ask-birth-year", "age", "age", "Does my age matter here?", "person.birth_year"),
    question("ask-tests", "check", "overdue", "Can we plan what is due: liver tests?", "D-liver"),
    question("alex-nausea", "event", "event", "What can have caused nausea?", "e11", "e50"),
    question("ask-cannot-tell", "grade", "D", "What should I write down: sleep?", "sleep"),
)


def person(days: int = 90, **changes: Any) -> Assessment:
    """A complete assessment of `days` days; `changes` replace top-level fields."""
    end = START + timedelta(days=days - 1)
    quality = Quality(
        days_with_entries=len(list(recorded(days))),
        doses=len(doses(days)),
        ratings={row[0]: row[5] for row in OUTCOMES},
        rating_moments=454,
        share_of_doses_with_rating_before=0.64,
        gaps=gaps(days),
        notes=("29 March has 23 hours: the clocks go forward.",),
        learn_more="Rate sleep each morning; rate before a dose.",
    )
    fields: dict[str, Any] = {
        "schema": "speciosa.assessment/1",
        "made": Made(
            at=moment(days - 1, 15.1),
            version="0.1.0",
            diary_digest="a3" * 32,
            knowledge_digest="7c" * 32,
            seed=20260529,
            simulated=True,
        ),
        "person": PersonSummary(
            id="alex",
            birth_year=1984,
            sex="female",
            weight_kg=71,
            conditions=("fibromyalgia", "adhd"),
            country="DE",
            aims=("pain", "focus"),
        ),
        "window": Window(start=START, end=end, days=days, timezone="Europe/Berlin"),
        "quality": quality,
        "exposure": ExposureSummary(
            analytes=(curve(days),),
            daily=daily(days),
            levels=level_days(days),
            typical=(middle_day(),),
            compared=COMPARED,
            notes=("The curve is a prediction for people in general, not a measurement.",),
        ),
        "responses": tuple(response(row) for row in OUTCOMES),
        "findings": FINDINGS,
        "events": events(days),
        "dependence": Dependence(
            episodes_per_day=3.4,
            trend="Doses a day have risen: 2.6 in the first four weeks, 3.4 in the last.",
            criteria=("Taken more often over time.",),
            withdrawal=("Restlessness is higher after breaks of more than 12 hours.",),
            notes=("This is not a diagnosis.",),
        ),
        "schedule": SCHEDULE,
        "questions": QUESTIONS,
        "use": UseSummary(
            substance="kratom",
            doses_per_day=3.0,
            doses_per_day_first=2.6,
            doses_per_day_last=3.4,
            compared_days=28,
            amount_median=3.0,
            amount_unit="g",
            trend="Doses a day have risen: 2.6 in the first four weeks, 3.4 in the last.",
            longest_break_h=17.0,
            since="2021-03",
        ),
        "timeline": timeline(days),
        "day_profile": clock_profile(len(list(recorded(days)))),
        "red_flags": red_flags(),
        "restrictions": (),
        "statements": (
            GradedStatement(
                id="ST-01",
                text="No randomised trial has tested kratom for chronic pain.",
                certainty="high",
                sources=(PAPER,),
                review="published",
            ),
            GradedStatement(
                id="ST-02",
                text="Regular use leads to withdrawal in many people.",
                certainty="low",
                sources=(PAPER, LABEL),
                review="expert proposal",
            ),
        ),
    }
    return Assessment(**(fields | changes))


def urgent() -> Assessment:
    """One finding S4 on top."""
    return person(findings=(URGENT, *FINDINGS))


def real() -> Assessment:
    """Not simulated: no band on top."""
    whole = person()
    return whole.model_copy(update={"made": whole.made.model_copy(update={"simulated": False})})


def one_day() -> Assessment:
    """The first day of a diary: nothing can be said yet."""
    few = [(*row[:3], "D", None, 3, row[6], None) for row in OUTCOMES[:2]]
    whole = person(days=1)
    profile = whole.day_profile
    blank = (None,) * len(profile.hours)
    bands = dict.fromkeys(("p05", "p25", "p50", "p75", "p95"), blank)
    use = whole.use.model_copy(
        update={
            "doses_per_day_first": None,
            "doses_per_day_last": None,
            "compared_days": 0,
            "trend": "One day is too short for a trend.",
            "longest_break_h": 5.5,
        }
    )
    return whole.model_copy(
        update={
            "responses": tuple(response(row) for row in few),
            "day_profile": profile.model_copy(
                update={"panels": tuple(p.model_copy(update=bands) for p in profile.panels)}
            ),
            "use": use,
            "findings": (),
            "schedule": (),
        }
    )


def empty() -> Assessment:
    """A diary without any entry that a person would recognise."""
    quality = Quality(
        days_with_entries=0,
        doses=0,
        ratings={},
        rating_moments=0,
        share_of_doses_with_rating_before=None,
        gaps=(),
        notes=(),
        learn_more="Record each dose, and rate before it.",
    )
    nothing = UseSummary(
        substance="",
        doses_per_day=None,
        doses_per_day_first=None,
        doses_per_day_last=None,
        compared_days=0,
        amount_median=None,
        amount_unit="",
        trend="",
        longest_break_h=None,
        since="",
    )
    return person(
        days=1,
        quality=quality,
        exposure=ExposureSummary(analytes=(), daily=(), notes=()),
        responses=(),
        findings=(),
        events=(),
        dependence=Dependence(
            episodes_per_day=None, trend="", criteria=(), withdrawal=(), notes=()
        ),
        schedule=(),
        questions=(),
        use=nothing,
        timeline=Timeline(
            doses=(), ratings=(), medicines=(), products=(), changes=(), checks=(), missing=()
        ),
        day_profile=DayProfile(hours=(), panels=(), dose_hours=()),
        statements=(),
        red_flags=red_flags().model_copy(update={"emergency": "", "crisis": "", "poison": ""}),
    )


def huge() -> Assessment:
    """Ten years, sixty findings and thirty questions."""
    many = tuple(f.model_copy(update={"id": f"{f.id}-{i}"}) for i in range(9) for f in FINDINGS)
    asked = tuple(q.model_copy(update={"id": f"{q.id}-{i}"}) for i in range(6) for q in QUESTIONS)
    return person(days=3650, findings=many[:60], questions=asked)


def minor() -> Assessment:
    """Under 18: the floor below has emptied what must not be shown."""
    return person(
        restrictions=("minor",),
        responses=(),
        day_profile=DayProfile(hours=(), panels=(), dose_hours=()),
    )


def measured() -> Assessment:
    """Three measured levels changed the curve; one of urine is not used."""
    whole = person()
    rows = ((80, "plasma", 120.0, False), (70, "plasma", 5.0, True), (60, "urine", 400.0, False))
    levels = tuple(
        MeasuredLevel(
            at=datetime.combine(START + timedelta(days=day), time(9), ZONE),
            substance="kratom",
            analyte="mitragynine",
            matrix=matrix,
            value=value,
            unit="ng/mL",
            below=below,
            used=matrix == "plasma",
            reason="" if matrix == "plasma" else "urine only tells whether a substance was there",
        )
        for day, matrix, value, below in rows
    )
    changed = {
        "measured": levels,
        "population": whole.exposure.analytes,
        "population_typical": (middle_day(0.5),),
    }
    return whole.model_copy(update={"exposure": whole.exposure.model_copy(update=changed)})


def no_products() -> Assessment:
    """Ratings, but nothing was taken."""
    whole = person()
    return whole.model_copy(
        update={
            "exposure": ExposureSummary(analytes=(), daily=(), notes=("No dose was recorded.",)),
            "timeline": whole.timeline.model_copy(update={"doses": (), "products": ()}),
            "quality": whole.quality.model_copy(
                update={"doses": 0, "share_of_doses_with_rating_before": None}
            ),
            "day_profile": whole.day_profile.model_copy(
                update={"dose_hours": (), "panels": whole.day_profile.panels[1:]}
            ),
            "responses": tuple(response((*r[:3], "D", None, *r[5:7], None)) for r in OUTCOMES),
            "use": empty().use,
        }
    )


def twelve_outcomes() -> Assessment:
    """Twelve outcomes, every grade, both directions, wide intervals."""
    rows = [
        (f"own-{i}", f"{label} {i}", better, grade, effect, n, level, declared)
        for i in range(2)
        for _, label, better, grade, effect, n, level, declared in OUTCOMES
    ]
    rows[6] = (*rows[6][:3], "A", (-4.2, -9.5, 1.0), *rows[6][5:7], None)
    return person(responses=tuple(response(row) for row in rows))


NO_FREE_TIME = NotAnswered(
    why="All ratings come from a time of use.",
    needed="Ratings from before the first use, or late in a stretch without it.",
)


def amounts(*middles: float, unit: str = "g") -> tuple[DosePoint, ...]:
    """What one dose of 2, 2.5, 3 ... does."""
    return tuple(
        DosePoint(
            amount=2.0 + i / 2,
            unit=unit,
            effect=Estimate(mean=m, sd=0.3, low=m - 0.6, high=m + 0.5, learned=0.6),
        )
        for i, m in enumerate(middles)
    )


def answered(row: tuple[Any, ...], **changes: Any) -> Response:
    """An outcome of the joint model with everything that may be told."""
    found: dict[str, Any] = {
        "family": "joint",
        "indication": Indication(log_bayes_factor=4.2, odds_per_point=2.13, note="They follow."),
        "net_effect": Estimate(mean=-0.7, sd=0.2, low=-1.2, high=-0.3, learned=0.5),
        "withdrawal_share": Estimate(mean=0.4, sd=0.2, low=0.1, high=0.8, learned=0.4),
        "dose_response": amounts(-0.4, -0.5, -0.6, -0.6, -0.5),
        "missing_tipping_point": TippingPoint(
            unanswered=12,
            worse_by_pts=2.1,
            note="12 questions about this were not answered. If those moments were on average 2.1 "
            "points worse than the model expects, the result would no longer stand.",
        ),
        "variants": (
            Variant(name="effect", weight=0.4),
            Variant(name="effect + withdrawal", weight=0.35),
            Variant(name="effect + turn-over", weight=0.25),
        ),
        "fit": Fit(draws=32, rounds=1, ess=5817.7, pareto_k=None),
    }
    return response(row).model_copy(update=found | changes)


def watched(statement: str, e_value: float, key: str) -> dict[str, Any]:
    """The fields of a watched statement."""
    return {
        "key": key,
        "statement": statement,
        "basis": "observational",
        "e_value": e_value,
        "threshold": 40.0,
        "used": 9,
        "counted": "blocks of four weeks",
        "assumption": "While the habit is steady, no four weeks are more likely to be high ones.",
    }


RISING = Alert(
    **watched("Doses of kratom a day are rising.", 31.0, "kratom doses_per_day"),
    since=date(2026, 5, 3),
    highest=52.0,
)
RESTLESS = Watched(
    **watched("Restlessness is worse at higher predicted levels of kratom.", 4.07, "kratom r")
)
WATCH = Watch(
    alerts=(RISING,),
    watched=(Watched(**watched(RISING.statement, 31.0, RISING.key)), RESTLESS),
    not_watched=("Mood was first rated after the first four weeks: not watched.",),
)


def arm(label: str, days: int, start: date) -> ArmSummary:
    """One side of a comparison."""
    return ArmSummary(
        label=label,
        days=days,
        ratings=4 * days,
        first=start,
        last=start + timedelta(days=days),
        doses_per_day=2.4,
    )


def comparison(key: str, better: str, mean: float, half: float) -> Comparison:
    """One batch against the one before."""
    low, high = mean - half, mean + half
    return Comparison(
        outcome=key,
        label=key.title(),
        kind="products",
        a=arm("Green leaf, batch 8", 41, date(2026, 4, 18)),
        b=arm("Green leaf, batch 7", 45, START),
        days_set_apart=1,
        difference=Estimate(mean=mean, sd=half / 2, low=low, high=high, learned=None),
        sentence=f"{key.title()}, days with one against days with the other.",
        reasons=(),
        confounders=(
            "They lie apart in the calendar, one after the other.",
            "A medicine changed in between: sertraline 50 mg began on 24 March 2026.",
        ),
        better=better,
        scale=SCALE,
        smallest_important_change=1.0,
    )


def assigned(key: str, better: str, kind: str, **changes: Any) -> AssignedResult:
    """One outcome of a randomised test: eight pairs, the last without a rating."""
    pairs = tuple(
        AssignedPair(
            pair=i + 1,
            kind=kind,
            product="green_leaf_7",
            assigned_at=moment(2 * i, 9.0),
            complete_at=moment(2 * i + 1, 13.0),
            first_arm="higher" if noise(i, 3) > 0 else "lower",
            difference_pts=None if i == 7 else -1.0 + noise(i, 4),
            scale_pts=3.0,
            adherence=0.9,
        )
        for i in range(8)
    )
    found = {
        "outcome": key,
        "label": key.title(),
        "better": better,
        "scale": SCALE,
        "kind": kind,
        "product": "green_leaf_7",
        "substance": "kratom",
        "other": "heat pad" if kind == "versus" else "",
        "pairs": pairs,
        "complete_pairs": 7,
        "n_ratings": 30,
        "adherence": 0.9,
        "contrast": "Higher minus lower levels, told by what was allotted.",
        "estimate": Estimate(mean=-1.3, sd=0.4, low=-2.1, high=-0.5, learned=None),
        "difference": Estimate(mean=-0.9, sd=0.3, low=-1.5, high=-0.3, learned=None),
        "reason": "",
        "p_value": 0.016,
        "coins": 256,
        "exact": True,
        "smallest_important_change": 1.0,
        "grade_a": True,
        "reasons": ("Allotted by chance in 8 pairs.", "90 % was followed."),
        "notes": ("You knew what was allotted.",),
    }
    return AssignedResult(**(found | changes))


UNTOLD = {
    "estimate": None,
    "difference": None,
    "p_value": None,
    "reason": "The coins alone give no interval.",
    "grade_a": False,
    "reasons": ("The coins give no interval.",),
}


def lab_series(name: str, label: str, *values: float, limit: float | None = 40.0) -> LabSeries:
    """Values of one thing, three weeks apart."""
    return LabSeries(
        name=name,
        label=label,
        unit="U/L" if limit else "kg",
        review="expert proposal",
        values=tuple(
            LabValue(at=moment(5 + 21 * i, 9), value=value, limit=limit, own=i > 0)
            for i, value in enumerate(values)
        ),
    )


def joint() -> Assessment:
    """All that the joint model can tell, alerts, a test, batches and periods, an earlier report."""
    rows = [(*row[:3], "B" if row[3] == "C" else row[3], *row[4:]) for row in OUTCOMES]
    worse = Estimate(mean=0.8, sd=0.2, low=0.3, high=1.3, learned=0.5)
    unclear = Estimate(mean=0.1, sd=0.3, low=-0.5, high=0.7, learned=0.5)
    nothing = {"net_effect": None, "net_not_answered": NO_FREE_TIME}
    nothing |= {"withdrawal_share": None, "withdrawal_not_answered": NO_FREE_TIME}
    rising = amounts(0.1, 0.2, 0.3, 0.5, 0.8)
    return person(
        responses=(
            answered(rows[0]),
            answered(rows[1], net_effect=unclear, dose_response=amounts(0.5, 0.6, 0.2)),
            answered(rows[2], **nothing, dose_response=(), missing_tipping_point=None),
            answered(rows[3], **nothing, dose_response=amounts(0.1)),
            answered(rows[4], net_effect=worse, dose_response=rising),
            response(rows[5]).model_copy(update=nothing),
        ),
        labs=(
            lab_series("alt", "ALT", 31.0, 52.0, 1900.0),
            lab_series("weight", "Weight", 80.0, 78.5, limit=None),
        ),
        watch=WATCH,
        tests=(assigned("pain", "lower", "wait"), assigned("focus", "higher", "wait", **UNTOLD)),
        periods=(comparison("pain", "lower", -0.4, 1.2), comparison("focus", "higher", 0.8, 0.5)),
        two_periods=TWO_PERIODS,
        since=SINCE,
    )


FIXED = {  # texts that are names of a closed list, or that code reads
    *("schema", "better", "declared", "severity", "evidence", "review", "grade", "certainty"),
    *("kind", "timezone", "restrictions", "numbers_review", "confidence", "matrix"),
    *("family", "basis", "counted", "first_arm", "about"),
    *("change", "told", "told_was", "grade_was", "was"),
}


def with_texts(assessment: Assessment, change: Callable[[str], str]) -> Assessment:
    """The same assessment with every free text changed."""

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: walk(v, k) for k, v in value.items()}
        if isinstance(value, list | tuple) and key not in FIXED:
            return tuple(walk(v, key) for v in value)
        return change(value) if isinstance(value, str) and key not in FIXED else value

    return Assessment(**walk(assessment.model_dump(by_alias=True)))


def hostile() -> Assessment:
    """Every free text tries to break out of HTML, SVG, Jinja2 or Rich."""
    return with_texts(joint(), lambda text: HOSTILE if text else text)


def long_names() -> Assessment:
    """Every label is long; one word never ends."""
    return with_texts(
        joint(),
        lambda text: f"{LONG}{text} {'w' * 90}" if len(text) > 2 and text != "kratom" else text,
    )


VARIANTS: dict[str, Callable[[], Assessment]] = {
    f.__name__: f
    for f in (
        person,
        real,
        urgent,
        one_day,
        empty,
        huge,
        minor,
        measured,
        joint,
        no_products,
        twelve_outcomes,
        hostile,
        long_names,
    )
}
