"""`docs/knowledge.md`: counts, what is not confirmed, what was not found, how to add to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from scripts.knowledge.blocks import Page, anchor, safe
from speciosa.knowledge.not_found import not_found

REVIEWS: Final = ("published", "expert proposal", "unverified")
_HEAD: Final = """# What the rules say, and how sure that is

Written by `make docs` from the tables in `src/speciosa/knowledge/data`; do not edit. Severities are
those for leaf where a row says nothing else: S4 avoid, S3 major, S2 moderate, S1 minor, P
protective. Evidence is about the pair with kratom: L1 a controlled study of kratom, L2
observations, L3 cases, L4 laboratory, L5 what the class of the other medicine does, "diary" a rule
on the person's own record. **published** means that the fact behind a row was read in the source
named, often its abstract or a label's text; **expert proposal** that no published source exists;
**unverified** that it could not be confirmed. The mark never lowers a severity. What is in no table
was not looked at: that is not the same as no risk.

A new interaction takes five steps: [CONTRIBUTING](../CONTRIBUTING.md), "A new interaction, step by
step". On the command line: `speciosa evidence`, `speciosa interactions`, `speciosa instruments`.
"""
_INTERACTIONS: Final = "interactions/"
_MEDICINES: Final = "medicines/"


def index_page(pages: Iterable[Page]) -> Iterator[str]:
    """The whole page, line by line."""
    every = tuple(pages)
    yield _HEAD
    yield from _counts(every)
    yield from _unverified(every)
    yield from _not_found(every)


def _counts(pages: tuple[Page, ...]) -> Iterator[str]:
    yield f"| Page | Rows | {' | '.join(REVIEWS)} |"
    yield "|---|---|" + "---|" * len(REVIEWS)
    interactions = [page for page in pages if page.path.startswith(_INTERACTIONS)]
    medicines = [page for page in pages if page.path.startswith(_MEDICINES)]
    first = True
    for page in pages:
        if page in interactions and first:
            yield _count("**Interactions, all**", interactions)
            first = False
        if medicines and page is medicines[0]:
            yield _count("**Medicines, all**", medicines)
        yield _count(f"[{page.title}](knowledge/{page.path})", [page])
    yield ""


def _count(name: str, pages: list[Page]) -> str:
    reviews = [entry.review for page in pages for entry in page.entries]
    found, total = Counter(reviews), len(reviews)
    if not any(reviews):
        return f"| {name} | {total} |{' |' * len(REVIEWS)}"
    shares = (f"{found[r]} ({100 * found[r] / total:.0f} %)" for r in REVIEWS)
    return f"| {name} | {total} | {' | '.join(shares)} |"


def _unverified(pages: tuple[Page, ...]) -> Iterator[str]:
    yield "## Not confirmed"
    yield ""
    yield "Rows marked unverified, each linked to its place."
    yield ""
    for page in pages:
        marked = [(name, entry) for name, entry in page.placed() if entry.review == "unverified"]
        if marked and len(marked) == len(page.entries):
            yield f"- [{page.title}](knowledge/{page.path}): all {len(marked)}"
        elif marked:
            links = (f"[{safe(e.id)}](knowledge/{page.path}#{name})" for name, e in marked)
            yield f"- {page.title}: {', '.join(links)}"
    yield ""


def _not_found(pages: tuple[Page, ...]) -> Iterator[str]:
    places = _places(pages)
    yield "## What was not found"
    yield ""
    yield "Looked for and not found, so that nobody takes silence for an answer."
    yield ""
    for row in not_found():
        yield f'<a id="{anchor(row.id)}"></a>'
        yield ""
        yield f"### {row.id}: {safe(row.subject)}"
        yield ""
        yield f"- **Looked for:** {safe(row.looked_for)}"
        yield f"- **Where:** {safe(row.where)} As of {row.as_of}."
        yield f"- **Instead:** {safe(row.instead)}"
        if row.rows:
            yield f"- **Rows:** {', '.join(f'[{key}]({places[key]})' for key in row.rows)}"
        yield ""


def _places(pages: tuple[Page, ...]) -> Mapping[str, str]:
    """Where the first entry of each id stands."""
    found: dict[str, str] = {}
    for page in pages:
        for name, entry in page.placed():
            found.setdefault(entry.id, f"knowledge/{page.path}#{name}")
    return found
