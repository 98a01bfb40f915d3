"""Watching a diary: which statements, which days, and what an earlier look would have said."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Person, Product
from speciosa.exposure.curve import expose
from speciosa.response.monitor.levels import Rated, pairs_of_days
from speciosa.response.monitor.watch import SETTLED_D, watch

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def entry(number, at, kind, what, value):
    unit = "g" if kind is Kind.DOSE else ""
    return Entry(at=at, kind=kind, what=what, value=float(value), unit=unit, id=f"e{number:05}")


def diary(per_day, restless=lambda _day: 3, days=364, first_rated=0, taken=None):
    rows = []
    for day in range(days):
        at = START + timedelta(days=day)
        rows += [(at + timedelta(hours=3 * i), Kind.DOSE, "leaf", 3.0) for i in range(per_day(day))]
        if day >= first_rated:
            rows.append((at + timedelta(hours=12), Kind.RATING, "restlessness", restless(day)))
            rows.append((at + timedelta(hours=12), Kind.RATING, "pain", 5))
    entries = tuple(entry(i, *row) for i, row in enumerate(rows))
    products = {"leaf": Product(name="Leaf", form="leaf", mitragynine_mg_per_g=14.0, taken=taken)}
    return Diary(timezone="UTC", person=Person(id="x"), products=products, entries=entries)


def watched(some):
    return watch(some, expose(some, 64, np.random.default_rng(1)))


def steady(day):
    return 2 + (day * 7 % 11 > 5)


def test_doses_and_unwanted_outcomes_are_watched_and_what_doses_are_taken_for_is_not():
    found = watched(diary(steady, days=60))
    assert [one.key for one in found.watched] == ["kratom doses_per_day", "kratom restlessness"]
    assert {one.threshold for one in found.watched} == {40.0}
    assert found.alerts == ()


def test_rising_doses_raise_an_alert_with_its_day():
    found = watched(diary(lambda day: 2 + day // 91))
    (alert,) = found.alerts
    assert alert.key == "kratom doses_per_day"
    assert alert.statement == "Doses of kratom a day are rising."
    assert alert.highest >= alert.threshold
    assert alert.since > START.date() + timedelta(days=140)


def test_restlessness_after_days_of_more_doses_raises_an_alert():
    some = diary(lambda day: 4 if day % 2 else 1, lambda day: 6 if day % 2 else 3, days=90)
    assert [alert.key for alert in watched(some).alerts] == ["kratom restlessness"]


def test_less_restlessness_at_higher_levels_is_no_alert():
    some = diary(lambda day: 4 if day % 2 else 1, lambda day: 3 if day % 2 else 6, days=90)
    found = watched(some)
    assert found.alerts == ()
    assert found.watched[1].e_value < 1.0


def test_no_alert_within_the_first_four_weeks():
    some = diary(lambda day: 4 if day % 2 else 1, lambda day: 9 if day % 2 else 0, days=SETTLED_D)
    assert watched(some).alerts == ()
    longer = diary(
        lambda day: 4 if day % 2 else 1,
        lambda day: 9 if day % 2 else 0,
        days=SETTLED_D + 1,
    )
    (alert,) = watched(longer).alerts
    assert alert.since == START.date() + timedelta(days=SETTLED_D - 1)


def test_what_begins_later_is_named_as_not_watched():
    found = watched(diary(steady, days=80, first_rated=40))
    assert [one.key for one in found.watched] == ["kratom doses_per_day"]
    assert found.not_watched == (
        "Restlessness was first rated after the first four weeks: not watched.",
    )


def test_a_fixed_schedule_is_not_watched():
    assert watched(diary(steady, days=60, taken="fixed")).watched == ()


def test_an_empty_diary_says_so():
    found = watch(Diary(timezone="UTC", person=Person(id="x")), {})
    assert found.not_watched == ("Nothing is recorded yet.",)


def test_the_unfinished_last_day_is_left_out():
    some = diary(lambda day: 4 if day % 2 else 1, lambda day: day * 5 % 9, days=62)
    last = some.entries[-1]
    more = Entry(
        at=last.at + timedelta(hours=1), kind=Kind.RATING, what="restlessness", value=10.0, id="z"
    )
    changed = some.model_copy(update={"entries": (*some.entries, more)})
    assert watched(changed) == watched(some)


@pytest.mark.parametrize("days", [35, 61, 150])
def test_a_look_on_an_earlier_day_would_have_said_what_is_said_now(days):
    whole = diary(lambda day: 4 if day % 2 else 1, lambda day: 4 + day % 2, days=200)
    early = whole.model_copy(
        update={"entries": tuple(e for e in whole.entries if e.at < START + timedelta(days=days))}
    )
    now, then = watched(whole).alerts, watched(early).alerts
    assert {a.key: a.since for a in then}.items() <= {a.key: a.since for a in now}.items()
    since = {a.key for a in now if a.since <= START.date() + timedelta(days=days - 2)}
    assert {a.key for a in then} == since


def rated(rows):
    at = tuple(START + timedelta(days=day, hours=hour - 8) for day, hour, _, _ in rows)
    worse, level = np.array([r[2] for r in rows], float), np.array([r[3] for r in rows], float)
    return Rated(at, worse, level)


def differences(rows):
    return [pair.difference_pts for pair in pairs_of_days(rated(rows))]


def test_only_the_same_part_of_the_day_is_compared():
    assert differences([(0, 9, 2, 1.0), (1, 21, 8, 2.0)]) == []
    assert differences([(0, 9, 2, 1.0), (0, 21, 9, 5.0), (1, 9, 3, 2.0)]) == [1.0]


def test_the_sign_is_that_of_the_higher_level():
    assert differences([(0, 9, 5, 2.0), (1, 9, 3, 1.0)]) == [2.0]
    assert differences([(0, 9, 3, 1.0), (1, 9, 5, 2.0)]) == [2.0]


def test_days_far_apart_and_levels_alike_make_no_pair():
    assert differences([(0, 9, 5, 2.0), (3, 9, 3, 1.0)]) == []
    assert differences([(0, 9, 5, 1.00), (1, 9, 3, 1.04)]) == []


def test_no_day_is_used_twice():
    assert differences([(0, 9, 1, 1.0), (1, 9, 2, 2.0), (2, 9, 3, 3.0)]) == [1.0]
