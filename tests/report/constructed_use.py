"""What was taken and rated, and the predicted levels, of a constructed assessment."""

from itertools import groupby
from math import sin

from speciosa.assessment.schema import (
    AnalyteCurve,
    Bar,
    Change,
    CheckMark,
    Compared,
    Content,
    DailyUse,
    DayLevel,
    DayPanel,
    DayProfile,
    DoseMark,
    ExposureSummary,
    Gap,
    MeasuredLevel,
    Quality,
    RatingSeries,
    Scale,
    Timeline,
    TypicalLevel,
    UseSummary,
)
from tests.report.constructed_draws import Draws

SUBSTANCES = (  # key, analyte, unit of an amount
    ("kratom", "mitragynine", "g"),
    ("caffeine", "caffeine", "mg"),
    ("7oh_product", "7-hydroxymitragynine", "tablets"),
    ("modafinil", "modafinil", "mg"),
)
OUTCOMES = (  # key, label, better
    ("pain", "Pain", "lower"),
    ("focus", "Focus", "higher"),
    ("sleep", "Sleep", "higher"),
    ("restlessness", "Restlessness", "lower"),
    ("headaches", "headaches", "lower"),
    ("PEG", "PEG total", "lower"),
)
SCALES = (
    Scale(low=0, high=10),
    Scale(low=0, high=100),
    Scale(low=-3, high=3),
    Scale(low=0, high=1),
    Scale(low=0, high=27),
)
LABS = (
    ("alt", 35.0, "U/L"),
    ("ast", 105.0, "U/L"),
    ("qtc", 500.0, "ms"),
    ("heart_rate", 130.0, "1/min"),
)


def outcomes_of(draws: Draws) -> list[tuple[str, str, str, Scale]]:
    """Key, label, better and scale of each outcome."""
    found = []
    for i in range(draws.mix.outcomes):
        key, label, better = OUTCOMES[i % len(OUTCOMES)]
        again = f" {i}" if i >= len(OUTCOMES) else ""
        scale = SCALES[i % len(SCALES)] if draws.mix.odd_scales else SCALES[0]
        found.append((key + again.strip(), draws.typed(label + again), better, scale))
    return found


def timeline(draws: Draws) -> Timeline:
    """Doses, ratings, medicines, products, changes, readings and what is missing."""
    last = draws.day(draws.mix.days - 1)
    product, medicine = draws.typed("Green leaf, batch 7"), draws.typed("sertraline 50 mg")
    halfway = draws.day(draws.mix.days // 2)
    products = (Bar(label=product, start=draws.mix.start, end=last),)
    medicines = (
        Bar(label=medicine, start=halfway, end=last),
        Bar(label="ibuprofen", start=halfway, end=halfway),
        Bar(label="lisdexamfetamine 30 mg", start=draws.mix.start, end=halfway),
    )
    changes = (Change(day=halfway, what=medicine), Change(day=last, what=product))
    return Timeline(
        doses=_doses(draws),
        ratings=_ratings(draws),
        medicines=draws.few(medicines),
        products=products if draws.mix.doses_a_day else (),
        changes=draws.few(changes),
        checks=_checks(draws),
        missing=_gaps(draws),
    )


def _gaps(draws: Draws) -> tuple[Gap, ...]:
    if draws.mix.days < 10:
        return ()
    first = draws.whole(2, draws.mix.days - 6)
    return draws.few(
        Gap(start=draws.day(day), end=draws.day(day + length - 1), days=length)
        for day, length in ((first, 1), (first + 2, 3))
    )


def _doses(draws: Draws) -> tuple[DoseMark, ...]:
    marks = [
        DoseMark(
            at=draws.moment(day, 7 + 12 * i / draws.mix.doses_a_day + draws.whole(0, 90) / 60),
            product=draws.typed("green"),
            substance=key,
            amount=draws.number(1.5, 4.0),
            unit=unit,
        )
        for key, _, unit in SUBSTANCES[: draws.mix.substances]
        for day in range(draws.mix.days)
        for i in range(draws.mix.doses_a_day)
    ]
    return tuple(sorted(marks, key=lambda mark: mark.at))


def _ratings(draws: Draws) -> tuple[RatingSeries, ...]:
    a_day, days = draws.mix.ratings_a_day, draws.mix.days
    places = [(day, i) for day in range(days) for i in range(a_day)] or [(days // 2, 0)] * (
        a_day < 0
    )
    found = []
    for key, label, better, scale in outcomes_of(draws):
        points = [
            (draws.moment(day, 8 + 4 * i), draws.whole(int(scale.low), int(scale.high)))
            for day, i in places
        ]
        found.append(
            RatingSeries(
                outcome=key,
                label=label,
                better=better,
                scale=scale,
                at=tuple(at for at, _ in points),
                value=tuple(value for _, value in points),
            )
        )
    return tuple(found)


def _checks(draws: Draws) -> tuple[CheckMark, ...]:
    marks = [
        CheckMark(at=draws.any_moment(), what=name, value=value, unit=unit)
        for name, limit, unit in LABS
        for value in ((limit, 3 * limit) if draws.mix.labs_at_limits else (draws.number(20, 200),))
    ]
    return draws.few(sorted(marks, key=lambda mark: mark.at))


def quality(draws: Draws, shown: Timeline) -> Quality:
    """What the diary holds."""
    ratings = {series.outcome: len(series.value) for series in shown.ratings}
    days = draws.mix.days - sum(gap.days for gap in shown.missing)
    return Quality(
        days_with_entries=days if shown.doses or any(ratings.values()) else 0,
        doses=len(shown.doses),
        ratings={key: count for key, count in ratings.items() if count},
        rating_moments=max(ratings.values(), default=0),
        share_of_doses_with_rating_before=draws.maybe(draws.share) if shown.doses else None,
        gaps=shown.missing,
        notes=draws.few(("29 March has 23 hours: the clocks go forward.", "no prompts")),
        learn_more="rate sleep each morning" if draws.some() else "",
    )


def use(draws: Draws) -> UseSummary:
    """How much and how often."""
    if not draws.mix.doses_a_day:
        return UseSummary(substance="", compared_days=0)
    each = draws.mix.doses_a_day
    told = draws.mix.days > 1 and draws.some()
    return UseSummary(
        substance="kratom",
        doses_per_day=draws.maybe(lambda: float(each)),
        doses_per_day_first=each - 0.25 if told else None,
        doses_per_day_last=each + 0.25 if told else None,
        compared_days=min(28, draws.mix.days // 2),
        amount_median=draws.maybe(lambda: draws.number(2.0, 4.0)),
        amount_unit="g",
        trend="Doses a day have risen: 2.6 at first, 3.4 at last." if told else "",
        longest_break_h=draws.maybe(lambda: draws.number(5.0, 90.0)),
        open_break_h=draws.maybe(lambda: draws.number(5.0, 900.0)),
        since=draws.one(("", "2021", "2021-03", "2021-03-05")),
    )


def exposure(draws: Draws, shown: Timeline) -> ExposureSummary:
    """Predicted levels of each substance; none without doses."""
    if not shown.doses:
        return ExposureSummary(analytes=(), daily=(), notes=draws.few(("No dose was recorded.",)))
    modelled = SUBSTANCES[: draws.mix.substances]
    curves = tuple(_curve(draws, key, analyte) for key, analyte, _ in modelled)
    typical = tuple(_typical(draws, key, analyte) for key, analyte, _ in modelled)
    measured = _measured(draws) if draws.mix.measured else ()
    own = any(level.used for level in measured)
    return ExposureSummary(
        analytes=curves,
        daily=tuple(_daily(draws, shown)),
        notes=("The curve is a prediction for people in general, not a measurement.",),
        levels=tuple(
            _day_level(draws, day, *row[:2]) for row in modelled for day in range(draws.mix.days)
        ),
        typical=typical if draws.mix.filled else (),
        compared=draws.few(_compared(draws, *row[:2]) for row in modelled),
        measured=measured,
        population=curves if own else (),
        population_typical=typical if own else (),
    )


def _curve(draws: Draws, substance: str, analyte: str) -> AnalyteCurve:
    step_h = 1 if draws.mix.days < 100 else 3
    start, count = draws.moment(0, 0.0), 24 * draws.mix.days // step_h
    top = draws.number(20.0, 80.0)
    middle = [top * (1.2 + sin(i * step_h / 4)) for i in range(count)]
    bands = [draws.interval(value) for value in middle]
    return AnalyteCurve(
        name=analyte,
        label=f"{analyte.capitalize()} in blood, predicted",
        substance=substance,
        unit="ng/mL",
        times=tuple(draws.later(start, i * step_h) for i in range(count)),
        p05=tuple(b.p05 for b in bands),
        p25=tuple((b.p05 + b.p50) / 2 for b in bands),
        p50=tuple(b.p50 for b in bands),
        p75=tuple((b.p50 + b.p95) / 2 for b in bands),
        p95=tuple(b.p95 for b in bands),
    )


def _day_level(draws: Draws, day: int, substance: str, analyte: str) -> DayLevel:
    return DayLevel(
        day=draws.day(day),
        substance=substance,
        analyte=analyte,
        unit="ng/mL",
        covered_h=draws.one((23.0, 24.0, 25.0)),
        peak=draws.interval(draws.number(60, 90)),
        trough=draws.interval(draws.number(0, 20)),
        mean=draws.interval(draws.number(20, 60)),
        above_median_h=draws.interval(10.0),
        since_dose_h=draws.maybe(lambda: draws.whole(0, 240) / 10),
    )


def _typical(draws: Draws, substance: str, analyte: str) -> TypicalLevel:
    return TypicalLevel(
        substance=substance,
        analyte=analyte,
        unit="ng/mL",
        days=draws.mix.days,
        peak=draws.interval(draws.number(60, 90)),
        trough=draws.interval(draws.number(0, 20)),
        mean=draws.interval(draws.number(20, 60)),
        accumulation=draws.maybe(lambda: draws.interval(1.4)),
        since_dose_h=draws.maybe(lambda: draws.whole(0, 900) / 10),
        repeat_gain=draws.maybe(lambda: draws.interval(1.3)),
        repeat_gain_studied=draws.some(),
    )


def _compared(draws: Draws, substance: str, analyte: str) -> Compared:
    published = draws.maybe(lambda: draws.number(20, 90))
    held = published is not None
    ends = held and draws.some()
    return Compared(
        substance=substance,
        product=draws.typed("green"),
        analyte=analyte,
        statistic="peak after one dose alone",
        unit="ng/mL",
        predicted=draws.interval(draws.number(20, 90)),
        published=published,
        low=0.5 * published if ends else None,
        high=2.0 * published if ends else None,
        like="one dose of leaf" if held else "",
        source="A study of leaf" if held else "",
        place="table 2" if held else "",
        confidence=draws.review() if held else "",
    )


def _measured(draws: Draws) -> tuple[MeasuredLevel, ...]:
    rows = (
        ("plasma", True, ""),
        ("plasma", True, ""),
        ("urine", False, "urine only tells yes or no"),
    )
    return tuple(
        MeasuredLevel(
            at=draws.any_moment(),
            substance="kratom",
            analyte="mitragynine",
            matrix=matrix,
            value=draws.number(1.0, 300.0),
            unit="ng/mL",
            below=draws.some(),
            used=used,
            reason=reason,
        )
        for matrix, used, reason in rows
    )


def _daily(draws: Draws, shown: Timeline) -> list[DailyUse]:
    found = []
    marks = sorted(shown.doses, key=lambda mark: (mark.at.date(), mark.substance))
    for (day, key), group in groupby(marks, key=lambda mark: (mark.at.date(), mark.substance)):
        doses = list(group)
        band = draws.interval(draws.number(60.0, 130.0))
        content = Content(
            analyte="mitragynine", unit="mg", p05=band.p05, p50=band.p50, p95=band.p95
        )
        total = sum(mark.amount for mark in doses)
        found.append(
            DailyUse(
                day=day,
                substance=key,
                doses=len(doses),
                amount=total if draws.some() else None,
                unit=doses[0].unit,
                content=content if draws.some() else None,
                product_g=total if draws.some() else None,
            )
        )
    return found


def day_profile(draws: Draws, shown: Timeline, levels: ExposureSummary) -> DayProfile:
    """The clock day of the first level and the first two outcomes; blank where days are few."""
    hours = tuple(i / 2 for i in range(49))
    rated = [series for series in shown.ratings if series.value]
    panels = [_level_panel(draws, hours, curve) for curve in levels.analytes[:1]]
    panels += [_outcome_panel(draws, hours, series) for series in rated[:2]]
    hours_taken = tuple(round(m.at.hour + m.at.minute / 60, 3) for m in shown.doses)
    return DayProfile(hours=hours, panels=tuple(panels), dose_hours=hours_taken)


def _level_panel(draws: Draws, hours: tuple[float, ...], curve: AnalyteCurve) -> DayPanel:
    bands = [draws.interval(curve.p50[i % len(curve.p50)]) for i, _ in enumerate(hours)]
    return DayPanel(
        kind="exposure",
        key=curve.name,
        label=curve.label,
        unit=curve.unit,
        scale=None,
        days=draws.mix.days,
        p05=tuple(b.p05 for b in bands),
        p25=tuple((b.p05 + b.p50) / 2 for b in bands),
        p50=tuple(b.p50 for b in bands),
        p75=tuple((b.p50 + b.p95) / 2 for b in bands),
        p95=tuple(b.p95 for b in bands),
    )


def _outcome_panel(draws: Draws, hours: tuple[float, ...], series: RatingSeries) -> DayPanel:
    low, high = series.scale.low, series.scale.high
    seen = [6 < hour < 23 and draws.mix.days >= 5 for hour in hours]

    def at(share: float) -> tuple[float | None, ...]:
        return tuple(low + share * (high - low) if is_seen else None for is_seen in seen)

    return DayPanel(
        kind="outcome",
        key=series.outcome,
        label=series.label,
        unit=f"{low:g} to {high:g}, {series.better} is better",
        scale=series.scale,
        days=draws.mix.days,
        p05=at(0.0),
        p25=at(0.3),
        p50=at(0.5),
        p75=at(0.7),
        p95=at(1.0),
    )
