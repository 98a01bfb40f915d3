"""Cases of a diary: one per kind of adverse event, built from what the diary itself shows."""

from dataclasses import dataclass

from speciosa.safety.calculators.naranjo import naranjo
from speciosa.safety.calculators.ranges import Score, weakest
from speciosa.safety.calculators.rucam import rucam, table_of
from speciosa.safety.calculators.who_umc import WhoUmc, who_umc
from speciosa.safety.cases.answers import Given, answer_notes, answers_of
from speciosa.safety.cases.case import Case, Exposure, LiverCourse
from speciosa.safety.cases.competitors import besides_of
from speciosa.safety.cases.episodes import Episode, episodes_of
from speciosa.safety.cases.groups import any_group
from speciosa.safety.cases.judge import (
    Possible,
    Story,
    disagreements,
    naranjo_possible,
    open_causes,
    rucam_possible,
    who_possible,
)
from speciosa.safety.cases.labs import grades_of, liver_course
from speciosa.safety.cases.questions import questions_of
from speciosa.safety.cases.response import dechallenge_of, rechallenge_of
from speciosa.safety.cases.serious import seriousness_of
from speciosa.safety.cases.use import break_after, exposure_of
from speciosa.safety.facts import Facts
from speciosa.safety.rows import refs


@dataclass(frozen=True, slots=True)
class _Scores:
    """The three scores of a case, and what RUCAM was told."""

    naranjo: Score
    rucam: Score | None
    not_scored: str
    rucam_possible: Possible
    who_umc: WhoUmc
    disagreements: tuple[str, ...]


def cases_of(facts: Facts) -> tuple[Case, ...]:
    """Every case of a diary about kratom, by time; without kratom there is none."""
    if not facts.kratom:
        return ()
    episodes, notes = episodes_of(facts), answer_notes(facts)
    return tuple(
        _case(facts, episode, answers_of(facts, notes, episode, episodes)) for episode in episodes
    )


def _case(facts: Facts, episode: Episode, given: Given) -> Case:
    story = _story(facts, episode, given)
    scores = _scores(story)
    group, course = episode.group, story.course
    besides = besides_of(facts, episode)
    asked, possible = _to_ask(story, scores)
    seriousness = seriousness_of(episode, course, given.answers)
    return Case(
        id=f"{facts.diary.person.id}-{episode.kind.replace(' ', '-')}-{episode.onset:%Y%m%d}",
        entries=episode.entry_ids,
        at=episode.at,
        term=episode.term,
        kind=episode.kind,
        note=episode.note,
        reported_grade=episode.grade,
        exposure=story.exposure,
        dechallenge=story.dechallenge,
        rechallenge=story.rechallenge,
        competitors=tuple(one for one in besides if one.classes),
        other_medicines=tuple(one for one in besides if not one.classes),
        liver=course,
        grades=grades_of(facts, group.readings if group else (), episode.onset),
        seriousness=seriousness,
        naranjo=scores.naranjo,
        rucam=scores.rucam,
        rucam_not_scored=scores.not_scored,
        who_umc=scores.who_umc,
        questions=questions_of(
            group,
            story.exposure,
            seriousness,
            (scores.naranjo, asked),
            given.answers,
            open_causes(possible),
            scored=scores.rucam is not None,
        ),
        notes=(*given.notes, *scores.disagreements),
        review=weakest([any_group().review, group.review if group else "expert proposal"]),
        sources=refs(group.sources if group else any_group().sources),
    )


def _story(facts: Facts, episode: Episode, given: Given) -> Story:
    in_liver = episode.group is not None and episode.group.rucam
    course: LiverCourse | None = liver_course(facts) if in_liver else None
    exposure: Exposure = exposure_of(facts, episode.onset)
    pause = break_after(facts, episode.onset, episode.last_sign)
    better = dechallenge_of(facts, episode, pause, course)
    return Story(
        facts=facts,
        episode=episode,
        exposure=exposure,
        pause=pause,
        course=course,
        dechallenge=better,
        rechallenge=rechallenge_of(facts, episode, pause, course, better),
        answers=given.answers,
    )


def _scores(story: Story) -> _Scores:
    score, why, possible = _rucam(story)
    return _Scores(
        naranjo=naranjo(naranjo_possible(story)),
        rucam=score,
        not_scored=why,
        rucam_possible=possible,
        who_umc=who_umc(who_possible(story)),
        disagreements=tuple(
            dict.fromkeys(
                note
                for held in (naranjo_possible(story), possible)
                for note in disagreements(held, story.answers)
            )
        ),
    )


def _to_ask(story: Story, scores: _Scores) -> tuple[Score | None, Possible]:
    """RUCAM, or without liver tests its longer table: a hepatologist asks the same before them."""
    in_liver = story.episode.group is not None and story.episode.group.rucam
    untested = in_liver and (story.course is None or story.course.pattern is None)
    possible = rucam_possible(story, "cholestatic") if untested else None
    if possible is None:
        return scores.rucam, scores.rucam_possible
    return rucam("cholestatic", possible), possible


def _rucam(story: Story) -> tuple[Score | None, str, Possible]:
    group = story.episode.group
    if group is None or not group.rucam:
        return None, "", {}
    if story.course is None or story.course.pattern is None:
        return None, "RUCAM needs ALT and ALP of one day, abnormal, with their limits.", {}
    table = table_of(story.course.pattern)
    possible = rucam_possible(story, table)
    if possible is None:
        return None, "It began before kratom or too long after it: RUCAM gives no score.", {}
    return rucam(table, possible), "", possible
