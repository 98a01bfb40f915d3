"""Statements that are watched over time, in words: what, since when, on what evidence."""

from speciosa.assessment.schema import Alert, Assessment, Watch, Watched
from speciosa.report.words.figures import count_words, number_words
from speciosa.report.words.text import as_sentence
from speciosa.report.words.times import date_words

BASES = {
    "assigned": "Allotted by chance.",
    "observational": "Only observed: it says what is seen, not why.",
}


def evidence_sentence(one: Watched) -> str:
    """How much speaks for a statement, and from where on it is an alert."""
    found = f"evidence {number_words(one.e_value)}"
    highest = ""
    if isinstance(one, Alert) and one.highest > one.e_value:
        highest = f", {number_words(one.highest)} at its highest"
    used = f"{one.used} {counted_words(one)}" if one.used else "nothing counted yet"
    limit = number_words(one.threshold)
    return f"{found[:1].upper()}{found[1:]}{highest}; an alert needs {limit} ({used})."


def counted_words(one: Watched) -> str:
    """What was counted; one of them is one."""
    noun, _, rest = one.counted.partition(" ")
    return f"{noun.removesuffix('s') if one.used == 1 else noun} {rest}".strip()


def quiet_sentence(one: Watched) -> str:
    """A statement without an alert, so that nobody takes it for a fact."""
    statement = as_sentence(one.statement).removesuffix(".")
    shown = f"Not shown that {statement[:1].lower()}{statement[1:]}. {evidence_sentence(one)}"
    return f"{shown} {as_sentence(one.assumption)}"


def since_sentence(alert: Alert) -> str:
    """The first day on which it could be seen."""
    return f"Seen since {date_words(alert.since, year=True)}."


def watches_of(assessment: Assessment) -> list[Watch]:
    """What was observed, then what was allotted by chance."""
    both = (assessment.watch, assessment.watch_assigned)
    return [watch for watch in both if watch is not None]


def alerts_of(assessment: Assessment) -> list[Alert]:
    """All alerts, the earliest first."""
    found = [alert for watch in watches_of(assessment) for alert in watch.alerts]
    return sorted(found, key=lambda alert: (alert.since, alert.key))


def alerts_note(assessment: Assessment) -> str:
    """That there are alerts, for the first page; empty without."""
    count = len(alerts_of(assessment))
    return f"{count_words(count, 'watched statement')} raised an alert" if count else ""
