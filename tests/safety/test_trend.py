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
