"""What a person reads is easy to read: school grade 9 at most on average (age 14).

No table of ours holds a text that is much harder, and no paragraph of a page is.
"""

import re
import tomllib
from pathlib import Path

import pytest

import speciosa
from speciosa.report.terminal import render_terminal
from tests.report.person_texts import PEOPLE, texts_of
from tests.report.reading_ease import Ease, ease, syllables
from tests.safety.test_forbidden_words import faults

MEAN_GRADE = 9.0
LONG_WORDS = 12  # below, one long word alone makes a high grade
HARDEST_GRADE = 14.0  # of one paragraph or one text of a table
# Enumerations: the names of illnesses, models and laboratory values are what they are.
LISTS = {"Still open", "Model variants", "Not known"}
VALUES, MANY_VALUES = re.compile(r"\d (?:U/L|mg/dL)|\d times the upper limit"), 4
DATA = Path(speciosa.__file__).parent / "knowledge" / "data"
TABLES = (
    *("conditions", "counts", "cutoffs", "interactions", "lead", "red_flags", "schedule"),
    *("statements", "taper", "thresholds", "timing", "trends", "visit_questions"),
)
FIELDS = {
    *("title", "why", "who", "what", "do", "signs", "text", "action"),
    *("action_if_new", "action_if_already", "pair_new", "condition_new"),
}


def hardest(texts, most=10):
    """The hardest texts with their grades, as lines."""
    graded = sorted(((ease([text]).grade, text) for text in texts), reverse=True)
    return "\n".join(f"{grade:5.1f}  {text}" for grade, text in graded[:most])


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("pain", 1), ("kratom", 2), ("lisdexamfetamine", 2), ("medicine", 3), ("4.5", 1)),
        *(("restlessness", 3), ("withdrawal", 3), ("mitragynine", 2), ("diarrhoea", 4)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula():
    assert ease(["The cat sat on the mat."]) == Ease(words=6, sentences=1, syllables=6)
    assert ease(["The cat sat on the mat."]).grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    hard = "Pharmacokinetic interactions necessitate individualised multidisciplinary evaluation."
    assert ease([hard]).grade > 20


@pytest.mark.parametrize("person", PEOPLE)
def test_the_report_reads_at_grade_nine_or_below(person):
    texts = [said.text for said in texts_of(PEOPLE[person]())]
    assert ease(texts).words > 300
    assert ease(texts).grade <= MEAN_GRADE, hardest(texts)


@pytest.mark.parametrize("person", PEOPLE)
def test_no_paragraph_of_the_report_is_much_harder(person):
    texts = [
        said.text
        for said in texts_of(PEOPLE[person]())
        if said.key not in LISTS
        and ease([said.text]).words >= LONG_WORDS
        and len(VALUES.findall(said.text)) < MANY_VALUES
    ]
    assert all(ease([text]).grade <= HARDEST_GRADE for text in texts), hardest(texts)


@pytest.mark.parametrize("person", PEOPLE)
def test_no_forbidden_word_is_in_the_report_or_the_terminal(person):
    assessment = PEOPLE[person]()
    texts = [said.text for said in texts_of(assessment)]
    lines = render_terminal(assessment, 100, colour=False).split("\n\n")
    assert [text for text in (*texts, *lines) if faults(" ".join(text.split()))] == []


def told(value, key=""):
    """Texts of a table that a person reads."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from told(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from told(part, key)
    elif isinstance(value, str) and key in FIELDS and value.strip():
        yield value


def table_texts(name):
    paths = sorted((DATA / name).glob("*.toml")) or [DATA / f"{name}.toml"]
    return [text for path in paths for text in told(tomllib.loads(path.read_text("utf-8")))]


@pytest.mark.parametrize("name", TABLES)
def test_the_texts_of_a_table_read_at_grade_nine_or_below(name):
    texts = table_texts(name)
    assert texts
    assert ease(texts).grade <= MEAN_GRADE, hardest(texts)
    long = [text for text in texts if ease([text]).words >= LONG_WORDS]
    assert all(ease([text]).grade <= HARDEST_GRADE for text in long), hardest(long)
