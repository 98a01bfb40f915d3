"""Hooks of the site: pages that live beside `docs`, and lists of a folder's pages.

MkDocs calls the functions of this file (see `mkdocs.yml`). Nothing is written into `docs`.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[1]
BESIDE: Final = ("GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md")
LISTS: Final = {"decisions": "Decisions", "validation": "Validation"}
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Add the pages beside `docs` and a list of each folder in `LISTS`."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - only the site has it

    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in BESIDE}
    texts |= {f"{folder}/index.md": list_of(folder, title) for folder, title in LISTS.items()}
    for name, text in texts.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: "Page", **_: object) -> str:
    """Links as they arrive on the site: `docs` is its top, and what is not on it is only named."""
    depth = page.file.src_uri.count("/")
    return _LINK.sub(lambda found: f"]({placed(found[1], depth)})", markdown)


def placed(target: str, depth: int) -> str:
    """Where a link of the repository goes on the site.

    >>> placed("docs/decisions", 0), placed("../CONTRIBUTING.md#numbers", 0)
    ('decisions/index.md', 'CONTRIBUTING.md#numbers')
    >>> placed("../../GLOSSARY.md", 1), placed("../sources.md", 2)
    ('../GLOSSARY.md', '../sources.md')
    """
    if target.startswith(("http:", "https:", "#")):
        return target
    if target.startswith("docs/"):
        target = target.removeprefix("docs/")
    elif target.startswith("../" * (depth + 1)):  # beside `docs`
        target = target.removeprefix("../")
    return f"{target}/index.md" if target.strip("./") in LISTS else target


def list_of(folder: str, title: str) -> str:
    """A page that lists the pages of a folder by their titles."""
    pages = sorted((ROOT / "docs" / folder).glob("*.md"))
    titles = [page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in pages]
    lines = [f"- [{title}]({page.name})" for title, page in zip(titles, pages, strict=True)]
    return "\n".join([f"# {title}", "", *lines, ""])
