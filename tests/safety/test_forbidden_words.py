"""No table, template or generated assessment says what must never be said; all can be traced."""

import re
import tomllib
from functools import cache

import pytest

from speciosa.assessment.build import assess
from speciosa.knowledge.sources import sources
from speciosa.report.html import render_html
from speciosa.report.terminal import render_terminal
from speciosa.response.simulate import SCENARIOS
from speciosa.safety.check import check_safety
from tests.safety.generated import random_diary
from tests.safety.test_language import AMOUNT, SRC, TABLES, TEMPLATES, literals, said, texts

# besides the words for "safe" of test_language, what no text to a person may say
NEVER = re.compile(
    r"\b(?:contraindicated|well tolerated|without risk|risk free|no danger|not dangerous"
    r"|recommended dose|safe dose|good dose|take (?:up to )?\d|(?:raise|lower) your dose to)\b",
    re.IGNORECASE,
)
CYP3A_DIRECTION = re.compile(
    r"\b(?:ketoconazole|clarithromycin|ritonavir|itraconazole|grapefruit)[^.]{0,60}"
    r"\b(?:raises?|increases?|lowers?|strengthens?|weakens?) (?:the )?(?:kratom|mitragynine)",
    re.IGNORECASE,
)
FAST, SLOW = range(200), range(200, 1200)
QUOTED = {"claim_words", "claims"}  # what articles say, to be recognised: not our words
OURS = [path for path in TABLES if not QUOTED & {*path.parts, path.stem}]


def faults(text):
    return [*said(text), *NEVER.findall(text), *CYP3A_DIRECTION.findall(text)]


def published(result):
    """Every text of everything that safety adds to an assessment."""
    parts = (*result.findings, *result.schedule, *result.events, *result.statements)
    for part in (*parts, result.red_flags, result.dependence):
        yield from texts(part.model_dump(mode="json"))


@cache
def checked(seed):
    return check_safety(random_diary(seed))


def check(seed):
    made = random_diary(seed)
    # what a person typed is theirs: it is shown, not said
    typed = " ".join([*made.person.conditions, *made.medicines])
    result = checked(seed)
    found = [text for text in published(result) if faults(text) and text not in typed]
    assert found == [], seed
    for finding in result.findings:
        told = f"{finding.title} {finding.why} {finding.action}"
        assert finding.because, (seed, finding.id)
        assert finding.sources, (seed, finding.id)
        assert all(source.key in sources() for source in finding.sources)
        assert "{" not in told, (seed, finding.id)
        assert not AMOUNT.search(finding.action), (seed, finding.action)


def test_the_list_finds_what_it_must():
    for text in (
        "These are safe to combine.",
        "Kratom is well tolerated",
        "take 3 capsules",
        "Ketoconazole raises mitragynine",
        "Grapefruit juice strengthens kratom",
        "lower your dose to a third",
    ):
        assert faults(text), text
    for text in (
        "No information about this pair. That is not the same as no risk.",
        "Do not take it after 6 pm.",
        "Grapefruit juice can change the effect of kratom in ways nobody knows.",
    ):
        assert not faults(text), text


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_no_table_says_it(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [text for text in texts(table) if faults(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_it(path):
    assert faults(path.read_text(encoding="utf-8")) == []


def test_no_code_says_it():
    found = {
        str(path.relative_to(SRC)): text
        for path in SRC.rglob("*.py")
        for text in literals(path)
        if NEVER.search(text) or CYP3A_DIRECTION.search(text)
    }
    assert found == {}


@pytest.mark.parametrize("tens", range(0, len(FAST), 10))
def test_no_generated_findings_say_it(tens):
    for seed in FAST[tens : tens + 10]:
        check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(0, len(SLOW), 100))
def test_no_thousand_generated_findings_say_it(hundred):
    for seed in SLOW[hundred : hundred + 100]:
        check(seed)


def check_whole(made):
    """One whole assessment, and what its page and the terminal say of it."""
    typed = " ".join([*made.person.conditions, *made.medicines])
    assessment = assess(made)
    strings = list(texts(assessment.model_dump(mode="json")))
    assert [text for text in strings if faults(text) and text not in typed] == []
    page = re.sub(r"<(style|script).*?</\1>", "", render_html(assessment), flags=re.DOTALL)
    assert said(page) == []
    assert said(render_terminal(assessment, 100, colour=False)) == []
    keys = {source.key for finding in assessment.findings for source in finding.sources}
    assert keys <= set(sources())
    return assessment


@pytest.mark.parametrize("seed", range(4))
def test_no_whole_assessment_and_its_faces_say_it(seed):
    check_whole(random_diary(seed))


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_assessment_of_simulated_people_says_it(scenario):
    """Here outcomes are compared, declared, and told apart from withdrawal."""
    person = SCENARIOS[scenario].person(1)
    assert check_whole(person.diary).responses


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(0, len(SLOW), 100))
def test_no_thousand_whole_assessments_say_it(hundred):
    made = [check_whole(random_diary(seed)) for seed in SLOW[hundred : hundred + 100]]
    assert sum(bool(one.responses) for one in made) >= 10


def test_generated_diaries_reach_most_of_what_can_be_said():
    """The words are only searched in what is reached: the made-up diaries reach most rules."""
    seen = {
        part
        for seed in FAST
        for finding in checked(seed).findings
        for part in finding.id.split("+")
    }
    assert len({row for row in seen if row.startswith("C-")}) >= 24
    assert len({row for row in seen if row.startswith("R-")}) == 12
    assert len({row for row in seen if row.startswith("I-")}) >= 60
    assert {"N-sedatives", "N-qt", "N-serotonin"} <= seen
    assert len({row for row in seen if row.startswith("T-")}) >= 8
