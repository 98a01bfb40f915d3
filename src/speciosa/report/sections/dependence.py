"""What the diary shows about getting used to it, and about breaks."""

from collections.abc import Iterator

from speciosa.report.blocks import Block, Pair, Pairs, Section
from speciosa.report.parts import is_minor, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, number_words

TITLE = "Getting used to it"
NO_SIGN = "No sign is seen in the entries. Not asked is not absent."
NOTHING = "Too little is recorded to see a pattern of use."


@section(500)
def dependence(view: View) -> Iterator[Section]:
    """Counts and signs from the diary; a diagnosis is not made."""
    found = view.assessment.dependence
    rows = list[Pair]()
    if found.episodes_per_day is not None:
        rows.append(Pair("Doses a day", number_words(found.episodes_per_day)))
    if found.trend:
        rows.append(Pair("Trend", as_sentence(found.trend)))
    rows += _lines("Signs of getting used to it", found.criteria)
    rows += _lines("After breaks", found.withdrawal)
    rows += _lines("Notes", found.notes)
    blocks: tuple[Block, ...] = (Pairs(tuple(rows), "list"),)
    if is_minor(view.assessment) or not rows:
        blocks = (why_empty(view.assessment, NOTHING),)
    elif not (found.criteria or found.withdrawal):
        blocks = (
            *blocks,
            paragraph("No sign is seen in the entries. Not asked is not absent.", "note"),
        )
    yield Section("dependence", TITLE, blocks, new_page=False)


def _lines(key: str, texts: tuple[str, ...]) -> list[Pair]:
    joined = " ".join(as_sentence(text) for text in texts)
    return [Pair(key, joined)] if joined else []
