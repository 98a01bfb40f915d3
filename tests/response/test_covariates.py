"""Weekend and sleep are columns only where they were recorded and vary."""

from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.ratings import ratings_of
from speciosa.response.covariates import Nights, covariates_of
from speciosa.response.simulate import simulate
from tests.response.people import plan, respond_to


@pytest.fixture(scope="module")
def diary():
    return simulate(plan(0.0, "by the clock", days=28), np.random.default_rng(2))


def with_sleep(diary, hours, unit="h"):
    first = diary.entries[0].at.replace(hour=7, minute=0)
    nights = tuple(
        Entry(at=first + timedelta(days=i), kind=Kind.SLEEP, value=h, unit=unit, id=f"night-{i}")
        for i, h in enumerate(hours)
    )
    return diary.model_copy(update={"entries": diary.entries + nights})


def columns(diary):
    return covariates_of((), Nights.of(diary), ratings_of(diary)["pain"])


def test_the_weekend_is_a_column(diary):
    ratings = ratings_of(diary)["pain"]
    (weekend,) = columns(diary).T
    assert weekend.tolist() == [float(at.weekday() >= 5) for at in ratings.rated_at]


def test_no_weekend_in_working_days(diary):
    working = tuple(e for e in diary.entries if e.at.weekday() < 5)
    assert columns(diary.model_copy(update={"entries": working})).shape[1] == 0


def test_sleep_is_that_of_the_last_night(diary):
    hours = [5.0 + (i % 4) for i in range(28)]
    slept = columns(with_sleep(diary, hours))[:, 1]
    ratings = ratings_of(diary)["pain"]
    first = diary.entries[0].at.replace(hour=7, minute=0)
    want = [hours[int((at - first).total_seconds() // 86400)] for at in ratings.rated_at]
    scaled = (np.array(want) - np.mean(hours)) / np.std(hours)
    np.testing.assert_allclose(slept, scaled)
    minutes = columns(with_sleep(diary, [60.0 * h for h in hours], "min"))[:, 1]
    np.testing.assert_allclose(minutes, slept)


def test_a_night_without_an_entry_counts_as_usual(diary):
    slept = columns(with_sleep(diary, [5.0 + (i % 4) for i in range(10)]))[:, 1]
    assert slept[-1] == 0.0
    assert slept[0] != 0.0


@pytest.mark.parametrize("hours", [[7.0] * 28, [5.0, 9.0, 6.0]])
def test_equal_nights_or_few_are_no_column(diary, hours):
    assert columns(with_sleep(diary, hours)).shape[1] == 1


def test_pain_after_bad_nights_is_not_put_down_to_the_product(diary):
    """Ratings made of sleep alone: nothing is declared."""
    hours = [4.0 + 5.0 * float(x) for x in np.random.default_rng(1).random(28)]
    slept = with_sleep(diary, hours)
    first = diary.entries[0].at.replace(hour=7, minute=0)
    noise = iter(np.random.default_rng(2).normal(size=2000))
    entries = tuple(
        e.model_copy(
            update={
                "value": float(
                    np.clip(
                        round(
                            11.0 - hours[(e.at - first) // timedelta(days=1)] + 0.7 * next(noise)
                        ),
                        0,
                        10,
                    )
                )
            }
        )
        if e.kind is Kind.RATING
        else e
        for e in slept.entries
    )
    (response,) = respond_to(slept.model_copy(update={"entries": entries}))
    assert response.declared is None
    assert abs(response.seen_effect.mean) < 0.5
