"""No number stands alone: a unit or what it counts follows it, or it is one of the kinds below."""

import re

import pytest

from speciosa.report.terminal import render_terminal
from tests.report.person_texts import PEOPLE, texts_of

NUMBER = r"[-−]?\d+(?:[.,]\d+)*"
RANGE = rf"{NUMBER}(?:(?: to | and | of |–|-)(?:under )?{NUMBER})*"
INTERVAL = (
    rf"(?:under )?{NUMBER}(?: lower| higher)? (?:to|or) "
    rf"(?:(?:under )?{NUMBER}(?: lower| higher)?|more)(?:, grade [A-D])?"
)
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = rf"\b\d{{1,2}}(?: {MONTH})?(?:(?:[–-]| to )\d{{1,2}})? {MONTH}(?: \d{{4}})?\b"
UNIT = (
    r"(?:%|g|mg|µg|mL|mmHg|bpm|ms|kg|min|h|s|°C|ng/mL|µg/L|mg/dL|mg/L|g/dL|mmol/L|µmol/L|U/L|µg/dL"
    r"|a minute)(?![\w/])"
)
# Words that may stand behind a number without being what it counts
NO_UNIT = (
    "a|an|the|to|and|or|of|at|in|on|is|was|were|are|by|for|from|with|after|before|over|under|than"
    "|higher|lower|better|worse|against|as|if|it|but|until|since|usually|which|that|also|not|no"
    "|possible|probable|doubtful|definite|excluded|call|needs"
)
NOUN = rf"(?!(?:{NO_UNIT})\b)[a-z][a-z-]+"
COUNTED = rf"(?:{NUMBER}/)?{RANGE}(?: ?\({INTERVAL}\))? ?(?:{UNIT}|{NOUN})"
# Kinds of numbers that carry their own meaning
KINDS = (
    r"CTCAE [\d.]+ grades: (?:[\w ]+? \d(?:, | and )?)+",
    DAY,
    r"\b\d{1,2}:\d\d\b",  # a time
    r"\b(?:[A-Za-z]\w*-)+[\w+]*\d[\w+-]*",  # an id of a rule, an entry, a questionnaire
    r"\b[A-Z]+\d\w*\b|\be\d+\b|\b7-OH\b",  # an enzyme, a level of evidence, an entry
    r"\b(?:[Cc]all|[Ee]mergency:|crisis:|poison:) \d[\d ]*\d(?: or \d[\d ]*\d)?",  # a number to call
    r"\bpoints of \d+\b|\b(?:[Bb]atch|table|[Ww]eek|red flag|CTCAE) \d[\d.]*",  # which one
    r"\b[Gg]rades?,? \d(?: (?:of|to) \d)?|\b[Ss]everity \d of \d",  # a grade, of how many
    r"\b\d+th\b",  # a percentile
    rf"{NUMBER}(?: to |–|-){NUMBER}, (?:lower|higher) is better",  # a scale
    rf"(?:over )?{NUMBER} : {NUMBER}",  # odds
    rf"multiplies the odds of a dose by about {NUMBER}",
    rf"\bEvidence {NUMBER}(?:, {NUMBER} at its highest)?; an alert needs {NUMBER}",  # a ratio
    rf"\b(?:Naranjo|RUCAM) {RANGE}|\bR (?:was )?{NUMBER}",  # a score or ratio by its name
    rf"{NUMBER} of 100 intervals held the truth instead of {NUMBER}",
    rf"[Dd]oses a day(?: have risen)?: {NUMBER} in the first [^,.]+, {NUMBER} in the last",
    rf"Doses a day rose from {NUMBER} to {NUMBER}",
)
# Keys of boxes that name what is counted
COUNTING_KEYS = re.compile(r"Doses|Days with entries|Rating moments|First \d|Points|Longest")
# A drawn severity, the number of a red flag, how many findings of all
SIGNS = re.compile(r"[■▲◆◇●○]\d |^ {0,2}\d{1,2} +(?=[A-Z])|^ACT ON +\d+ of \d+", re.MULTILINE)
BOXES = re.compile(r"^ *(?:DATA|USE)\b", re.MULTILINE)


def alone(text):
    """The text with every number that has its meaning blotted out, if one is left."""
    for kind in KINDS:
        text = re.sub(kind, "§", text)
    text = re.sub(rf"{RANGE} \(§\)", "§", text)  # on the scale that stands behind it
    text = re.sub(COUNTED, "#", text)
    # an interval behind its estimate has the same unit
    text = re.sub(rf"#([^.;()]{{0,60}})\({INTERVAL}\)", r"#\1", text)
    text = re.sub(rf"\(# lower to {NUMBER} higher\)", "#", text)
    return text if re.search(r"\d", text) else ""


@pytest.mark.parametrize(
    "text",
    [
        "Restlessness is 1.0 higher at your higher levels.",
        "From 160/100 or more, call the same day.",
        "A pulse of 120, call the same day.",
        "Peak 94 and lowest 18.",
        "No clear difference (1.7 lower to 0.9 higher).",
        "It fell (0.4 to 1.8).",
        "Mean 4.5",
    ],
)
def test_a_number_without_a_unit_is_found(text):
    assert alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Restlessness is 1.0 points higher (0.5 to 1.6, grade B) at your higher levels.",
        "From 160/100 mmHg or a resting pulse of 120 a minute, call 112 or 030 19240.",
        "Peak 94 ng/mL (24 to 322), lowest 18 ng/mL (2.9 to 74).",
        "2 March to 12 April 2026 (42 days), 22:40, 18–19 March",
        "Pain, 0–10, lower is better; 211 ratings (I-034+N-serotonin, CYP3A, GAD-7).",
        "1.4 (1.2 to 1.9) times what the last day would give.",
    ],
)
def test_a_number_with_its_meaning_is_not_found(text):
    assert not alone(text)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_number_of_the_report_has_its_unit(person):
    texts = list(texts_of(PEOPLE[person]()))
    assert len(texts) > 30
    found = [
        said
        for said in texts
        if alone(said.text)
        and not (COUNTING_KEYS.match(said.key) and re.match(rf"(?:Now )?{NUMBER}", said.text))
    ]
    assert found == []


@pytest.mark.parametrize("person", PEOPLE)
def test_every_number_of_the_terminal_has_its_unit(person):
    """In one column without pictures, where everything is said in words."""
    page = render_terminal(PEOPLE[person](), 72, colour=False)
    blocks = [block for block in page.split("\n\n") if not BOXES.match(block)]
    assert len(blocks) > 5
    lines = [" ".join(SIGNS.sub("", block).split()) for block in blocks]
    assert [line for line in lines if alone(line)] == []
