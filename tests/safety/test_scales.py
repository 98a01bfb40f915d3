"""Scores of questionnaires. Expected numbers are those of the sources named in each docstring."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Outcome
from speciosa.errors import InputError
from speciosa.knowledge.instruments import instruments
from speciosa.safety.scales.changes import changes_of
from speciosa.safety.scales.fibromyalgia import criteria_2016, limits, sites
from speciosa.safety.scales.form import entry_form, entry_forms
from speciosa.safety.scales.score import score, score_total
from speciosa.safety.scales.totals import totals_of
from tests.safety.diaries import diary, entry

SUMMED = [k for k, row in instruments().items() if row.scoring not in {"entered", "branches"}]
ONE_SEX = "female"


def same(key, value):
    return dict.fromkeys(range(1, instruments()[key].items + 1), value)


def first(count, value):
    return dict.fromkeys(range(1, count + 1), value)


# Published examples and rules


def test_oswestry_percent_and_one_section_missed():
    """Roland & Fairbank 2000: 16 of 50 is 32 %; one section missed, 16 of 45 is 35.5 %."""
    answers = first(8, 2) | {9: 0, 10: 0}
    assert score("odi", answers).total == 32
    del answers[10]
    missed = score("odi", answers)
    assert missed.total == pytest.approx(35.5, abs=0.06)
    assert missed.missing == (10,)
    del answers[9]
    assert score("odi", answers).total is None


def test_asrs_counts_three_questions_from_sometimes_and_three_from_often():
    """Kessler 2005: questions 1-3 count from 'sometimes' (2), 4-6 from 'often' (3); 4 of 6."""
    sometimes = score("asrs6", same("asrs6", 2))
    assert (sometimes.count, sometimes.total) == (3, 12)
    assert sometimes.band.startswith("below")
    assert score("asrs6", first(3, 2) | {4: 3, 5: 0, 6: 0}).band.startswith("positive")
    assert score("asrs6", first(3, 1) | {4: 3, 5: 3, 6: 3}).count == 3
    assert score("asrs6", same("asrs6", 4)).count == 6


def test_an_asrs_sum_alone_has_no_limit():
    """The limit belongs to the count; the four groups of the sum are from memory."""
    found = score_total("asrs6", 18)
    assert found.band == ""
    assert "not from their sum" in found.why_no_band


def test_asrs_18_counts_the_screener_only_and_halves_are_summed():
    """No total of questions 7-18 is linked to the count. Halves: 1-4, 7-11 and 5-6, 12-18."""
    answers = same("asrs18", 0) | dict.fromkeys((7, 8, 9, 10, 11), 4) | dict.fromkeys((12, 13), 2)
    found = score("asrs18", answers)
    assert found.count == 0
    assert found.parts == {"inattention": 20, "hyperactivity": 4}


def test_another_window_is_another_measure():
    """ASRS asks about six months: asked about a week, the limit does not apply."""
    found = score("asrs6", same("asrs6", 4), window_d=7)
    assert found.total == 24
    assert found.band == ""
    assert "7 days instead of last 6 months" in found.why_no_band
    assert score("asrs6", same("asrs6", 4), window_d=182).band


def test_the_fibromyalgia_impact_questionnaire_weighs_its_parts():
    """FIQR: function / 3, overall / 1, symptoms / 2; unanswered: times 9/x, 2/x, 10/x."""
    full = same("fiqr", 10)
    assert score("fiqr", full).parts == {"function": 30, "overall": 20, "symptoms": 50}
    assert score("fiqr", full).total == 100
    some = dict.fromkeys(range(1, 6), 6) | {10: 4} | dict.fromkeys(range(12, 22), 5)
    found = score("fiqr", some)
    # 30 x 9/5 / 3 = 18; 4 x 2/1 = 8; 50 / 2 = 25
    assert found.parts == {"function": 18, "overall": 8, "symptoms": 25}
    assert (found.total, found.band) == (51, "moderate")
    assert score("fiqr", {1: 5}).total is None


@pytest.mark.parametrize(("answered", "given"), [(9, True), (5, True), (4, False)])
def test_the_knee_score_needs_half_of_its_answers(answered, given):
    """KOOS, rule of 2012: 100 - mean x 25, at least 50 % of the answers; 100 is no problem."""
    found = score("koos-pain", first(answered, 1))
    assert found.total == (75 if given else None)
    assert score("koos-pain", same("koos-pain", 0)).total == 100
    assert score("koos-pain", same("koos-pain", 4)).total == 0


def test_leeds_takes_the_mean_for_two_missing_answers_and_counts_ten_as_low():
    """LDQ: up to two missing by the mean; low < 10, moderate 11-20: the gap at 10 is low."""
    found = score("ldq", first(8, 1))
    assert (found.total, found.band, found.missing) == (10, "low", (9, 10))
    assert "mean of the others" in found.warnings[0]
    assert score("ldq", first(7, 1)).total is None
    assert score_total("ldq", 11).band == "moderate"
    assert score_total("ldq", 21).band == "severe"


def test_brief_pain_inventory_needs_four_of_seven():
    """BPI: interference is the mean of 7, at least 4 answered; severity the mean of all 4."""
    assert score("bpi-interference", {1: 4, 2: 6, 3: 8, 4: 6}).total == 6
    assert score("bpi-interference", {1: 4, 2: 6, 3: 8}).total is None
    assert score("bpi-severity", {1: 4, 2: 6, 3: 8}).total is None
    assert score("bpi-severity", {1: 3, 2: 4, 3: 5, 4: 6}).band == "mild"  # 4.5 is not yet 5


def test_cows_goes_to_48():
    """Highest answers 4+4+5+5+4+4+5+4+4+4+5 = 48; a page that says 55 is wrong."""
    highest = {n: max(instruments()["cows"].answers(n)) for n in range(1, 12)}
    found = score("cows", highest)
    assert (found.total, found.band) == (48, "severe")
    assert "stimulant" in found.warnings[0]
    with pytest.raises(InputError):
        score_total("cows", 49)


@pytest.mark.parametrize(
    ("total", "band"),
    [(4, "below the mild range"), (5, "mild"), (12, "mild"), (13, "moderate"), (24, "moderate"),
     (25, "moderately severe"), (36, "moderately severe"), (37, "severe")],
)  # fmt: skip
def test_cows_bands(total, band):
    """Wesson & Ling: 5-12, 13-24, 25-36, above 36."""
    assert score_total("cows", total).band == band


def test_a_third_question_that_is_turned_round():
    """DAST-10: yes is 1, question 3 the other way: all 'no' is 1 point, its 'yes' is none."""
    assert score("dast10", same("dast10", 0)).total == 1
    assert score("dast10", same("dast10", 0) | {3: 1}).band == "none reported"
    assert score("dast10", same("dast10", 1)).total == 9
    assert score("dast10", same("dast10", 1) | {3: 0}).total == 10


def test_the_opioid_risk_tool_shows_adhd_apart():
    """ORT: 0-26, ADHD 2 points: somebody with ADHD and depression alone has 3, without it 1."""
    found = score("ort", same("ort", 0) | {9: 1, 10: 1}, sex="female")
    assert (found.total, found.without, found.band) == (3, 1, "low")
    assert found.why_without == "counts ADHD itself"
    assert "ADHD" in " ".join(score_total("ort", 5).warnings)
    assert score("ort-oud", same("ort-oud", 0) | {8: 1}).without == 0


def test_points_by_sex():
    """ORT: a family history of alcohol is 1 point for women and 3 for men, abuse 3 and 0."""
    family = same("ort", 0) | {1: 1}
    assert [score("ort", family, sex=sex).total for sex in ("female", "male")] == [1, 3]
    unknown = score("ort", family)
    assert unknown.total == 3
    assert any("higher of the two" in text for text in unknown.warnings)
    abuse = same("ort", 0) | {8: 1}
    assert [score("ort", abuse, sex=sex).total for sex in ("female", "male", "other")] == [3, 0, 3]


def test_limits_by_sex():
    """AUDIT-C: women from 3, men from 4; unknown takes the stricter limit and says so."""
    bands = {sex: score_total("audit-c", 3, sex=sex).band for sex in ("female", "male", "unknown")}
    assert bands["female"] == bands["unknown"] == "at or above the limit"
    assert bands["male"] == "below the limit"
    assert any("stricter" in text for text in score_total("audit-c", 3).warnings)


def test_what_is_not_ticked_on_the_back_form_counts_as_no():
    """RMDQ: the number of ticks; 2 or fewer as people who call themselves recovered."""
    found = score("rmdq", {1: 1, 5: 1})
    assert (found.total, found.band[:9]) == (2, "as people")
    assert any("counts as no" in text for text in found.warnings)
    assert score("rmdq", {1: 1, 5: 1, 7: 1}).why_no_band.startswith("No name")
    assert score("rmdq", {}).total is None


def test_the_criteria_are_counted_with_and_without_tolerance_and_withdrawal():
    """Kratom is not under medical supervision: both count, and both counts are told."""
    found = score("dsm5-kud", same("dsm5-kud", 0) | {4: 1, 10: 1, 11: 1})
    assert (found.total, found.without, found.band) == (3, 1, "mild")
    assert score("dsm5-kud", same("dsm5-kud", 0) | {4: 1}).band.startswith("fewer")


@pytest.mark.parametrize("key", ["sows16", "peg", "sds-dep", "assist", "ort-oud", "asrs5", "odi"])
def test_bands_that_were_not_confirmed_are_never_printed(key):
    """SOWS and ASSIST bands, PEG secondary bands, kratom limits of the SDS: not printed."""
    row = instruments()[key]
    for total in range(int(row.total_low), int(row.total_high) + 1):
        found = score_total(key, total)
        assert found.band == ""
        assert found.why_no_band


def test_thoughts_of_death_are_told_whatever_the_total():
    marked = score("phq9", same("phq9", 0) | {9: 1})
    assert marked.band == "below the mild range"
    assert "crisis line" in marked.warnings[0]
    assert "crisis line" in score("phq9", {9: 1}).warnings[0]
    assert score("phq9", same("phq9", 1) | {9: 0}).warnings == ()


@pytest.mark.parametrize(
    ("total", "band"),
    [(4, "below the mild range"), (5, "mild"), (10, "moderate"), (15, "moderately severe"),
     (20, "severe"), (27, "severe")],
)  # fmt: skip
def test_phq9_bands(total, band):
    """Kroenke 2001: 5, 10, 15 and 20."""
    assert score_total("phq9", total).band == band


# Branches


def test_columbia_goes_to_the_sixth_question_after_no_to_the_second():
    """C-SSRS screener: 'no' to 2, go on with 6; else 3 to 6."""
    found = score("cssrs", {1: 0, 2: 0, 6: 0})
    assert (found.missing, found.band) == ((), "")
    assert "nobody is at risk" in found.warnings[-1]
    assert score("cssrs", {1: 0, 2: 1, 6: 0}).missing == (3, 4, 5)
    assert score("cssrs", {1: 0, 2: 0, 6: 1}).missing == (7,)


@pytest.mark.parametrize("question", [4, 5, 7])
def test_columbia_calls_the_most_worrying_answers_high(question):
    """A recent yes to 4 or 5, or any act within three months."""
    found = score("cssrs", {1: 1, 2: 1, 3: 0, 4: 0, 5: 0, 6: 1, 7: 0} | {question: 1})
    assert found.band == "high"
    assert "today" in found.warnings[0]


@pytest.mark.parametrize("question", [1, 2, 3, 6])
def test_other_yes_answers_have_no_level_but_the_same_advice(question):
    answers = {1: 0, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0} | {question: 1}
    found = score("cssrs", answers)
    assert found.band == ""
    assert found.why_no_band
    assert "crisis line today" in found.warnings[0]


# Fibromyalgia criteria of 2016

FATIGUED = {20: 3, 21: 3, 22: 2, 23: 1, 24: 0, 25: 0}  # 9 points
LIGHT = {20: 2, 21: 2, 22: 1, 23: 0, 24: 0, 25: 0}  # 5 points
FOUR_REGIONS = ["upper-arm-left", "upper-arm-right", "upper-leg-left", "upper-leg-right"]
SEVEN = [*FOUR_REGIONS, "neck", "lower-back", "lower-leg-left"]


def test_seven_places_and_five_points_meet_the_criteria_of_2016():
    found = criteria_2016(SEVEN, LIGHT, months=6)
    assert (found.wpi, found.sss, found.severity, found.regions) == (7, 5, 12, 5)
    assert found.met is True
    assert criteria_2016(SEVEN, LIGHT | {20: 1}, months=6).met is False


def test_three_places_and_nine_points_met_those_of_2011_but_not_these():
    assert criteria_2016(FOUR_REGIONS, FATIGUED, months=6).met is True
    assert criteria_2016(FOUR_REGIONS[:3], FATIGUED, months=6).met is False


def test_jaw_chest_and_belly_are_places_but_make_no_region():
    one_side = [
        "jaw-left",
        "jaw-right",
        "shoulder-left",
        "upper-arm-left",
        "chest",
        "abdomen",
        "neck",
    ]
    found = criteria_2016(one_side, FATIGUED, months=6)
    assert (found.wpi, found.regions, found.met) == (7, 2, False)


def test_the_months_are_asked_only_when_they_decide():
    unknown = criteria_2016(SEVEN, LIGHT)
    assert unknown.met is None
    assert "3 months" in unknown.questions[0]
    assert criteria_2016(SEVEN, LIGHT, months=2).met is False
    assert criteria_2016([], LIGHT).met is False


def test_nineteen_places_in_five_regions():
    assert [site.number for site in sites()] == list(range(1, 20))
    per_region = [sum(site.region == region for site in sites()) for region in range(1, 6)]
    assert per_region == [4, 4, 3, 3, 5]
    assert {site.key for site in sites() if not site.counts_for_region} == {
        "jaw-left", "jaw-right", "chest", "abdomen",
    }  # fmt: skip
    assert limits().wpi_some == 4


def test_an_unknown_place_and_a_missing_answer_are_told():
    with pytest.raises(InputError, match='found "toe"'):
        criteria_2016(["toe"], LIGHT)
    with pytest.raises(InputError, match="missing: 25"):
        criteria_2016(SEVEN, {key: value for key, value in LIGHT.items() if key != 25})


# Bad input


@pytest.mark.parametrize(
    ("key", "items", "message"),
    [
        ("phq9", {1: 4}, "expected 0, 1, 2, 3"),
        ("phq9", {1: 1.5}, "expected 0, 1, 2, 3"),
        ("phq9", {10: 0}, "from 1 to 9"),
        ("phq9", {0: 0}, "from 1 to 9"),
        ("phq9", {1: float("nan")}, "expected 0, 1, 2, 3"),
        ("womac", {1: 1}, "its total"),
        ("sds", {1: 1}, "sheehan or sds-dep"),
        ("mood ring", {1: 1}, "not a questionnaire"),
    ],
)
def test_an_impossible_answer_is_one_clear_sentence(key, items, message):
    with pytest.raises(InputError, match=message):
        score(key, items)


@pytest.mark.parametrize("total", [-1, 28, float("nan"), float("inf")])
def test_an_impossible_total_is_refused(total):
    with pytest.raises(InputError, match="0 to 27"):
        score_total("phq9", total)


# Properties


@st.composite
def filled(draw):
    key = draw(st.sampled_from(SUMMED))
    row = instruments()[key]
    numbers = range(1, row.items + 1)
    return key, {n: draw(st.sampled_from(row.answers(n))) for n in numbers}


@settings(max_examples=100, deadline=None)
@given(filled(), st.sampled_from(["female", "male", "unknown"]))
def test_totals_stay_in_their_range(case, sex):
    key, items = case
    row = instruments()[key]
    total = score(key, items, sex=sex).total
    assert row.total_low <= total <= row.total_high


@settings(max_examples=100, deadline=None)
@given(filled(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(case, shuffle):
    key, items = case
    pairs = list(items.items())
    shuffle.shuffle(pairs)
    assert score(key, dict(pairs)) == score(key, items)


@settings(max_examples=100, deadline=None)
@given(filled(), st.data())
def test_a_higher_answer_never_lowers_a_total_unless_it_is_turned_round(case, data):
    key, items = case
    row = instruments()[key]
    number = data.draw(st.sampled_from(sorted(items)))
    higher = [answer for answer in row.answers(number) if answer >= items[number]]
    after = items | {number: data.draw(st.sampled_from(higher))}
    change = score(key, after, sex=ONE_SEX).total - score(key, items, sex=ONE_SEX).total
    down = row.item_row(number).reversed != (row.scoring == "turned mean")
    assert -change >= 0 if down else change >= 0


@settings(max_examples=100, deadline=None)
@given(filled(), st.data())
def test_leaving_answers_out_gives_a_total_in_range_or_none_and_never_an_error(case, data):
    key, items = case
    kept = data.draw(st.sets(st.sampled_from(sorted(items))))
    found = score(key, {n: items[n] for n in kept}, sex=ONE_SEX)
    row = instruments()[key]
    if found.total is None:
        assert found.why_no_total
        assert found.band == ""
    else:
        assert row.total_low - 1e-6 <= found.total <= row.total_high + 1e-6


# Diaries


def scale(day, what, value, hour=9, kind="scale"):
    return entry(day, hour, kind, what, float(value))


def test_totals_and_single_answers_of_a_diary():
    rows = [scale(0, "PHQ-9", 12)]
    rows += [scale(14, f"gad7.{n}", 1, hour=10 + n / 60) for n in range(1, 8)]
    rows += [scale(28, "phq9.9", 1), scale(28, "phq9", 8), scale(0, "pain", 5, kind="rating")]
    found = totals_of(diary(rows))
    assert [(t.scored.key, t.scored.total) for t in found.totals] == [
        ("gad7", 7), ("phq9", 12), ("phq9", 8),
    ]  # fmt: skip
    assert len(found.of("gad7")[0].because) == 7
    assert "crisis line" in found.of("phq9")[1].scored.warnings[0]
    assert (found.incomplete, found.unread) == ((), ())


def test_two_fillings_of_one_day_stay_two():
    rows = [scale(0, "cows", 14, hour=8), scale(0, "cows", 9, hour=12)]
    rows += [scale(1, f"peg.{n}", 6, hour=8) for n in (1, 2, 3)]
    rows += [scale(1, f"peg.{n}", 3, hour=8.5) for n in (1, 2, 3)]
    found = totals_of(diary(rows))
    assert [t.scored.total for t in found.of("cows")] == [14, 9]
    assert [t.scored.total for t in found.of("peg")] == [6, 3]


def test_an_incomplete_filling_is_listed_but_is_no_total():
    found = totals_of(diary([scale(0, "gad7.1", 2), scale(0, "gad7.2", 2)]))
    assert found.totals == ()
    assert found.incomplete[0].scored.missing == (3, 4, 5, 6, 7)
    assert "missing: 3, 4, 5, 6, 7" in found.incomplete[0].scored.why_no_total


def test_answers_and_a_total_that_disagree_are_told():
    rows = [scale(0, "peg", 3), *(scale(0, f"peg.{n}", 6) for n in (1, 2, 3))]
    (found,) = totals_of(diary(rows)).totals
    assert found.scored.total == 6
    assert found.scored.warnings[0] == "The answers give 6, the total entered is 3: 6 is used."


def test_a_shared_name_is_asked_about_unless_its_values_settle_it():
    found = totals_of(diary([scale(0, "SDS", 9), scale(7, "sows", 20)]))
    assert found.totals == ()
    assert len(found.unread) == 2
    assert "Sheehan Disability Scale (sheehan) or the Severity of Dependence Scale (sds-dep)" in (
        found.unread[0].why
    )
    settled = totals_of(diary([scale(0, "SDS", 9), scale(7, "SDS", 22), scale(0, "sows", 40)]))
    assert [(t.scored.key, t.scored.total) for t in settled.totals] == [
        ("sheehan", 9), ("sheehan", 22), ("sows16", 40),
    ]  # fmt: skip


def test_an_impossible_value_in_a_diary_is_told_and_the_rest_is_read():
    found = totals_of(diary([scale(0, "ldq", 45), scale(7, "ldq", 12), scale(7, "phq9.11", 1)]))
    assert [t.scored.total for t in found.totals] == [12]
    assert [u.typed for u in found.unread] == ["ldq", "phq9.11"]
    assert "0 to 30" in found.unread[0].why


def test_a_name_that_the_diary_gives_its_own_range_stays_the_diarys():
    own = diary([scale(0, "odi", 20)]).model_copy(update={"outcomes": {"odi": Outcome(high=50)}})
    found = totals_of(own)
    assert found.totals == ()
    assert "own range" in found.unread[0].why


def test_own_short_questions_rated_many_times_a_day_are_ratings():
    rows = [scale(0, "craving", 5, kind="rating"), scale(0, "sedation", 3)]
    (only,) = totals_of(diary(rows)).totals
    assert only.scored.key == "sedation"
    assert "breathing" in only.scored.band


def test_asrs_entered_every_week_loses_its_limit():
    """Recall six months: entered weekly it must not be compared with the diagnostic limit."""
    weekly = [scale(day, f"asrs.{n}", 4, hour=9) for day in (0, 7, 14) for n in range(1, 7)]
    for total in totals_of(diary(weekly)).totals:
        assert (total.scored.count, total.scored.band) == (6, "")
        assert "Entered again after 7 days" in total.scored.why_no_band
    yearly = [scale(day, f"asrs.{n}", 4) for day in (0, 200) for n in range(1, 7)]
    assert all(t.scored.band.startswith("positive") for t in totals_of(diary(yearly)).totals)
    assert len(totals_of(diary(yearly)).totals) == 2


def test_a_two_week_scale_entered_weekly_keeps_its_bands():
    found = totals_of(diary([scale(0, "phq9", 12), scale(7, "phq9", 4)]))
    assert [t.scored.band for t in found.totals] == ["moderate", "below the mild range"]


# Change


def change(*values, key="gad7", days=None):
    rows = [scale(day, key, value) for day, value in zip(days or range(0, 999, 30), values)]  # noqa: B905
    found = changes_of(diary(rows))
    return found[0] if found else None


def test_gad7_alerts_at_four_and_is_reliable_from_six():
    """Toussaint 2020: 4; Bischoff 2020: 6."""
    four = change(6, 10)
    assert (four.points, four.direction, four.important, four.reliable) == (4, "worse", True, False)
    assert "6 to 10" in four.sentence
    assert "4 points worse" in four.sentence
    assert "below 6 points can come from chance" in four.sentence
    six = change(6, 12)
    assert (six.important, six.reliable) == (True, True)
    assert change(6, 9).important is False


@pytest.mark.parametrize(
    ("key", "before", "after", "direction", "important"),
    [
        ("phq9", 8, 13, "worse", True),
        ("phq9", 8, 12, "worse", False),
        ("isi", 20, 14, "better", True),
        ("isi", 20, 15, "better", False),
        ("peg", 6, 5, "better", True),
        ("peg", 6, 5.1, "better", False),
        ("nrs", 7, 5, "better", True),
        ("koos-pain", 50, 61.3, "better", True),
        ("koos-pain", 50, 45, "worse", False),
        ("fiq", 60, 51.5, "better", True),  # 14.1 % of 60 is 8.46
        ("fiq", 60, 52, "better", False),
        ("sheehan", 20, 17, "better", True),
        ("asrs6", 10, 20, "worse", None),
        ("gad7", 8, 8, "the same", False),
    ],
)
def test_changes_that_matter(key, before, after, direction, important):
    found = change(before, after, key=key)
    assert (found.direction, found.important) == (direction, important)
    if important is None:
        assert "not published" in found.sentence


def test_the_persons_own_ups_and_downs_where_nothing_is_published():
    """Reliable change from the run-in: 1.96 x sqrt(2) x SD; SD of 10, 12, 14 is 2: 5.54."""
    small = change(10, 12, 14, 17, key="asrs6", days=(0, 7, 14, 90))
    assert (small.baseline, small.baseline_of, small.points) == (12, 3, 5)
    assert small.reliable_from == pytest.approx(5.544, abs=0.001)
    assert (small.reliable, small.reliable_own) == (False, True)
    assert "your own ups and downs" in small.sentence
    assert "mean of the first 3" in small.sentence
    assert change(10, 12, 14, 18, key="asrs6", days=(0, 7, 14, 90)).reliable is True


def test_equal_totals_in_the_run_in_say_nothing_about_ups_and_downs():
    found = change(12, 12, 12, 18, key="asrs6", days=(0, 7, 14, 90))
    assert (found.reliable_from, found.reliable) == (None, None)


def test_one_total_and_a_question_about_change_give_no_change():
    assert change(5) is None
    assert change(2, 5, key="pgic", days=(0, 30)) is None


def test_a_change_names_its_entries_and_its_sources():
    found = change(6, 12)
    assert len(found.because) == 2
    assert "toussaint2020" in found.sources
    assert found.first_day.isoformat() == "2026-03-01"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 21), st.integers(0, 21))
def test_turning_time_round_turns_better_into_worse(before, after):
    there, back = change(before, after), change(after, before)
    turned = {"better": "worse", "worse": "better", "the same": "the same"}
    assert back.direction == turned[there.direction]
    assert (back.points, back.important) == (-there.points, there.important)


# What is shown where a score is entered


def test_every_entry_form_shows_name_range_direction_recall_and_source():
    assert len(entry_forms()) == len(instruments())
    for form in entry_forms():
        assert all((form.name, form.recall, form.better, form.cite, form.licence))
        assert form.low < form.high
        assert all(band.review != "unverified" and band.cite for band in form.bands)


def test_an_entry_form_holds_back_what_was_not_confirmed():
    sows = entry_form("sows16")
    assert (sows.bands, sows.held_back) == ((), 3)
    gad7 = entry_form("gad7")
    assert [band.low for band in gad7.bands] == [0, 5, 10, 15]
    assert gad7.questions == {}
    assert gad7.changes[0].startswith("From 4 points on a change matters: Toussaint")
    assert "14.1 % of the beginning" in entry_form("fiq").changes[0]
    assert entry_form("craving").questions[1].endswith("?")
