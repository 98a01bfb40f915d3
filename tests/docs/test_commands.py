"""Everything a page tells to type is typed, in order, in an empty folder: it does what it says.

A command is to end with 0, or with the code that stands behind it ("# exit code 10"). Files that a
page shows are written as they stand. What cannot be run says so in a comment, and is listed here.
"""

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from speciosa.cli.main import run
from tests.docs.blocks import commands, fenced, indented

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("method/*.md"), DOCS / "reference" / "api.md"])
PAGES.remove(DOCS / "knowledge.md")  # generated from the tables
NOT_RUN = {
    "start.md": ["make demo", "speciosa --install-completion"],
    "professionals.md": ["speciosa design alex --result -o test"],  # after the weeks of a test
}
QUOTE = re.compile(r"^> ((?:.+\n>)*.+)$", re.MULTILINE)  # of what the program says
PROGRAMS = {"cat", "cp", "ls", "mkdir"}
LANGUAGES = {"sh", "python", "toml", "csv", "text"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with the sources in it, as in a fresh copy of the project."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def run_here(words, monkeypatch):
    """The exit code of a `speciosa` command in this process, and what it said."""
    monkeypatch.setattr(sys, "argv", words)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            run()
        except SystemExit as left:
            return left.code or 0, said.getvalue()
    return 0, said.getvalue()


def run_line(line, monkeypatch):
    words = shlex.split(line, comments=True)
    words[0] = words[0].removeprefix(".venv/bin/")
    target = Path(words[-1]) if words[-2:-1] == [">"] else None
    words = words[:-2] if target else words
    if words[0] == "speciosa":
        code, said = run_here(words, monkeypatch)
    else:
        assert words[0] in PROGRAMS, f"cannot be run here, so it needs a mark: {line}"
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        code, said = done.returncode, done.stdout + done.stderr
    if target:
        target.write_text(said, encoding="utf-8")
    return code, said


def do(block, place, monkeypatch):
    """Write a file, run the commands, or run the program of a block; what commands said."""
    answers = []
    if block.file:
        path = Path(block.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if block.adds else "w", encoding="utf-8") as file:
            file.write(block.text)
    elif block.language == "python":
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block.text, place, "exec"), {})  # noqa: S102  (a page of ours)
    elif block.language == "sh":
        for line, expected in commands(block):
            code, said = run_line(line, monkeypatch)
            assert code == expected, f"{place}: {line}\n{said}"
            answers.append(said)
    return "\n".join(answers)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
@pytest.mark.usefixtures("folder")
def test_everything_on_a_page_can_be_typed(page, monkeypatch):
    text, said = page.read_text(encoding="utf-8"), ""
    for block in fenced(text):
        place = f"{page.name}:{block.line}"
        assert block.language in LANGUAGES, f"{place}: what is it?"
        if block.said:
            assert said.endswith(block.text), place
        elif block.run:
            said += do(block, place, monkeypatch)
    for quote in QUOTE.findall(text):
        assert " ".join(quote.replace("\n>", " ").split()) in " ".join(said.split())


def test_what_is_not_run_is_listed():
    marked = {
        page.name: [b.first for b in fenced(page.read_text("utf-8")) if not b.run] for page in PAGES
    }
    assert {name: firsts for name, firsts in marked.items() if firsts} == NOT_RUN


@pytest.mark.usefixtures("folder")
def test_a_page_is_typed_into_a_real_shell():
    """The start, as somebody would type it: the program itself, not a function of it."""
    program = Path(sys.executable).with_name("speciosa")
    lines = [
        line
        for block in fenced((DOCS / "start.md").read_text(encoding="utf-8"))
        if block.language == "sh" and block.run
        for line, _ in commands(block)
        if line.split()[:2] in (["speciosa", "new"], ["speciosa", "log"], ["speciosa", "check"])
    ]
    script = f'set -e\nspeciosa() {{ {shlex.quote(str(program))} "$@"; }}\n' + "\n".join(lines[:4])
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Saved  dose" in done.stdout


def of_some_weeks(diary):
    """From here on the README speaks of a diary that was kept for weeks, of two products."""
    for file in (ROOT / "src" / "speciosa" / "example").iterdir():
        text = file.read_text(encoding="utf-8").replace("leaf7", "green").replace("leaf8", "red")
        (diary / file.name).write_text(text, encoding="utf-8")


README_CODES = {"interactions": 5}  # its example holds something to be avoided
EXPORT = "Date,Time,Strain,Amount (g),Notes\n2025-03-10,08:15,Green leaf,2.5,\n"
ARTICLE = "<html><body><p>Kratom cures fibromyalgia.</p></body></html>\n"


def test_everything_in_the_readme_can_be_typed(folder, monkeypatch):
    (folder / "export.csv").write_text(EXPORT, encoding="utf-8")
    (folder / "article.html").write_text(ARTICLE, encoding="utf-8")
    for block in indented((ROOT / "README.md").read_text(encoding="utf-8")):
        if block.first.startswith("make "):
            continue  # sets up what runs this test
        for line, expected in commands(block) if block.language == "sh" else ():
            if line.split()[1:2] == ["check"]:
                of_some_weeks(folder / "alex")
            code, said = run_line(line, monkeypatch)
            assert code == README_CODES.get(line.split()[1], expected), f"README: {line}\n{said}"
        if block.language == "python":
            do(block, "README.md", monkeypatch)
