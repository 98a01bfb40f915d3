"""Pages of what is due, of what must never wait, of questionnaires, and of numbers to call."""

from collections.abc import Iterator

from scripts.knowledge.blocks import Entry, Line, Page, listed, safe
from speciosa.knowledge.countries import country_rows
from speciosa.knowledge.instruments import Band, Fact, Instrument, Step, instruments
from speciosa.knowledge.tables import read_toml
from speciosa.knowledge.visit_questions import visit_table
from speciosa.safety.red_flag_table import red_flag_rows
from speciosa.safety.schedule import schedule_rows
from speciosa.safety.schedule_table import ScheduleRow


def schedule_page() -> Page:
    """What is due and when."""
    entries = tuple(
        Entry(
            row.id,
            safe(row.what),
            (
                ("Counted from", listed(row.starts)),
                ("After", f"{listed(row.offsets_d)} days"),
                ("Then every", _every(row.every_d, row.every_later_d)),
                ("For", _for(row)),
                ("Done by", listed(row.done_by)),
                ("Why", safe(row.why)),
                ("Evidence", row.evidence),
            ),
            row.review,
            row.sources,
        )
        for row in schedule_rows()
    )
    return Page("schedule.md", "What is due, and when", "Checks of a diary's own dates.", entries)


def _every(first: int | None, later: int | None) -> str:
    if first is None:
        return ""
    return f"{first} days" + (f", after the first year {later}" if later else "")


def _for(row: ScheduleRow) -> str:
    youngest = f"from {row.from_age} years" if row.from_age else ""
    oldest = f"to {row.to_age} years" if row.to_age else ""
    groups = [name.replace(":", " ") for name in row.who_for]
    without = [f"not {name.replace(':', ' ')}" for name in row.not_for]
    daily = ["daily use"] * row.daily
    return listed([*groups, *without, *daily, *filter(None, (youngest, oldest))]) or "everybody"


def visit_page() -> Page:
    """What is asked at the next visit."""
    table, written = visit_table(), read_toml("visit_questions")
    entries = tuple(
        Entry(
            row.id,
            safe(row.text),
            (
                ("Made from", row.about),
                ("Of", listed(row.of)),
                ("Place in the order", row.place),
                ("Ask", safe(row.ask)),
            ),
            str(written["review"]),
            tuple(written["sources"]),
        )
        for row in table.rows
    )
    intro = "A short list for the next visit; the program picks. In braces: names from the diary."
    return Page("visit_questions.md", "Questions for the visit", intro, entries)


def red_flag_page() -> Page:
    """The twelve signs."""
    table = read_toml("red_flags")
    entries = tuple(
        Entry(
            f"Sign {row.number}",
            safe(row.signs),
            (
                ("How bad", str(table["severity"])),
                ("Do", safe(row.do)),
                ("At stake", row.rank),
                ("Events that are this sign", listed(row.terms)),
            ),
            str(table["review"]),
            tuple(table["sources"]),
        )
        for row in red_flag_rows()
    )
    intro = "They stand on every page, always. In braces: the number of the diary or its country."
    return Page("red-flags.md", "Red flags", intro, entries)


def instrument_page() -> Page:
    """Questionnaires."""
    entries = tuple(
        Entry(row.key, safe(row.name), tuple(_instrument(row)), row.review, _facts(row), row.place)
        for row in instruments().values()
    )
    intro = (
        "No text of an instrument that is not free is shipped. Bands and steps that are marked "
        "unverified are kept for review; a report never prints them."
    )
    return Page("instruments.md", "Questionnaires and scales", intro, entries)


def _instrument(row: Instrument) -> Iterator[Line]:
    yield "Measures", safe(row.measures)
    yield "Filled in by", row.by
    yield "Range", f"{row.total_low:g} to {row.total_high:g}, better: {row.better}"
    yield "Asks about", safe(row.recall)
    yield "Questions", _questions(row)
    for band in row.band:
        yield "Band", _band(band)
    for branch in row.branch:
        yield (
            "Level",
            f"{safe(branch.level)}: yes to any of {listed(branch.any_yes)}{_mark(branch)}",
        )
    for change in row.step:
        yield f"Change that is {change.kind}", f"{_size(change)}{_mark(change)}"
    yield "Warning", safe(row.warning)
    yield "Licence", f"{row.licence.status}; {row.licence.shipped}. {safe(row.licence.read)}"


def _questions(row: Instrument) -> str:
    return f"{row.items}, scored as {row.scoring}" if row.items else f"not read; {row.scoring}"


def _band(band: Band) -> str:
    of = " positive answers" if band.on == "count" else ""
    who = f" ({band.sex})" if band.sex else ""
    return f"{band.low:g} to {band.high:g}{of}{who}: {safe(band.label)}{_mark(band)}"


def _size(change: Step) -> str:
    return f"{change.points:g} points" if change.points else f"{100 * (change.share or 0):g} %"


def _mark(fact: Fact) -> str:
    note = f", {fact.note}" if fact.note else ""
    return " " + safe(f"[{fact.source}, {fact.place}{note}; {fact.review}]")


def _facts(row: Instrument) -> tuple[str, ...]:
    facts: list[Fact] = [row, *row.band, *row.branch, *row.step]
    return tuple(dict.fromkeys(fact.source for fact in facts))


def help_page() -> Page:
    """Numbers to call, by country."""
    entries = tuple(
        Entry(
            code,
            "",
            (
                ("Emergency", safe(row.emergency)),
                ("Crisis", safe(row.crisis)),
                ("Poison", safe(row.poison)),
                ("What was read", safe(row.read)),
            ),
            row.review,
            row.sources,
        )
        for code, row in country_rows().items()
    )
    intro = "By ISO code of the country. A number that is missing was not found."
    return Page("numbers-to-call.md", "Numbers to call", intro, entries)
