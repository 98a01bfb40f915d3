"""What only a person can answer about a case, each once, with the scores it can narrow."""

from collections.abc import Iterator
from typing import Final

from speciosa.safety.calculators.naranjo import naranjo_items
from speciosa.safety.calculators.ranges import Item, Score
from speciosa.safety.calculators.rucam import STATES, Table, cause_scores, causes, rucam_items
from speciosa.safety.cases.case import Case, Exposure, Question, Seriousness
from speciosa.safety.cases.groups import (
    AskedQuestion,
    EventGroup,
    any_group,
    most_shown,
    rucam_first,
)
from speciosa.safety.words import list_text

_CAUSES: Final = "RUCAM"


def questions_of(
    group: EventGroup | None,
    exposure: Exposure,
    seriousness: Seriousness,
    scores: tuple[Score, Score | None],
    answers: dict[str, str],
    open_causes: list[str],
    *,
    scored: bool,
) -> tuple[Question, ...]:
    """Every open question: of the kind of event first, then of RUCAM, of any event, of Naranjo.

    Args:
        group: the kind of event.
        exposure: asked for where the first use is not known.
        seriousness: its open criteria.
        scores: Naranjo, and RUCAM where it has questions.
        answers: what the diary has answered.
        open_causes: causes of RUCAM's item 5 that are not settled.
        scored: whether RUCAM gives a score; without one its questions are asked all the same.
    """
    naranjo, rucam = scores
    own = [q for q in (group.questions if group else ()) if not (scored and q.unscored)]
    found = [_asked(question) for question in own if question.key not in answers]
    if rucam is not None:
        table: Table = "hepatocellular" if rucam.table == "hepatocellular" else "cholestatic"
        tests, other = _of_causes(rucam, open_causes)
        found += (*tests, *sorted(_of_score(rucam, rucam_items(table)), key=_rank), *other)
    keys = {question.key for question in found}
    for question in _of_any(exposure, seriousness):
        again = question.key == "first_use" and "onset" in keys
        if question.key not in answers and not again:
            found.append(_asked(question))
    return (*found, *_of_score(naranjo, naranjo_items()))


def question_texts(case: Case) -> tuple[str, ...]:
    """Questions as one reads them: what is still to be ruled out stands in one sentence."""
    tests = {cause.key: cause.label for cause in causes()}
    missing = [tests[question.key] for question in case.questions if question.key in tests]
    together = f"Was this tested, with which result: {list_text(missing)}?" if missing else ""
    each = (together if one.key in tests else one.text for one in case.questions)
    return tuple(dict.fromkeys(each))


def shown_questions(case: Case) -> tuple[str, ...]:
    """The most useful of them, so that somebody ill can answer them."""
    return question_texts(case)[: most_shown()]


def _of_score(score: Score, items: tuple[Item, ...]) -> Iterator[Question]:
    options = {item.key: item.options for item in items}
    for item in score.items:
        if item.open and item.item in options:
            keys = tuple(option.key for option in options[item.item])
            yield Question(key=item.item, text=item.question, answers=keys, scales=(score.scale,))


def _rank(question: Question) -> int:
    first = rucam_first()
    return first.index(question.key) if question.key in first else len(first)


def _of_causes(score: Score, open_causes: list[str]) -> tuple[list[Question], list[Question]]:
    """What is still to be ruled out, and whether another cause is likely all the same."""
    item = next(item for item in score.items if item.item == "causes")
    if not item.open:
        return [], []
    tests = [
        Question(key=c.key, text=f"Was {c.label} ruled out?", answers=STATES, scales=(_CAUSES,))
        for c in causes()
        if c.key in open_causes
    ]
    key, text = cause_scores().key, item.question
    other = Question(key=key, text=text, answers=("yes", "no"), scales=(_CAUSES,))
    return tests, [other] if len(item.possible) > 1 else []


def _of_any(exposure: Exposure, seriousness: Seriousness) -> Iterator[AskedQuestion]:
    asked = {"hospital stay": "hospital", "lasting disability": "lasting"}
    settled = {key for criterion, key in asked.items() if criterion not in seriousness.open}
    settled |= {"first_use"} if exposure.first_use_known else set()
    for question in any_group().questions:
        if question.key not in settled:
            yield question


def _asked(question: AskedQuestion) -> Question:
    return Question(key=question.key, text=question.text, answers=question.answers, scales=())
