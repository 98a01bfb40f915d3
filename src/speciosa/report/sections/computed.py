"""How it was computed: what is needed to make the same report again."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, Response
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.parts import pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import (
    as_of_words,
    as_sentence,
    as_start,
    clean,
    fit_words,
    listing,
    number_words,
    window_words,
)
from speciosa.report.words.professional_model import fit_figures, indication_figures
from speciosa.report.words.professional_terms import terms
from speciosa.texts import say

HEAD = ("outcome", "substance", "scale", "fit", "evidence")
PROFESSIONAL_HEAD = ("outcome", "substance", "scale", "family", "sampler", "indication")


@section(800)
def computed(view: View) -> Iterator[Section]:
    """Versions, digests, seed, fits and notes."""
    assessment = view.assessment
    lede = paragraph(say("computed.lede"), "lede")
    blocks: list[Block] = [lede, Pairs(tuple(_made(assessment)), "list")]
    if assessment.responses:
        fits = _professional_fits if view.professional else _fits
        blocks.append(fits(assessment.responses))
    notes = [*assessment.quality.notes, *assessment.exposure.notes]
    if notes:
        bullets = Bullets(tuple(as_sentence(note) for note in notes))
        blocks += [Heading(say("computed.notes")), bullets]
    if view.professional:
        blocks += [Heading(say("computed.terms")), Pairs(pairs_of(terms()), "list")]
    yield Section("computed", say("computed.title"), tuple(blocks), new_page=False)


def _made(assessment: Assessment) -> Iterator[Pair]:
    made, window = assessment.made, assessment.window
    yield Pair(say("computed.window"), f"{window_words(window)}, {clean(window.timezone)}")
    yield Pair(say("computed.made"), as_start(as_of_words(made.at)))
    yield Pair(say("computed.version"), f"speciosa {clean(made.version)}")
    yield Pair(say("computed.diary"), f"sha-256 {clean(made.diary_digest)}")
    yield Pair(say("computed.knowledge"), f"sha-256 {clean(made.knowledge_digest)}")
    yield Pair(say("computed.seed"), str(made.seed))
    if assessment.restrictions:
        yield Pair(say("computed.restrictions"), listing(map(clean, assessment.restrictions)))


def _fits(responses: tuple[Response, ...]) -> Table:
    return Table(
        label=say("computed.fits"),
        head=tuple(say(f"computed.head.{name}") for name in HEAD),
        rows=tuple(_fit(response) for response in responses),
    )


def _professional_fits(responses: tuple[Response, ...]) -> Table:
    """With the family of models and the figures of the sampler."""
    head = tuple(say(f"computed.head.{name}") for name in PROFESSIONAL_HEAD)
    none = say("computed.no_family")
    rows = tuple(
        (*_fit(one)[:3], one.family or none, fit_figures(one.fit), indication_figures(one))
        for one in responses
    )
    return Table(say("computed.fits"), head, rows)


def _fit(response: Response) -> tuple[str, ...]:
    evidence = response.indication.log_bayes_factor
    low, high = number_words(response.scale.low), number_words(response.scale.high)
    return (
        clean(response.label),
        clean(response.substance),
        say("computed.scale", low=low, high=high),
        fit_words(response.fit),
        say("computed.not_tested") if evidence is None else number_words(evidence),
    )
