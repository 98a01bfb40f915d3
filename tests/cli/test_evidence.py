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
    assert all(any(line.startswith(one) for line in shown.splitlines()) for one in ids)


def test_a_topic_is_shown_with_certainty_weakness_and_source():
    shown = run(known, "fibromyalgia").output
    assert "G3    Fibromyalgia, arthritis and back pain: no controlled data exist." in shown
    assert "very low certainty" in shown
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
