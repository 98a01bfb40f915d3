"""`speciosa log`: what a person types, what is written, and what is said back."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from speciosa.cli import log as module
from speciosa.cli.log import CONTEXT, log
from speciosa.cli.log_entry import log_entry
from speciosa.cli.main import app as main
from speciosa.diary import whole_lines
from speciosa.diary.entries import Kind
from speciosa.diary.readers import read_diary
from speciosa.diary.view import current
from speciosa.errors import DiaryError, InputError, SpeciosaError, StoreError
from tests.diary.folders import HEAD, contents, folder

app = typer.Typer()
app.command(context_settings=CONTEXT)(log)
NOW = datetime(2026, 5, 29, 13, 6, 40, tzinfo=UTC)  # 15:06 in Berlin


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(module, "now", lambda: NOW)


def run(path, *words):
    return CliRunner().invoke(app, [str(path), *words])


def added(place, *words):
    """What one call writes: (kind, what, value, unit, note) of each new entry."""
    path = folder(place / "d")
    result = run(path, *words)
    assert result.exit_code == 0, result.exception
    return [(e.kind.value, e.what, e.value, e.unit, e.note) for e in read_diary(path).entries]


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("dose green 3g", [("dose", "green", 3.0, "g", "")]),
        ("dose green 3.0", [("dose", "green", 3.0, "g", "")]),
        ("dose green 2 capsules", [("dose", "green", 2.0, "capsule", "")]),
        ("dose green 40 mg mitragynine", [("dose", "green", 40.0, "mg mitragynine", "")]),
        ("dose green 0", [("dose", "green", 0.0, "g", "")]),
        ("dose bup 8", [("dose", "bup", 8.0, "mg", "")]),
        (
            "rating pain 6 focus 4",
            [("rating", "pain", 6.0, "", ""), ("rating", "focus", 4.0, "", "")],
        ),
        ("scale peg 5.3", [("scale", "peg", 5.3, "", "")]),
        ("event nausea 2", [("event", "nausea", 2.0, "grade", "")]),
        ("event dry mouth", [("event", "dry mouth", None, "", "")]),
        ("reading alt 41 U/L", [("reading", "alt", 41.0, "U/L", "")]),
        ("reading alt 41U/L uln=35", [("reading", "alt", 41.0, "U/L", "uln=35")]),
        ("reading inr 1.1", [("reading", "inr", 1.1, "", "")]),
        (
            "reading bp 128/82",
            [
                ("reading", "systolic", 128.0, "mmHg", ""),
                ("reading", "diastolic", 82.0, "mmHg", ""),
            ],
        ),
        ("medicine sertraline 50 mg", [("medicine", "sertraline", 50.0, "mg", "")]),
        ("medicine sertraline 50mg started", [("medicine", "sertraline", 50.0, "mg", "started")]),
        ("medicine sertraline stop", [("medicine", "sertraline", "stop", "", "")]),
        ("medicine sertraline", [("medicine", "sertraline", "started", "", "")]),
        ("wish green", [("wish", "green", None, "", "")]),
        ("wish green 3g", [("wish", "green", 3.0, "g", "")]),
        ("note slept 5 h, badly", [("note", "", None, "", "slept 5 h, badly")]),
        ("sleep 7.5 h", [("sleep", "", 7.5, "h", "")]),
        ("sleep 450 min", [("sleep", "", 450.0, "min", "")]),
        ("sleep 7.5", [("sleep", "", 7.5, "h", "")]),
        ("condition sleep apnoea", [("condition", "sleep apnoea", None, "", "")]),
        ("prompt pain", [("prompt", "pain", None, "", "")]),
        ("blood mitragynine 33 ng/mL", [("blood", "mitragynine", 33.0, "ng/mL", "")]),
        ("allocation green 0.5 share pair 3", [("allocation", "green", 0.5, "share", "pair 3")]),
        ("profile person.weight_kg 71", [("profile", "person.weight_kg", "71", "", "")]),
        # without the kind: products, outcomes that this diary follows, readings
        ("green 3g", [("dose", "green", 3.0, "g", "")]),
        ("Green leaf, batch 7 3g", [("dose", "green", 3.0, "g", "")]),
        ("pain 6 focus 4", [("rating", "pain", 6.0, "", ""), ("rating", "focus", 4.0, "", "")]),
        ("peg 5.3", [("scale", "peg", 5.3, "", "")]),
        ("alt 41 U/L", [("reading", "alt", 41.0, "U/L", "")]),
        ("bp 128/82", [("reading", "systolic", 128.0, "mmHg", ""),
                       ("reading", "diastolic", 82.0, "mmHg", "")]),
        ("reading blood pressure 128/82", [("reading", "systolic", 128.0, "mmHg", ""),
                                           ("reading", "diastolic", 82.0, "mmHg", "")]),
        ("med sertraline 50mg", [("medicine", "sertraline", 50.0, "mg", "")]),
        ("took GREEN 3g", [("dose", "green", 3.0, "g", "")]),
        ("slept 7h", [("sleep", "", 7.0, "h", "")]),
        # a wish or a dose with what was rated at that time
        ("wish green pain 7", [("wish", "green", None, "", ""), ("rating", "pain", 7.0, "", "")]),
        ("wish pain 7", [("wish", "", None, "", ""), ("rating", "pain", 7.0, "", "")]),
        ("dose green 3g pain 6 focus 4", [("dose", "green", 3.0, "g", ""),
                                          ("rating", "pain", 6.0, "", ""),
                                          ("rating", "focus", 4.0, "", "")]),
        ("dose green 2 capsules pain 6", [("dose", "green", 2.0, "capsule", ""),
                                          ("rating", "pain", 6.0, "", "")]),
    ],
)  # fmt: skip
def test_what_is_typed_and_what_is_written(tmp_path, typed, entries):
    assert added(tmp_path, *typed.split()) == entries


def test_every_kind_of_entry_can_be_typed():
    """The lines above hold each kind of the format, the correction has tests of its own."""
    lines = test_what_is_typed_and_what_is_written.pytestmark[0].args[1]
    assert {entry[0] for _, entries in lines for entry in entries} == {*Kind} - {Kind.VOID}
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/diary-1.json").read_text())
    assert set(schema["$defs"]["Kind"]["enum"]) == {*Kind}


def test_a_word_that_names_two_things_is_asked_about(tmp_path):
    path = folder(tmp_path / "d", head=HEAD + '[products.pain]\nname = "Pain relief tea"\n')
    error = run(path, "pain", "6").exception
    assert "more than one kind of entry has this name" in str(error)
    assert "expected dose, rating" in str(error)


def test_a_product_whose_name_begins_with_a_number(tmp_path):
    path = folder(tmp_path / "d", head=HEAD + '[products.7oh]\nname = "7-OH"\nform = "7-oh"\n')
    assert run(path, "dose", "7oh", "14mg").exit_code == 0
    assert [(e.what, e.value, e.unit) for e in read_diary(path).entries] == [("7oh", 14.0, "mg")]


def test_a_negative_rating_of_a_scale_that_has_them(tmp_path):
    path = folder(tmp_path / "d", head=HEAD + "[outcomes.low_mood]\nlow = -3\nhigh = 3\n")
    run(path, "rating", "low_mood", "-1")
    assert read_diary(path).entries[0].value == -1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dose", "green", "3,5"), 'found "3,5", expected a number with a point, in g. Try 3.5.'),
        (("dose", "gren", "3g"), "Try green."),
        (("dose", "green"), "the amount is missing"),
        (("dose", "3g"), "a product that diary.toml does not name"),
        (("dose", "green", "-3g"), "a negative amount"),
        (("dose", "green", "3", "stone"), "a unit that is not known"),
        (("grene", "3g"), "a kind of entry that is not known"),
        (("does", "green", "3g"), "Try dose green 3g."),
        (("rating", "pain"), "name and number in turn"),
        (("rating", "6", "pain"), "name and number in turn"),
        (("rating", "pain", "11"), "expected 0 to 10"),
        (("event", "nausea", "9"), "a grade outside 1 to 5"),
        (("reading", "alt", "41"), "a reading without its unit"),
        (("reading", "bp", "high"), "not a blood pressure"),
        (("void", "3f0c91ab"), "an id that no entry has"),
        (("void",), "an id that no entry has"),
        (("note",), "the text is missing"),
        (("dose", "green", "3g", "--att", "13:34"), "an option that is not known"),
        (("dose", "green", "3g", "--at", "25:00"), "HH:MM of today"),
        (("dose", "green", "3g", "--at", "23:00"), "Try --at 2026-05-28T23:00."),
    ],
)
def test_what_is_refused_in_one_sentence_and_nothing_is_written(tmp_path, words, said):
    path = folder(tmp_path / "d")
    before = contents(path)
    error = run(path, *words).exception
    assert isinstance(error, SpeciosaError)
    assert error.exit_code == 10
    sentences = error.exceptions if isinstance(error, DiaryError) else (error,)
    assert len(sentences) == 1
    assert said in str(sentences[0])
    assert contents(path) == before


def test_of_two_ratings_with_one_mistake_nothing_is_written(tmp_path):
    path = folder(tmp_path / "d")
    assert isinstance(run(path, "rating", "pain", "6", "focus", "44").exception, DiaryError)
    assert read_diary(path).entries == ()


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ((), "2026-05-29T15:06+02:00"),
        (("--at", "13:34"), "2026-05-29T13:34+02:00"),
        (("--at", "9:05"), "2026-05-29T09:05+02:00"),
        (("--at", "2026-05-28T21:00"), "2026-05-28T21:00+02:00"),
        (("--at", "2026-05-28T21:00+00:00"), "2026-05-28T23:00+02:00"),
        (("--at", "-2h"), "2026-05-29T13:06+02:00"),
        (("--at", "yesterday 22:00"), "2026-05-28T22:00+02:00"),
        (("at", "14:05"), "2026-05-29T14:05+02:00"),
        (("14:05",), "2026-05-29T14:05+02:00"),
        (("yesterday", "22:00"), "2026-05-28T22:00+02:00"),
        (("yesterday", "at", "22:00"), "2026-05-28T22:00+02:00"),
        (("on", "2026-05-28", "at", "21:00"), "2026-05-28T21:00+02:00"),
        (("2026-05-28", "21:00"), "2026-05-28T21:00+02:00"),
        (("-2h",), "2026-05-29T13:06+02:00"),
        (("-30min",), "2026-05-29T14:36+02:00"),
        (("-1h30",), "2026-05-29T13:36+02:00"),
        (("-1.5h",), "2026-05-29T13:36+02:00"),
        (("2", "h", "ago"), "2026-05-29T13:06+02:00"),
        (("1", "h", "30", "min", "ago"), "2026-05-29T13:36+02:00"),
        (("now",), "2026-05-29T15:06+02:00"),
    ],
)
def test_when_it_was(tmp_path, at, instant):
    path = folder(tmp_path / "d")
    run(path, "dose", "green", "3g", *at)
    assert read_diary(path).entries[0].at == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dose", "green", "3g", "yesterday"), "Try yesterday 22:00."),
        (("dose", "green", "3g", "at", "14:05", "--at", "13:00"), "two times"),
        (("dose", "green", "3g", "at", "23:00"), "a time that is still to come"),
        (("dose", "green", "3g", "25:00"), "a time of day that does not exist"),
    ],
)
def test_a_time_that_cannot_be_meant(tmp_path, words, said):
    path = folder(tmp_path / "d")
    before = contents(path)
    error = run(path, *words).exception
    assert isinstance(error, InputError)
    assert said in str(error)
    assert contents(path) == before


def test_a_time_in_a_note_stays_in_the_note(tmp_path):
    assert added(tmp_path, "note", "woke up at", "04:30") == [
        ("note", "", None, "", "woke up at 04:30")
    ]


def test_two_hours_ago_are_two_hours_also_when_clocks_change(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "now", lambda: datetime(2026, 3, 29, 2, 30, tzinfo=UTC))
    path = folder(tmp_path / "d")
    run(path, "dose", "green", "3g", "-2h")
    assert read_diary(path).entries[0].at == datetime.fromisoformat("2026-03-29T01:30+01:00")


def test_a_dose_says_what_went_before_and_how_to_take_it_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = (
        "2026-05-28T20:00,dose,green,3,g,,",
        "2026-05-29T08:10,dose,green,2.5,g,,",
        "2026-05-29T09:00,dose,green,0,g,,",
    )
    folder(tmp_path / "alex", *rows)
    output = run("alex", "dose", "green", "3.0", "--at", "13:37").output
    id_ = read_diary("alex").entries[-1].id[:8]
    assert output == (
        f"Saved  dose  3.0 g green leaf, batch 7   Fri 29 May, 13:37                               id {id_}\n"
        "       Last dose before: 08:10 (5 h 27 min). Today: 2 doses, 5.5 g.\n"
        "       Rate at 15:07: speciosa log alex/ rating pain N focus N\n"
        f"       Undo: speciosa undo alex/ --id {id_}\n"
    )


def test_the_time_to_rate_is_named_only_while_it_is_to_come(tmp_path):
    path = folder(tmp_path / "d")
    assert "Rate at 16:36" in run(path, "dose", "green", "3g").output
    assert "Rate at" not in run(path, "dose", "green", "3g", "--at", "10:00").output
    assert "Rate at" not in run(path, "dose", "bup", "8mg").output


def test_another_substance_is_not_counted_with_it(tmp_path):
    path = folder(tmp_path / "d", "2026-05-29T08:10,dose,bup,8,mg,,")
    output = run(path, "dose", "green", "3g").output
    assert "No dose before in this diary. Today: 1 dose, 3.0 g." in output


def test_undo(tmp_path):
    path = folder(tmp_path / "d")
    id_ = re.search(r"--id (\w+)", run(path, "dose", "green", "3g").output).group(1)
    output = run(path, "void", id_).output
    assert "dose 3.0 g green leaf, batch 7 of 29 May, 15:06 no longer counts" in output
    assert read_diary(path).entries[1].what == read_diary(path).entries[0].id
    assert "cancelled already" in str(run(path, "void", id_).exception)
    undo = re.search(r"--id (\w+)", output).group(1)
    assert run(path, "void", undo).exit_code == 0
    assert [entry.value for entry in current(read_diary(path))] == [3.0]


def test_an_id_that_fits_several_entries(tmp_path):
    path = folder(
        tmp_path / "d", "2026-05-29T08:10,note,,,,a,abcdef11", "2026-05-29T08:10,note,,,,b,abcdef22"
    )
    assert "an id that fits several entries" in str(run(path, "void", "abcdef").exception)


def test_an_outcome_that_is_not_known_is_asked_about_and_new_when_said_so(tmp_path):
    path = folder(tmp_path / "d")
    before = contents(path)
    asked = str(run(path, "rating", "pian", "6").exception)
    assert asked.startswith('an outcome that is not known; found "pian", expected pain, focus, ')
    assert asked.endswith("if it is new and meant as typed, add --new. Try rating pain.")
    assert contents(path) == before
    said = '"pian" is new: 0 to 10, lower is better.'
    assert said in run(path, "rating", "pian", "6", "--new").output
    assert "is new" not in run(path, "rating", "pian", "6").output
    assert "is new" not in run(path, "rating", "pain", "6").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("dose gren 3g", "Try green."),
        ("dose gren 3g", "to add one: a section [products.gren] in diary.toml"),
        ("wish gren", "Try green."),
        ("wish green pian 7", "Try rating pain."),
        ("scale phq8x 5", "a questionnaire that is not known"),
        ("medicine venlafx 75mg", "Try medicine venlafaxine."),
        ("reading ferittin 80 ug/L", ""),
        ("reading creatinin 80 umol/L", "Try reading creatinine."),
        ("condition sleep apnoee", "Try condition sleep apnoea."),
        ("prompt pian", "Try prompt pain."),
    ],
)
def test_a_name_that_was_mistyped_is_answered_before_anything_is_saved(tmp_path, words, said):
    path = folder(tmp_path / "d")
    before = contents(path)
    result = run(path, *words.split())
    if not said:  # like nothing that is known: any name may be used
        assert result.exit_code == 0
        return
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception)
    assert contents(path) == before


def test_a_medicine_says_how_it_was_read(tmp_path):
    path = folder(tmp_path / "d")
    assert "Read as lisdexamfetamine." in run(path, "medicine", "Elvanse", "50mg").output
    assert "Read as" not in run(path, "medicine", "sertraline", "50mg").output
    said = run(path, "medicine", "foozle").output
    assert '"foozle" is not in the tables: nothing is known of it together with kratom.' in said


def test_a_note_goes_with_any_entry(tmp_path):
    assert added(tmp_path, "dose", "green", "3g", "--note", "after dinner")[0][-1] == "after dinner"


def test_a_diary_with_problems_can_still_be_logged_to_and_says_so(tmp_path):
    path = folder(tmp_path / "d", "2026-05-29T08:10,dose,geren,3,g,,")
    assert "has 1 problem besides: speciosa check" in run(path, "dose", "green", "3g").output


def test_what_a_killed_program_left_is_told_and_kept_beside(tmp_path):
    path = folder(tmp_path / "d", "2026-05-29T08:10,dose,green,3,g,,")
    with (path / "entries.csv").open("ab") as stream:
        stream.write(b"\x00026-05-29T09:00,note,,,,half a")
    assert "it was never saved" in CliRunner().invoke(main, ["check", str(path)]).output
    said = run(path, "dose", "green", "3g").output
    assert "An entry was cut off before it was saved. What is left of it:" in said
    assert f"{path}/entries-cut-off.txt" in said
    assert (path / "entries-cut-off.txt").read_text() == "026-05-29T09:00,note,,,,half a\n"
    assert "cut off" not in run(path, "dose", "green", "3g").output
    assert len(read_diary(path).entries) == 3


def test_a_full_disk_is_one_sentence_and_the_diary_is_as_it_was(tmp_path, monkeypatch):
    path = folder(tmp_path / "d", "2026-05-29T08:10,dose,green,3,g,,")
    before = contents(path)

    def full(handle, data):
        os.write(handle, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_lines, "_write_all", full)
    for words in (("log", "dose", "green", "3g"), ("undo",)):
        error = CliRunner().invoke(main, [words[0], str(path), *words[1:]]).exception
        assert isinstance(error, StoreError)
        assert "nothing was saved" in str(error)
        assert "No space left on device" in str(error)
        assert contents(path) == before


def test_what_log_cannot_write_to(tmp_path):
    assert isinstance(run(tmp_path / "nowhere", "dose", "green", "3g").exception, DiaryError)
    (tmp_path / "d.json").write_text("{}")
    assert isinstance(run(tmp_path / "d.json", "dose", "green", "3g").exception, InputError)
    path = folder(tmp_path / "d", head=HEAD.replace("Berlin", "Berln"))
    assert isinstance(run(path, "dose", "green", "3g").exception, DiaryError)


def test_answers_fit_on_the_page(tmp_path):
    path = folder(tmp_path / "d")
    for words in (("dose", "green", "3g"), ("reading", "bp", "128/82"), ("note", "x" * 70)):
        output = run(path, *words).output.replace(str(path), "d")
        assert max(len(line) for line in output.splitlines()) <= 100


TOKENS = st.one_of(
    st.sampled_from(
        [*Kind, "green", "Green", "leaf,", "batch", "7", "pain", "focus", "peg", "alt", "bp", "3g", "3",
         "-2h", "2", "h", "ago", "yesterday", "22:00", "at", "128/82", "sertraline", "stop", "g", "0",
         "U/L", "share", "--x", "-1", "now", "2026-05-28", "", "1e999", "nan", "took"]
    ),
    st.text(max_size=6),
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(TOKENS, min_size=1, max_size=7), st.booleans())
def test_any_words_are_saved_readably_or_refused_in_a_sentence(tmp_path_factory, words, new):
    path = folder(tmp_path_factory.mktemp("x") / "d")
    before = contents(path)
    try:
        log_entry(path, [str(word) for word in words], "", "", NOW, new=new)
    except (DiaryError, InputError):
        assert contents(path) == before
    else:
        assert read_diary(path).entries != ()
