"""`appraise` as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.appraise import appraise
from speciosa.errors import InputError
from tests.appraise.labelled import read_file

ARTICLE = Path(__file__).parent / "article.md"
app = typer.Typer()
app.command()(appraise)


def run(*arguments, **more):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **more)


@pytest.fixture(scope="module")
def page():
    done = run(ARTICLE)
    assert done.exit_code == 0
    return done.output


def test_the_page_fits_80_columns_and_has_no_loose_ends(page):
    lines = page.splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert "\x1b" not in page


def test_the_page_answers_the_five_things_the_article_promises(page):
    told = " ".join(page.split())
    for words in (
        "Kratom relieves chronic pain",
        "No trial has tested it in chronic pain",
        "Kratom helps with ADHD",
        "ADHD has not been studied",
        "Kratom is natural or traditional, and so without danger",
        "Kratom has a low risk of addiction",
        "Kratom is not addictive",
        "There is a dose, or guidance on dose, that takes the danger away",
    ):
        assert words in told


def test_a_denied_claim_is_shown_as_it_was_said_under_its_verdict(page):
    contradicted = page.split("CONTRADICTED")[1].split("NOT SUPPORTED")[0]
    assert "  Kratom is not addictive\n" in contradicted
    assert "Kratom can cause dependence" not in contradicted


def test_the_page_names_certainty_sources_and_what_was_not_judged(page):
    assert "Certainty: very low" in page
    assert "Mun et al. 2025, J Pain" in page
    assert "NOT JUDGED" in page
    assert "Is it right for you?" in page
    assert "emergency number" in page


def test_the_page_says_how_often_it_was_wrong(page):
    """Of the words "one in four" and "more than half": the count in `articles_result.toml`."""
    told = " ".join(page.split())
    assert "about one verdict in four did not fit its sentence" in told
    assert "more than half of the claims were missed" in told
    result = read_file("articles_result")
    assert result["precision"]["value"] == pytest.approx(0.75, abs=0.05)
    assert result["recall"]["value"] < 0.5


def test_not_judged_is_told_in_plain_words(page):
    left = " ".join(page.split("NOT JUDGED")[1].split("SOURCES")[0].split())
    assert "Not judged does not mean true." in left
    assert "headings" not in left


def test_missing_proof_is_not_read_as_a_claim():
    told = run("-", input="Kratom has never been tested in ADHD.").output
    assert "Proof is missing that kratom helps with ADHD" in told


def test_numbers_in_brackets_lead_to_a_listed_source(page):
    listed = page.split("SOURCES")[1]
    for number in range(1, 10):
        assert f"\n {number:>3}  " in listed


def test_no_amount_stands_on_the_page(page):
    assert "[amount]" in page
    assert "5 grams" not in page


def test_json_holds_everything():
    told = json.loads(run(ARTICLE, "--json").output)
    answer = next(row for row in told["answers"] if row["claim"] == "CL-05")
    assert answer["verdict"] == "partly supported"
    assert {row["id"] for row in answer["statements"]} == {"G10", "G11"}
    assert "E-15" in {row["key"] for row in answer["studies"]}
    assert answer["sentences"][0]["stance"] == "asserts"
    assert told["unjudged"]
    assert {"key", "cite", "doi", "pmid", "read"} == set(told["sources"][0])


def test_plain_is_ascii():
    assert run(ARTICLE, "--plain").output.isascii()


def test_a_dash_reads_standard_input():
    done = run("-", input="Kratom is not addictive.")
    assert done.exit_code == 0
    assert "standard input: 1 sentence, 1 judged." in done.output


def test_an_article_without_claims_says_so():
    done = run("-", input="The weather was fine.")
    assert "makes a claim that the tables know" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the text is empty"),
        (b"\x00\x01", "this is not a text"),
        (b"\xff\xe4 x", "the letters cannot be read"),
        (b"kratom " * 200_000, "the text is too long"),
    ],
    ids=["empty", "binary", "encoding", "huge"],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path, content, said):
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    done = run(path)
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)
    assert "\n" not in str(done.exception)


@pytest.mark.parametrize("name", ["absent.txt", ""])
def test_an_absent_file_or_a_folder_is_one_sentence(tmp_path, name):
    done = run(tmp_path / name)
    assert isinstance(done.exception, InputError)
    assert "cannot read it" in str(done.exception)


def test_nothing_heavy_is_loaded():
    code = (
        "import sys, typer; from speciosa.cli.appraise import appraise; app = typer.Typer();"
        f"app.command()(appraise); app([{str(ARTICLE)!r}], standalone_mode=False);"
        "heavy = {'numpy', 'scipy', 'rich', 'jinja2', 'rapidfuzz', 'speciosa.diary'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
