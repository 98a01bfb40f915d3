"""Pages of the law, dated, and of words explained."""

from scripts.knowledge.blocks import Entry, Page, listed, safe
from speciosa.knowledge.jurisdictions import jurisdiction_rows, legal_facts, place_name
from speciosa.knowledge.terms import terms


def regulation_page() -> Page:
    """The law of places, then what happened, the oldest first."""
    laws = tuple(
        Entry(
            row.key,
            safe(place_name(row.place)),
            (
                ("Status", row.status if row.status != "unknown" else "not confirmed"),
                ("Products", listed(row.products) or "kratom as such"),
                ("Since", str(row.since or "")),
                ("Not known after", str(row.unknown_after or "")),
                ("Fact", safe(row.fact)),
                ("As of", str(row.as_of)),
            ),
            row.review,
            row.sources,
        )
        for row in jurisdiction_rows()
    )
    facts = tuple(
        Entry(
            fact.id,
            f"{fact.day}, {safe(place_name(fact.place))}",
            (("Fact", safe(fact.text)), ("As of", str(fact.as_of))),
            fact.review,
            fact.sources,
        )
        for fact in legal_facts()
    )
    intro = (
        "Never legal advice. A place that is not here was not looked at; that says nothing about "
        "its law. Only a controlled and published row changes what a report shows."
    )
    return Page("regulation.md", "Regulation", intro, (*laws, *facts))


def term_page() -> Page:
    """Words for readers."""
    entries = tuple(
        Entry(
            row.term,
            "",
            (("Means", safe(row.meaning)), ("Also called", listed(row.names))),
            row.review,
            row.read_sources,
            row.place,
        )
        for row in sorted(terms().values(), key=lambda row: row.term.casefold())
    )
    return Page("terms.md", "Words explained", "For people who read a report.", entries)
