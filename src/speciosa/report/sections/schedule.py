"""What to check when, and why."""

from collections.abc import Iterator

from speciosa.assessment.schema import Due
from speciosa.report.blocks import Pair, Pairs, Section
from speciosa.report.checks import checks_figure
from speciosa.report.parts import paragraph, source_lines, source_text
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, as_start, clean, date_words, due_words
from speciosa.report.words.professional_safety import due_line
from speciosa.texts import say


@section(600)
def schedule(view: View) -> Iterator[Section]:
    """Overdue first, as the assessment orders it."""
    title, found = say("schedule.title"), view.assessment.schedule
    if not found:
        nothing = paragraph(say("schedule.nothing"), "empty")
        yield Section("schedule", title, (nothing,), new_page=False)
        return
    year = view.assessment.window.end.year
    rows = tuple(_professional(due) if view.professional else _row(due, year) for due in found)
    strip = checks_figure(found, view.assessment.window.end)
    note = (Span(say("schedule.overdue_first")),)
    yield Section("schedule", title, (strip, Pairs(rows, "list")), note=note, new_page=False)


def _professional(due: Due) -> Pair:
    """When and whether it was done in one line, each source on a line of its own."""
    sources = tuple(line for pair in source_lines(due.sources) for line in (pair.value, *pair.more))
    return Pair(
        key=as_start(clean(due.what)),
        lead=due_line(due),
        value=say("schedule.why_and_review", why=as_sentence(due.why), review=due.review),
        late=due.overdue_days > 0,
        more=sources,
    )


def _row(due: Due, year: int) -> Pair:
    done = ""
    if due.done:
        done = say("schedule.last_done", day=date_words(due.done, year=due.done.year != year))
    sources = " ".join(source_text(source) for source in due.sources)
    parts = (as_sentence(due.why), done, sources, as_sentence(due.review))
    return Pair(
        key=as_start(clean(due.what)),
        lead=as_sentence(due_words(due, year)),
        value=" ".join(part for part in parts if part),
        late=due.overdue_days > 0,
    )
