"""What a case says about the items of each scale: the answers that are still possible."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.rucam import TABLE, Table, cause_scores, causes
from speciosa.safety.calculators.rucam_items import onset_option
from speciosa.safety.cases.case import Change, Exposure, LiverCourse
from speciosa.safety.cases.competitors import fitting, restart_of
from speciosa.safety.cases.episodes import Episode
from speciosa.safety.cases.labs import course_of
from speciosa.safety.cases.response import break_values, ratio_after_use
from speciosa.safety.cases.use import Break
from speciosa.safety.facts import Facts, MedicineInUse

Possible = dict[str, set[str]]
_STATES: Final = {"positive": {"yes"}, "negative": {"no"}, "not done": {"unknown"}}
_FITS: Final = ("none", "time does not fit", "time fits", "known to injure", "proven")


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one case that the scales read."""

    facts: Facts
    episode: Episode
    exposure: Exposure
    pause: Break | None
    course: LiverCourse | None
    dechallenge: Change
    rechallenge: Change
    answers: dict[str, str]


def naranjo_possible(story: Story) -> Possible:
    """Answers to Naranjo's questions that the diary leaves possible."""
    group = story.episode.group
    found: Possible = {
        "after": _after(story),
        "better": _change(story.dechallenge),
        "again": _change(story.rechallenge),
        "placebo": {"unknown"},  # nobody was given one
        "level": {"no", "unknown"},  # no toxic level of kratom may be named
    }
    if group and group.known:
        found["reported"] = {"yes"}
    if group and group.rucam and story.course and story.course.onset:
        found["objective"] = {"yes"}
    if story.answers.get(cause_scores().key) == "yes":
        found["other_causes"] = {"yes"}
    return narrowed(found, story.answers)


def who_possible(story: Story) -> Possible:
    """Values of the WHO-UMC criteria that follow from the answers to Naranjo's questions."""
    naranjo = naranjo_possible(story)
    other = naranjo.get("other_causes", {"yes", "no", "unknown"})
    values = {"yes": {"could explain"}, "no": {"ruled out", "unlikely"}}
    better, again = naranjo["better"], naranjo["again"]
    return {
        "record": {"enough" if story.facts.kratom_in_use else "not enough"},
        "time": {"fits" if answer == "yes" else "improbable" for answer in naranjo["after"]},
        "other": set().union(*(values.get(answer, {"could explain"}) for answer in other)),
        "withdrawal": {"improved" if answer == "yes" else "unclear" for answer in better},
        "proof": {"yes" if answer == "yes" else "no" for answer in again},
    }


def rucam_possible(story: Story, table: Table) -> Possible | None:
    """Options of RUCAM's items that the diary leaves possible; None: no score can be given."""
    onset = _onset(story, table)
    if not onset:
        return None
    found: Possible = {
        "onset": onset,
        "course": _course(story, table),
        "age": _age(story),
        "known": {"published"},
        "taken_again": _taken_again(story, table),
    }
    others = _other_medicines(story)
    found |= {"other_medicines": others} if others else {}
    found |= _pregnancy(story) | _alcoholism(story)
    return narrowed(found, story.answers)


def narrowed(possible: Possible, answers: dict[str, str]) -> Possible:
    """With each answer that agrees with what the diary leaves possible.

    >>> narrowed({"after": {"yes"}}, {"after": "no", "cmv": "negative"})
    {'after': {'yes'}, 'cmv': {'negative'}}
    """
    free = {key: {said} for key, said in answers.items() if key not in possible}
    agreed = {k: {answers[k]} & v or v if k in answers else v for k, v in possible.items()}
    return agreed | free


def disagreements(possible: Possible, answers: dict[str, str]) -> tuple[str, ...]:
    """Answers that the diary contradicts; they were left out."""
    return tuple(
        f"The answer '{answers[key]}' to '{key}' was not used: it does not fit the diary."
        for key, values in possible.items()
        if key in answers and answers[key] not in values
    )


def _after(story: Story) -> set[str]:
    if story.exposure.doses_before or story.exposure.first_use_known:
        since = story.exposure.days_since_first
        return {"no"} if since is not None and since < 0 else {"yes"}
    return {"yes", "no", "unknown"} if story.facts.kratom_in_use else {"unknown"}


def _change(change: Change) -> set[str]:
    found = set(_STATES.get(change.state, {"yes", "no", "unknown"}))
    return found if change.certain else found | {"unknown"}


def _onset(story: Story, table: Table) -> set[str]:
    """Item 1; an unknown first use may be long ago."""
    exposure, since_d = story.exposure, story.exposure.days_since_first
    if since_d is None:
        return {"suggestive", "outside"} if story.facts.kratom_in_use else set()
    ended = story.pause is not None and story.pause.before(story.episode.onset)
    after_d = exposure.days_since_last if ended else None
    option = onset_option(table, since_d, after_d)
    if option is None or after_d is not None or exposure.first_use_known:
        return {option} if option else set()
    return {option, "suggestive", "outside"} if since_d <= _late_d() else {option}


def _late_d() -> int:
    return int(read_toml(TABLE)["onset"]["late_d"])


def _course(story: Story, table: Table) -> set[str]:
    if story.pause is None:
        return {"no information"}
    options = course_of(table, break_values(story.facts, story.pause), story.pause.stopped)
    return options if story.pause.certain else options | {"no information"}


def _age(story: Story) -> set[str]:
    """Only the year of birth is known, so the age is the difference or one less."""
    born, from_y = story.facts.diary.person.birth_year, read_toml(TABLE)["age"]["from_y"]
    if born is None:
        return {"55 or more", "under 55"}
    years = story.episode.onset.year - born
    if years == from_y:
        return {"55 or more", "under 55"}
    return {"55 or more" if years > from_y else "under 55"}


def _pregnancy(story: Story) -> Possible:
    if story.facts.diary.person.sex == "male":
        return {"pregnancy": {"no"}}
    return {}


def _alcoholism(story: Story) -> Possible:
    """AST against ALT, in U/L, on the first abnormal day."""
    onset = story.course.onset if story.course else None
    held = {r.name: r.value for r in story.facts.readings if story.facts.day(r) == onset}
    if not held.get("alt") or "ast" not in held:
        return {}
    times = read_toml(TABLE)["alcoholism"]["ast_to_alt"]
    return {"alcoholism": {"negative" if held["ast"] < times * held["alt"] else "positive"}}


def _other_medicines(story: Story) -> set[str]:
    """The worst option that the recorded medicines allow; empty: none is recorded."""
    each = [_medicine(story, medicine) for medicine in fitting(story.facts, story.episode)]
    if not each:
        return set()
    least = max(min(_FITS.index(option) for option in options) for options in each)
    return {option for options in each for option in options if _FITS.index(option) >= least}


def _medicine(story: Story, medicine: MedicineInUse) -> set[str]:
    group = story.episode.group
    suspect = group is not None and bool(set(group.suspects) & medicine.meaning.classes)
    found = {"known to injure", "proven"} | (set() if suspect else {"time fits"})
    if medicine.start is None:
        found.add("time does not fit")
    _, came_back = restart_of(story.facts, story.episode, medicine)
    return found - {"proven"} if came_back is False else found


def _taken_again(story: Story, table: Table) -> set[str]:
    pause = story.pause
    if pause is None or pause.resumed is None:
        return {"other"}
    found = ratio_after_use(story.facts, table, pause)
    if found is None:
        return {"doubled alone", "doubled with others", "small rise", "other"}
    before, after = found
    limits = read_toml(TABLE)["taken_again"]
    if before < limits["before_below"][table] and after >= limits["rise_times"] * before > 0:
        return {"doubled with others" if _beside(story, pause.resumed) else "doubled alone"}
    return {"small rise", "other"} if before < after <= 1 else {"other"}


def _beside(story: Story, day: date) -> bool:
    """Whether a medicine of the first time was in use again."""
    return any(medicine.covers(day) for medicine in fitting(story.facts, story.episode))


def open_causes(possible: Possible) -> list[str]:
    """Causes of RUCAM's item 5 that are neither ruled out nor settled."""
    return [c.key for c in causes() if len(possible.get(c.key, {"negative", "not done"})) > 1]
