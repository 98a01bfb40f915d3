"""Everything on one time axis, as plain marks."""

from datetime import date

from speciosa.assessment.schema import (
    Bar,
    Change,
    CheckMark,
    DoseMark,
    RatingSeries,
    Scale,
    Timeline,
    Window,
)
from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.instruments import ordered_outcomes, outcome_of
from speciosa.diary.medicines import MedicineSpan, medicine_spans
from speciosa.diary.quality import Quality
from speciosa.diary.ratings import ratings_of
from speciosa.diary.readings import readings_of


def timeline_of(diary: Diary, window: Window, quality: Quality) -> Timeline:
    """The time line of a diary inside its window."""
    products = _product_bars(diary)
    spans = medicine_spans(diary)
    return Timeline(
        doses=_dose_marks(diary),
        ratings=_rating_series(diary),
        medicines=tuple(b for s in spans if (b := _medicine_bar(s, window))),
        products=products,
        changes=_changes(spans, products, window),
        checks=tuple(
            CheckMark(at=r.taken_at, what=r.name, value=r.value, unit=r.unit)
            for r in readings_of(diary)
        ),
        missing=quality.gaps,
    )


def _dose_marks(diary: Diary) -> tuple[DoseMark, ...]:
    return tuple(
        DoseMark(
            at=d.taken_at,
            product=d.product,
            substance=diary.products[d.product].substance,
            amount=d.amount,
            unit=d.unit,
        )
        for d in doses_of(diary)
    )


def _rating_series(diary: Diary) -> tuple[RatingSeries, ...]:
    ratings = ratings_of(diary)
    series = []
    for key in (k for k in ordered_outcomes(diary) if k in ratings):
        outcome = outcome_of(diary, key)
        series.append(
            RatingSeries(
                outcome=key,
                label=outcome.label or key,
                better=outcome.better,
                scale=Scale(low=outcome.low, high=outcome.high),
                at=ratings[key].rated_at,
                value=tuple(ratings[key].value_pts.tolist()),
            )
        )
    return tuple(series)


def _medicine_bar(span: MedicineSpan, window: Window) -> Bar | None:
    start, end = (
        max(span.start or window.start, window.start),
        min(span.end or window.end, window.end),
    )
    return Bar(label=_medicine_label(span), start=start, end=end) if start <= end else None


def _medicine_label(span: MedicineSpan) -> str:
    return f"{span.name} {span.dose}".strip()


def _product_bars(diary: Diary) -> tuple[Bar, ...]:
    days: dict[str, list[date]] = {}
    for dose in doses_of(diary):
        days.setdefault(dose.product, []).append(dose.taken_at.date())
    bars = [Bar(label=diary.products[k].name, start=min(d), end=max(d)) for k, d in days.items()]
    return tuple(sorted(bars, key=lambda b: (b.start, b.label)))


def _changes(
    spans: tuple[MedicineSpan, ...], products: tuple[Bar, ...], window: Window
) -> tuple[Change, ...]:
    """Starts and changes inside the window; what was there from the first day is no change."""
    changes = [
        Change(day=s.start, what=_medicine_label(s))
        for s in spans
        if s.start is not None and window.start < s.start <= window.end
    ]
    changes += [Change(day=p.start, what=p.label) for p in products if p.start > window.start]
    return tuple(sorted(changes, key=lambda c: (c.day, c.what)))
