"""What a constructed assessment says of each outcome: responses, tests, comparisons, watches."""

from typing import Any

from speciosa.assessment.schema import (
    Alert,
    ArmSummary,
    AssignedPair,
    AssignedResult,
    Check,
    Comparison,
    DosePoint,
    Fit,
    Indication,
    NotAnswered,
    RatingSeries,
    Response,
    TippingPoint,
    Variant,
    Watch,
    Watched,
)
from tests.report.constructed_draws import Draws

KINDS = ("wait", "blocks", "versus")
UNANSWERED = NotAnswered(
    why="All ratings come from a time of use.",
    needed="Ratings from before the first use, or late in a stretch without it.",
)
REASONS = {
    "A": ("Amounts were allocated by chance.",),
    "B": ("64 % of doses have a rating in the 30 minutes before.", "All checks passed."),
    "C": ("Your doses often follow this outcome, which makes the result less certain.",),
    "D": ("11 of 15 ratings; rate each morning.",),
}


def responses(draws: Draws, series: tuple[RatingSeries, ...]) -> tuple[Response, ...]:
    """One answer an outcome; the grades run from A to D and on."""
    grades = ("A", "B", "C", "D") if draws.mix.ratings_a_day > 0 and draws.mix.doses_a_day else "D"
    return tuple(
        _response(draws, one, grades[(draws.index + place) % len(grades)])
        for place, one in enumerate(series)
    )


def _response(draws: Draws, series: RatingSeries, grade: str) -> Response:
    answered = grade != "D"
    joint = answered and draws.some()
    return Response(
        outcome=series.outcome,
        label=series.label,
        substance="kratom",
        better=series.better,
        scale=series.scale,
        grade=grade,
        reasons=REASONS[grade],
        family=draws.one(("joint" if joint else "plain", None)) if answered else None,
        n_ratings=len(series.value),
        horizon_h=draws.one((1.5, 4.0)),
        smallest_important_change=0.1 * (series.scale.high - series.scale.low),
        notes=draws.few(("expectation cannot be told from the product.",)),
        **(_effects(draws, series) if answered else _NOTHING),
        **(_joint(draws, series) if joint else {}),
    )


_NOTHING: dict[str, Any] = {
    "dose_effect": None,
    "seen_effect": None,
    "p_benefit": None,
    "p_worse": None,
    "declared": None,
    "indication": Indication(log_bayes_factor=None, note="not computed: too few ratings"),
    "checks": (),
    "variants": (),
    "fit": None,
}


def _effects(draws: Draws, series: RatingSeries) -> dict[str, Any]:
    benefit = draws.share()
    fit = Fit(draws=2048, rounds=2, ess=812.4, pareto_k=draws.maybe(draws.share))
    return {
        "dose_effect": draws.maybe(lambda: draws.estimate(series.scale)),
        "seen_effect": draws.estimate(series.scale),
        "p_benefit": benefit,
        "p_worse": (1 - benefit) / 2,
        "declared": draws.one((None, "better", "worse")),
        "indication": Indication(
            log_bayes_factor=draws.maybe(lambda: draws.whole(-400, 900) / 100),
            odds_per_point=draws.maybe(lambda: draws.number(0.2, 3.0)),
            note=draws.one(("Your doses often follow this.", "no sign of it", "")),
        ),
        "checks": draws.few(
            Check(name=name, observed=draws.share(), low=0.0, high=0.5, passed=draws.some())
            for name in ("share at the ends of the scale", "spread of the residuals")
        ),
        "variants": draws.few(
            Variant(name=name, weight=draws.share()) for name in ("null", "plain")
        ),
        "fit": fit if draws.some() else None,
    }


def _joint(draws: Draws, series: RatingSeries) -> dict[str, Any]:
    net, withdrawal = draws.some(), draws.some()
    tipping = TippingPoint(
        unanswered=draws.whole(1, 40),
        worse_by_pts=draws.maybe(lambda: draws.number(0.5, 4.0)),
        note="12 questions about this were not answered.",
    )
    return {
        "net_effect": draws.estimate(series.scale) if net else None,
        "net_not_answered": None if net else UNANSWERED,
        "withdrawal_share": draws.estimate() if withdrawal else None,
        "withdrawal_not_answered": None if withdrawal else UNANSWERED,
        "missing_tipping_point": tipping if draws.some() else None,
        "dose_response": tuple(
            DosePoint(
                amount=draws.number(1.0, 1.2) * (1 + i),
                unit="g",
                effect=draws.estimate(series.scale),
            )
            for i in range(draws.whole(0, 6))
        ),
    }


def tests(draws: Draws, series: tuple[RatingSeries, ...]) -> tuple[AssignedResult, ...]:
    """The latest randomised test, of one kind, every outcome."""
    kind = KINDS[draws.index // len(KINDS) % len(KINDS)]
    return tuple(_test(draws, one, kind) for one in series) if draws.mix.test else ()


def _test(draws: Draws, series: RatingSeries, kind: str) -> AssignedResult:
    pairs = tuple(_pair(draws, i, kind) for i in range(8))
    told = draws.some()
    return AssignedResult(
        outcome=series.outcome,
        label=series.label,
        better=series.better,
        scale=series.scale,
        kind=kind,
        product=draws.typed("green_leaf_7"),
        substance="kratom",
        other="heat pad" if kind == "versus" else "",
        pairs=pairs,
        complete_pairs=sum(pair.difference_pts is not None for pair in pairs),
        n_ratings=len(series.value),
        adherence=draws.maybe(draws.share),
        contrast="Higher minus lower levels, told by what was allotted.",
        estimate=draws.estimate(series.scale) if told else None,
        difference=draws.estimate(series.scale) if told else None,
        reason="" if told else "The coins alone give no interval.",
        p_value=0.016 if told else None,
        coins=256 if told else 0,
        exact=draws.some(),
        smallest_important_change=0.1 * (series.scale.high - series.scale.low),
        grade_a=told and draws.some(),
        reasons=("Allotted by chance in 8 pairs.",),
        notes=draws.few(("You knew what was allotted.",)),
    )


def _pair(draws: Draws, place: int, kind: str) -> AssignedPair:
    at = draws.any_moment()
    return AssignedPair(
        pair=place + 1,
        kind=kind,
        product=draws.typed("green_leaf_7"),
        assigned_at=at,
        complete_at=draws.later(at, 28.0),
        first_arm=draws.one(("higher", "lower")),
        difference_pts=draws.maybe(lambda: draws.whole(-30, 30) / 10),
        scale_pts=3.0,
        adherence=draws.maybe(draws.share),
    )


def periods(draws: Draws, series: tuple[RatingSeries, ...]) -> tuple[Comparison, ...]:
    """One product, time or substance against another, every outcome."""
    return tuple(_comparison(draws, one) for one in series) if draws.mix.periods else ()


def _comparison(draws: Draws, series: RatingSeries) -> Comparison:
    difference = draws.estimate(series.scale) if draws.some() else None
    return Comparison(
        outcome=series.outcome,
        label=series.label,
        kind=draws.one(("products", "periods", "substances")),
        a=_arm(draws, draws.typed("Green leaf, batch 8")),
        b=_arm(draws, draws.typed("Green leaf, batch 7")),
        days_set_apart=draws.whole(0, 3),
        difference=difference,
        sentence="Days with one against days with the other.",
        reasons=() if difference else ("Too few days with the first one.",),
        confounders=draws.few(("They lie apart in the calendar, one after the other.",)),
        better=series.better,
        scale=series.scale,
        smallest_important_change=0.1 * (series.scale.high - series.scale.low),
    )


def _arm(draws: Draws, label: str) -> ArmSummary:
    held = draws.some()
    return ArmSummary(
        label=label,
        days=draws.mix.days // 2 if held else 0,
        ratings=2 * draws.mix.days if held else 0,
        first=draws.day(0) if held else None,
        last=draws.day(draws.mix.days // 2) if held else None,
        doses_per_day=draws.maybe(lambda: draws.number(1.0, 4.0)) if held else None,
    )


def watch(draws: Draws, basis: str = "observational") -> Watch:
    """Statements that are watched day by day, with and without an alert."""
    if not draws.mix.watch:
        return Watch(alerts=(), watched=(), not_watched=())
    shared = {
        "basis": basis,
        "threshold": 40.0,
        "assumption": "While the habit is steady, no four weeks are more likely to be high ones.",
    }
    texts = ("Doses of kratom a day are rising.", "Restlessness is worse at higher levels.")
    watched = tuple(
        Watched(
            key=f"{basis} {i}",
            statement=text,
            e_value=draws.one((0.0, 1.0, draws.number(0.1, 90.0))),
            used=draws.whole(0, 30),
            counted=draws.one(("blocks of four weeks", "pairs of days", "pairs")),
            **shared,
        )
        for i, text in enumerate(texts)
    )
    alerts = (
        Alert(**one.model_dump(), since=draws.any_day(), highest=one.e_value + draws.number(0, 9))
        for one in watched
    )
    skipped = ("Mood was first rated after the first four weeks: not watched.",)
    return Watch(alerts=draws.few(alerts), watched=watched, not_watched=draws.few(skipped))
