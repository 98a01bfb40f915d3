"""Answers of one filling-in: checked, turned round, weighed, completed or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from speciosa.diary.person import Sex
from speciosa.errors import InputError
from speciosa.knowledge.instruments import Instrument, Part, check_answer, instruments, keys_named


@dataclass(frozen=True, slots=True)
class Answers:
    """Points by question, and the questions without an answer."""

    instrument: Instrument
    given: dict[int, float]  # as answered
    points: dict[int, float]  # turned round and weighed
    missing: tuple[int, ...]


def one_instrument(typed: str) -> Instrument:
    """The instrument of a key or a name; raises InputError for none and for several."""
    found = instruments().get(typed)
    if found is not None:
        return found
    keys = keys_named(typed)
    if len(keys) > 1:
        what, expected = "a name of several questionnaires", " or ".join(keys)
        raise InputError(what, "what", typed, expected, keys[0])
    if not keys:
        raise InputError("not a questionnaire that is known", "what", typed, "its key, e.g. phq9")
    return instruments()[keys[0]]


def read_answers(instrument: Instrument, items: Mapping[int, float], sex: Sex) -> Answers:
    """Everything the scoring needs; raises InputError for an impossible answer."""
    for number in sorted(items):
        check_answer(instrument.key, number, items[number])
    given = {number: float(items[number]) for number in sorted(items)}
    if instrument.missing_is_no and given:
        given |= {n: 0.0 for n in range(1, instrument.items + 1) if n not in given}
    points = {number: _points(instrument, number, given[number], sex) for number in given}
    missing = tuple(n for n in range(1, instrument.items + 1) if n not in items)
    return Answers(instrument, given, points, missing)


def _points(instrument: Instrument, number: int, value: float, sex: Sex) -> float:
    row, answers = instrument.item_row(number), instrument.answers(number)
    turned = answers[0] + answers[-1] - value if row.reversed else value
    male = sex == "male" and row.weight_male is not None
    return turned * ((row.weight_male or 0) if male else row.weight)


def completed_sum(points: Mapping[int, float], numbers: Iterable[int], most: int) -> float | None:
    """The sum of some questions; a few missing ones take the mean of the others.

    >>> completed_sum({1: 3.0, 2: 1.0}, (1, 2, 3), most=1)
    6.0
    >>> completed_sum({1: 3.0}, (1, 2, 3), most=1) is None
    True
    """
    wanted = tuple(numbers)
    found = [points[number] for number in wanted if number in points]
    if not found or len(wanted) - len(found) > most:
        return None
    return sum(found) * len(wanted) / len(found)


def part_sum(answers: Answers, part: Part) -> float | None:
    """The sum of one part, or None."""
    total = completed_sum(answers.points, part.items, part.missing_most)
    return None if total is None else total / part.divide


def total_of(answers: Answers) -> float | None:
    """The total by the rule of the instrument, or None when too much is missing."""
    instrument = answers.instrument
    every = range(1, instrument.items + 1)
    if instrument.scoring == "parts":
        parts = [part_sum(answers, part) for part in instrument.part]
        return None if None in parts else sum(part for part in parts if part is not None)
    total = completed_sum(answers.points, every, instrument.missing_most)
    if total is None or instrument.scoring == "sum":
        return total
    mean = total / instrument.items
    share = 100 * mean / instrument.item_high
    return {"mean": mean, "percent": share, "turned mean": 100 - share}.get(instrument.scoring)


def positives(answers: Answers) -> int | None:
    """How many answers count as positive; None where nothing is counted or one is missing."""
    limits = {i.number: i.positive_from for i in answers.instrument.item}
    counted = {number: limit for number, limit in limits.items() if limit is not None}
    if not counted or any(number not in answers.given for number in counted):
        return None
    return sum(answers.given[number] >= limit for number, limit in counted.items())
