"""The catalogue of texts: complete, nothing unused, and nothing said beside it."""

import ast
import re
from functools import cache, partial
from pathlib import Path
from string import Formatter

import pytest

import speciosa.texts
from speciosa.errors import InputError
from speciosa.report.html import render_html
from speciosa.report.pdf import render_pdf
from speciosa.report.terminal import render_terminal
from speciosa.texts import ENGLISH, language, languages, say, speaking, texts
from tests.report import builder
from tests.report.constructed import constructed

SOURCE = Path(speciosa.texts.__file__).parents[1]
TEMPLATE_CALL = re.compile(r'\bsay\("([^"]+)"')
WORDS = re.compile(r"[A-Za-z][a-z]+(?: [A-Za-z]?[a-z]+){2,}")  # three words in a row
ERRORS = {"InputError", "TableError"}
CODES = {
    "no clear difference",  # a verdict of the assessment
    "Source Sans Pro",
    "could not be displayed",  # what the typesetter says
}
LONGEST_PIECE = 12  # letters of a text that cannot stand in a diary by chance


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def trees():
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def calls():
    """Every call of `say`: file, the key or its beginning, whether whole, and the places named."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                named = {one.arg for one in node.keywords}
                for key, whole in keys_of(node.args[0]):
                    yield file, key, whole, named


def keys_of(node):
    """Keys that an argument can stand for; a beginning where its end is put in."""
    if isinstance(node, ast.Constant):
        yield node.value, True
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield node.values[0].value, False
    elif isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)


def literals():
    """Every string of the code, so that a key may also be handed on by name."""
    return {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def in_templates():
    for path in (SOURCE / "report" / "templates").iterdir():
        yield from TEMPLATE_CALL.findall(path.read_text(encoding="utf-8"))


def test_every_key_that_is_said_is_in_the_catalogue():
    known = texts(ENGLISH)
    missing = [(file, key) for file, key, whole, _ in calls() if whole and key not in known]
    missing += [
        (file, key)
        for file, key, whole, _ in calls()
        if not whole and not any(one.startswith(key) for one in known)
    ]
    missing += [("templates", key) for key in in_templates() if key not in known]
    assert missing == []


def test_every_text_is_said_somewhere():
    begun = {key for _, key, whole, _ in calls() if not whole}
    said = literals() | set(in_templates())
    unused = [key for key in texts(ENGLISH) if key not in said and not key.startswith(tuple(begun))]
    assert unused == []


def test_every_place_is_filled_and_none_is_made_up():
    known = texts(ENGLISH)
    wrong = [
        (file, key, sorted(named ^ places(known[key])))
        for file, key, whole, named in calls()
        if whole and None not in named and named != places(known[key])
    ]
    assert wrong == []


def called(node):
    return getattr(node.func, "id", "")


def spoken_in_code(tree):
    """Strings of three words that are neither said to the program's maker nor an error."""
    left = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (getattr(node, "func", None) and called(node) in ERRORS):
            left |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left:
            yield from WORDS.findall(node.value)


PAGES = sorted(p.relative_to(SOURCE).as_posix() for p in (SOURCE / "report").rglob("*.py"))


@pytest.mark.parametrize("file", PAGES)
def test_no_page_says_what_is_not_in_the_catalogue(file):
    assert set(spoken_in_code(trees()[file])) <= CODES


@pytest.fixture
def made_up(monkeypatch):
    """A language in which every letter outside a place is another one."""
    turned = {key: turn(text) for key, text in texts(ENGLISH).items()}
    known = {ENGLISH: texts(ENGLISH), "xx": turned}
    monkeypatch.setattr(speciosa.texts, "texts", known.__getitem__)
    monkeypatch.setattr(speciosa.texts, "languages", lambda: (ENGLISH, "xx"))
    return "xx"


def turn(text):
    parts = re.split(r"(\{\w+[^}]*\})", text)
    letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")
    return "".join(p if p.startswith("{") else p.translate(letters) for p in parts)


def pieces():
    """What a page of another language must not hold: the longer runs between two places."""
    for text in texts(ENGLISH).values():
        for literal, *_ in Formatter().parse(text):
            if len(re.sub("[^a-z]", "", literal)) >= LONGEST_PIECE:
                yield literal.strip(" .,;:")


@pytest.mark.parametrize("audience", ["person", "professional"])
@pytest.mark.parametrize(
    "whole", [builder.person, *(partial(constructed, i) for i in (0, 1, 5, 9))]
)
def test_another_language_is_spoken_on_every_face(made_up, audience, whole):
    whole = whole()
    english = sorted(set(pieces()), key=len, reverse=True)
    with speaking(made_up):
        page = render_html(whole, audience)
        terminal = " ".join(render_terminal(whole, 100, colour=False).split())
    assert f'lang="{made_up}"' in page
    inside = whole.to_json().lower()  # words of the assessment are English in every language
    faces = page + terminal
    left = [text for text in english if text in faces and text.lower() not in inside]
    assert left == []


def test_the_language_belongs_to_the_task(made_up):
    assert language() == ENGLISH
    with speaking(made_up):
        assert language() == made_up
    assert language() == ENGLISH


def test_paper_is_tagged_with_the_language_spoken(monkeypatch):
    seen = []
    monkeypatch.setattr("speciosa.report.pdf.typeset", lambda _, data, __: seen.append(data) or b"")
    render_pdf(constructed(0))
    assert seen[0]["lang"] == ENGLISH


def test_a_language_without_a_file_is_refused():
    with pytest.raises(InputError, match="no such language"), speaking("tlh"):
        pass
    assert languages()[0] == ENGLISH


def test_what_a_language_lacks_is_said_in_english(monkeypatch):
    speciosa.texts.texts.cache_clear()
    read = speciosa.texts._read
    monkeypatch.setattr(
        speciosa.texts,
        "_read",
        lambda name: {"day": {"title": "Der Tag"}} if name == "de" else read(name),
    )
    found = texts("de")
    assert found["day.title"] == "Der Tag"
    assert {key for key in found if found[key] != texts(ENGLISH)[key]} <= {"day.title"}
    speciosa.texts.texts.cache_clear()


def test_a_key_that_is_not_there_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        say("no.such.key")
