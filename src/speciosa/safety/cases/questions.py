"""What only a person can answer about a case, each once, with the scores it can narrow."""

from collections.abc import Iterator
from typing import Final

from speciosa.safety.calculators.naranjo import naranjo_items
from speciosa.safety.calculators.ranges import Item, Score
from speciosa.safety.calculators.rucam import STATES, Table, cause_scores, causes, rucam_items
from speciosa.safety.cases.case import Case, Exposure, Question, Seriousness
from speciosa.safety.cases.groups import AskedQuestion, EventGroup, any_group
from speciosa.safety.words import list_text

_CAUSES: Final = "RUCAM"


def questions_of(
    group: EventGroup | None,
    exposure: Exposure,
    seriousness: Seriousness,
    scores: tuple[Score, Score | None],
    answers: dict[str, str],
    open_causes: list[str],
) -> tuple[Question, ...]:
    """Every open question: of the scales first, then of the kind of event.

    Args:
        group: the kind of event.
        exposure: asked for where the first use is not known.
        seriousness: its open criteria.
        scores: Naranjo, and RUCAM where there is one.
        answers: what the diary has answered.
        open_causes: causes of RUCAM's item 5 that are not settled.
    """
    naranjo, rucam = scores
    found = [*_of_score(naranjo, naranjo_items())]
    if rucam is not None:
        table: Table = "hepatocellular" if rucam.table == "hepatocellular" else "cholestatic"
        found += _of_score(rucam, rucam_items(table))
        found += _of_causes(rucam, open_causes)
    keys = {question.key for question in found}
    for question in _of_groups(group, exposure, seriousness):
        again = question.key == "first_use" and "onset" in keys
        if question.key not in answers and not again:
            found.append(_asked(question))
    return tuple(found)


def question_texts(case: Case) -> tuple[str, ...]:
    """Questions as one reads them: what is still to be ruled out stands in one sentence."""
    tests = {cause.key: cause.label for cause in causes()}
    each = [question.text for question in case.questions if question.key not in tests]
    missing = [tests[question.key] for question in case.questions if question.key in tests]
    if missing:
        each.append(f"Was this tested, with which result: {list_text(missing)}?")
    return tuple(each)


def _of_score(score: Score, items: tuple[Item, ...]) -> Iterator[Question]:
    options = {item.key: item.options for item in items}
    for item in score.items:
        if item.open and item.item in options:
            keys = tuple(option.key for option in options[item.item])
            yield Question(key=item.item, text=item.question, answers=keys, scales=(score.scale,))


def _of_causes(score: Score, open_causes: list[str]) -> Iterator[Question]:
    item = next(item for item in score.items if item.item == "causes")
    if not item.open:
        return
    if len(item.possible) > 1:
        text = item.question
        yield Question(key=cause_scores().key, text=text, answers=("yes", "no"), scales=(_CAUSES,))
    for cause in causes():
        if cause.key in open_causes:
            text = f"Was {cause.label} ruled out?"
            yield Question(key=cause.key, text=text, answers=STATES, scales=(_CAUSES,))


def _of_groups(
    group: EventGroup | None, exposure: Exposure, seriousness: Seriousness
) -> Iterator[AskedQuestion]:
    asked = {"hospital stay": "hospital", "lasting disability": "lasting"}
    settled = {key for criterion, key in asked.items() if criterion not in seriousness.open}
    settled |= {"first_use"} if exposure.first_use_known else set()
    for question in (*(group.questions if group else ()), *any_group().questions):
        if question.key not in settled:
            yield question


def _asked(question: AskedQuestion) -> Question:
    return Question(key=question.key, text=question.text, answers=question.answers, scales=())
