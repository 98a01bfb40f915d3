"""The sentences: exact where the wording is fixed, by property where numbers and words must agree."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import Due, Estimate, Indication, Scale, Window
from speciosa.report.words import (
    CANNOT_TELL,
    NO_CLEAR_DIFFERENCE,
    amount_words,
    chance_sentence,
    check_words,
    checks_words,
    clean,
    data_words,
    decimals_of,
    dose_sentence,
    due_words,
    effect_words,
    evidence_words,
    first_findings,
    grade_words,
    indication_words,
    learned_words,
    net_sentence,
    number_words,
    percent_words,
    plain_text,
    plain_words,
    points_words,
    scale_words,
    seen_sentence,
    sentence_text,
    shorten,
    size_words,
    typed_words,
    use_words,
    verdict_of,
    why_sentence,
    window_words,
)
from tests.report import builder

SCALES = [(0, 10), (1, 7), (-3, 3), (0, 3), (0, 100), (0, 1), (4, 40)]
PAIN, FOCUS, MOOD, ANXIETY, RESTLESSNESS, SLEEP = (builder.response(r) for r in builder.OUTCOMES)
NOT_A_SENTENCE = re.compile(r"nan|inf\b|[-−]0(?:\.0+)?(?![\d.])|  | [.,;)]|\(\)|\.\.|None|[!]")
NO_WORD_FOR_IT = re.compile(
    r"\b(safe|safely|harmless|great|good|bad|should|must|too much)\b", re.IGNORECASE
)


def varied(base=PAIN, **changes):
    """A response with some fields replaced."""
    return base.model_copy(update=changes)


def estimate(mean, low, high, learned=0.6):
    return Estimate(mean=mean, sd=(high - low) / 3.92, low=low, high=high, learned=learned)


@st.composite
def responses(draw):
    """Any outcome on any scale; `declared` follows the rule of the response floor."""
    low, high = draw(st.sampled_from(SCALES))
    size = st.floats(-(high - low), high - low, allow_nan=False)
    ends = sorted(draw(st.lists(size, min_size=3, max_size=3)))
    better = draw(st.sampled_from(["lower", "higher"]))
    grade = draw(st.sampled_from("ABCD"))
    learned = draw(st.one_of(st.none(), st.floats(0.0, 1.0)))
    seen = estimate(ends[1], ends[0], ends[2], learned)
    clear = (seen.low > 0 or seen.high < 0) and grade != "D" and (learned or 0) >= 0.3
    good = (seen.mean > 0) == (better == "higher")
    return varied(
        label=draw(st.sampled_from(["Pain", "Focus", "PEG total", "Headaches", "x", "Wohlgefühl"])),
        substance=draw(st.sampled_from(["kratom", "venlafaxine"])),
        scale=Scale(low=low, high=high),
        better=better,
        grade=grade,
        seen_effect=None if grade == "D" else seen,
        dose_effect=None if grade == "D" else seen,
        declared=("better" if good else "worse") if clear else None,
        indication=Indication(log_bayes_factor=draw(st.floats(-100, 100)), note=""),
    )


def bounds(words):
    """Every "number direction" of an interval as a signed number, "under" as its limit."""
    parts = re.split(r" to ", words)
    own = [re.search(r"(higher|lower)$", part) for part in parts]
    return [
        (float(re.search(r"[\d.]+", part)[0]), "under" in part, found and found[1])
        for part, found in zip(parts, own, strict=True)
    ]


@given(responses())
def test_the_direction_agrees_with_the_sign_and_the_size_with_the_number(response):
    words, mean = effect_words(response), response.seen_effect
    if verdict_of(response) == CANNOT_TELL:
        assert (words.short, words.interval) == (CANNOT_TELL, "")
        return
    direction = words.short.split()[-1]
    assert direction == ("higher" if mean.mean > 0 else "lower") or mean.mean == 0
    shown = float(re.search(r"[\d.]+", words.short)[0])
    digits = decimals_of(response.scale)
    assert abs(shown - abs(mean.mean)) <= (1.01 if "under" in words.short else 0.51) * 10**-digits


@given(responses())
def test_the_interval_names_a_side_exactly_where_it_is_needed(response):
    words, seen = effect_words(response), response.seen_effect
    if verdict_of(response) == CANNOT_TELL:
        return
    same_side = (seen.mean > 0 and seen.low >= 0) or (seen.mean < 0 and seen.high <= 0)
    shown = bounds(words.interval)
    assert len(shown) == 2
    step = 10 ** -decimals_of(response.scale)
    if same_side:
        assert not any(side for _, _, side in shown)
        true_ends = sorted((abs(seen.low), abs(seen.high)))
    else:
        for (_, _, side), value in zip(shown, (seen.low, seen.high), strict=True):
            assert side == ({True: "higher", False: "lower"}[value > 0] if value else None)
        true_ends = [abs(seen.low), abs(seen.high)]
    for (number, under, _), value in zip(shown, true_ends, strict=True):
        assert abs(number - value) <= (1.01 if under else 0.51) * step


@given(responses())
def test_the_narrow_interval_is_signed_in_the_direction_of_the_word(response):
    words, seen = effect_words(response), response.seen_effect
    if verdict_of(response) == CANNOT_TELL or "−" not in words.narrow:
        return
    sign = -1 if "lower" in words.short else 1
    low, high = sorted((sign * seen.low, sign * seen.high))
    found = re.search(r"\((\S+) to (\S+)\)", words.narrow)
    step = 10 ** -decimals_of(response.scale)
    for text, value in zip(found.groups(), (low, high), strict=True):
        assert abs(float(text.replace("−", "-")) - value) <= 0.51 * step


@given(responses())
def test_better_and_worse_agree_with_the_direction_and_the_outcome(response):
    verdict = verdict_of(response)
    text = sentence_text(seen_sentence(response))
    if verdict in {"better", "worse"}:
        good = {"lower": "lower", "higher": "higher"}[response.better] in effect_words(
            response
        ).short
        assert good == (verdict == "better")
        assert text.endswith(f", which is {verdict}.")
    else:
        assert "which is" not in text
        assert text.endswith((f"{NO_CLEAR_DIFFERENCE}.", f"{CANNOT_TELL}."))


@given(responses())
def test_every_sentence_of_an_outcome_is_well_formed(response):
    for text in (
        sentence_text(seen_sentence(response)),
        dose_sentence(response),
        chance_sentence(response),
        net_sentence(response),
        indication_words(response),
        learned_words(response),
        why_sentence(response),
    ):
        assert not NOT_A_SENTENCE.search(text), text
        assert not NO_WORD_FOR_IT.search(text), text
        assert not text or ((text[0].isupper() or text[0] == "x") and text.endswith("."))


@settings(max_examples=60)
@given(st.lists(responses(), max_size=9))
def test_the_first_paragraph_is_well_formed_and_names_every_outcome_up_to_its_limits(many):
    named = tuple(varied(one, label=f"{one.label} {i}") for i, one in enumerate(many))
    text = plain_words(builder.person(responses=named)).text
    assert not NOT_A_SENTENCE.search(text), text
    assert not NO_WORD_FOR_IT.search(text), text
    assert text.endswith("This describes your diary; it is not advice to use.")
    assert ("Expectation" in text) == any(verdict_of(one) != CANNOT_TELL for one in named)


@settings(max_examples=60)
@given(st.lists(responses(), min_size=1, max_size=9))
def test_a_worsening_is_never_crowded_out(many):
    named = tuple(varied(one, label=f"own {i}", substance="kratom") for i, one in enumerate(many))
    text = plain_text(plain_words(builder.person(responses=named)).lead)
    worse = [one for one in named if verdict_of(one) == "worse"]
    assert ("which is worse" in text) == bool(worse)


@pytest.mark.parametrize("name", builder.VARIANTS)
def test_the_first_paragraph_of_every_variant_is_well_formed(name):
    text = plain_words(builder.VARIANTS[name]()).text
    if name != "hostile":
        assert not NOT_A_SENTENCE.search(text), text
    assert not NO_WORD_FOR_IT.search(text)
    assert text.endswith(".")


def test_the_first_paragraph_reads_as_designed():
    plain = plain_words(builder.person())
    assert plain_text(plain.lead) == (
        "In the range you use, pain is 1.1 points lower (0.4 to 1.8, grade C) at your higher than at your "
        "lower levels. Restlessness is 0.9 points higher (0.1 to 1.6, grade B) at your higher levels, which is "
        "worse. Focus, mood, anxiety: no clear difference between your levels. Sleep: cannot tell. "
        "All this says nothing about life without it."
    )
    assert plain.second == (
        "Your doses often follow pain and anxiety, which makes these results less certain (grade "
        "C). Relief may be relief of withdrawal, in part or altogether. Expectation cannot be told "
        "from the product. This describes your diary; it is not advice to use."
    )
    strong = [span.text.strip() for span in plain.lead if span.strong]
    assert strong == ["pain is 1.1 points lower", "Restlessness is 0.9 points higher"]


def test_one_outcome_that_doses_follow_is_named():
    text = plain_words(builder.person(responses=(PAIN, FOCUS))).second
    assert (
        "Your doses often follow pain, which makes the pain result less certain (grade C)." in text
    )


def test_doses_that_follow_low_focus_are_said_so():
    follows = Indication(log_bayes_factor=4.0, note="")
    text = plain_words(builder.person(responses=(varied(FOCUS, indication=follows),))).second
    assert (
        "Your doses often follow low focus, which is allowed for in the focus result (grade B)."
        in text
    )


def test_nothing_declared_is_one_sentence():
    text = plain_text(plain_words(builder.person(responses=(FOCUS, MOOD, ANXIETY))).lead)
    assert text == (
        "In the range you use, there is no clear difference in focus, mood or anxiety between "
        "your higher and your lower levels. All this says nothing about life without it."
    )


def test_an_interval_beyond_zero_that_is_not_declared_is_no_clear_difference():
    response = varied(PAIN, declared=None)
    assert verdict_of(response) == NO_CLEAR_DIFFERENCE
    lead = plain_text(plain_words(builder.person(responses=(response, SLEEP))).lead)
    assert "no clear difference in pain" in lead
    assert "1.1" not in lead


def test_a_diary_that_adds_too_little_cannot_tell():
    response = varied(PAIN, declared=None, seen_effect=estimate(-1.1, -1.8, -0.4, learned=0.1))
    assert effect_words(response).short == CANNOT_TELL
    assert why_sentence(response) == "This diary adds too little to what is assumed beforehand."


def test_several_substances_are_named():
    other = varied(FOCUS, substance="venlafaxine")
    text = plain_text(plain_words(builder.person(responses=(PAIN, other, SLEEP))).lead)
    assert text.startswith("In the range of kratom you use, pain is 1.1 points lower")
    assert "In the range of venlafaxine you use, there is no clear difference in focus" in text


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("empty", "Nothing is recorded yet"),
        ("no_products", "No dose is recorded"),
        ("one_day", "This diary cannot tell yet whether pain or focus differs"),
        ("minor", "Under 18, this report shows no effects and no amounts"),
    ],
)
def test_a_diary_without_an_answer_says_why(name, start):
    assert plain_words(builder.VARIANTS[name]()).text.startswith(start)


def test_no_rating_and_no_predicted_level_are_said():
    whole = builder.person(responses=())
    unrated = whole.quality.model_copy(update={"ratings": {}})
    assert plain_words(whole.model_copy(update={"quality": unrated})).text.startswith("No rating")
    exposure = whole.exposure.model_copy(update={"analytes": ()})
    unknown = whole.model_copy(update={"exposure": exposure})
    assert plain_words(unknown).text.startswith("Levels of what you take cannot be predicted")


def test_a_substance_without_a_predicted_level_is_named():
    whole = builder.person()
    dose = whole.timeline.doses[0].model_copy(update={"substance": "kava"})
    changed = whole.timeline.model_copy(update={"doses": (*whole.timeline.doses, dose)})
    text = plain_words(whole.model_copy(update={"timeline": changed})).second
    assert "No level can be predicted for kava; its doses are not part of this." in text


def test_other_scales_are_named_and_have_the_digits_they_back():
    big = varied(scale=Scale(low=0, high=100), seen_effect=estimate(-11.2, -18.4, -3.9))
    assert sentence_text(seen_sentence(big)) == (
        "In the range you use, pain is 11 points lower (4 to 18) on its scale of 0 to 100 at your "
        "higher than at your lower levels, which is better."
    )
    signed = varied(scale=Scale(low=-3, high=3))
    assert "on its scale of −3 to 3" in sentence_text(seen_sentence(signed))


def test_small_bounds_are_never_zero_unless_they_are():
    close = varied(seen_effect=estimate(-1.1, -1.8, -0.04))
    assert effect_words(close).interval == "under 0.1 to 1.8"
    assert size_words(0.0, 1) == "0.0"
    across = varied(declared=None, seen_effect=estimate(0.3, -0.4, 1.0))
    assert effect_words(across).interval == "0.4 lower to 1.0 higher"
    assert effect_words(across).narrow == "0.3 higher (−0.4 to 1.0)"
    down = varied(declared=None, seen_effect=estimate(-0.3, -1.0, 0.4))
    assert effect_words(down).narrow == "0.3 lower (−0.4 to 1.0)"


def test_one_usual_dose_names_its_hours():
    response = varied(dose_effect=estimate(-0.6, -1.1, -0.1), horizon_h=4.0)
    assert dose_sentence(response) == (
        "One usual dose, against leaving out only that dose: pain 0.6 points lower over the next 4 hours "
        "(0.1 to 1.1)."
    )
    assert dose_sentence(SLEEP) == ""


@pytest.mark.parametrize(
    ("log_odds", "start"),
    [
        (4.2, "Your doses often follow pain (evidence 67 : 1)."),
        (1.6, "There are signs that doses follow pain (evidence 5 : 1)."),
        (0.0, "The diary does not show whether doses follow pain."),
        (-1.2, "No sign that doses follow pain (evidence 1 : 3 against)."),
        (90.0, "Your doses often follow pain (evidence over 1000 : 1)."),
        (None, "It was not tested whether doses follow pain."),
    ],
)
def test_indication_in_words(log_odds, start):
    given_note = Indication(log_bayes_factor=log_odds, note="")
    assert indication_words(varied(indication=given_note)) == start


def test_chances_are_never_certain():
    sure = varied(p_benefit=0.9999, p_worse=0.0001)
    assert chance_sentence(sure) == (
        "Chance of a difference that matters between your higher and your lower levels (1.0 "
        "points or more): over 99 % for the better, under 1 % for the worse."
    )
    assert "0 %" not in chance_sentence(varied(p_benefit=1.0, p_worse=0.0)).replace("100 %", "0 %")
    assert percent_words(0.0) == "0 %"
    assert percent_words(None) == "not known"


@given(st.floats(-1e300, 1e300) | st.sampled_from([float("nan"), float("inf"), float("-inf")]))
def test_numbers_have_no_minus_zero_and_no_nan(value):
    for text in (number_words(value), amount_words(value, "g"), typed_words(value)):
        assert not re.search(r"nan|inf|[-−]0(?:\.0+)?(?![\d.])|e[+-]", text), text


@given(st.floats(0, 1))
def test_a_share_is_only_certain_when_it_is(share):
    text = percent_words(share)
    assert (text == "0 %") == (share == 0)
    assert (text == "100 %") == (share == 1)
    assert abs(float(re.search(r"\d+", text)[0]) - 100 * share) <= 1


@given(st.floats(1e-3, 1e6))
def test_numbers_keep_two_to_three_digits(value):
    assert float(number_words(value)) == pytest.approx(value, rel=0.051)


def test_windows_days_and_checks_in_words():
    window = Window(start=date(2026, 3, 1), end=date(2026, 5, 29), days=90, timezone="UTC")
    assert window_words(window) == "1 March to 29 May 2026 (90 days)"
    year = window.model_copy(update={"start": date(2025, 12, 1), "days": 180})
    assert window_words(year) == "1 December 2025 to 29 May 2026 (180 days)"
    due = {d.what: due_words(d, 2026) for d in builder.SCHEDULE}
    assert due == {
        "Liver tests": "33 days overdue",
        "Blood pressure": "due 3 June",
        "Medicines review": "baseline due",
    }
    done = builder.SCHEDULE[1].model_copy(update={"done": date(2026, 6, 3)})
    assert due_words(done, 2026) == "done 3 June"
    later = Due(
        what="x",
        due=date(2027, 1, 2),
        done=None,
        overdue_days=0,
        why="",
        sources=(),
        review="published",
    )
    assert due_words(later, 2026) == "due 2 January 2027"


def test_boxes_in_words():
    whole = builder.person()
    assert dict(use_words(whole.use)) == {
        "Doses a day, last 4 weeks": "3.4",
        "First 4 weeks": "2.6",
        "Amount a dose, median": "3.0 g",
        "Longest break between doses": "17 h",
    }
    assert dict(data_words(whole.quality, whole.window.days)) == {
        "Days with entries": "84 of 90",
        "Doses": str(whole.quality.doses),
        "Rating moments": "454",
        "Doses rated in the 30 min before": "64 %",
        "Longest gap": "3 days, 12–14 April",
    }


def test_grades_evidence_checks_and_units_have_names():
    assert [grade_words(g) for g in "ABCD"] == [
        "A randomised",
        "B adjusted",
        "C observed",
        "D not enough",
    ]
    assert evidence_words(builder.FINDINGS[0]) == ("case reports, L3", "published")
    assert evidence_words(builder.FINDINGS[2]) == ("your diary", "expert proposal")
    assert points_words([PAIN.scale, FOCUS.scale]) == "points of 10"
    assert points_words([PAIN.scale, Scale(low=0, high=3)]) == "points"
    assert scale_words(PAIN.scale, "lower") == "0–10, lower is better"
    assert (
        check_words(PAIN.checks[1]) == "spread of the residuals: 1.4, expected 1.1 to 1.7: passed"
    )
    failed = PAIN.checks[0].model_copy(update={"passed": False})
    assert checks_words((failed, PAIN.checks[1])) == "Model checks: 1 of 2 failed."


def test_the_first_page_shows_five_findings_and_every_one_of_severity_four():
    many = (builder.URGENT,) * 7
    assert len(first_findings(builder.person(findings=(*many, *builder.FINDINGS)))) == 7
    assert len(first_findings(builder.person())) == 5
    quiet = tuple(f.model_copy(update={"quiet": True}) for f in builder.FINDINGS)
    assert first_findings(builder.person(findings=quiet)) == ()


@given(st.text())
def test_cleaned_text_is_one_visible_line(text):
    cleaned = clean(f"a{text}\x1b[31m\u202eb\n")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ue000-\uf8ff]", cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(min_size=1).map(clean), st.integers(2, 30))
def test_shortened_text_fits(text, length):
    assert len(shorten(text, length)) <= length
