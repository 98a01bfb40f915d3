"""Pages of what is known of kratom in people: statements, studies, and claims of articles."""

from collections.abc import Iterator
from typing import Final

from scripts.knowledge.blocks import Entry, Line, Page, link, listed, safe
from speciosa.knowledge.claims import Claim, Variant, Verdict, claims
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies

STATEMENTS: Final = "statements.md"
STUDIES: Final = "studies.md"
CLAIMS: Final = "claims.md"


def people_pages() -> Iterator[Page]:
    """Statements, studies, claims."""
    yield _statements()
    yield _studies()
    yield _claims()


def _statements() -> Page:
    entries = tuple(
        Entry(
            row.id,
            safe(row.text),
            (
                ("Certainty", row.certainty),
                ("Evidence", row.evidence),
                ("Topics", listed(row.topics)),
            ),
            row.review,
            row.sources,
        )
        for row in statements()
    )
    intro = "The only wording in which a report says something about people in general."
    return Page(STATEMENTS, "Statements", intro, entries)


def _studies() -> Page:
    entries = tuple(
        Entry(
            row.key,
            safe(row.design),
            (
                ("People", safe(row.people)),
                ("What they took", safe(row.exposure)),
                ("Found", safe(row.finding)),
                ("Weak point", safe(row.weakness)),
                ("Evidence", row.evidence),
            ),
            row.review,
            (row.source,),
            row.place,
        )
        for row in studies().values()
    )
    return Page(STUDIES, "Studies of kratom in people", "Findings in our own words.", entries)


def _claims() -> Page:
    entries = tuple(
        Entry(
            row.id,
            safe(row.title),
            tuple(_claim(row)),
            row.review,
            row.sources,
            row.place,
        )
        for row in claims().values()
    )
    intro = (
        "What articles say, and what is known of it. The verdict is on a sentence that asserts, "
        "denies or hedges the claim. The examples are sentences that the tests hold the reader of "
        "articles to; the others look alike and are no such claim."
    )
    return Page(CLAIMS, "Claims of articles", intro, entries)


def _claim(row: Claim) -> Iterator[Line]:
    yield "Verdict", _verdict(row.verdict)
    yield "Known", safe(row.known)
    yield "Certainty", f"{row.certainty}, {row.evidence}"
    yield "Statements", ", ".join(link(key, STATEMENTS, key, CLAIMS) for key in row.statements)
    yield "Studies", ", ".join(link(key, STUDIES, key, CLAIMS) for key in row.studies)
    for variant in row.variant:
        yield "Narrower or wider", _variant(variant)
    yield "Examples", "; ".join(f'"{safe(e.text)}" ({e.stance})' for e in row.examples)
    yield "Not this claim", "; ".join(f'"{safe(text)}"' for text in row.counter_examples)


def _variant(variant: Variant) -> str:
    return f"{safe(variant.title)}: {_verdict(variant.verdict)}"


def _verdict(verdict: Verdict) -> str:
    given = verdict.model_dump(exclude_none=True)
    return ", ".join(f"{stance}: {word}" for stance, word in given.items())
