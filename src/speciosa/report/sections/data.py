"""First page: how complete the diary is, and what to record to learn more."""

from collections.abc import Iterator

from speciosa.report.blocks import Block, Pair, Pairs, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_word, data_words
from speciosa.texts import say


@section(50)
def data_box(view: View) -> Iterator[Section]:
    """Counts, and one sentence on what to record next."""
    quality = view.assessment.quality
    lines = data_words(quality, view.assessment.window.days)
    blocks: list[Block] = [Pairs(tuple(Pair(key, value) for key, value in lines))]
    learn = as_sentence(quality.learn_more)
    if learn:
        blocks.append(paragraph(say("data.to_learn_more", what=as_word(learn)), "note"))
    yield Section("data", say("data.title"), tuple(blocks), place="rail")
