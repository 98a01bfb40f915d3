"""`questions.toml` beside a diary folder: which questions for the visit to hide or to put first.

It changes what a page shows, never the assessment. What is wrong in it costs one sentence, never
the report, and a question about an S4 stays in front whatever the file says.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from speciosa.assessment.schema import Assessment, VisitQuestion
from speciosa.diary.parse_toml import read_toml_text
from speciosa.diary.source import decode, read_bytes
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError

QUESTIONS_FILE: Final = "questions.toml"
_MOST_BYTES: Final = 1_000_000
_KEYS: Final = ("hide", "first")
_EXAMPLE: Final = 'hide = ["ask-tests"]'
_HIGHEST: Final = "S4"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the file asks for, and one problem for each thing in it that cannot be used."""

    hide: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    problems: tuple[InputError, ...] = ()


def read_wishes(diary: Path) -> Wishes:
    """What the file of a diary's folder asks for; nothing for a diary that is one file."""
    path = diary / QUESTIONS_FILE
    if not diary.is_dir() or not path.exists():
        return Wishes()
    try:
        text = decode(read_bytes(path, _MOST_BYTES), QUESTIONS_FILE)
        written = read_toml_text(text, QUESTIONS_FILE)
    except InputError as problem:
        return Wishes(problems=(problem,))
    return _wishes(written)


def _wishes(written: dict[str, Any]) -> Wishes:
    """The two lists as far as they are lists of texts; every other key is a problem."""
    lists, problems = dict[str, tuple[str, ...]](), list[InputError]()
    for key, value in written.items():
        if key not in _KEYS:
            problems.append(_problem("a key that is not known", "", key, " and ".join(_KEYS)))
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            lists[key] = tuple(value)
        else:
            problems.append(_problem("not a list of texts", key, value, "names in quotes"))
    return Wishes(lists.get("hide", ()), lists.get("first", ()), tuple(problems))


def _problem(what: str, key: str, found: object, expected: str, example: str = "") -> InputError:
    return InputError(what, key, found, expected, example or _EXAMPLE, QUESTIONS_FILE)


def as_wished(assessment: Assessment, wishes: Wishes) -> Assessment:
    """The assessment with its questions in the wished order, hidden ones marked as hidden.

    Without a wish that can be followed it is the same object.
    """
    if not (wishes.hide or wishes.first):
        return assessment
    places = {name: place for place, name in enumerate(wishes.first)}
    last = len(places)
    marked = (
        one.model_copy(update={"hidden": one.id in wishes.hide and one.place != _HIGHEST})
        for one in assessment.questions
    )
    ordered = sorted(marked, key=lambda one: (one.place != _HIGHEST, places.get(one.id, last)))
    if tuple(ordered) == assessment.questions:
        return assessment
    return assessment.model_copy(update={"questions": tuple(ordered)})


def problems_of(wishes: Wishes, questions: tuple[VisitQuestion, ...]) -> Iterator[InputError]:
    """Everything in the file that is not followed: one sentence each."""
    yield from wishes.problems
    known = {one.id: one for one in questions}
    for key, names in (("hide", wishes.hide), ("first", wishes.first)):
        for name in dict.fromkeys(names):
            if name not in known:
                like = nearest(name, known)
                expected = listed(known) or "nothing: this report has no question"
                yield _problem("no such question in this report", key, name, expected, like)
    for name in dict.fromkeys(wishes.hide):
        if name in known and known[name].place == _HIGHEST:
            what = "a question about severity 4 of 4 stays"
            yield _problem(what, "hide", name, "another question")


def tell_problems(wishes: Wishes, questions: tuple[VisitQuestion, ...]) -> None:
    """Beside the answer, on stderr."""
    for problem in problems_of(wishes, questions):
        print(f"speciosa: {problem}", file=sys.stderr)
