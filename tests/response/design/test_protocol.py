"""The coins are committed to in advance; the expectation comes from the person's own pattern."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.design import power
from speciosa.response.design.allocation import allot, commit, next_arm, verify
from speciosa.response.design.levels import levels_of, usual_dose_index
from speciosa.response.design.noise import correlation, noise_of
from speciosa.response.design.pattern import lived_days
from speciosa.response.design.plan import make_plan
from speciosa.response.design.protocol import _noise
from speciosa.response.design.usual import usual_of
from speciosa.response.simulate import Plan
from tests.response.design.people import diary_of

DIARY = diary_of(Plan(days=28, dosing="by the clock"))
USUAL = usual_of(DIARY, "leaf")
DIGEST = "ab" * 32


def plan(kind="blocks", **changes):
    wanted = {
        "kind": kind, "outcome": "pain", "pairs": 20, "start": date(2026, 5, 1), "share": None,
        "other": "heat pad", "block_d": 3, **changes,
    }  # fmt: skip
    return make_plan(DIARY, USUAL, **wanted)


def test_each_pair_holds_both_arms_and_the_dates_follow():
    allocation = allot(plan(), DIGEST, 7)
    assert len(allocation.arms) == 40
    for i in range(0, 40, 2):
        assert {a.value for a in allocation.arms[i : i + 2]} == {1.0, 0.5}
        assert {a.note for a in allocation.arms[i : i + 2]} == {f"pair {i // 2 + 1}, 3 d"}
    assert [a.at for a in allocation.arms[:2]] == ["2026-05-01T00:00", "2026-05-04T00:00"]


def test_waits_have_no_time_yet_and_a_comparison_names_the_other():
    waits = allot(plan("wait"), DIGEST, 7).arms
    assert {a.at for a in waits} == {""}
    assert {a.value for a in waits} == {0.0, 120.0}
    other = allot(plan("versus"), DIGEST, 7).arms
    assert sum(a.note.endswith("with heat pad") for a in other) == 20


def test_the_seed_decides_and_nothing_else():
    one = allot(plan(), DIGEST, 7)
    assert one == allot(plan(), DIGEST, 7)
    assert one != allot(plan(), DIGEST, 8)
    assert one != allot(plan(), "cd" * 32, 7)


def test_the_coin_is_fair():
    firsts = [allot(plan(), DIGEST, seed).arms[0].value for seed in range(300)]
    assert 0.4 < np.mean(np.array(firsts) == 1.0) < 0.6


def test_any_change_breaks_the_commitment():
    allocation = allot(plan(), DIGEST, 7)
    commitment = commit(allocation, DIGEST, 7)
    assert verify(commitment, allocation)
    swapped = (allocation.arms[1], allocation.arms[0], *allocation.arms[2:])
    assert not verify(commitment, allocation.model_copy(update={"arms": swapped}))
    assert not verify(commitment.model_copy(update={"salt": "0"}), allocation)


def test_arms_are_revealed_one_by_one():
    allocation = allot(plan(), DIGEST, 7)
    assert next_arm(allocation, 3) == allocation.arms[3]
    assert next_arm(allocation, 40) is None


def test_noise_is_found_again():
    rng = np.random.default_rng(5)
    time_h = np.sort(rng.uniform(0, 24 * 40, 250))
    course = 1.5 * np.linalg.cholesky(correlation(time_h, 0.25, 6.0)) @ rng.standard_normal(250)
    found = noise_of(5.0 + course, time_h, time_h % 24.0, np.zeros(250))
    assert found.sd_pts == pytest.approx(1.5, rel=0.2)
    assert found.rating_share in {0.1, 0.25, 0.5}
    assert found.half_life_h in {2.0, 6.0, 18.0}
    assert not found.whole_numbers


def expected(made, monkeypatch, repeats=32):
    monkeypatch.setattr(power, "REPEATS", repeats)
    monkeypatch.setattr(power, "_WIDTHS", 8)
    exposure = expose(DIARY, 64, np.random.default_rng(1))["kratom"]
    index = usual_dose_index(exposure, "leaf", USUAL.amount)
    levels = levels_of(exposure, index, np.random.default_rng(1))
    noise = _noise(ratings_of(DIARY)["pain"], levels)
    told = []
    found = power.expected_of(
        made, lived_days(DIARY, made), levels, noise, np.random.default_rng(2),
        lambda done, total, what: told.append((done, total, what)),
    )  # fmt: skip
    assert told[0] == (0, repeats, "expected power")
    return found


def test_more_effect_and_more_pairs_are_shown_more_often(monkeypatch):
    small = expected(plan("wait", pairs=8), monkeypatch)
    large = expected(plan("wait", pairs=40), monkeypatch)
    assert small[0].effect_pts == -1.0
    assert small[1].effect_pts == -2.0
    assert large[1].power_prob >= large[0].power_prob
    assert large[1].power_prob > small[1].power_prob
    assert large[1].width_pts < small[1].width_pts


def test_no_effect_is_hardly_ever_shown(monkeypatch):
    made = plan("versus", pairs=10, block_d=1).model_copy(
        update={"smallest_important_change": 1e-9}
    )
    found = expected(made, monkeypatch, repeats=96)
    assert found[0].power_prob <= 0.1  # one side of 5 %


def test_daily_is_part_of_the_plan():
    assert plan().daily
    assert not make_plan(
        DIARY, replace(USUAL, daily=False), kind="wait", outcome="pain", pairs=5,
        start=date(2026, 5, 1), share=None, other="", block_d=3,
    ).daily  # fmt: skip
