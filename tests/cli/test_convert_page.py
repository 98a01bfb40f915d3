"""The page about `convert`: its examples run, and it names every column, key and reason."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from speciosa.cli.main import app
from speciosa.diary import columns
from speciosa.diary.imported import importers
from speciosa.diary.imports import apple_health, daylio, kratomtracker
from speciosa.diary.readers import read_diary

PAGE = (Path(__file__).parents[2] / "docs" / "convert.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'```(\w+)(?: title="(\S+)")?\n(.*?)```', re.DOTALL)


def test_every_example_runs_and_says_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(PAGE)
    for _kind, name, text in blocks:
        if name:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
    said = []
    for words in [
        shlex.split(line)
        for kind, _name, text in blocks
        if kind == "sh"
        for line in text.splitlines()
    ]:
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == 0, (words, result.exception)
        said.append(result.output)
    (expected,) = [text for kind, _name, text in blocks if kind == "text"]
    assert said[3] == expected
    assert "2 entries would be added" in said[0]
    assert "2 entries added" in said[1]
    assert "0 entries added, 4 there already." in said[-1]
    assert read_diary("alex") == read_diary("copy") == read_diary("alex.json")
    values = [(entry.what, entry.value) for entry in read_diary("alex").entries]
    assert values == [("leaf7", 2.5), ("leaf7", 2.0), ("pain", 6.5), ("focus", 4.0)]


def test_it_has_a_part_for_every_source():
    parts = {line[3:] for line in PAGE.splitlines() if line.startswith("## ")}
    named = {"any table": "Any other table", "speciosa": "A diary, and its other forms"}
    assert {named.get(key, key) for key in importers.load()} < parts


def test_it_names_every_column_of_every_table():
    tables = PAGE.lower()
    forms = (
        kratomtracker._SHORT,
        kratomtracker._LONG,
        kratomtracker._PLAIN,
        daylio._OLD,
        daylio._NEW,
    )
    for form in forms:
        assert ", ".join(f"`{name}`" for name in form) in tables, form
    more = [name for name in kratomtracker._FULL if name not in kratomtracker._PLAIN]
    assert ", ".join(f"`{name}`" for name in more) in tables


def test_it_names_every_key_and_field_of_the_file_about_columns():
    rows = {line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("|")}
    for key in columns._KEYS:
        assert rows & {f"`{key}`", f"`[{key}]`", f"`[{key}.FIELD]`"}, key
    for field in columns.FIELDS:
        assert f"`{field}`" in PAGE


def test_it_names_everything_in_an_apple_file_that_is_left_out():
    row = next(line for line in PAGE.splitlines() if line.startswith("| steps and all other"))
    for words in apple_health._OTHERS.values():
        assert words.split(" and ")[0] in row
