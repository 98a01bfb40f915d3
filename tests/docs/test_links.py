"""Links of the hand-written pages arrive: the file is there, and so is the heading."""

import re
from pathlib import Path

import pytest

from scripts.site_pages import BESIDE, LISTS, list_of, placed

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("method/*.md"), *DOCS.glob("reference/*.md")])
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCES = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def prose(page):
    """The text of a page without its blocks of code."""
    return FENCES.sub("", page.read_text(encoding="utf-8"))


def anchors(page):
    """Anchors of the headings, as both a repository and the site make them."""
    found = re.findall(r'<a id="([^"]+)">', prose(page))
    for heading in HEADING.findall(prose(page)):
        plain = re.sub(r"[^\w\s-]", "", heading.replace("\\", "").casefold()).strip()
        found.append(re.sub(r"\s", "-", plain))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_every_link_arrives(page):
    for target in LINK.findall(prose(page)):
        if target.startswith(("https:", "http:")):
            continue
        path, _, heading = target.partition("#")
        to = (page.parent / path) if path else page
        assert to.resolve().exists(), target
        assert not heading or heading in anchors(to), target


def test_every_page_is_in_the_contents_of_the_site():
    """Pages of a folder with a list of its own, and those behind the page of knowledge, are not."""
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = re.findall(r": (\S+\.md)$", nav, re.MULTILINE)
    made = {*BESIDE, *(f"{folder}/index.md" for folder in LISTS)}
    assert {name for name in named if name not in made and not (DOCS / name).exists()} == set()
    assert {page.relative_to(DOCS).as_posix() for page in PAGES} <= set(named)


@pytest.mark.parametrize("folder", LISTS)
def test_the_list_of_a_folder_names_every_page_of_it(folder):
    linked = set(LINK.findall(list_of(folder, "x")))
    assert linked == {page.name for page in (DOCS / folder).glob("*.md")}


def test_nothing_of_the_site_is_loaded_from_elsewhere():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in text
    assert "http" not in text
    assert "url(" not in (DOCS / "site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "depth", "expected"),
    [
        ("docs/knowledge.md", 0, "knowledge.md"),
        ("docs/decisions", 0, "decisions/index.md"),
        ("../CONTRIBUTING.md", 0, "CONTRIBUTING.md"),
        ("../../GLOSSARY.md", 1, "../GLOSSARY.md"),
        ("../report.md", 1, "../report.md"),
        ("https://example.org/docs/", 0, "https://example.org/docs/"),
    ],
)
def test_a_link_of_the_repository_is_turned_into_one_of_the_site(target, depth, expected):
    assert placed(target, depth) == expected
