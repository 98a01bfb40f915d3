"""30 people of every scenario through the validation harness: only what 30 people can tell.

`make validate` runs all of them; here a rate fails when chance alone would hardly (1 %) give it
if the target were just met.
"""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from speciosa.response.simulate import SCENARIOS
from validation.binomial import Rate
from validation.found import Found, PersonRow, rows_of
from validation.page import page_of
from validation.person import ASSIGNED, KNOWING, METHODS, OURS, person_row
from validation.person import _simple as simple_methods
from validation.run import run
from validation.summary import summary_of
from validation.targets import judge

PEOPLE = 30
CHANCE = 0.01


def hardly(judged):
    """Whether this rate is hardly possible with the target just met."""
    target = float(judged.target.split()[-2]) / 100
    count, total = judged.rate.count, judged.rate.total
    if judged.target.startswith("at most"):
        return stats.binom.sf(count - 1, total, target) < CHANCE
    return stats.binom.cdf(count, total, target) < CHANCE


@pytest.mark.slow
@pytest.mark.parametrize("key", SCENARIOS)
def test_what_30_people_can_tell(key):
    rows = [person_row((key, seed, ""), compare=False) for seed in SCENARIOS[key].seeds[:PEOPLE]]
    assert [row.error for row in rows if row.error] == []
    assert [j for j in judge(SCENARIOS[key], rows) if hardly(j)] == []


def row(seed=1, estimate=-1.0, low=-2.0, high=-0.1, declared="better", truth=-1.2, **changes):
    found = {OURS: Found(estimate, low, high, declared)}
    kept = {"scenario": "clock-null", "code": "a", "methods": found, "net": Found(), "grade": "C"}
    return PersonRow(seed=seed, truth={"seen": truth, "dose": 0.0, "net": 0.0}, **kept | changes)


def test_a_summary_of_two_people():
    found = summary_of([row(), row(2, 0.0, -1.0, 1.0, "", -1.2)], OURS)
    assert found.bias_pts == pytest.approx(0.7)
    assert found.error_pts == pytest.approx(np.sqrt((0.2**2 + 1.2**2) / 2))
    assert (found.covered, found.better, found.worse) == (Rate(1, 2), Rate(1, 2), Rate(0, 2))
    assert found.width_pts == pytest.approx(1.95)


def test_people_without_an_interval_count_as_not_declared_and_not_covered_or_missed():
    silent = row(2, methods={OURS: Found()}, grade="D")
    found = summary_of([row(), silent], OURS)
    assert (found.people, found.answered, found.covered) == (2, 1, Rate(1, 1))
    assert found.better == Rate(1, 2)


def test_exact_limits_against_published_ones():
    """Clopper and Pearson's 99 % limits of 0 of 10: 1 - 0.005^(1/10)."""
    low, high = Rate(0, 10).limits
    assert low == 0.0
    assert high == pytest.approx(1 - 0.005**0.1)


def test_a_target_is_missed_only_when_the_limits_leave_it_out():
    verdicts = [Rate(n, 1000).at_most(0.05) for n in (50, 60, 80)]
    assert verdicts == ["met", "not told apart", "missed"]
    verdicts = [Rate(n, 300).at_least(0.93) for n in (279, 272, 255)]
    assert verdicts == ["met", "not told apart", "missed"]
    assert Rate(0, 0).at_least(0.9) == "not run"


def test_rows_survive_the_file_and_a_cut_off_line_is_left_out(tmp_path):
    lines = [row().line(), row(2, code="b").line(), row(3).line()[:50]]
    (tmp_path / "clock-null.jsonl").write_text("\n".join(lines))
    assert rows_of("clock-null", "a", tmp_path) == [row()]


def test_a_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    asked = []

    def quick(task):
        asked.append(task[1])
        return row(task[1])

    monkeypatch.setattr("validation.run.person_row", quick)
    for people in (2, 2, 4):
        assert len(run("clock-null", people, 1, "a", tmp_path)) == people
    assert asked == [1, 2, 3, 4]
    run("clock-null", 1, 1, "other code", tmp_path)
    assert asked == [1, 2, 3, 4, 1]


def test_every_method_answers_a_person_with_random_blocks():
    rows = [person_row(("blocks-relief", seed, "")) for seed in range(1, 4)]
    assert [r.error for r in rows] == [""] * 3
    for one in rows:
        assert set(one.methods) == set(METHODS)
        # The coins of a few blocks may be too few for an interval.
        assert all(one.methods[m].has_interval for m in METHODS if m != ASSIGNED)


def test_knowing_the_curve_is_right_when_doses_are_free_of_pain():
    errors = []
    for seed in range(1, 31):
        person = SCENARIOS["clock-relief"].person(seed)
        methods = simple_methods(person, "pain")
        errors.append(methods[KNOWING].estimate - person.truth["pain"].seen_effect_pts)
    assert abs(np.mean(errors)) < 3 * np.std(errors) / 30**0.5


def test_the_page_shows_a_missed_target_as_missed():
    rows = [row(seed, declared="worse") for seed in range(1, 41)]
    text = page_of({"clock-null": rows}, "abc")
    line = next(x for x in text.splitlines() if x.startswith("| declared anything | clock-null"))
    assert "**missed**" in line
    assert "Not run: clock-relief" in text
    heads = [x.count("|") for x in text.splitlines() if x.startswith("|")]
    assert heads
    assert all(n > 2 for n in heads)


def test_every_table_of_the_page_is_rectangular():
    text = page_of(
        {"clock-null": [row()], "withdrawal-free": [row(scenario="withdrawal-free")]}, ""
    )
    lines = text.splitlines()
    both = [(a, b) for a, b in pairwise(lines) if a.startswith("|") and b.startswith("|")]
    assert both
    assert all(a.count("|") == b.count("|") for a, b in both)
