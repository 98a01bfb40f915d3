"""All pages of the reference, by their path below `docs`."""

from scripts.reference.api import api_page
from scripts.reference.assessment import assessment_page
from scripts.reference.cli import cli_page
from scripts.reference.diary import diary_page, names_page
from scripts.reference.errors import errors_page


def reference_texts() -> dict[str, str]:
    """Path below `docs` to the content of every page of the reference."""
    pages = {
        "cli": cli_page(),
        "diary": diary_page(),
        "names": names_page(),
        "assessment": assessment_page(),
        "errors": errors_page(),
        "api": api_page(),
    }
    return {
        f"reference/{name}.md": "\n".join(lines).rstrip("\n") + "\n"
        for name, lines in pages.items()
    }
