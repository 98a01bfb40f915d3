"""What a page shows where a score is entered: never the text of a form that is not ours."""

from speciosa.knowledge.instruments import Fact, Instrument, instruments
from speciosa.knowledge.sources import sources
from speciosa.record import Number, Record


class NamedBand(Record):
    """A band with where it comes from."""

    low: Number
    high: Number
    label: str
    read_of: str  # "total" or "count"
    sex: str
    cite: str
    place: str
    review: str


class EntryForm(Record):
    """Everything to show beside the field in which a score is typed."""

    key: str
    name: str
    measures: str
    by: str
    low: Number
    high: Number
    better: str
    recall: str
    questions: dict[int, str]  # only own short questions
    bands: tuple[NamedBand, ...]
    held_back: int  # bands kept for review and not shown
    changes: tuple[str, ...]  # how large a change matters, as sentences
    licence: str
    warning: str
    cite: str
    place: str
    review: str


def entry_forms() -> tuple[EntryForm, ...]:
    """A form for every instrument."""
    return tuple(entry_form(key) for key in instruments())


def entry_form(key: str) -> EntryForm:
    """The form of one instrument; facts that were not confirmed are left out."""
    row = instruments()[key]
    own = row.licence.shipped == "own items"
    return EntryForm(
        key=row.key,
        name=row.name,
        measures=row.measures,
        by=row.by,
        low=row.total_low,
        high=row.total_high,
        better=row.better,
        recall=row.recall,
        questions={item.number: item.label for item in row.item} if own else {},
        bands=tuple(_band(row, number) for number, b in enumerate(row.band) if b.printed),
        held_back=sum(not band.printed for band in row.band),
        changes=tuple(_step(row, number) for number, s in enumerate(row.step) if s.printed),
        licence=f"{row.licence.status}: {row.licence.read}",
        warning=row.warning,
        cite=_cite(row),
        place=row.place,
        review=row.review,
    )


def _cite(fact: Fact) -> str:
    return sources()[fact.source].cite


def _band(row: Instrument, number: int) -> NamedBand:
    band = row.band[number]
    return NamedBand(
        low=band.low,
        high=band.high,
        label=band.label,
        read_of=band.on,
        sex=band.sex,
        cite=_cite(band),
        place=band.place,
        review=band.review,
    )


def _step(row: Instrument, number: int) -> str:
    step = row.step[number]
    share = step.share is not None
    size = f"{100 * (step.share or 0):g} % of the beginning" if share else f"{step.points:g} points"
    verb = "matters" if step.kind == "important" else "is more than chance in the answers"
    note = f" ({step.note})" if step.note else ""
    return f"From {size} on a change {verb}: {_cite(step)}, {step.place}{note}."
