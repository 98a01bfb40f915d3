"""Change of a questionnaire against the person's own beginning, in one plain sentence."""

from datetime import date
from typing import Final, Literal

from speciosa.diary.diary import Diary
from speciosa.knowledge.instruments import Instrument, Step, instruments, reading
from speciosa.record import Number, Record
from speciosa.safety.scales.beginning import DIGITS, Beginning, beginning_of
from speciosa.safety.scales.totals import Total, totals_of
from speciosa.safety.words import day_text, number_text

Direction = Literal["better", "worse", "the same", "changed"]
_NO_STEP: Final = "How much change matters is not published for this scale; look at the direction."


class ScaleChange(Record):
    """From the beginning to the last total."""

    key: str
    name: str
    measures: str
    entered: int
    first: Number
    first_day: date
    last: Number
    last_day: date
    baseline: Number  # the first total, or the mean of the run-in
    baseline_of: int  # how many totals it is the mean of
    points: Number  # last minus baseline
    direction: Direction
    important_from: Number | None = None  # points; None: not published
    important: bool | None = None
    reliable_from: Number | None = None
    reliable: bool | None = None
    reliable_own: bool = False  # from the person's own spread, not from a study
    sentence: str
    sources: tuple[str, ...] = ()
    because: tuple[str, ...]


def changes_of(diary: Diary) -> tuple[ScaleChange, ...]:
    """One change for every questionnaire with at least two totals, in order of name."""
    found = totals_of(diary)
    keys = dict.fromkeys(t.scored.key for t in found.totals if t.scored.total is not None)
    rows = [(instruments()[key], found.of(key)) for key in keys]
    return tuple(_change(row, all_) for row, all_ in rows if len(all_) > 1 and not row.asks_change)


def _change(row: Instrument, totals: tuple[Total, ...]) -> ScaleChange:
    first, last = totals[0], totals[-1]
    start = beginning_of([(total.day, _value(total)) for total in totals])
    end = _value(last)
    points = round(end - start.value, DIGITS)
    important = _limit(row, "important", start.value)
    reliable = _limit(row, "reliable", start.value)
    own = _own_limit(start) if reliable is None else None
    reliable_from = reliable[0] if reliable is not None else own
    facts = [limit[1].source for limit in (important, reliable) if limit is not None]
    change = ScaleChange(
        key=row.key,
        name=row.name,
        measures=row.measures,
        entered=len(totals),
        first=_value(first),
        first_day=first.day,
        last=end,
        last_day=last.day,
        baseline=start.value,
        baseline_of=start.count,
        points=points,
        direction=_direction(row, points),
        important_from=important[0] if important else None,
        important=abs(points) >= important[0] if important else None,
        reliable_from=reliable_from,
        reliable=abs(points) >= reliable_from if reliable_from is not None else None,
        reliable_own=own is not None,
        sentence="",
        sources=tuple(dict.fromkeys((row.source, *facts))),
        because=(*first.because, *last.because),
    )
    return change.model_copy(update={"sentence": _sentence(change)})


def _value(total: Total) -> float:
    return total.scored.total or 0.0


def _limit(row: Instrument, kind: str, baseline: float) -> tuple[float, Step] | None:
    """The first limit of a kind whose source was read, in points."""
    step = next((step for step in row.step if step.kind == kind and step.printed), None)
    if step is None:
        return None
    points = step.points if step.points is not None else (step.share or 0) * abs(baseline)
    return (round(points, DIGITS), step) if points > 0 else None


def _own_limit(start: Beginning) -> float | None:
    """The change that the person's own spread rarely gives: z times its standard error."""
    if not start.spread:
        return None
    return round(reading().reliable_z * 2**0.5 * start.spread, DIGITS)


def _direction(row: Instrument, points: float) -> Direction:
    if points == 0:
        return "the same"
    if row.better == "neither":
        return "changed"
    return "better" if (points < 0) == (row.better == "lower") else "worse"


def _sentence(change: ScaleChange) -> str:
    from_ = number_text(change.baseline)
    if change.baseline_of > 1:
        from_ = f"{from_} (mean of the first {change.baseline_of})"
    span = f"{from_} to {number_text(change.last)} on {day_text(change.last_day)}"
    size = number_text(abs(change.points))
    if change.direction == "the same":
        return f"{change.name} ({change.measures}): {span}, no change."
    word = "" if change.direction == "changed" else f" {change.direction}"
    points = "1 point" if size == "1" else f"{size} points"
    text = f"{change.name} ({change.measures}): {span}, {points}{word}."
    return " ".join((text, *_weight(change)))


def _weight(change: ScaleChange) -> list[str]:
    """What the size of the change means."""
    if change.direction == "changed":
        return []
    said = [_important(change)]
    if change.reliable_from is None:
        return said
    limit = number_text(change.reliable_from)
    whose = "your own ups and downs" if change.reliable_own else "chance in the answers"
    if change.reliable:
        said.append(f"It is larger than {whose} usually gives ({limit} points).")
    else:
        said.append(f"A change below {limit} points can come from {whose} alone.")
    return said


def _important(change: ScaleChange) -> str:
    if change.important_from is None:
        return _NO_STEP
    limit = number_text(change.important_from)
    if change.important:
        return f"A change of {limit} points or more matters."
    return f"That is less than the {limit} points from which a change matters."
