"""Everything that is known of a diary in one frozen record; the fits run meanwhile."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from speciosa.assessment.asked_periods import asked_periods
from speciosa.assessment.assigned_watch import assigned_watch_of
from speciosa.assessment.cases import case_reports
from speciosa.assessment.day_profile import day_profile_of
from speciosa.assessment.digest import diary_digest, seed_of
from speciosa.assessment.labs import labs_of
from speciosa.assessment.periods import periods_of
from speciosa.assessment.personal_tests import tests_of
from speciosa.assessment.schema import (
    Assessment,
    DayProfile,
    ExposureSummary,
    Made,
    PersonSummary,
    Timeline,
    UseSummary,
    Watch,
    Window,
)
from speciosa.assessment.timeline import timeline_of
from speciosa.assessment.two_periods import asked_of, two_periods_of
from speciosa.assessment.use import main_substance, use_of
from speciosa.assessment.visit_questions import visit_questions
from speciosa.diary.diary import Diary
from speciosa.diary.quality import quality_of
from speciosa.diary.view import current
from speciosa.errors import InputError
from speciosa.exposure.curve import SubstanceExposure
from speciosa.exposure.population import summarise
from speciosa.knowledge.digest import knowledge_digest
from speciosa.response.model import Tell
from speciosa.response.monitor.watch import watch
from speciosa.response.result import Response
from speciosa.safety.check import check_safety
from speciosa.safety.restrictions import hides_benefit
from speciosa.safety.scales.changes import changes_of
from speciosa.safety.scales.totals import totals_of
from speciosa.version import __version__

_NO_PROFILE: Final = DayProfile(hours=(), panels=(), dose_hours=())
_NO_EXPOSURE: Final = ExposureSummary(analytes=(), daily=(), notes=())
_NOT_WATCHED: Final = Watch(alerts=(), watched=(), not_watched=())


def compose(
    diary: Diary,
    at: datetime | None,
    compare: str,
    exposures: dict[str, SubstanceExposure],
    responses: Callable[[Tell | None], tuple[Response, ...]],
    tell: Tell | None = None,
) -> Assessment:
    """One record of a diary whose exposures are known and whose outcomes are being fitted.

    Args:
        diary: as of `at`, completed by the profile.
        at: the time it is assessed for; by default its last entry.
        compare: two periods to be set side by side, see `asked_periods`; or none.
        exposures: what the body got, by substance.
        responses: waits for the fits, given whom to tell about them.
        tell: called with (done, total, outcome) as the outcomes are fitted.

    Raises:
        InputError: when the diary holds no entry, or not the periods to compare.
    """
    window = window_of(diary)
    asked = asked_of(diary, *asked_periods(compare, window)) if compare else None
    made = _made(diary, at or current(diary)[-1].at)
    safety = check_safety(diary)
    quality = quality_of(diary)
    hidden = hides_benefit(safety.restrictions)
    exposures = {} if hidden else exposures
    found = Assessment(
        made=made,
        person=_person(diary),
        window=window,
        quality=quality,
        exposure=_NO_EXPOSURE if hidden else summarise(diary, exposures),
        findings=safety.findings,
        events=safety.events,
        cases=tuple(case_reports(safety.cases)),
        dependence=safety.dependence,
        criteria=None if hidden else safety.criteria,  # its signs name amounts
        qt_factors=safety.qt_factors,
        lead=safety.lead,
        schedule=safety.schedule,
        scales=totals_of(diary),
        scale_changes=changes_of(diary),
        use=_use(diary, window, hidden=hidden),
        timeline=_without_doses(timeline_of(diary, window, quality), hidden=hidden),
        labs=labs_of(diary),
        day_profile=_profile(diary, window, exposures, hidden=hidden),
        tests=() if hidden else tests_of(diary, exposures, made.seed),
        periods=() if hidden else periods_of(diary),
        two_periods=asked and two_periods_of(diary, asked, exposures, safety.events, hidden=hidden),
        watch=_NOT_WATCHED if hidden else watch(diary, exposures),
        watch_assigned=None if hidden else assigned_watch_of(diary),
        taper=None if hidden else safety.taper,
        red_flags=safety.red_flags,
        restrictions=safety.restrictions,
        law_as_of=safety.law_as_of,
        statements=safety.statements,
        responses=() if hidden else responses(tell),  # last: all else is done beside the fits
    )
    return found.model_copy(update={"questions": visit_questions(found)})


def window_of(diary: Diary) -> Window:
    """First and last day recorded; raises InputError when the diary holds no entry."""
    entries = current(diary)
    if not entries:
        raise InputError(
            "nothing recorded yet", "entries", None, "at least one entry", "speciosa log", "diary"
        )
    start, end = entries[0].at.date(), entries[-1].at.date()
    return Window(start=start, end=end, days=(end - start).days + 1, timezone=diary.timezone)


def _made(diary: Diary, at: datetime) -> Made:
    digest = diary_digest(diary)
    return Made(
        at=at,
        version=__version__,
        diary_digest=digest,
        knowledge_digest=knowledge_digest(),
        seed=seed_of(digest),
        simulated=diary.simulated,
    )


def _person(diary: Diary) -> PersonSummary:
    person = diary.person
    return PersonSummary(
        id=person.id,
        birth_year=person.birth_year,
        sex=person.sex,
        weight_kg=person.weight_kg,
        conditions=person.conditions,
        country=person.country,
        aims=person.aims,
    )


def _use(diary: Diary, window: Window, *, hidden: bool) -> UseSummary:
    """Where amounts are hidden only what is followed is told; dependence counts on its own."""
    found = use_of(diary, window)
    return UseSummary(substance=found.substance, compared_days=0) if hidden else found


def _without_doses(timeline: Timeline, *, hidden: bool) -> Timeline:
    return timeline.model_copy(update={"doses": (), "products": ()}) if hidden else timeline


def _profile(
    diary: Diary, window: Window, exposures: dict[str, SubstanceExposure], *, hidden: bool
) -> DayProfile:
    """Nothing about doses or benefit where that is hidden: safety and help only."""
    if hidden:
        return _NO_PROFILE
    return day_profile_of(diary, window, main_substance(diary), exposures)
