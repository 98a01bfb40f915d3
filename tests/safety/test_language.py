"""What the tables and the code may never say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "speciosa"
TABLES = sorted((SRC / "knowledge" / "data").rglob("*.toml"))
TEMPLATES = sorted(
    p for p in SRC.rglob("*") if p.suffix in {".html", ".j2", ".jinja", ".txt", ".typ"}
)
RULE_TABLES = [
    "interactions",
    "conditions",
    "thresholds",
    "trends",
    "timing",
    "counts",
    "cutoffs",
    "taper",
]
FORBIDDEN = re.compile(
    r"\bsafe(?:ly|r|st)?\b|\bharmless\b|\brisk[- ]free\b|\bno risk\b|\bcan be combined\b|\bcompatible\b",
    re.IGNORECASE,
)
ALLOWED = ["That is not the same as no risk", "| safe", "|safe"]
AMOUNT = re.compile(r"\d\s*(?:mg|g|grams?|ml|capsules?|tablets?)\b")
LARGEST_POWER = 12
# what articles say, to be recognised: patterns of claims, quoted and never printed
QUOTED = {"says", "denied_by", "about", "unless", "unless_anywhere", "void", "way", "examples"}


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in texts(item))


def said(text):
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    return FORBIDDEN.findall(text)


def read(name):
    """A table, or the rows of all tables of a folder."""
    place = SRC / "knowledge" / "data" / name
    paths = sorted(place.glob("*.toml")) if place.is_dir() else [place.with_suffix(".toml")]
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
    return tables[0] | {"row": [row for table in tables for row in table.get("row", ())]}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_table_has_a_word_for_safe(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if path.stem == "claim_words":
        return  # words of articles alone
    ours = [
        {key: value for key, value in claim.items() if key not in QUOTED}
        for claim in table.get("claim", ())
    ]
    assert [text for text in texts(ours or table) if said(text)] == []


def test_no_template_has_a_word_for_safe():
    assert {
        p.name: words for p in TEMPLATES if (words := said(p.read_text(encoding="utf-8")))
    } == {}


def literals(path):
    """Strings of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_message_has_a_word_for_safe():
    found = {str(p.relative_to(SRC)): t for p in SRC.rglob("*.py") for t in literals(p) if said(t)}
    assert found == {}


def test_the_forbidden_list_finds_what_it_must():
    for text in (
        "safe to combine",
        "It is safe",
        "can be used safely",
        "harmless",
        "There is no risk",
    ):
        assert said(text)
    for text in (
        "FDA Drug Safety Communication",
        "unsafe_text",
        "That is not the same as no risk.",
    ):
        assert not said(text)


@pytest.mark.parametrize("name", RULE_TABLES)
def test_no_rule_names_an_amount_or_speaks_of_a_taper_or_a_pause(name):
    for row in read(name)["row"]:
        for field in ("title", "why", "action", "action_if_new", "action_if_already", "label"):
            text = row.get(field, "")
            assert not AMOUNT.search(text), (row["id"], text)
            assert not re.search(r"\b(?:taper|pause|contraindicated)\b", text), (row["id"], text)


def test_the_direction_of_an_inhibitor_on_kratom_is_never_printed():
    rows = [
        row
        for name in ("interactions", "timing")
        for row in read(name)["row"]
        if row.get("cause") == "enzyme"
    ]
    assert len(rows) >= 5
    for row in rows:
        text = " ".join(texts(row))
        assert not re.search(
            r"\b(?:rais|increas|higher|stronger|lower|weaker|more kratom|less kratom)", text
        ), row["id"]


@pytest.mark.parametrize("name", ["interactions", "conditions"])
def test_actions_of_s4_rows_name_today_or_an_emergency(name):
    for row in read(name)["row"]:
        if row["severity"] == "S4":
            text = row["action_if_already"] + row["who"]
            assert re.search(r"today|emergency|this week|Drink no alcohol|before the next", text), (
                row["id"]
            )


def test_rows_on_what_must_not_end_suddenly_say_so():
    sudden = {
        "opioid",
        "opioid-3a",
        "opioid-2d6",
        "methadone",
        "benzodiazepine",
        "benzodiazepine-3a",
        "clonidine",
        "barbiturate",
        "snri",
        "ssri",
        "ssri-qt",
        "ssri-2d6",
        "tca",
        "maoi",
        "duloxetine",
        "bupropion",
        "gabapentinoid",
        "baclofen",
        "beta-blocker",
    }
    seen = set()
    for row in read("interactions")["row"]:
        for wanted in sudden & set(row["medicines"]):
            seen.add(wanted)
            assert re.search(r"suddenly|on your own", row["action_if_already"]), row["id"]
    assert seen == sudden


def test_safety_code_holds_no_clinical_number():
    allowed = {0.0, 0.5, 1.0, 2.0, *(10.0**power for power in range(-LARGEST_POWER, LARGEST_POWER))}
    found = {
        f"{path.name}:{node.lineno}": node.value
        for path in (SRC / "safety").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and node.value not in allowed
    }
    assert found == {}
