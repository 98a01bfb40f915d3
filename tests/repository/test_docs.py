"""Documents that must stay true: generated pages and schemas, commands in the README, decisions."""

import re
import runpy
from pathlib import Path

import pytest

from speciosa.cli.main import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GENERATED = runpy.run_path(str(ROOT / "scripts" / "make_docs.py"))["texts"]()
COMMANDS = {c.callback.__name__ for c in app.registered_commands}


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_the_committed_document_is_fresh(name):
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert committed == GENERATED[name], "run `make docs`"


def test_the_two_commands_stand_on_top_of_the_readme():
    top = README.splitlines()[:6]
    assert any(line.startswith("    make demo") for line in top)
    assert any(line.startswith("    make test") for line in top)


def test_every_command_is_in_the_readme_and_every_named_command_exists():
    named = set(re.findall(r"\.venv/bin/speciosa (\w+)", README))
    assert named <= COMMANDS
    assert named | {"demo"} == COMMANDS


def test_links_of_the_readme_exist():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [x for x in links if not x.startswith("https:") and not (ROOT / x).exists()] == []


def test_decisions_are_numbered_without_a_gap_and_say_what_was_measured():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(p.name[:4]) for p in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "**Context" in text or "## Context" in text, page.name
        assert "easured" in text, page.name
