"""Statements that are watched over time, in words: what, since when, on what evidence."""

from speciosa.assessment.schema import Alert, Assessment, Watch, Watched
from speciosa.report.words.figures import count_words, number_words
from speciosa.report.words.text import as_sentence
from speciosa.report.words.times import date_words
from speciosa.texts import say


def evidence_sentence(one: Watched) -> str:
    """How much speaks for a statement, and from where on it is an alert."""
    counted = f"{one.used} {counted_words(one)}" if one.used else say("watch_words.nothing_counted")
    told = {
        "evidence": number_words(one.e_value),
        "limit": number_words(one.threshold),
        "used": counted,
    }
    if isinstance(one, Alert) and one.highest > one.e_value:
        highest = number_words(one.highest)
        return say("watch_words.evidence_and_highest", highest=highest, **told)
    return say("watch_words.evidence", **told)


def basis_sentence(alert: Alert) -> str:
    """Whether chance allotted what an alert compares."""
    return say(f"watch_words.{alert.basis}")


def counted_words(one: Watched) -> str:
    """What was counted; one of them is one."""
    noun, _, rest = one.counted.partition(" ")
    return f"{noun.removesuffix('s') if one.used == 1 else noun} {rest}".strip()


def quiet_sentence(one: Watched) -> str:
    """A statement without an alert, so that nobody takes it for a fact."""
    statement = as_sentence(one.statement).removesuffix(".")
    shown = say("watch_words.not_shown", statement=f"{statement[:1].lower()}{statement[1:]}")
    return f"{shown} {evidence_sentence(one)} {as_sentence(one.assumption)}"


def since_sentence(alert: Alert) -> str:
    """The first day on which it could be seen."""
    return say("watch_words.seen_since", date=date_words(alert.since, year=True))


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
    return count_words(count, "alert_raised") if count else ""
