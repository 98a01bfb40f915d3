from speciosa.diary.person import Product
from speciosa.safety.check import check_safety
from tests.safety.diaries import diary, doses, entry


def test_rising_doses_point_to_tolerance_without_a_count_of_criteria():
    seen = check_safety(diary(doses(range(21), hours=(8,)) + doses(range(21, 42)))).dependence
    assert seen.episodes_per_day == 3
    assert seen.trend == "Doses a day: 1.0 in the first 21 days, 3.0 in the last."
    assert seen.criteria == ("Possible sign of tolerance: ask about it.",)
    assert "cannot be counted" in seen.notes[0]


def test_steady_use_and_a_withdrawal_scale():
    seen = check_safety(diary([*doses(), entry(5, 9, "scale", "sows", 14)])).dependence
    assert seen.trend == "Doses a day: 3.0, as in the first 21 days."
    assert seen.criteria == ()
    assert seen.withdrawal == ("SOWS 14 on 6 March 2026",)


def test_too_little_says_so():
    seen = check_safety(diary(doses(range(3)))).dependence
    assert seen.episodes_per_day is None
    assert seen.trend.startswith("Cannot tell")


def test_another_substance_has_no_kratom_notes():
    other = diary([], products={"v": Product(name="v", substance="venlafaxine")})
    assert check_safety(other).dependence.notes == ()
