from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Outcome, Product
from speciosa.safety.check import check_safety
from speciosa.safety.dependence import summary
from speciosa.safety.dependence.low import low_begins_h, low_states
from speciosa.safety.dependence.profile import profile_of
from speciosa.safety.dependence.signs import breaks_of, early_doses, night_doses
from speciosa.safety.facts import build_facts
from tests.safety.diaries import diary, doses, entry, rare_doses


def facts(*args, **kwargs):
    return build_facts(diary(*args, **kwargs))


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
    found = check_safety(other).dependence
    assert (found.notes, found.trend) == ((), summary._NOT_KRATOM)


def test_answers_to_the_criteria_are_counted_with_a_caution():
    asked = [entry(9, 9, "scale", "kud.4", 1.0), entry(9, 9, "scale", "kud.10", 1.0)]
    note = check_safety(diary([*doses(), *asked])).dependence.notes[0]
    assert note.startswith("Criteria of a use disorder: 2 to 11 of 11 (mild to severe)")
    assert "1 to 9 of 9 (below mild to severe)" in note
    assert "not a diagnosis" in note


def test_the_two_scales_called_sows_are_kept_apart_and_an_impossible_total_is_left_out():
    entries = [
        *doses(),
        entry(5, 9, "scale", "sows16", 40),
        entry(6, 9, "scale", "sows10", 12),
        entry(7, 9, "scale", "sows10", 31),
        entry(8, 9, "scale", "COWS", 9),
    ]
    found = profile_of(facts(entries)).scales
    assert [(total.label, total.value) for total in found] == [
        ("SOWS", 40),
        ("SOWS, short form", 12),
        ("COWS", 9),
    ]
    assert found[-1].by == "a clinician"


def missed(*days, ratings=()):
    """Three doses a day with whole days left out; something is written down every day."""
    taken = [dose for day in range(42) if day not in days for dose in doses([day])]
    noon = [entry(day, 12, "rating", "pain", 5.0) for day in range(42)]
    return [*taken, *noon, *ratings]


def test_the_longest_break_needs_entries_in_between():
    known = breaks_of(facts(missed(10, 11, 30)), 24)
    assert [round(one.hours) for one in known] == [60, 36]
    assert all(one.known for one in known)
    silent = [dose for dose in doses() if dose.at.day != 11]
    assert [one.known for one in breaks_of(facts(silent), 24)] == [False]
    assert profile_of(facts(silent)).longest_break is None


def test_a_break_that_goes_on_at_the_end_of_the_diary():
    entries = [*doses(range(30)), *(entry(d, 12, "rating", "pain", 5.0) for d in range(30, 33))]
    (one,) = breaks_of(facts(entries), 24)
    assert (one.end, one.known, one.hours) == (None, True, 64)


def test_the_longest_break_is_told():
    notes = check_safety(diary(missed(10, 11))).dependence.notes
    assert any("60 hours from 10 March 2026" in note for note in notes)


def restless(days, value, hour=18):
    return [entry(day, hour, "rating", "restlessness", value) for day in days]


def test_restlessness_after_missed_days_against_the_persons_own_usual():
    usual = restless([day for day in range(42) if day not in (10, 20, 30)], 3.0)
    low = [*restless([10], 7.0), *restless([20], 8.0), *restless([30], 6.0)]
    (state,) = low_states(facts(missed(10, 20, 30, ratings=usual + low)))[:1]
    assert state.outcome == "restlessness"
    assert state.verdict == "worse"
    assert (state.low_mean, state.low_range, state.usual_mean) == (7, (6, 8), 3)
    assert (state.breaks, state.ratings_low, state.ratings_usual) == (3, 3, 39)
    assert state.text == (
        "Restlessness after missed doses: worse. 7 points on average in 3 breaks "
        "(3 ratings, single breaks 6 to 8 points), usually 3 points (39 ratings)."
    )


def test_many_ratings_of_one_break_are_still_one_break():
    usual = restless([day for day in range(42) if day != 10], 3.0)
    low = [entry(10, hour, "rating", "restlessness", 9.0) for hour in range(9, 22)]
    state = next(
        s for s in low_states(facts(missed(10, ratings=usual + low))) if s.outcome == "restlessness"
    )
    assert (state.verdict, state.breaks, state.ratings_low) == ("cannot tell", 1, 13)
    assert "too few to tell" in state.text


def test_breaks_that_disagree_are_mixed_and_small_differences_are_as_usual():
    def verdict(values):
        days = (5, 15, 25, 35)
        usual = restless([day for day in range(42) if day not in days], 5.0)
        low = [r for day, value in zip(days, values, strict=True) for r in restless([day], value)]
        found = low_states(facts(missed(*days, ratings=usual + low)))
        return next(s for s in found if s.outcome == "restlessness").verdict

    assert verdict([10.0, 10.0, 4.0, 4.0]) == "mixed"
    assert verdict([5.5, 5.5, 5.5, 5.5]) == "about as usual"
    assert verdict([1.0, 2.0, 1.0, 4.0]) == "better"


def test_the_direction_of_the_outcome_counts():
    days = (5, 15, 25)
    mood = [entry(d, 18, "rating", "mood", 2.0 if d in days else 7.0) for d in range(42)]
    found = low_states(facts(missed(*days, ratings=mood)))
    assert next(s for s in found if s.outcome == "mood").verdict == "worse"


def test_a_rating_after_a_day_without_any_entry_does_not_count_as_low():
    taken = doses([day for day in range(42) if day not in (5, 6, 15, 16, 25, 26)])
    rated = [entry(day, 18, "rating", "restlessness", 9.0) for day in (6, 16, 26)]
    usual = restless([day for day in range(42) if day not in (5, 6, 15, 16, 25, 26)], 3.0)
    assert low_states(facts([*taken, *rated, *usual])) == ()


def test_rare_use_has_no_low():
    assert low_states(facts(rare_doses())) == ()


def test_the_low_begins_after_the_persons_own_longest_usual_interval():
    assert low_begins_h(facts()) == 12  # 8, 14 and 20 o'clock: the night is 12 h
    assert low_begins_h(facts(doses(hours=(8,)))) == 24  # one dose a day: a day is no low


def test_the_summary_gives_its_reason_or_says_that_it_cannot_tell():
    usual = restless([day for day in range(42) if day not in (10, 20, 30)], 3.0)
    seen = check_safety(
        diary(missed(10, 20, 30, ratings=[*usual, *restless([10, 20, 30], 8.0)]))
    ).dependence
    assert any(
        text.startswith("Restlessness after missed doses: worse") for text in seen.withdrawal
    )
    assert any("impression, not a proof" in note for note in seen.notes)
    few = check_safety(diary(missed(10, ratings=[*usual, *restless([10], 8.0)]))).dependence
    assert few.withdrawal == ()
    assert any("cannot tell, too few breaks" in note for note in few.notes)


def test_an_outcome_of_ones_own_range_is_read_by_it():
    days = (5, 15, 25)
    rated = [entry(d, 18, "rating", "sleep", 20.0 if d in days else 60.0) for d in range(42)]
    own = diary(missed(*days, ratings=rated)).model_copy(
        update={"outcomes": {"sleep": Outcome(low=0, high=100, better="higher")}}
    )
    found = low_states(build_facts(own))
    assert next(s for s in found if s.outcome == "sleep").verdict == "worse"


def test_doses_at_night_and_sooner_than_usual():
    entries = [*doses(), entry(5, 3, "dose", "green", 3, "g"), entry(6, 5, "dose", "green", 3, "g")]
    assert [d.entry_id for d in night_doses(facts(entries), 1, 5)] == ["dose-green-5-3"]
    soon = [*doses(), entry(5, 9, "dose", "green", 3, "g")]
    assert [d.entry_id for d in early_doses(facts(soon), 0.5)] == ["dose-green-5-9"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 10), min_size=3, max_size=3), st.floats(0, 3))
def test_worse_ratings_never_look_better(values, more):
    def mean(shift):
        days = (5, 15, 25)
        low = [
            r
            for day, value in zip(days, values, strict=True)
            for r in restless([day], min(10.0, value + shift))
        ]
        usual = restless([day for day in range(42) if day not in days], 3.0)
        found = low_states(facts(missed(*days, ratings=usual + low)))
        state = next(s for s in found if s.outcome == "restlessness")
        return state.low_mean, state.verdict

    (before, was), (after, now) = mean(0), mean(more)
    assert after >= before
    assert not (was == "worse" and now == "better")


def test_after_stopping_the_days_of_withdrawal_are_read_too():
    usual = restless(range(30), 3.0)
    after = [entry(day, 18, "rating", "restlessness", 8.0) for day in range(30, 40)]
    found = low_states(facts([*doses(range(30)), *usual, *after]))
    (state,) = [s for s in found if s.outcome == "restlessness"]
    assert (state.breaks, state.ratings_low, state.low_mean) == (1, 10, 8)
    assert state.verdict == "cannot tell"  # one stop is one break, however often it was rated
