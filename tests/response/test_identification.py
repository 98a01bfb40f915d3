"""Using against not using, and relief of withdrawal: asked only where a diary can tell."""

from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Kind
from speciosa.diary.person import Before, Use
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.identification import (
    NO_CLEAR_PARTS,
    NO_FREE_TIME,
    NOT_SEPARATED,
    free_ratings,
    is_identified,
)
from speciosa.response.questions import Asked
from speciosa.response.reply import RELIEF_OF_WITHDRAWAL
from speciosa.response.simulate import simulate
from tests.response.people import plan, respond_to

HALF_LIFE_H = 96.0


def diary_with(seed=3, effect=-3.0, **changes):
    return simulate(plan(effect, "by the clock", **changes), np.random.default_rng(seed))


def counted(diary, half_life_h=HALF_LIFE_H):
    asked = Asked.of(diary, "kratom", expose(diary, 128, np.random.default_rng(1)))
    return free_ratings(diary, asked, ratings_of(diary)["pain"].time_h, half_life_h)


def without_doses_in(diary, first, last):
    start = diary.entries[0].at
    kept = [
        e
        for e in diary.entries
        if e.kind is not Kind.DOSE or not first <= (e.at - start).days < last
    ]
    return diary.model_copy(update={"entries": tuple(kept)})


def test_regular_use_identifies_nothing():
    assert counted(diary_with(days=42)) == 0


def test_ratings_late_in_a_break_count_and_early_ones_do_not():
    diary = diary_with(days=56)
    whole = without_doses_in(diary, 20, 45)
    time_h = ratings_of(whole)["pain"].time_h
    start = 24.0 * 20 + 192.0
    late = int(np.sum((time_h > start + 24.0 * 8) & (time_h < 24.0 * 45)))
    early = int(np.sum((time_h > 24.0 * 20 + 192.0) & (time_h < 24.0 * 45)))
    assert late <= counted(whole) < early + 1
    assert counted(whole) >= 5
    assert counted(without_doses_in(diary, 20, 26)) == 0  # a week is too short
    assert counted(whole, half_life_h=400.0) == 0


def test_ratings_from_before_the_first_use_count():
    diary = without_doses_in(diary_with(days=42), 0, 5)
    doses = [e for e in diary.entries if e.kind is Kind.DOSE]
    early = [e for e in diary.entries if e.kind is Kind.RATING and e.at < doses[0].at]
    assert counted(diary) == len(early) >= 5


@pytest.mark.parametrize(
    ("first", "daily"), [("2019", ""), ("2026", ""), ("", "2026-02"), ("2026-03-01", "")]
)
def test_use_before_the_diary_takes_them_away(first, daily):
    diary = without_doses_in(diary_with(days=42), 0, 5)
    told = diary.model_copy(update={"use": Use(first=first, daily_since=daily)})
    assert counted(told) == 0


def test_a_product_used_before_takes_them_away():
    diary = without_doses_in(diary_with(days=42), 0, 5)
    ((key, product),) = diary.products.items()
    since = diary.entries[0].at.date() - timedelta(days=90)
    before = Before(since=since, doses_per_day=3.0, amount="3 g")
    used = diary.model_copy(
        update={"products": {key: product.model_copy(update={"before": before})}}
    )
    assert counted(used) == 0


def test_a_first_use_inside_the_diary_leaves_them():
    diary = without_doses_in(diary_with(days=42), 0, 5)
    told = diary.model_copy(update={"use": Use(first="2026-03-07")})
    assert counted(told) >= 5


def test_one_morning_before_the_first_dose_is_no_baseline():
    """Five ratings in the hours before the first dose of a forgetful user prove nothing."""
    diary = without_doses_in(diary_with(days=42), 0, 1)
    assert counted(diary) == 0


def test_a_diary_with_free_time_answers_against_not_using():
    diary = without_doses_in(diary_with(days=70, effect=-5.0), 25, 55)
    (response,) = respond_to(diary)
    assert response.net_effect is not None
    assert response.net_not_answered is None
    assert RELIEF_OF_WITHDRAWAL not in response.notes
    assert response.withdrawal_not_answered in (None, NO_CLEAR_PARTS)
    assert (response.withdrawal_share is None) != (response.withdrawal_not_answered is None)


def test_the_words_are_no_advice_to_stop():
    for text in (NO_FREE_TIME, NOT_SEPARATED, NO_CLEAR_PARTS):
        assert text.why
        assert text.needed
    assert "no advice to stop" in NO_FREE_TIME.needed
    assert "professional" in NO_FREE_TIME.needed
    assert "three weeks" in NO_FREE_TIME.needed


def test_enough_is_five():
    diary = without_doses_in(diary_with(days=42), 0, 5)
    asked = Asked.of(diary, "kratom", expose(diary, 64, np.random.default_rng(1)))
    time_h = ratings_of(diary)["pain"].time_h
    early = time_h[time_h < asked.doses[0].time_h]
    late = time_h[time_h > asked.doses[0].time_h]
    assert is_identified(diary, asked, np.append(early[:5], late), HALF_LIFE_H)
    assert not is_identified(diary, asked, np.append(early[:4], late), HALF_LIFE_H)
