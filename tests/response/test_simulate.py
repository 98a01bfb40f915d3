"""Simulated people: repeatable, and what is said to be true of them is true."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Kind
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_folder
from speciosa.response.simulate import (
    RELIEF_PTS,
    SCENARIOS,
    Blocks,
    Plan,
    Symptom,
    simulate,
    simulate_person,
)
from speciosa.response.simulate.life import Life

RELIEF = [s for s in SCENARIOS.values() if s.truly == "relief"]
NULL = [s for s in SCENARIOS.values() if s.truly == "nothing"]
WITHDRAWAL = [s for s in SCENARIOS.values() if s.truly == "relief of withdrawal"]
STEPS_A_DAY = 144


def entries(diary, kind):
    return [e for e in diary.entries if e.kind is kind]


def doses(diary):
    return [e for e in entries(diary, Kind.DOSE) if e.value > 0]


def lived(plan, seed):
    life = Life(plan, np.random.default_rng(seed))
    life.live()
    return life


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))
def test_same_seed_same_person(scenario):
    first = scenario.person(3)
    assert first == scenario.person(3)
    alone = simulate(scenario.plan_of(3), np.random.default_rng(3), first.diary.person.id)
    assert alone == first.diary


def test_another_seed_is_another_person():
    scenario = SCENARIOS["wait-relief"]
    assert scenario.person(3).diary.entries != scenario.person(4).diary.entries


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))
def test_diaries_can_be_written_and_read_back_unchanged(scenario, tmp_path):
    diary = scenario.person(2).diary
    write_folder(diary, tmp_path / "diary")
    assert read_diary(tmp_path / "diary") == diary
    values = {e.value for e in entries(diary, Kind.RATING)}
    assert values <= set(map(float, range(11)))
    assert len(values) > 3


@pytest.mark.slow
@pytest.mark.parametrize("key", [k for k, s in SCENARIOS.items() if s.plan_of(1).days == 28])
def test_four_weeks_have_about_84_ratings(key):
    counts = [len(entries(SCENARIOS[key].person(s).diary, Kind.RATING)) for s in range(1, 21)]
    assert 70 < np.mean(counts) < 105


# What is true, recomputed from the diary's own rows


class _Again:
    """Effect signal of a person from their dose rows: a matrix per step instead of a body."""

    def __init__(self, life):
        self.life, self.reaction = life, life.courses[0].reaction
        body = life.body
        moved = 1 - np.exp(-body.transit_per_h / 6)
        step = np.zeros((8, 8))  # three stages, central, deep, metabolite, level, used
        step[0, 0] = step[1, 1] = step[2, 2] = 1 - moved
        step[1, 0] = step[2, 1] = moved
        step[3, [2, 3, 4]] = 0.9 * moved, 1 - (0.25 + body.clear_per_h) / 6, 0.025 / 6
        step[4, [3, 4]] = 0.25 / 6, 1 - 0.025 / 6
        step[5, [2, 3, 5]] = (
            0.1 * moved,
            0.1 * body.clear_per_h / 6,
            1 - body.metabolite_per_h / 6,
        )
        lag, used = self.reaction.delay_kept, self.reaction.used_kept
        step[6] = (1 - lag) * (step[5] + 0.02 * step[3])
        step[6, 6] = lag
        step[7] = (1 - used) * step[6]
        step[7, 7] = used
        self.matrix = step

    def rows(self, left_out=None):
        """Level and used level after every step, from the written doses."""
        at = defaultdict(float)
        for i, entry in enumerate(doses_of_log(self.life)):
            minutes = (entry.at.replace(tzinfo=None) - self.midnight()).total_seconds() / 60
            if i != left_out:
                at[int(minutes // 10)] += entry.value * self.life.body.scale
        state, found = np.zeros(8), []
        for k in range(STEPS_A_DAY * self.life.plan.days):
            state = self.matrix @ state
            found.append(state[6:])
            state[0] += at[k]
            found[-1] = found[-1].copy()
        return np.array(found).T

    def midnight(self):
        return self.life.log.midnight.replace(tzinfo=None)

    def effect(self, level, used):
        r = self.reaction
        if r.curve == "saturating":
            drug = level / (level + r.half_level)
        else:
            drug = level**r.steepness / (level**r.steepness + r.half_level**r.steepness)
        missing = np.where(level < used, used - level, 0.0)
        return r.effect_pts * drug + r.worst_pts * missing / r.usual_level


def doses_of_log(life):
    return [e for e in sorted(life.log.entries, key=lambda e: e.at) if e.kind is Kind.DOSE]


CASES = {
    "saturating": Plan(days=7, symptoms=(Symptom("pain", -3.0),)),
    "sigmoid": Plan(days=7, symptoms=(Symptom("pain", -3.0, curve="delayed sigmoid"),)),
    "withdrawal": Plan(
        days=10,
        symptoms=(Symptom("pain", -1.0, curve="delayed sigmoid", withdrawal_pts=1.5),),
        free_d=((6, 10),),
    ),
}


@pytest.mark.parametrize("plan", CASES.values(), ids=list(CASES))
def test_the_truth_is_that_of_the_persons_own_curve(plan):
    truth = simulate_person(plan, np.random.default_rng(7)).truth["pain"]
    again = _Again(lived(plan, 7))
    level, used = again.rows()
    effect = again.effect(level, used)
    assert truth.net_effect_pts == pytest.approx(effect.mean(), rel=1e-9)

    rated = [
        round((e.at.replace(tzinfo=None) - again.midnight()).total_seconds() / 600)
        for e in again.life.log.entries
        if e.kind is Kind.RATING
    ]
    low, high = np.quantile(level[rated], [0.1, 0.9])
    held = used[rated].mean()
    seen = again.effect(np.array(high), held) - again.effect(np.array(low), held)
    assert truth.seen_effect_pts == pytest.approx(float(seen), rel=1e-9)


@pytest.mark.parametrize("plan", CASES.values(), ids=list(CASES))
def test_the_effect_of_a_dose_is_what_leaving_it_out_would_change(plan):
    truth = simulate_person(plan, np.random.default_rng(7)).truth["pain"]
    again = _Again(lived(plan, 7))
    level, used = again.rows()
    found = []
    for i, entry in enumerate(doses_of_log(again.life)):
        if entry.value == 0:
            continue
        step = int((entry.at.replace(tzinfo=None) - again.midnight()).total_seconds() // 600)
        after = slice(step + 1, step + 25)
        without = again.effect(*again.rows(left_out=i))[after]
        if len(without):
            found.append(np.mean(again.effect(level, used)[after] - without))
    assert truth.dose_effect_pts == pytest.approx(np.mean(found), rel=1e-6)


@pytest.mark.parametrize("scenario", NULL, ids=lambda s: s.key)
def test_without_an_effect_every_truth_is_zero(scenario):
    truth = scenario.person(1).truth["pain"]
    assert (truth.seen_effect_pts, truth.dose_effect_pts, truth.net_effect_pts) == (0, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", RELIEF, ids=lambda s: s.key)
def test_the_average_relief_is_what_it_was_calibrated_to(scenario):
    seen = [scenario.person(s).truth["pain"].seen_effect_pts for s in range(1, 81)]
    assert np.mean(seen) == pytest.approx(RELIEF_PTS, abs=0.1)
    assert max(seen) < -0.4


@pytest.mark.parametrize("scenario", WITHDRAWAL, ids=lambda s: s.key)
def test_withdrawal_only_looks_like_relief_and_is_none(scenario):
    truth = [scenario.person(s).truth["pain"] for s in range(1, 5)]
    assert all(t.seen_effect_pts < 0 and t.dose_effect_pts < 0 for t in truth)
    assert all(t.net_effect_pts > 0 for t in truth)


# What the scenarios promise


def test_pain_rises_after_a_stop_and_falls_again():
    risen = []
    for seed in range(1, 9):
        life = lived(SCENARIOS["withdrawal-free"].plan_of(seed), seed)
        level, used = (np.array(x[0]) for x in (life.past.level, life.past.used_level))
        day = life.courses[0].reaction.effect_at(level, used).reshape(-1, STEPS_A_DAY).mean(axis=1)
        risen.append(day[14:17].max() - day[7:14].mean())
        assert day[34] < 0.8 * day[14:17].max()
    assert np.mean(np.array(risen) > 0.2) > 0.8
    assert np.mean(risen) > 0.6


def test_a_free_stretch_is_written_as_zero_doses():
    diary = SCENARIOS["withdrawal-free"].person(1).diary
    start = SCENARIOS["withdrawal-free"].plan_of(1).first_day
    free = {start + timedelta(days=d) for d in range(14, 35)}
    zero = {e.at.date() for e in entries(diary, Kind.DOSE) if e.value == 0}
    assert zero == free
    assert not free & {e.at.date() for e in doses(diary)}
    assert free & {e.at.date() for e in entries(diary, Kind.RATING)}


def test_people_who_begin_rate_before_their_first_dose():
    diary = SCENARIOS["withdrawal-before"].person(1).diary
    first = doses(diary)[0].at
    assert sum(e.at < first for e in entries(diary, Kind.RATING)) > 14
    assert diary.use.first == str(diary.entries[0].at.date() + timedelta(days=14))
    assert diary.products["leaf"].before is None


def test_regular_users_say_what_they_took_before():
    diary = SCENARIOS["withdrawal-regular"].person(1).diary
    per_day = len(doses(diary)) / 28
    assert diary.products["leaf"].before.doses_per_day == pytest.approx(per_day, abs=0.8)
    assert (
        min(e.at for e in diary.entries).date()
        == SCENARIOS["withdrawal-regular"].plan_of(1).first_day
    )


def test_two_waits_add_up_to_two_hours_and_the_dose_keeps_to_them():
    firsts = []
    for seed in range(1, 11):
        diary = SCENARIOS["wait-relief"].person(seed).diary
        given = entries(diary, Kind.ALLOCATION)
        pairs = defaultdict(list)
        for entry in given:
            assert (entry.unit, entry.what) == ("min", "leaf")
            pairs[entry.note].append(entry.value)
        assert list(pairs) == [f"pair {n}" for n in range(1, len(pairs) + 1)]
        *whole, last = pairs.values()
        assert {sum(p) for p in whole} == {120.0}
        assert len(last) <= 2
        firsts += [p[0] < p[1] for p in whole]
        wishes = [e.at for e in entries(diary, Kind.WISH)]
        assert [e.at for e in given] == wishes
        for entry, dose in zip(given, doses(diary), strict=False):
            late = (dose.at - entry.at).total_seconds() / 60
            assert late == max(entry.value, 2.0)
    assert 0.4 < np.mean(firsts) < 0.6


@pytest.mark.parametrize("low_share", [0.0, 0.5])
def test_blocks_come_in_pairs_in_the_order_of_a_coin(low_share):
    plan = Plan(days=28, dosing="by the clock", amount_cv=0.0, blocks=Blocks(2, low_share))
    firsts = []
    for seed in range(20):
        diary = simulate(plan, np.random.default_rng(seed))
        given = entries(diary, Kind.ALLOCATION)
        assert [e.note for e in given] == [f"pair {n}, 2 d" for n in range(1, 8) for _ in "ab"]
        assert all(e.at.hour == e.at.minute == 0 and e.unit == "share" for e in given)
        assert all(
            {a.value, b.value} == {1.0, low_share}
            for a, b in zip(given[::2], given[1::2], strict=True)
        )
        firsts += [e.value for e in given[::2]]
        for block in given:
            end = block.at + timedelta(days=2)
            taken = {e.value for e in entries(diary, Kind.DOSE) if block.at <= e.at < end}
            assert taken <= {3.0 if block.value == 1.0 else 3.0 * low_share}
    assert 0.35 < np.mean(np.array(firsts) == 1.0) < 0.65


def test_random_days_have_doses_only_where_the_coin_says_so():
    diary = SCENARIOS["days-relief"].person(5).diary
    off = {e.at.date() for e in entries(diary, Kind.ALLOCATION) if e.value == 0}
    assert len(off) == 14
    assert not off & {e.at.date() for e in doses(diary)}
    assert not off & {e.at.date() for e in entries(diary, Kind.WISH)}


def test_doses_follow_pain_only_where_they_are_said_to():
    def before_a_dose(key):
        """Level at the last half hour before a dose minus the usual level."""
        found = []
        for seed in range(1, 11):
            plan = replace(SCENARIOS[key].plan_of(seed), rated="at the wish", answered_share=1.0)
            person = simulate_person(plan, np.random.default_rng(seed))
            wishes = {e.at for e in entries(person.diary, Kind.WISH)}
            at_wish = [
                person.level_pts[e.id] for e in entries(person.diary, Kind.RATING) if e.at in wishes
            ]
            others = [
                person.level_pts[e.id]
                for e in entries(person.diary, Kind.RATING)
                if e.at not in wishes
            ]
            found.append(np.mean(at_wish) - np.mean(others))
        return np.mean(found)

    assert before_a_dose("hurts-null") > 0.6
    assert abs(before_a_dose("clock-null")) < 0.3


def test_prompts_go_unanswered_when_it_is_bad():
    def difference(key):
        people = [SCENARIOS[key].person(s) for s in range(1, 11)]
        unanswered, answered = (
            [p.level_pts[e.id] for p in people for e in entries(p.diary, kind)]
            for kind in (Kind.PROMPT, Kind.RATING)
        )
        return np.mean(unanswered) - np.mean(answered)

    assert difference("missing-null") > 0.8
    assert abs(difference("hurts-after-null")) < 0.25


def test_the_second_batch_takes_over_and_is_stronger():
    plan = SCENARIOS["batches-relief"].plan_of(1)
    life = lived(plan, 1)
    written = doses_of_log(life)
    assert [e.what for e in written] == sorted(e.what for e in written)
    assert {e.what for e in written} == {"leaf1", "leaf2"}
    swallowed = [i.strength_g / e.value for i, e in zip(life.past.intakes, written, strict=True)]
    assert Counter(zip((e.what for e in written), swallowed, strict=True)).keys() == {
        ("leaf1", 1.0),
        ("leaf2", 2.0),
    }


def test_focus_is_better_at_moderate_and_worse_at_high_levels():
    life = lived(SCENARIOS["turn-over"].plan_of(1), 1)
    reaction = life.courses[0].reaction
    level = np.linspace(0.0, 6.0, 61) * reaction.half_level
    effect = reaction.effect_at(level, np.zeros(61))
    assert effect.max() > 0.5
    assert effect[-1] < -0.5
    assert 0.3 < level[effect.argmax()] / reaction.half_level < 3.0
