"""Real people's public data through the whole spine (they are not part of this repository).

One person's antidepressant, reduced week by week (Kossakowski et al. 2017, doi 10.5334/jopd.29),
and 40 treatment courses of the public data of NIDA CTN-0094. Skipped where the data is not there.
"""

from collections import Counter
from functools import cache

import pytest

from speciosa.assessment.build import assess
from speciosa.diary.readers import read_diary
from tests.diary.folders import SHARED

DIARIES = SHARED / "data" / "diaries"
COURSES = sorted((DIARIES / "ctn-0094").glob("person-*"))

pytestmark = pytest.mark.skipif(
    not DIARIES.exists(), reason="the public diaries are not beside the checkout"
)


@cache
def assessed(path):
    return assess(read_diary(path))


@pytest.fixture(scope="module")
def taper():
    return assessed(DIARIES / "venlafaxine-taper")


def test_every_outcome_of_the_taper_gets_a_grade_and_a_reason(taper):
    assert len(taper.responses) == 9
    assert all(r.reasons for r in taper.responses)
    assert taper.window.days == 155


def test_pain_that_hardly_varies_is_never_a_benefit(taper):
    (pain,) = [r for r in taper.responses if r.outcome == "pain"]
    assert pain.declared is None
    assert pain.p_benefit is None or pain.p_benefit < 0.05


def test_a_taper_runs_with_the_calendar_and_says_so(taper):
    graded = [r for r in taper.responses if r.grade != "D"]
    assert {r.grade for r in graded} == {"C"}
    assert all("calendar" in " ".join(r.reasons) for r in graded)


def test_no_kratom_rule_speaks_about_people_who_take_none(taper):
    assert not any("ratom" in f.title for f in taper.findings)


@pytest.mark.parametrize("path", COURSES, ids=lambda p: p.name)
def test_a_treatment_course_runs_and_is_honest(path):
    for response in assessed(path).responses:
        assert response.reasons
        if response.grade == "D":
            assert response.seen_effect is None
        else:
            assert response.seen_effect.low < response.seen_effect.high


def test_at_least_ten_courses_can_be_graded():
    grades = Counter(r.grade for path in COURSES for r in assessed(path).responses)
    assert sum(grades.values()) == 40
    assert grades["B"] + grades["C"] >= 10
