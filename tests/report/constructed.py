"""Three hundred assessments that nobody fitted: `constructed(0)` to `constructed(299)`.

Each index stands for a named mix of `MIXES` and, within it, for one seed. The same index gives the
same assessment everywhere. All of them are valid: what a floor below could publish, at its edges.
"""

from datetime import date
from functools import cache

from speciosa.assessment.schema import Assessment, Made, PersonSummary, Window
from tests.report import constructed_answers as answers
from tests.report import constructed_changes as changes
from tests.report import constructed_safety as safety
from tests.report import constructed_use as use
from tests.report.constructed_cases import cases
from tests.report.constructed_draws import Draws, Mix

COUNT = 300
EVERYTHING = {"cases": 2, "test": True, "taper": True, "watch": True, "periods": True}
EVERYTHING |= {"scales": True, "measured": True}
MIXES: dict[str, Mix] = {
    "everything": Mix(days=90, filled=1.0, substances=2, **EVERYTHING),
    "nothing optional": Mix(filled=0.0, **EVERYTHING),
    "half of it": Mix(filled=0.5, **EVERYTHING),
    "empty person": Mix(
        days=1, outcomes=0, substances=0, doses_a_day=0, findings=0, events=0, filled=0.0
    ),
    "one day": Mix(days=1),
    "one day, everything": Mix(days=1, filled=1.0, **EVERYTHING),
    "one rating": Mix(ratings_a_day=-1),
    "one outcome": Mix(outcomes=1, watch=True),
    "no doses": Mix(doses_a_day=0, substances=0),
    "no ratings": Mix(ratings_a_day=0),
    "a year": Mix(days=365, doses_a_day=2, ratings_a_day=2, taper=True),
    "three years": Mix(days=1096, doses_a_day=2, ratings_a_day=1, outcomes=3),
    "twelve outcomes": Mix(outcomes=12, test=True, periods=True),
    "twelve long names": Mix(outcomes=12, text="long", **EVERYTHING),
    "twelve long words": Mix(outcomes=12, text="one word", **EVERYTHING),
    "right to left": Mix(text="right to left", **EVERYTHING),
    "emoji": Mix(text="emoji", **EVERYTHING),
    "markup": Mix(text="markup", **EVERYTHING),
    "sixty findings": Mix(findings=60),
    "many events": Mix(events=40, cases=8),
    "no findings": Mix(findings=0, events=0, filled=1.0),
    "minor": Mix(restrictions=("minor",), filled=1.0, **EVERYTHING),
    "law": Mix(restrictions=("jurisdiction",), watch=True, cases=2, periods=True),
    "age unknown": Mix(restrictions=("age unknown",), scales=True),
    "all restrictions": Mix(restrictions=("minor", "age unknown", "jurisdiction"), taper=True),
    "tests at their limits": Mix(labs_at_limits=True, cases=2),
    "four substances": Mix(substances=4, measured=True),
    "a personal test": Mix(test=True, watch=True),
    "a plan for less": Mix(taper=True, days=60),
    "watched": Mix(watch=True, days=120, ratings_a_day=1),
    "compared": Mix(periods=True, outcomes=6),
    "cases": Mix(cases=3, events=5),
    "questionnaires": Mix(scales=True, events=0),
    "measured levels": Mix(measured=True),
    "tiny numbers": Mix(size="small", **EVERYTHING),
    "huge numbers": Mix(size="large", **EVERYTHING),
    "around zero": Mix(edge="crossing", **EVERYTHING),
    "low is high": Mix(edge="equal", **EVERYTHING),
    "minus zero": Mix(edge="negative zero", **EVERYTHING),
    "clocks go forward": Mix(days=1, start=date(2026, 3, 29), doses_a_day=6),
    "clocks go back": Mix(days=2, start=date(2026, 10, 25), doses_a_day=6),
    "around the new year": Mix(days=9, start=date(2027, 12, 28), zone="Pacific/Kiritimati"),
    "a leap day": Mix(days=3, start=date(2028, 2, 28), zone="Asia/Kathmandu"),
    "hidden questions": Mix(hidden_questions=True),
    "odd scales": Mix(odd_scales=True, outcomes=5, test=True, periods=True),
}
_NAMES = tuple(MIXES)


def name_of(index: int) -> str:
    """The mix that an index stands for."""
    return _NAMES[index % len(_NAMES)]


@cache
def constructed(index: int) -> Assessment:
    """The assessment with this index, from 0 to 299."""
    draws = Draws(index, MIXES[name_of(index)])
    mix, shown = draws.mix, use.timeline(draws)
    levels, events = use.exposure(draws, shown), safety.events(draws)
    findings, schedule = safety.findings(draws), safety.schedule(draws)
    return Assessment(
        schema="speciosa.assessment/1",
        made=_made(draws),
        person=_person(draws),
        window=Window(
            start=mix.start, end=draws.day(mix.days - 1), days=mix.days, timezone=mix.zone
        ),
        quality=use.quality(draws, shown),
        exposure=levels,
        responses=answers.responses(draws, shown.ratings),
        findings=findings,
        events=events,
        cases=cases(draws, events),
        dependence=safety.dependence(draws),
        criteria=safety.criteria(draws),
        qt_factors=safety.qt_factors(draws),
        lead=safety.lead(draws),
        schedule=schedule,
        scales=safety.totals(draws),
        scale_changes=safety.scale_changes(draws),
        use=use.use(draws),
        timeline=shown,
        labs=changes.labs(draws, shown.checks),
        day_profile=use.day_profile(draws, shown, levels),
        tests=answers.tests(draws, shown.ratings),
        periods=answers.periods(draws, shown.ratings),
        two_periods=changes.two_periods(draws, shown.ratings),
        since=changes.since(draws, findings, events, schedule, shown.ratings),
        watch=answers.watch(draws),
        watch_assigned=draws.maybe(lambda: answers.watch(draws, "assigned")),
        questions=safety.questions(draws),
        taper=safety.taper(draws),
        red_flags=safety.red_flags(draws),
        restrictions=mix.restrictions,
        law_as_of=draws.maybe(draws.any_day) if "jurisdiction" in mix.restrictions else None,
        statements=safety.statements(draws),
    )


def _made(draws: Draws) -> Made:
    return Made(
        at=draws.moment(draws.mix.days - 1, 15.1),
        version="0.1.0",
        diary_digest="a3" * 32,
        knowledge_digest="7c" * 32,
        seed=draws.index,
        simulated=draws.some(),
    )


def _person(draws: Draws) -> PersonSummary:
    without = "age unknown" in draws.mix.restrictions
    return PersonSummary(
        id=draws.typed("alex") if draws.some() else "",
        birth_year=None if without else draws.maybe(lambda: draws.whole(1930, 2000)),
        sex=draws.one(("female", "male", "")),
        weight_kg=draws.maybe(lambda: draws.number(45.0, 120.0)),
        conditions=draws.few(("fibromyalgia", draws.typed("adhd"))),
        country=draws.one(("DE", "")),
        aims=draws.few(("pain", "focus")),
    )
