"""Limits of alerts, and plans that could never reach one."""

from datetime import date, timedelta

import numpy as np
import pytest

from speciosa.errors import InputError
from speciosa.response.monitor.alert import Days, Evidence, watch_of
from speciosa.response.monitor.pairs import evidence_of_pairs, watch_pairs
from speciosa.response.monitor.threshold import fewest_pairs, refuse_too_short, threshold

START = date(2026, 3, 1)


def days(count):
    return [START + timedelta(days=i) for i in range(count)]


def pairs(difference, key="pain", leans="lower"):
    seen = days(len(difference))
    return evidence_of_pairs(key, "Pain is lower.", np.array(difference), 3.0, seen, leans)


def test_twenty_for_each_statement():
    assert [threshold(n) for n in (1, 2, 5)] == [20.0, 40.0, 100.0]


@pytest.mark.parametrize(("statements", "needed"), [(1, 5), (2, 6), (4, 7), (8, 8)])
def test_a_plan_that_can_never_reach_its_alert_is_refused(statements, needed):
    assert fewest_pairs(statements) == needed
    assert 2.0**needed >= threshold(statements) > 2.0 ** (needed - 1)
    refuse_too_short(needed, statements)
    with pytest.raises(InputError, match=f"at least {needed} pairs"):
        refuse_too_short(needed - 1, statements)


def test_four_pairs_are_always_refused():
    with pytest.raises(InputError, match="at least 5 pairs"):
        watch_pairs([pairs([-9.0] * 4)], planned=4, last=START)


def test_clear_pairs_alert_and_stay_an_alert():
    found = watch_pairs([pairs([-3.0] * 10 + [3.0] * 10)], planned=20, last=date(2026, 12, 31))
    (alert,) = found.alerts
    assert START < alert.since < START + timedelta(days=10)
    assert alert.highest >= alert.threshold == 20.0 > alert.e_value
    assert alert.basis == "assigned"
    assert found.watched[0].used == 20


def test_the_other_direction_is_no_evidence():
    found = watch_pairs([pairs([3.0] * 20)], planned=20, last=date(2026, 12, 31))
    assert found.alerts == ()
    assert found.watched[0].e_value < 1.0


def test_two_statements_need_twice_the_evidence():
    one = [-2.0] * 6
    alone = watch_pairs([pairs(one)], planned=20, last=date(2026, 12, 31))
    both = watch_pairs([pairs(one), pairs(one, "focus", "higher")], 20, date(2026, 12, 31))
    assert both.watched[0].e_value == alone.watched[0].e_value
    assert both.watched[0].threshold == 2.0 * alone.watched[0].threshold


def test_a_scale_must_be_above_zero():
    with pytest.raises(InputError, match="scale_pts"):
        evidence_of_pairs("pain", "", np.zeros(5), 0.0, days(5), "lower")


def evidence(log_e):
    return Evidence(
        "k", "S.", "observational", "pairs of days", "A.", np.array(log_e), tuple(days(len(log_e)))
    )


def test_no_alert_before_alerts_begin_and_what_is_there_by_then_counts():
    early = evidence([5.0, 5.0, 5.0])
    first = START + timedelta(days=10)
    assert watch_of([early], 20.0, Days(first, START + timedelta(days=5))).alerts == ()
    (alert,) = watch_of([early], 20.0, Days(first, START + timedelta(days=20))).alerts
    assert alert.since == first
    gone = evidence([5.0, 5.0, 0.0])
    assert watch_of([gone], 20.0, Days(first, START + timedelta(days=20))).alerts == ()


def test_an_alert_names_the_first_day_it_could_be_seen():
    (alert,) = watch_of([evidence([0.0, 3.1, 0.0])], 20.0, Days(START, date(2026, 12, 31))).alerts
    assert alert.since == START + timedelta(days=1)
