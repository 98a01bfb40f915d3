"""`evidence` and `instruments` as a person runs them."""

import json

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.evidence import evidence
from speciosa.cli.instruments import instruments
from speciosa.errors import InputError
from speciosa.knowledge.evidence import everything

known, forms = typer.Typer(), typer.Typer()
known.command()(evidence)
forms.command()(instruments)


def run(app, *arguments):
    return CliRunner().invoke(app, list(arguments))


def test_without_a_word_everything_is_listed_once():
    ids = [one.id for one in everything()]
    assert len(ids) == len(set(ids)) >= 15 + 18 + 20
    shown = run(known).output
    lines = shown.splitlines()
    listed = [one.id for one in everything() if one.kind in {"statement", "study", "claim"}]
    assert all(sum(line.startswith(f"{one} ") for line in lines) == 1 for one in listed)
    for kind in ("regulation", "term"):  # long lists are counted, and one command away
        count = sum(one.kind == kind for one in everything())
        assert any(line.startswith(f"{count} ") and f"--kind {kind}" in line for line in lines)
        assert len(json.loads(run(known, "--kind", kind, "--json").output)) == count


def test_a_topic_is_shown_with_certainty_weakness_and_source():
    shown = run(known, "fibromyalgia").output
    assert "G3    Fibromyalgia, arthritis and back pain: no controlled data exist." in shown
    assert "Very low certainty, L2; published." in shown
    assert "PMID 31567595" in shown
    assert "Read: abstract." in shown


def test_a_source_finds_what_rests_on_it():
    found = json.loads(run(known, "tanna2023", "--json").output)
    assert "G13" in {one["id"] for one in found}
    assert all(any(s["key"] == "tanna2023" for s in one["sources"]) for one in found)


def test_kinds_narrow_it_down_and_unknown_words_are_one_sentence():
    studies = json.loads(run(known, "--kind", "study", "--json").output)
    assert {one["kind"] for one in studies} == {"study"}
    for arguments in (["blargh"], ["--kind", "rumour"]):
        assert isinstance(run(known, *arguments).exception, InputError)


def test_the_law_of_a_place_is_found_by_its_name_and_dated():
    shown = run(known, "Louisiana").output
    assert "US-LA Louisiana, United States: controlled." in shown
    assert "As of 2026-11-2" in shown
    assert "not legal advice" in shown
    open_ = run(known, "Kansas", "--kind", "regulation").output
    assert "US-KS Kansas, United States: not confirmed. Ask there." in open_
    only = run(known, "--kind", "regulation", "US-OH:7-oh").output
    assert "7-oh only" in only
    assert "What holds after 2026-06-10 was not found." in only


def test_no_law_is_told_of_a_place_that_was_not_confirmed():
    for row in everything():
        if row.kind == "regulation" and row.review == "unverified" and not row.id.startswith("LF"):
            assert "not confirmed" in row.text, row.id


def test_a_word_is_explained_in_one_sentence():
    shown = run(known, "--kind", "term", "half-life").output
    assert "half-life: The time in which the level of a substance" in shown
    assert "- International Union" in shown
    own = run(known, "--kind", "term", "tolerance").output
    assert "In our own words." in own


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["fibromialgia"], "Try speciosa evidence fibromyalgia."),
        (["withdrawl", "--kind", "term"], "Try speciosa evidence withdrawal --kind term."),
        (["Lousiana"], "Try speciosa evidence louisiana."),
        (["--kind", "terms"], "Try --kind term."),
        (["pain", "louisiana"], "nothing holds all these words"),
        (["zzzz"], "expected a topic such as pain"),
    ],
)
def test_a_typing_error_is_answered_with_the_nearest_topic(typed, says):
    done = run(known, *typed)
    assert isinstance(done.exception, InputError)
    assert says in str(done.exception)


def test_words_are_found_at_their_beginning_only():
    assert {one["id"] for one in json.loads(run(known, "qt", "--json").output)} >= {"G15", "qtc"}
    assert isinstance(run(known, "ibromyalgia").exception, InputError)


def test_a_questionnaire_is_shown_with_range_bands_and_licence():
    shown = run(forms, "phq9").output
    assert "Total 0 to 27; lower is better." in shown
    assert "10 to 14: moderate" in shown
    assert "Licence:" in shown
    assert "Source:" in shown


@pytest.mark.parametrize(("name", "says"), [("sds", "sheehan or sds-dep"), ("zzz", "zzz")])
def test_a_name_of_two_questionnaires_or_of_none_is_told(name, says):
    done = run(forms, name)
    assert isinstance(done.exception, InputError)
    assert says in str(done.exception)
