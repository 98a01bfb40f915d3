"""A professional's plan in the head of a diary: read, refused in one sentence, written back."""

import json
from datetime import date

import pytest

from speciosa.assessment.digest import diary_digest
from speciosa.diary.profile import projected
from speciosa.diary.readers import inspect, read_diary
from speciosa.diary.schema import diary_schema
from speciosa.diary.writers import head_text, write_folder, write_json, write_zip
from speciosa.errors import InputError
from tests.diary.folders import HEAD, diary, folder

STEPS = """\
[[taper.steps]]
from = 2026-03-15
grams_per_day = 9
doses_per_day = 3
[[taper.steps]]
from = 2026-03-29  # after two weeks
grams_per_day = 8.5
"""
TABLE = '[taper]\nby = "Dr. Example"\nentered = 2026-03-10\nproduct = "green"\n'
ROWS = """\
steps = [
    { from = 2026-03-15, grams_per_day = 9, doses_per_day = 3 },
    { from = 2026-03-29, grams_per_day = 8.5 },
]
"""


def with_plan(place, text=TABLE + STEPS):
    return diary(place, "2026-03-01T08:10,dose,green,3,g,,", head=HEAD + text)


def problems(place, text):
    found = inspect(folder(place, "2026-03-01T08:10,dose,green,3,g,,", head=HEAD + text))
    assert found.diary is None
    return found.problems


def test_both_ways_to_write_the_steps_give_the_same_plan(tmp_path):
    plan = with_plan(tmp_path / "a").taper
    assert plan == with_plan(tmp_path / "b", TABLE + ROWS).taper
    assert (plan.by, plan.entered, plan.product) == ("Dr. Example", date(2026, 3, 10), "green")
    assert [step.start for step in plan.steps] == [date(2026, 3, 15), date(2026, 3, 29)]
    assert [step.grams_per_day for step in plan.steps] == [9, 8.5]
    assert [step.doses_per_day for step in plan.steps] == [3, None]


def test_without_the_table_there_is_no_plan_and_the_digest_is_as_it_was(tmp_path):
    """A digest names a diary and seeds its numbers: those without a plan must keep theirs."""
    plain = diary(tmp_path / "d", "2026-03-01T08:10,dose,green,3,g,,")
    assert plain.taper is None
    assert "taper" not in head_text(plain)
    planned = with_plan(tmp_path / "p")
    assert diary_digest(planned) != diary_digest(plain)
    assert diary_digest(planned.model_copy(update={"taper": None})) == diary_digest(plain)


def test_it_is_written_back_in_every_format(tmp_path):
    planned = with_plan(tmp_path / "d")
    write_folder(planned, tmp_path / "again")
    write_zip(planned, tmp_path / "d.zip")
    (tmp_path / "d.json").write_text(write_json(planned), encoding="utf-8")
    for name in ("again", "d.zip", "d.json"):
        assert read_diary(tmp_path / name) == planned, name
    written = json.loads(write_json(planned))["taper"]
    assert written["steps"][0] == {"from": "2026-03-15", "grams_per_day": 9, "doses_per_day": 3}
    assert set(written) <= set(diary_schema()["$defs"]["Plan"]["properties"])
    assert "from" in diary_schema()["$defs"]["Step"]["required"]


def test_the_written_table_can_be_read_by_people(tmp_path):
    written = head_text(with_plan(tmp_path / "d"))
    assert '[taper]\nby = "Dr. Example"\n' in written
    assert '\n    { from = "2026-03-29", grams_per_day = 8.5 },\n' in written


def test_a_change_of_the_profile_keeps_the_plan_and_never_touches_it(tmp_path):
    change = "2026-03-02T08:10,profile,person.weight_kg,70,,,"
    entered = diary(tmp_path / "d", change, head=HEAD + TABLE + STEPS)
    assert projected(entered).taper == entered.taper
    row = "2026-03-02T08:10,profile,taper.by,me,,,"
    (said,) = inspect(folder(tmp_path / "e", row, head=HEAD + TABLE + STEPS)).problems
    assert said.what == "a field that is not known"


# text; field; what was found; what is expected
WRONG = {
    "a month for a day": (
        'by = "x"\nsteps = [{ from = 2026-03, doses_per_day = 3 }]',
        "taper.steps.0.from", "2026-03", "a day, YYYY-MM-DD",
    ),
    "a month for the day of entering": (
        'by = "x"\nentered = 2026-03 # last month\nsteps = [{ from = 2026-03-01, doses_per_day = 3 }]',
        "taper.entered", "2026-03", "a day, YYYY-MM-DD",
    ),
    "no such day": (
        'by = "x"\nsteps = [{ from = "2026-02-30", doses_per_day = 3 }]',
        "taper.steps.0.from", "2026-02-30", "a day, YYYY-MM-DD",
    ),
    "a time for a day": (
        'by = "x"\nsteps = [{ from = 2026-03-01T08:00:00, doses_per_day = 3 }]',
        "taper.steps.0.from", "2026-03-01T08:00:00", "a day, YYYY-MM-DD",
    ),
    "a year that nobody means": (
        'by = "x"\nsteps = [{ from = 0026-03-01, doses_per_day = 3 }]',
        "taper.steps.0.from", "0026-03-01", "1970",
    ),
    "a number for a day": (
        'by = "x"\nsteps = [{ from = 20260301, doses_per_day = 3 }]',
        "taper.steps.0.from", "20260301", "a day, YYYY-MM-DD",
    ),
    "out of order": (
        'by = "x"\nsteps = [{ from = 2026-03-09, doses_per_day = 3 }, { from = 2026-03-01, doses_per_day = 2 }]',
        "taper.steps", "", "steps in order of their days",
    ),
    "one day twice": (
        'by = "x"\nsteps = [{ from = 2026-03-09, doses_per_day = 3 }, { from = 2026-03-09, doses_per_day = 2 }]',
        "taper.steps", "", "each day once",
    ),
    "negative": (
        'by = "x"\nsteps = [{ from = 2026-03-01, grams_per_day = -3 }]',
        "taper.steps.0.grams_per_day", "-3", "zero or more",
    ),
    "not finite": (
        'by = "x"\nsteps = [{ from = 2026-03-01, grams_per_day = "inf" }]',
        "taper.steps.0.grams_per_day", "inf", "zero or more",
    ),
    "true for a number": (
        'by = "x"\nsteps = [{ from = 2026-03-01, doses_per_day = true }]',
        "taper.steps.0.doses_per_day", "True", "a number with a point",
    ),
    "a text for a number": (
        'by = "x"\nsteps = [{ from = 2026-03-01, doses_per_day = "2,5" }]',
        "taper.steps.0.doses_per_day", "2,5", "a number with a point",
    ),
    "no step": ('by = "x"\nsteps = []', "taper.steps", "", "1 to 500 steps"),
    "no steps at all": ('by = "x"', "taper.steps", "", "this key"),
    "steps that are none": ('by = "x"\nsteps = "soon"', "taper.steps", "soon", "a list of steps"),
    "no day": ('by = "x"\nsteps = [{ doses_per_day = 3 }]', "taper.steps.0.from", "", "this key"),
    "no amount": (
        'by = "x"\nsteps = [{ from = 2026-03-01 }]',
        "taper.steps.0", "", "grams_per_day, doses_per_day or both",
    ),
    "unknown key": (
        'by = "x"\nsteps = [{ form = 2026-03-01, from = 2026-03-01, doses_per_day = 3 }]',
        "taper.steps.0.form", "form", "from, grams_per_day",
    ),
    "nobody made it": (
        'by = " "\nsteps = [{ from = 2026-03-01, doses_per_day = 3 }]',
        "taper.by", " ", "who made the plan",
    ),
    "unknown product": (
        'by = "x"\nproduct = "geren"\nsteps = [{ from = 2026-03-01, doses_per_day = 3 }]',
        "taper.product", "geren", "green",
    ),
    "a product that is not kratom": (
        'by = "x"\nproduct = "bup"\nsteps = [{ from = 2026-03-01, doses_per_day = 3 }]',
        "taper.product", "bup", "green",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_plan_that_cannot_be_followed_is_one_sentence(tmp_path, name):
    text, field, found, expected = WRONG[name]
    (said,) = problems(tmp_path / "d", f"[taper]\n{text}\n")
    assert isinstance(said, InputError)
    assert (said.file, said.field, str(said.found)) == ("diary.toml", field, found)
    assert expected in said.expected
    assert said.row > HEAD.count("\n")
    assert "\n" not in str(said)


def test_everything_wrong_is_told_at_once(tmp_path):
    text = "[taper]\nsteps = [\n  { from = 2026-03 },\n  { from = 2026-04-01, doses_per_day = -1 },\n]\n"
    first = HEAD.count("\n") + 1
    assert [(p.field, p.row) for p in problems(tmp_path / "d", text)] == [
        ("taper.by", first),
        ("taper.steps.0.from", first + 2),
        ("taper.steps.1.doses_per_day", first + 3),
    ]


def test_the_line_of_a_step_with_a_heading_of_its_own_is_told(tmp_path):
    (said,) = problems(tmp_path / "d", TABLE + STEPS.replace("8.5", "-8.5"))
    lines = (HEAD + TABLE + STEPS).splitlines()
    assert (said.field, lines[said.row - 1]) == (
        "taper.steps.1.grams_per_day",
        "grams_per_day = 8.5",
    )


def test_not_a_table_is_said(tmp_path):
    head = HEAD.replace("[person]", "taper = 3\n[person]")
    (said,) = inspect(folder(tmp_path / "d", head=head)).problems
    assert (said.field, said.expected) == ("taper", "a table with keys")


@pytest.mark.parametrize(
    "typed", ["from = 2026-03", "x, from = 2026-03, y", "{ from = 2026-03 }", "{entered = 2026-03}"]
)
def test_a_month_inside_a_text_stays_as_it_was_typed(tmp_path, typed):
    head = HEAD.replace("Green leaf, batch 7", typed)
    assert diary(tmp_path / "d", head=head).products["green"].name == typed


def test_json_gets_the_same_sentence(tmp_path):
    planned = json.loads(write_json(with_plan(tmp_path / "d")))
    planned["taper"]["steps"][0]["from"] = "2026-03"
    (tmp_path / "d.json").write_text(json.dumps(planned), encoding="utf-8")
    (said,) = inspect(tmp_path / "d.json").problems
    assert (said.file, said.field, said.found) == ("d.json", "taper.steps.0.from", "2026-03")
