"""All pages of knowledge, by their path below `docs`."""

from scripts.knowledge.blocks import Page, rendered
from scripts.knowledge.calculators import calculator_page, limits_page, substance_pages
from scripts.knowledge.care import (
    help_page,
    instrument_page,
    red_flag_page,
    schedule_page,
    visit_page,
)
from scripts.knowledge.cited import source_page
from scripts.knowledge.index import index_page
from scripts.knowledge.law import regulation_page, term_page
from scripts.knowledge.medicines import class_page, combination_page, medicine_pages
from scripts.knowledge.people import people_pages
from scripts.knowledge.rules import interaction_ids, interaction_pages, rule_pages


def knowledge_texts() -> dict[str, str]:
    """Path below `docs` to the content of every page of knowledge."""
    pages = all_pages()
    texts = {f"knowledge/{page.path}": "\n".join(rendered(page)) for page in pages}
    texts["knowledge.md"] = "\n".join(index_page(pages))
    return {path: text.rstrip("\n") + "\n" for path, text in texts.items()}


def all_pages() -> tuple[Page, ...]:
    """Every page in the order of the contents; the sources come last and know all others."""
    rows = interaction_ids()
    pages = (
        *people_pages(),
        *interaction_pages(),
        *rule_pages(),
        schedule_page(),
        visit_page(),
        red_flag_page(),
        help_page(),
        instrument_page(),
        calculator_page(),
        limits_page(),
        *substance_pages(),
        regulation_page(),
        term_page(),
        class_page(rows),
        combination_page(),
        *medicine_pages(rows),
    )
    return (*pages, source_page(pages))
