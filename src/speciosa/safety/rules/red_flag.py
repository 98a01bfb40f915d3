"""Rule: an event in the diary that is one of the twelve red flags."""

from speciosa.diary.entries import Entry, Kind
from speciosa.knowledge.tables import read_toml
from speciosa.safety.draft import Draft, rules
from speciosa.safety.facts import Facts
from speciosa.safety.red_flag_table import RedFlagRow, red_flag_rows
from speciosa.safety.red_flags import numbers_of
from speciosa.safety.words import day_text, list_text


@rules.add("red flag")
def red_flag(facts: Facts) -> list[Draft]:
    """One draft per sign that stands in the diary as an event."""
    events = facts.of_kind(Kind.EVENT)
    found = []
    for row in red_flag_rows():
        seen = [entry for entry in events if _term(entry) in row.terms]
        if seen:
            found.append(_draft(row, seen, facts))
    return found


def _term(entry: Entry) -> str:
    return " ".join(entry.what.casefold().replace("_", " ").split())


def _draft(row: RedFlagRow, seen: list[Entry], facts: Facts) -> Draft:
    table = read_toml("red_flags")
    call = numbers_of(facts.diary).model_dump()
    names = list_text([_term(entry) for entry in seen])
    return Draft(
        row_id=f"R-{row.number:02d}",
        cause=f"R-{row.number:02d}",
        severity=table["severity"],
        rank=row.rank,
        evidence="diary",
        review=table["review"],
        title=f"Recorded on {day_text(facts.day(seen[-1]))}: {names}",
        names=(),
        why=f"This is one of the twelve red flags: {row.signs}.",
        action=f"If it is there now: {row.do.format(**call)} If it is over: tell a doctor today.",
        who="emergency service or a doctor today",
        sources=tuple(table["sources"]),
        because=tuple(entry.id for entry in seen),
        since=facts.day(seen[-1]),
    )
