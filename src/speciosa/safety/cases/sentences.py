"""A case in plain sentences: what the diary shows, what the scores say, never more than that."""

from collections.abc import Iterator

from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.ctcae import general_word
from speciosa.safety.calculators.ranges import Score
from speciosa.safety.cases.case import Beside, Case, LiverCourse
from speciosa.safety.words import day_text, list_text, number_text


def case_sentences(case: Case) -> tuple[str, ...]:
    """Everything a reader needs about one case, in the order in which a doctor asks."""
    return tuple(
        sentence
        for part in (_when, _change, _beside, _liver, _grades, _scores, _serious)
        for sentence in part(case)
    )


def score_text(score: Score) -> str:
    """A score with its range and bands.

    >>> from speciosa.safety.calculators.naranjo import naranjo
    >>> score_text(naranjo({"after": ["yes"]}))
    'Naranjo -1 to 13, doubtful to definite'
    """
    total = f"{score.low}" if score.low == score.high else f"{score.low} to {score.high}"
    bands = score.bands[0] if len(score.bands) == 1 else f"{score.bands[0]} to {score.bands[-1]}"
    return f"{score.scale} {total}, {bands}"


def _when(case: Case) -> Iterator[str]:
    use = case.exposure
    if use.days_since_first is None:
        yield "The diary has no use of kratom before it."
        return
    first = "the first use" if use.first_use_known else "the first recorded use"
    if use.days_since_first < 0:
        yield f"It began {_days(-use.days_since_first)} before {first} of kratom."
        return
    yield f"It began {_days(use.days_since_first)} after {first} of kratom{_last(case)}."


def _last(case: Case) -> str:
    since_d = case.exposure.days_since_last
    if since_d is None:
        return ""
    return f", {_days(since_d)} after the last" if since_d else ", on a day of use"


def _change(case: Case) -> Iterator[str]:
    yield f"Left out: {case.dechallenge.basis}"
    if not case.dechallenge.certain:
        yield "Few entries stand in that time, so it is not certain that use had ended."
    if case.rechallenge.state != "not done":
        yield f"Taken again: {case.rechallenge.basis}"
    yield "Do not take it again to find out."


def _beside(case: Case) -> Iterator[str]:
    if case.competitors:
        names = list_text([one.name for one in case.competitors])
        yield f"In use at the time and known to cause such an event: {names}."
    if case.other_medicines:
        names = list_text([one.name for one in case.other_medicines])
        yield f"Also in use at the time: {names}. No table here names them for such an event."
    for one in (*case.competitors, *case.other_medicines):
        yield from _restarted(one)


def _restarted(one: Beside) -> Iterator[str]:
    if one.restarted:
        came = {True: "it came back", False: "it did not come back", None: "nobody looked after it"}
        yield f"{one.name} was taken again from {day_text(one.restarted)}: {came[one.came_back]}."


def _liver(case: Case) -> Iterator[str]:
    if case.liver is None or case.liver.onset is None:
        return
    liver = case.liver
    if liver.r is not None:
        yield f"At onset R was {liver.r:.2f}, a {liver.pattern} pattern; that of onset counts."
    for peak in liver.peaks:
        half = f", half way down after {_days(peak.days_to_half)}" if peak.days_to_half else ""
        top = f"{_label(peak.test)} was highest on {day_text(peak.day)}"
        yield f"{top}: {number_text(peak.times_upper)} times its limit{half}."
    yield from _limits(liver)


def _limits(liver: LiverCourse) -> Iterator[str]:
    if liver.dili_limit_on:
        day = day_text(liver.dili_limit_on)
        yield f"The published limit of a possible drug injury was reached on {day}."
    if liver.hy_laboratory_on:
        mark = read_toml("liver")["hy"]["review"]
        day = day_text(liver.hy_laboratory_on)
        yield f"Hy's law laboratory criteria were met on {day} ({mark}): hospital on the same day."


def _grades(case: Case) -> Iterator[str]:
    if case.reported_grade is not None:
        word = general_word(case.reported_grade)
        yield f"Reported as grade {case.reported_grade}, {word}; that is not a CTCAE grade."
    worst = [f"{_label(one.reading)} {one.grade.grade}" for one in case.grades if one.grade.grade]
    if worst:
        yield f"Highest CTCAE {case.grades[0].grade.version} grades: {list_text(worst)}."


def _scores(case: Case) -> Iterator[str]:
    held = [score for score in (case.naranjo, case.rucam) if score is not None]
    for score in held:
        mark = "" if score.review == "published" else f" ({score.review} in part)"
        yield f"{score_text(score)}{mark}."
    if case.rucam_not_scored:
        yield case.rucam_not_scored
    possible = list_text(list(case.who_umc.possible))
    yield f"WHO-UMC: {case.who_umc.today} today; still possible: {possible}."


def _serious(case: Case) -> Iterator[str]:
    if case.seriousness.met:
        yield f"Serious: {list_text(list(case.seriousness.met))}."
    elif case.seriousness.serious == "unknown":
        missing = list_text(list(case.seriousness.open))
        yield f"Not known whether it was serious: {missing} not answered."
    yield from case.notes


def _label(test: str) -> str:
    return test.upper() if len(test) <= len("alt") else test


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
