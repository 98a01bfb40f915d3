"""From answers, or from a total that somebody added up, to what may be said about it."""

from collections.abc import Mapping
from typing import Final

from speciosa.diary.person import Sex
from speciosa.knowledge.instruments import Instrument, check_total
from speciosa.safety.scales.answers import (
    Answers,
    one_instrument,
    part_sum,
    positives,
    read_answers,
    total_of,
)
from speciosa.safety.scales.bands import other_window, place
from speciosa.safety.scales.branches import level_of
from speciosa.safety.scales.scored import Scored
from speciosa.safety.words import number_text

_FILLED: Final = "Missing answers took the mean of the others, as the scale's own rule allows."
_NO: Final = "What was not ticked counts as no, as on the form."
_HIGHER: Final = "Sex is not given: the higher of the two possible totals was used."


def score(
    key: str, items: Mapping[int, float], *, sex: Sex = "unknown", window_d: int | None = None
) -> Scored:
    """The score of one filling-in.

    Args:
        key: key or name of the instrument; a name of several is refused.
        items: answers by number of the question, as the form counts them.
        sex: of the person, for the few scales with limits or points by sex.
        window_d: the days that were asked about, when not those of the form.

    Raises:
        InputError: for an unknown instrument, question or answer.

    >>> scored = score("gad7", {1: 2, 2: 2, 3: 1, 4: 1, 5: 0, 6: 1, 7: 1})
    >>> scored.total, scored.band
    (8.0, 'mild')
    """
    instrument = one_instrument(key)
    if instrument.scoring == "branches":
        return level_of(instrument, read_answers(instrument, items, sex))
    answers = read_answers(instrument, items, sex)
    total, warnings = total_of(answers), _notes(answers)
    if sex not in {"male", "female"} and _by_sex(instrument) and total is not None:
        total = max(total, total_of(read_answers(instrument, items, "male")) or total)
        warnings = (*warnings, _HIGHER)
    return _scored(answers, total, sex, window_d, warnings)


def score_total(
    key: str,
    total: float,
    items: Mapping[int, float] | None = None,
    *,
    sex: Sex = "unknown",
    window_d: int | None = None,
) -> Scored:
    """The score of a total that was entered, with single answers beside it or none.

    When every answer is there, their own total is used and a difference is told.
    """
    instrument = one_instrument(key)
    check_total(instrument.key, total)
    answers = read_answers(instrument, items or {}, sex)
    own = total_of(answers) if answers.given and not answers.missing else None
    warnings = _alerts(answers)
    if own is not None and round(own - total, 6) != 0:
        said = f"The answers give {number_text(own)}, the total entered is {number_text(total)}"
        warnings = (*warnings, f"{said}: {number_text(own)} is used.")
    found = _scored(answers, total if own is None else own, sex, window_d, warnings)
    return found.model_copy(update={"missing": ()})


def _by_sex(instrument: Instrument) -> bool:
    return any(item.weight_male is not None for item in instrument.item)


def _notes(answers: Answers) -> tuple[str, ...]:
    notes = _alerts(answers)
    if answers.missing and answers.given:
        if answers.instrument.missing_is_no:
            return (*notes, _NO)
        if total_of(answers) is not None:
            return (*notes, _FILLED)
    return notes


def _alerts(answers: Answers) -> tuple[str, ...]:
    rows = answers.instrument.item
    return tuple(row.alert for row in rows if row.alert and answers.given.get(row.number, 0) > 0)


def _scored(
    answers: Answers,
    total: float | None,
    sex: Sex,
    window_d: int | None,
    warnings: tuple[str, ...],
) -> Scored:
    instrument, count = answers.instrument, positives(answers)
    placed = place(instrument, total, count, sex)
    other = other_window(instrument, window_d)
    band = None if other else placed.band
    parts = {part.key: part_sum(answers, part) for part in instrument.part}
    without, why = _without(answers, total)
    said = (*warnings, placed.warning if band else "", instrument.warning)
    return Scored(
        key=instrument.key,
        name=instrument.name,
        total=total,
        why_no_total="" if total is not None else _too_few(answers),
        count=count,
        band=band.label if band else "",
        band_source=band.source if band else "",
        why_no_band="" if band else (other or placed.why),
        parts={key: value for key, value in parts.items() if value is not None},
        without=without,
        why_without=why,
        missing=answers.missing,
        warnings=tuple(text for text in said if text),
    )


def _without(answers: Answers, total: float | None) -> tuple[float | None, str]:
    """The total without the questions that are shown apart, and why they are."""
    apart = [item for item in answers.instrument.item if item.apart]
    known = all(item.number in answers.points for item in apart)
    if not apart or total is None or not known:
        return None, ""
    return total - sum(answers.points[item.number] for item in apart), apart[0].apart


def _too_few(answers: Answers) -> str:
    instrument = answers.instrument
    if not instrument.items:
        return "Only its total can be entered."
    if not answers.given:
        return "No answer yet."
    listed = ", ".join(str(number) for number in answers.missing)
    return f"Too few answers for a total; missing: {listed}."
