"""RUCAM, update 2016, against published cases.

Items 1 to 4, causes of item 5: Danan & Teschke 2016, Int J Mol Sci 17:14, as copied in the sources of
`rucam.toml`. Complete, with every score or the total printed: U1 PMC6887447 table 3 (BMJ Case Rep
2019;12:e231741), total 4; U2 Explor Med 2022;3:181 table 1 (Aloe vera), total 8, items 5 to 7 together
2; U3 PMC6144106 table 3 (BMJ Case Rep 2018, bcr-2018-224611), total 7, form of 1993 with the same
scores. Items 1 to 4 as printed, the rest of the table not readable: U4-U11 PMC6233541 table 2
(nevirapine, eight patients); U12 PMC4513455 table 1, with item 5; U13 PMC6969320 table 2 and U14
Case Reports Hepatol 2020:8872804 table 1 (cholestatic or mixed). Range -9 to 14: PMC9936988 table 5.
No other published case with printed item scores could be read, and none of kratom.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.errors import InputError
from speciosa.safety.calculators.rucam import STATES, causes, rucam, rucam_items, table_of
from speciosa.safety.calculators.rucam_items import (
    Measured,
    course_options,
    half_day,
    onset_option,
    onset_option_again,
)

CAUSES = [cause.key for cause in causes()]
FIRST = [cause.key for cause in causes() if cause.group == 1]
NEGATIVE = {key: ["negative"] for key in CAUSES} | {"other_cause": ["no"]}


def case(onset, course, alcohol="less", age="under 55", others="none", **rest):
    said = {"onset": onset, "course": course, "alcohol": alcohol, "age": age}
    said |= {"other_medicines": others, "pregnancy": "no"} | rest
    return {key: [value] for key, value in said.items()}


def items(score):
    return {item.item: (item.low, item.high) for item in score.items}


COMPLETE = [  # id, answers, item 5 to 7, total, band
    ("U1", case("outside", "no information", age="55 or more", known="unknown", taken_again="other"), (2, 0, 0), 4, "possible"),
    ("U3", case("outside", "half within 30 days", age="55 or more", others="time does not fit", known="published", taken_again="other"), (2, 1, 0), 7, "probable"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "answers", "tail", "total", "band"), COMPLETE)
def test_published_cases_with_every_item(key, answers, tail, total, band):
    found = rucam("hepatocellular", answers | NEGATIVE)
    got = items(found)
    assert (got["causes"][0], got["known"][0], got["taken_again"][0]) == tail, key
    assert (found.low, found.high, found.bands) == (total, total, (band,)), key


def test_published_case_u2_its_total_is_within_the_range():
    """Items 1 to 4: 2, 3, 1, 0. The paper's total of 8 leaves 2 for items 5 to 7."""
    answers = case("suggestive", "half within 8 days", age="55 or more")
    found = rucam("hepatocellular", answers)
    assert (
        sum(items(found)[k][0] for k in ("onset", "course", "alcohol", "age", "other_medicines"))
        == 6
    )
    assert found.low <= 8 <= found.high
    ruled_out = rucam(
        "hepatocellular", answers | NEGATIVE | {"known": ["unknown"], "taken_again": ["other"]}
    )
    assert (ruled_out.low, ruled_out.high, ruled_out.bands) == (8, 8, ("probable",))


PARTS = [  # id, table, answers, items 1 to 4 together
    ("U4", "hepatocellular", case("suggestive", "half within 30 days"), 4),
    ("U5", "hepatocellular", case("suggestive", "half within 30 days"), 4),
    ("U6", "hepatocellular", case("suggestive", "half within 30 days", age="55 or more", others="known to injure"), 3),
    ("U7", "hepatocellular", case("suggestive", "half within 30 days"), 4),
    ("U8", "hepatocellular", case("suggestive", "half within 30 days", age="55 or more"), 5),
    ("U9", "hepatocellular", case("suggestive", "half within 8 days"), 5),
    ("U10", "hepatocellular", case("suggestive", "half within 30 days"), 4),
    ("U11", "hepatocellular", case("suggestive", "half later"), 2),
    ("U12", "hepatocellular", case("suggestive", "half within 8 days"), 5),
    ("U13", "cholestatic", case("suggestive", "half within 180 days"), 4),
    ("U14", "cholestatic", case("suggestive", "half within 180 days", others="time fits"), 3),
]  # fmt: skip


@pytest.mark.parametrize(("key", "table", "answers", "total"), PARTS)
def test_published_cases_items_1_to_4(key, table, answers, total):
    got = items(rucam(table, answers))
    first = [got[k] for k in got if k not in {"causes", "known", "taken_again"}]
    assert sum(low for low, _ in first) == sum(high for _, high in first) == total, key


def test_published_case_u12_with_item_5():
    got = items(rucam("hepatocellular", case("suggestive", "half within 8 days") | NEGATIVE))
    assert got["causes"] == (2, 2)


def test_the_published_range_of_the_total():
    found = rucam("hepatocellular")
    assert (found.low, found.high) == (-9, 14)
    assert rucam("cholestatic").high == 14


@pytest.mark.parametrize(
    ("negative", "low", "high"),
    [(CAUSES, 2, 2), (FIRST, 1, 1), (FIRST[:6], 0, 0), (FIRST[:5], 0, 0), (FIRST[:4], -2, -2), ([], -2, -2)],
)  # fmt: skip
def test_item_5_counts_the_causes_of_group_one(negative, low, high):
    """Clinical text: all of both groups +2; seven +1; five or six 0; fewer -2."""
    said = {k: ["negative" if k in negative else "not done"] for k in CAUSES}
    got = items(rucam("hepatocellular", said | {"other_cause": ["no"]}))
    assert got["causes"] == (low, high)


def test_another_highly_probable_cause_counts_minus_3_whatever_was_ruled_out():
    got = items(rucam("cholestatic", NEGATIVE | {"other_cause": ["yes"]}))
    assert got["causes"] == (-3, -3)


def test_pregnancy_counts_only_in_the_cholestatic_table():
    assert {item.key for item in rucam_items("cholestatic")} - {
        item.key for item in rucam_items("hepatocellular")
    } == {"pregnancy"}


def test_scores_that_no_copy_of_the_table_showed_say_so():
    found = {item.item: item.review for item in rucam("hepatocellular").items}
    assert found["causes"] == found["taken_again"] == "unverified"
    assert found["onset"] == found["course"] == "published"
    settled = rucam("hepatocellular", NEGATIVE | {"taken_again": ["other"]})
    assert settled.review == "published"


@pytest.mark.parametrize(
    ("table", "start_d", "stop_d", "option"),
    [
        ("hepatocellular", 5, None, "suggestive"),
        ("hepatocellular", 90, None, "suggestive"),
        ("hepatocellular", 4, None, "outside"),
        ("hepatocellular", 91, None, "outside"),
        ("hepatocellular", 60, 15, "after stop"),
        ("hepatocellular", 60, 16, None),
        ("cholestatic", 60, 30, "after stop"),
        ("cholestatic", 60, 31, None),
        ("cholestatic", -1, None, None),
    ],
)
def test_item_1_and_when_no_score_can_be_given(table, start_d, stop_d, option):
    assert onset_option(table, start_d, stop_d) == option


def test_item_1_after_an_earlier_injury():
    """47-year-old man, J Investig Med High Impact Case Rep 2019: second latency 2 days."""
    assert onset_option_again("hepatocellular", 2) == "suggestive"
    assert onset_option_again("hepatocellular", 16) == "outside"
    assert onset_option_again("cholestatic", 90) == "suggestive"
    assert onset_option_again("cholestatic", 91) == "outside"


DAY = date(2026, 3, 1)


def series(*pairs):
    return [Measured(DAY + timedelta(days=n), ratio) for n, ratio in pairs]


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (series((0, 11), (7, 6)), {"half within 8 days"}),
        (series((0, 11), (7, 6.1), (30, 6)), {"half within 30 days"}),
        (series((0, 11), (30, 7), (40, 5)), {"half later"}),
        (series((0, 11), (31, 7)), {"less than half"}),
        (series((0, 11)), {"half within 8 days", "half within 30 days", "half later", "no information", "less than half"}),
        ([], {"no information"}),
    ],
)  # fmt: skip
def test_item_2_hepatocellular(values, options):
    """Half of the distance from the peak to the limit: from 11 times to 6 times."""
    assert course_options("hepatocellular", values, DAY) == options


@pytest.mark.parametrize(
    ("values", "options"),
    [
        (series((0, 3), (180, 2)), {"half within 180 days"}),
        (series((0, 3), (181, 2.5)), {"less than half"}),
        (series((0, 3), (181, 3)), {"no information"}),
        (series((0, 3), (60, 2.5)), {"half within 180 days", "less than half", "no information"}),
    ],
)
def test_item_2_cholestatic(values, options):
    assert course_options("cholestatic", values, DAY) == options


def test_use_that_went_on_is_no_information():
    assert course_options("hepatocellular", series((0, 11), (7, 2)), None) == {"no information"}


def test_livertox_6972_rises_again_so_its_course_stays_open():
    """ALP 428, 286, 252, 178, 265, 445, 750, 159 of LiverTox case 6972; stopped on day -21."""
    pairs = [(0, 428), (4, 286), (5, 252), (11, 178), (19, 265), (27, 445), (43, 750), (269, 159)]
    values = [Measured(DAY + timedelta(days=n), alp / 130) for n, alp in pairs]
    found = course_options("cholestatic", values, DAY - timedelta(days=21))
    assert {"no information", "less than half"} <= found


def test_livertox_8332_falls_by_half_within_eight_days_of_its_peak():
    """ALP 277 on day 4, 262 on day 6, 189 on day 12; half of the way to 130 is 203.5."""
    values = [Measured(DAY + timedelta(days=n), alp / 130) for n, alp in [(0, 218), (4, 277), (6, 262), (12, 189), (29, 120)]]  # fmt: skip
    assert half_day(values) == DAY + timedelta(days=12)
    assert course_options("cholestatic", values, DAY - timedelta(days=5)) == {
        "half within 180 days"
    }


def test_mixed_and_cholestatic_share_a_table():
    assert [table_of(p) for p in ("hepatocellular", "mixed", "cholestatic")] == ["hepatocellular", "cholestatic", "cholestatic"]  # fmt: skip


def test_a_wrong_answer_is_one_clear_sentence():
    with pytest.raises(InputError, match=r"cmv.*perhaps.*negative, positive, not done"):
        rucam("hepatocellular", {"cmv": ["perhaps"]})


OPTIONS = {
    item.key: [option.key for option in item.options] for item in rucam_items("hepatocellular")
}
OPTIONS |= {key: list(STATES) for key in CAUSES} | {"other_cause": ["yes", "no"]}
possible = st.fixed_dictionaries(
    {},
    optional={key: st.sets(st.sampled_from(values), min_size=1) for key, values in OPTIONS.items()},
)


@settings(max_examples=100, deadline=None)
@given(possible, st.data())
def test_an_answer_never_widens_the_range(answers, data):
    key = data.draw(st.sampled_from(sorted(OPTIONS)))
    option = data.draw(st.sampled_from(sorted(answers.get(key, OPTIONS[key]))))
    before, after = (
        rucam("hepatocellular", answers),
        rucam("hepatocellular", answers | {key: {option}}),
    )
    assert before.low <= after.low <= after.high <= before.high
    assert set(after.bands) <= set(before.bands)


@settings(max_examples=100, deadline=None)
@given(possible)
def test_the_total_is_the_sum_and_stays_in_the_published_range(answers):
    found = rucam("hepatocellular", answers)
    assert found.low == sum(item.low for item in found.items)
    assert found.high == sum(item.high for item in found.items)
    assert -9 <= found.low <= found.high <= 14


@settings(max_examples=100, deadline=None)
@given(possible, st.sampled_from(CAUSES))
def test_ruling_a_cause_out_never_lowers_the_score(answers, cause):
    out = rucam("hepatocellular", answers | {cause: {"negative"}})
    not_done = rucam("hepatocellular", answers | {cause: {"not done"}})
    assert not_done.low <= out.low
    assert not_done.high <= out.high


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(OPTIONS)), st.integers(0, 9)))
def test_complete_answers_leave_one_total(picks):
    answers = {key: {values[picks.get(key, 0) % len(values)]} for key, values in OPTIONS.items()}
    found = rucam("hepatocellular", answers)
    assert found.low == found.high
    assert found.open_items == ()
