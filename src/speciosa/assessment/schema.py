"""The assessment: one frozen record that every face renders. Schema `speciosa.assessment/1`."""

from datetime import date
from typing import Final, Literal

from pydantic import AwareDatetime, Field

from speciosa.assessment.changes import (
    CheckChange,
    EarlierUse,
    EventMark,
    FindingChange,
    OutcomeChange,
    Since,
    TakenChange,
)
from speciosa.assessment.compared_periods import (
    ComparedPeriod,
    PeriodEvents,
    PeriodLevel,
    PeriodOutcome,
    PeriodRatings,
    PeriodUse,
    TwoPeriods,
)
from speciosa.assessment.labs import LabSeries, LabValue
from speciosa.diary.quality import Gap, Quality
from speciosa.exposure.summary import (
    AnalyteCurve,
    Compared,
    Content,
    DailyUse,
    DayLevel,
    ExposureSummary,
    Interval,
    MeasuredLevel,
    TypicalLevel,
)
from speciosa.knowledge.visit_questions import About
from speciosa.record import Number, Record
from speciosa.response.compare.comparison import ArmSummary, Comparison
from speciosa.response.design.result import AssignedPair, AssignedResult
from speciosa.response.monitor.alert import Alert, Watch, Watched
from speciosa.response.result import (
    Check,
    DosePoint,
    Estimate,
    Fit,
    Indication,
    NotAnswered,
    Response,
    Scale,
    TippingPoint,
    Variant,
)
from speciosa.safety.calculators.dsm5 import CriteriaCount, Criterion
from speciosa.safety.calculators.lead import LeadIntake
from speciosa.safety.cases.case import Beside, Case, GradedValue, LabDay, Peak
from speciosa.safety.cases.case import Change as CaseChange
from speciosa.safety.finding import (
    Dependence,
    Due,
    EventReport,
    Finding,
    GradedStatement,
    RedFlag,
    RedFlags,
    SourceRef,
)
from speciosa.safety.qt_records import QtFactor, QtFactors
from speciosa.safety.restrictions import (
    AGE_UNKNOWN,
    JURISDICTION,
    MINOR,
    hides_benefit,
    hiding,
)
from speciosa.safety.scales.changes import ScaleChange
from speciosa.safety.scales.scored import Scored
from speciosa.safety.scales.totals import Total, Totals
from speciosa.safety.taper import Followed, PlanDay

SCHEMA: Final = "speciosa.assessment/1"


class Made(Record):
    """What is needed to build the same bytes again."""

    at: AwareDatetime
    version: str
    diary_digest: str
    knowledge_digest: str
    seed: int
    simulated: bool


class PersonSummary(Record):
    """The person as far as a reader needs it."""

    id: str
    birth_year: int | None
    sex: str
    weight_kg: Number | None
    conditions: tuple[str, ...]
    country: str
    aims: tuple[str, ...]


class Window(Record):
    """First and last day recorded, in the diary's zone."""

    start: date
    end: date
    days: int
    timezone: str


class UseSummary(Record):
    """How much and how often, of the main substance."""

    substance: str
    doses_per_day: Number | None = None
    doses_per_day_first: Number | None = None  # first 28 days, or the first half when shorter
    doses_per_day_last: Number | None = None
    compared_days: int  # length of the two periods compared
    amount_median: Number | None = None
    amount_unit: str = ""
    trend: str = ""  # one sentence
    longest_break_h: Number | None = None
    open_break_h: Number | None = None  # since the last dose, where that is longer still
    since: str = ""


class DoseMark(Record):
    """A dose on the time line; `at` is local."""

    at: AwareDatetime
    product: str
    substance: str
    amount: Number
    unit: str


class RatingSeries(Record):
    """All ratings of one outcome."""

    outcome: str
    label: str
    better: Literal["lower", "higher"]
    scale: Scale
    at: tuple[AwareDatetime, ...]
    value: tuple[Number, ...]


class Bar(Record):
    """Something that lasted: a medicine or a product batch."""

    label: str
    start: date
    end: date


class Change(Record):
    """A medicine or product change, drawn through all panels."""

    day: date
    what: str


class CheckMark(Record):
    """A laboratory value or vital sign on its day."""

    at: AwareDatetime
    what: str
    value: Number
    unit: str


class Timeline(Record):
    """Everything on one time axis."""

    doses: tuple[DoseMark, ...]
    ratings: tuple[RatingSeries, ...]
    medicines: tuple[Bar, ...]
    products: tuple[Bar, ...]
    changes: tuple[Change, ...]
    checks: tuple[CheckMark, ...]
    missing: tuple[Gap, ...]


class DayPanel(Record):
    """Percentiles over the clock day; None where fewer than five days have a value."""

    kind: Literal["exposure", "outcome"]
    key: str
    label: str
    unit: str  # "ng/mL" or e.g. "0-10, lower is better"
    scale: Scale | None  # None for exposure
    days: int
    p05: tuple[Number | None, ...]
    p25: tuple[Number | None, ...]
    p50: tuple[Number | None, ...]
    p75: tuple[Number | None, ...]
    p95: tuple[Number | None, ...]


class DayProfile(Record):
    """The ambulatory profile: the clock day as this person lives it."""

    hours: tuple[Number, ...]  # clock hours of the bins' middles
    panels: tuple[DayPanel, ...]
    dose_hours: tuple[Number, ...]  # clock hours of every dose


class CaseReport(Record):
    """One adverse event, and everything the diary says of its cause."""

    case: Case
    sentences: tuple[str, ...]


class VisitQuestion(Record):
    """Something to ask at the next visit, and what of this assessment raises it."""

    id: str  # of its row in the table of questions, or of the case it asks about
    about: About
    place: str  # in the order of urgency: S4, S3, serious event, overdue ...
    ask: str  # whom
    text: str
    because: tuple[str, ...]  # ids of findings, checks, events, outcomes, or a field of the diary
    hidden: bool = False  # by the person; `assess` hides nothing


class Assessment(Record):
    """Everything a face may say. Same diary and version, same bytes."""

    schema_: Literal["speciosa.assessment/1"] = Field(default=SCHEMA, alias="schema")
    made: Made
    person: PersonSummary
    window: Window
    quality: Quality
    exposure: ExposureSummary
    responses: tuple[Response, ...]
    findings: tuple[Finding, ...]
    events: tuple[EventReport, ...]
    cases: tuple[CaseReport, ...] = ()  # events of one kind together; liver tests
    dependence: Dependence
    criteria: CriteriaCount | None = None  # of a use disorder, with what answers or shows each
    qt_factors: QtFactors | None = None  # what lengthens the QT time besides kratom
    lead: LeadIntake | None = None  # only where a certificate says it
    schedule: tuple[Due, ...]
    scales: Totals = Totals()  # questionnaires
    scale_changes: tuple[ScaleChange, ...] = ()
    use: UseSummary
    timeline: Timeline
    labs: tuple[LabSeries, ...] = ()  # readings, each with its upper limit
    day_profile: DayProfile
    tests: tuple[AssignedResult, ...] = ()  # of the latest randomised test, beside the responses
    periods: tuple[Comparison, ...] = ()  # one product after another, one row an outcome
    two_periods: TwoPeriods | None = None  # side by side, only where they were asked for
    since: Since | None = None  # what changed since an earlier report, where one was given
    watch: Watch = Watch(alerts=(), watched=(), not_watched=())  # from what was observed
    watch_assigned: Watch | None = None  # from what was allocated by chance
    questions: tuple[VisitQuestion, ...] = ()  # for the next visit, most urgent first
    taper: Followed | None = None  # a professional's plan for less beside what was taken
    red_flags: RedFlags
    restrictions: tuple[str, ...]
    law_as_of: date | None = None  # when the law behind `jurisdiction` was checked
    statements: tuple[GradedStatement, ...]

    def to_json(self) -> str:
        """The JSON text, one key order, ending in a newline."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


__all__ = [
    "AGE_UNKNOWN",
    "JURISDICTION",
    "MINOR",
    "SCHEMA",
    "Alert",
    "AnalyteCurve",
    "ArmSummary",
    "Assessment",
    "AssignedPair",
    "AssignedResult",
    "Bar",
    "Beside",
    "Case",
    "CaseChange",
    "CaseReport",
    "Change",
    "Check",
    "CheckChange",
    "CheckMark",
    "Compared",
    "ComparedPeriod",
    "Comparison",
    "Content",
    "CriteriaCount",
    "Criterion",
    "DailyUse",
    "DayLevel",
    "DayPanel",
    "DayProfile",
    "Dependence",
    "DoseMark",
    "DosePoint",
    "Due",
    "EarlierUse",
    "Estimate",
    "EventMark",
    "EventReport",
    "ExposureSummary",
    "Finding",
    "FindingChange",
    "Fit",
    "Followed",
    "Gap",
    "GradedStatement",
    "GradedValue",
    "Indication",
    "Interval",
    "LabDay",
    "LabSeries",
    "LabValue",
    "LeadIntake",
    "Made",
    "MeasuredLevel",
    "NotAnswered",
    "OutcomeChange",
    "Peak",
    "PeriodEvents",
    "PeriodLevel",
    "PeriodOutcome",
    "PeriodRatings",
    "PeriodUse",
    "PersonSummary",
    "PlanDay",
    "QtFactor",
    "QtFactors",
    "Quality",
    "RatingSeries",
    "RedFlag",
    "RedFlags",
    "Response",
    "Scale",
    "ScaleChange",
    "Scored",
    "Since",
    "SourceRef",
    "TakenChange",
    "Timeline",
    "TippingPoint",
    "Total",
    "Totals",
    "TwoPeriods",
    "TypicalLevel",
    "UseSummary",
    "Variant",
    "VisitQuestion",
    "Watch",
    "Watched",
    "Window",
    "hides_benefit",
    "hiding",
]
