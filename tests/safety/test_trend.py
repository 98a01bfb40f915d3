from hypothesis import given, settings
from hypothesis import strategies as st

from tests.safety.diaries import doses, entry, findings, found


def test_four_weeks_against_the_first_four():
    entries = doses(range(42), hours=(8, 14)) + doses(range(42, 84), hours=(8, 12, 16, 20))
    seen = found(findings(entries), "U-doses")
    assert seen.id == "U-doses+U-grams"
    assert seen.title == "Doses a day have risen: 2.0 in the first four weeks, 4.0 in the last"
    assert seen.evidence == "diary"
    assert "do not stop daily use suddenly" in seen.action
    assert str(seen.since) == "2026-04-26"


def test_a_shorter_diary_compares_its_halves():
    entries = doses(range(10), hours=(8,)) + doses(range(10, 20), hours=(8, 20))
    seen = found(findings(entries), "U-doses")
    assert seen.title == "Doses a day have risen: 1.0 in the first 10 days, 2.0 in the last"


def test_grams_alone():
    entries = doses(range(28), amount=2) + doses(range(28, 56), amount=2.5)
    assert found(findings(entries), "U-grams").id == "U-grams"


def test_steady_falling_or_short_use_is_not_a_rise():
    assert found(findings(), "U-doses") is None
    falling = doses(range(28), hours=(8, 12, 16)) + doses(range(28, 56), hours=(8,))
    assert found(findings(falling), "U-grams") is None
    short = doses(range(5), hours=(8,)) + doses(range(5, 10), hours=(8, 12, 16))
    assert found(findings(short), "U-doses") is None


def test_days_without_entries_are_missing_not_zero():
    sparse = doses(range(0, 28, 2)) + doses(range(28, 56))
    assert found(findings(sparse), "U-doses") is None


def test_a_dose_of_zero_is_no_dose():
    zeros = [entry(day, 12, "dose", "green", 0, "g") for day in range(28, 56)]
    assert found(findings(doses(range(56)) + zeros), "U-doses") is None


def test_unknown_weight_says_nothing_about_grams():
    entries = doses(range(28), unit="cup") + doses(range(28, 56), unit="cup", amount=6)
    assert found(findings(entries), "U-grams") is None


def test_a_rise_by_one_dose_or_by_a_quarter_is_the_limit():
    """Clinical text 4.2: grams a day +25 % or doses a day +1 against the first 28 days."""
    one_more = doses(range(28), hours=(8, 20)) + doses(range(28, 56), hours=(8, 14, 20), amount=2)
    assert found(findings(one_more), "U-doses") is not None
    assert found(findings(one_more), "U-grams") is None  # 6 g a day before and after
    almost = doses(range(28), amount=4) + doses(range(28, 56), amount=4.9)
    assert found(findings(almost), "U-grams") is None
    quarter = doses(range(28), amount=4) + doses(range(28, 56), amount=5)
    assert found(findings(quarter), "U-grams") is not None


def test_the_middle_of_a_long_diary_does_not_count():
    entries = (
        doses(range(28)) + doses(range(28, 60), hours=(7, 9, 12, 15, 20)) + doses(range(60, 88))
    )
    assert found(findings(entries), "U-doses") is None


@settings(deadline=None, max_examples=25)
@given(st.floats(1, 8), st.floats(1, 8), st.floats(0, 3))
def test_taking_more_at_the_end_never_takes_the_finding_away(first, last, more):
    def seen(amount):
        entries = doses(range(14), hours=(8,), amount=first)
        return found(findings(entries + doses(range(14, 28), hours=(8,), amount=amount)), "U-grams")

    assert seen(last) is None or seen(last + more) is not None
