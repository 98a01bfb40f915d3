"""The generated reference is complete, and its examples are what the program reads."""

import doctest
import re
import tomllib

import pytest

from scripts import site_pages
from scripts.reference import fields
from scripts.reference.cli import cli_page
from scripts.reference.diary_fields import PARTS
from scripts.reference.entry_kinds import KINDS
from scripts.reference.errors import errors_page
from scripts.reference.fields import fields_of, models_of
from scripts.reference.pages import reference_texts
from speciosa.assessment.schema import Assessment
from speciosa.cli.main import app
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.parse_csv import COLUMNS
from speciosa.diary.parse_head import read_head
from speciosa.diary.readers import inspect
from speciosa.errors import DiaryError, StoreError
from speciosa.record import Record


def head_of_examples():
    """A `diary.toml` made of every example of the page."""
    lines = []
    for part in PARTS:
        if " " in part.head:
            continue  # a step, which stands in the example of `steps`
        lines += [f"[{part.head}]"] if part.head else []
        lines += [f"{key} = {example}" for key, (_, example) in part.fields.items() if example]
    return "\n".join(lines) + "\n"


def test_the_examples_of_all_fields_are_a_head_without_a_problem():
    head, problems = read_head(tomllib.loads(head_of_examples()))
    assert [str(problem) for _, problem in problems] == []
    assert head.taper is not None
    assert head.products["green"].before is not None


def test_the_example_of_a_step_is_read():
    (step,) = (part for part in PARTS if " " in part.head)
    typed = ", ".join(f"{key} = {example}" for key, (_, example) in step.fields.items())
    text = head_of_examples().replace("{ from = 2026-04-20, doses_per_day = 2 }", f"{{ {typed} }}")
    head, problems = read_head(tomllib.loads(text))
    assert problems == []
    assert head.taper.steps[0].grams_per_day == 6


def test_the_examples_of_all_entries_are_a_diary_without_a_problem(tmp_path):
    (tmp_path / "diary.toml").write_text(head_of_examples(), encoding="utf-8")
    rows = [row for of in KINDS.values() for row in of.rows]
    text = "\n".join([",".join(COLUMNS), *rows]) + "\n"
    (tmp_path / "entries.csv").write_text(text, encoding="utf-8")
    found = inspect(tmp_path)
    assert [str(problem) for problem in found.problems] == []
    assert {entry.kind for entry in found.diary.entries} == set(Kind) == set(KINDS)


def test_every_type_of_a_diary_and_of_an_assessment_has_its_fields_on_a_page():
    pages = reference_texts()
    for name, model in models_of(Assessment).items():
        if "__" not in name:
            for field in fields_of(model, model.model_json_schema(mode="serialization")):
                assert f"| `{field.name}` |" in pages["reference/assessment.md"], (name, field.name)
    shown = {part.model.__name__ for part in PARTS} | {"Entry"}
    assert shown == {name for name in models_of(Diary) if "__" not in name}


def test_a_comment_beside_a_field_is_its_meaning():
    class Shown(Record):
        """Two fields."""

        first: int = 3  # how often | in all
        second: str

    schema = Shown.model_json_schema()
    found = {field.name: field for field in fields_of(Shown, schema)}
    assert (found["first"].type, found["first"].default) == ("whole number", "3")
    assert found["first"].said == "how often | in all"
    assert (found["second"].default, found["second"].said) == ("", "")


def test_every_command_with_every_option_is_on_the_page():
    page = "\n".join(cli_page())
    for command in app.registered_commands:
        name = command.callback.__name__
        part = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        parameters = set(command.callback.__annotations__) - {"return"}
        rows = [line for line in part.splitlines() if re.match(r"\| `(-|[A-Z])", line)]
        assert len(rows) == len(parameters), name


def test_the_page_of_errors_knows_the_code_of_every_class():
    page = "\n".join(errors_page())
    for kind in (DiaryError, StoreError):
        assert re.search(rf"\| {kind.exit_code} \| .*`{kind.__name__}`", page)


@pytest.mark.parametrize("module", [fields, site_pages], ids=lambda m: m.__name__)
def test_examples_in_the_code_hold(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed
