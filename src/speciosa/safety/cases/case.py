"""What is published about one adverse event: when, beside what, how it went, what it may mean."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from speciosa.record import Number, Record
from speciosa.safety.calculators.ctcae import Grade
from speciosa.safety.calculators.ranges import Score
from speciosa.safety.calculators.who_umc import WhoUmc
from speciosa.safety.finding import Review, SourceRef
from speciosa.safety.liver import Pattern

State = Literal["positive", "negative", "not done", "unknown"]


class Exposure(Record):
    """Use of kratom around the first sign; days are local days of the diary."""

    products: tuple[str, ...]
    first_use: date | None
    first_use_known: bool  # False: only the first recorded day is known
    last_use: date | None  # the last one before the first sign
    doses_before: int
    days_since_first: int | None
    days_since_last: int | None


class Change(Record):
    """What happened after use was left out, or taken up again; read from the diary alone."""

    state: State
    since: date | None = None
    certain: bool = True  # False: the diary has too few entries to be sure that use had ended
    basis: str


class Beside(Record):
    """Another medicine in use at the time; `classes` are those for which it is suspected."""

    name: str
    classes: tuple[str, ...]  # empty: no table says that it causes such an event
    start: date | None  # None: before the diary, or unknown
    end: date | None
    days_before: int | None  # from its start to the first sign
    restarted: date | None = None
    came_back: bool | None = None  # after its restart; None: not restarted, or not followed
    because: tuple[str, ...]


class LabDay(Record):
    """Liver tests of one day in times their upper limit, with R and pattern."""

    day: date
    alt: Number | None
    ast: Number | None
    alp: Number | None
    bilirubin: Number | None
    r: Number | None
    pattern: Pattern | None
    from_ast: bool = False


class Peak(Record):
    """The highest value of one test, and when it was half way down to its limit."""

    test: str
    day: date
    times_upper: Number
    half: date | None
    days_to_half: int | None  # from the peak


class LiverCourse(Record):
    """The liver tests of a case; pattern and R are those of the first abnormal day."""

    days: tuple[LabDay, ...]
    onset: date | None
    r: Number | None
    pattern: Pattern | None
    peaks: tuple[Peak, ...]
    dili_limit_on: date | None
    hy_laboratory_on: date | None  # Hy's law laboratory criteria; other causes stay questions


class GradedValue(Record):
    """The worst value of one measurement and its CTCAE grade."""

    reading: str
    day: date
    value: Number
    unit: str
    grade: Grade


class Seriousness(Record):
    """Seriousness by the six criteria of a case report; it is not severity."""

    serious: Literal["yes", "no", "unknown"]
    met: tuple[str, ...]
    open: tuple[str, ...]


class Question(Record):
    """Something only a person can answer; a note `answer KEY` in the diary does."""

    key: str
    text: str
    answers: tuple[str, ...]  # empty: in words
    scales: tuple[str, ...]  # scores that it can narrow


class Case(Record):
    """One kind of adverse event of one person, with everything that bears on its cause."""

    id: str
    entries: tuple[str, ...]  # of the events, the first one first
    at: AwareDatetime
    term: str  # as written
    kind: str  # of event, or the term where the table has no kind
    note: str
    reported_grade: int | None  # the person's own, never a CTCAE grade
    exposure: Exposure
    dechallenge: Change
    rechallenge: Change
    competitors: tuple[Beside, ...]  # known to cause such an event
    other_medicines: tuple[Beside, ...]  # all others in use at the time
    liver: LiverCourse | None
    grades: tuple[GradedValue, ...]
    seriousness: Seriousness
    naranjo: Score
    rucam: Score | None
    rucam_not_scored: str  # why there is no score; empty where there is one, or none is meant
    who_umc: WhoUmc
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    review: Review
    sources: tuple[SourceRef, ...]
