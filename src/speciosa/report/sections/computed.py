"""How it was computed: what is needed to make the same report again."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, Response
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.parts import pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import (
    PREDICTION,
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
from speciosa.report.words.professional_terms import TERMS

TITLE = "How it was computed"
LEDE = (
    "The same diary and the same version make the same report. "
    f"Every predicted level is {PREDICTION}."
)


@section(800)
def computed(view: View) -> Iterator[Section]:
    """Versions, digests, seed, fits and notes."""
    assessment = view.assessment
    blocks: list[Block] = [paragraph(LEDE, "lede"), Pairs(tuple(_made(assessment)), "list")]
    if assessment.responses:
        fits = _professional_fits if view.professional else _fits
        blocks.append(fits(assessment.responses))
    notes = [*assessment.quality.notes, *assessment.exposure.notes]
    if notes:
        blocks += [Heading("Notes"), Bullets(tuple(as_sentence(note) for note in notes))]
    if view.professional:
        blocks += [Heading("Terms"), Pairs(pairs_of(TERMS), "list")]
    yield Section("computed", TITLE, tuple(blocks), new_page=False)


def _made(assessment: Assessment) -> Iterator[Pair]:
    made, window = assessment.made, assessment.window
    yield Pair("Window", f"{window_words(window)}, {clean(window.timezone)}")
    yield Pair("Made", as_start(as_of_words(made.at)))
    yield Pair("Version", f"speciosa {clean(made.version)}")
    yield Pair("Diary", f"sha-256 {clean(made.diary_digest)}")
    yield Pair("Knowledge", f"sha-256 {clean(made.knowledge_digest)}")
    yield Pair("Seed", str(made.seed))
    if assessment.restrictions:
        yield Pair("Restrictions", listing(map(clean, assessment.restrictions)))


def _fits(responses: tuple[Response, ...]) -> Table:
    return Table(
        label="How each outcome was fitted",
        head=("Outcome", "Substance", "Scale", "Fit", "Log evidence that doses follow"),
        rows=tuple(_fit(response) for response in responses),
    )


def _professional_fits(responses: tuple[Response, ...]) -> Table:
    """With the family of models and the figures of the sampler."""
    head = ("Outcome", "Substance", "Scale", "Family", "Sampler", "Indication")
    rows = tuple(
        (*_fit(one)[:3], one.family or "none", fit_figures(one.fit), indication_figures(one))
        for one in responses
    )
    return Table("How each outcome was fitted", head, rows)


def _fit(response: Response) -> tuple[str, ...]:
    evidence = response.indication.log_bayes_factor
    scale = f"{number_words(response.scale.low)} to {number_words(response.scale.high)}"
    return (
        clean(response.label),
        clean(response.substance),
        scale,
        fit_words(response.fit),
        "not tested" if evidence is None else number_words(evidence),
    )
