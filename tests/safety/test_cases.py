"""Adverse event cases, written from published cases; what they are stands in `case_diaries`."""

from datetime import date

from speciosa.diary.person import Before, Medicine, Use
from speciosa.safety.cases.questions import question_texts, shown_questions
from tests.safety.case_diaries import (
    FIRST_USE,
    J1,
    L3,
    S1,
    S1_MEDICINES,
    answers,
    case,
    items,
    keys,
    l1,
    l2,
    s1,
)
from tests.safety.diaries import doses, entry


def test_l1_time_to_onset_and_pattern():
    found = l1()
    exposure, liver = found.exposure, found.liver
    assert (exposure.days_since_first, exposure.days_since_last, exposure.doses_before) == (
        25,
        0,
        5,
    )
    assert (round(liver.r, 2), liver.pattern) == (2.15, "mixed")
    assert [round(day.r, 2) for day in liver.days][:4] == [2.15, 4.85, 4.0, 3.58]


def test_l1_peaks_and_time_to_half():
    """ALT peaks on day 4 at 10.3 times its limit; half of the way down is reached on day 12."""
    alt = next(peak for peak in l1().liver.peaks if peak.test == "alt")
    assert (alt.day, round(alt.times_upper, 1)) == (date(2026, 4, 4), 10.3)
    assert (alt.half, alt.days_to_half) == (date(2026, 4, 12), 8)


def test_l1_limits_and_grades():
    """At onset 3.6 times ALT, 1.7 times ALP and 4.7 times bilirubin; LiverTox prints the first two."""
    found = l1()
    assert found.liver.dili_limit_on == found.liver.hy_laboratory_on == date(2026, 3, 31)
    grades = {one.reading: one.grade.grade for one in found.grades}
    assert grades == {"alt": 3, "ast": 1, "alp": 1, "bilirubin": 3}
    assert {one.grade.version for one in found.grades} == {"5.0"}
    assert found.reported_grade == 3


def test_l1_better_after_the_last_use_and_never_taken_again():
    found = l1()
    assert (found.dechallenge.state, found.dechallenge.certain) == ("positive", True)
    assert found.rechallenge.state == "not done"


def test_l1_other_medicines_and_venlafaxine_restarted_without_relapse():
    """No table says that these two injure the liver; that venlafaxine was restarted is told."""
    found = l1()
    assert found.competitors == ()
    others = {one.name: one for one in found.other_medicines}
    assert set(others) == {"psilocybin", "venlafaxine"}
    venlafaxine = others["venlafaxine"]
    assert (venlafaxine.restarted, venlafaxine.came_back) == (date(2026, 4, 29), False)


def test_l1_rucam_is_a_range_with_the_questions_a_hepatologist_asks():
    """Clinical text: items 1 and 2 +2 each, alcohol 0 or +1, item 6 +1; open are CMV, EBV, HSV, VZV."""
    found = l1()
    got = items(found.rucam)
    assert found.rucam.table == "cholestatic"
    assert got["onset"] == got["course"] == (2, 2)
    assert got["alcohol"] == (0, 1)
    assert got["age"] == got["pregnancy"] == got["taken_again"] == (0, 0)
    assert got["known"] == (1, 1)
    assert got["other_medicines"] == (-3, -1)
    assert got["causes"] == (-3, 2)
    assert (found.rucam.low, found.rucam.high) == (-1, 7)
    assert found.rucam.bands == ("excluded", "unlikely", "possible", "probable")
    assert {"cmv", "ebv", "hsv", "vzv", "low_pressure", "underlying", "alcohol"} <= keys(found)
    assert not {
        "hepatitis_a",
        "hepatitis_e",
        "imaging",
        "alcoholism",
        "onset",
        "course",
        "age",
    } & keys(found)


def test_l1_answers_narrow_rucam_to_probable():
    """Excess alcohol, no shock or sepsis, tests for mononucleosis not done, time of others fits."""
    said = {
        "alcohol": "more",
        "low_pressure": "negative",
        "underlying": "negative",
        "ebv": "not done",
    }
    said |= {"other_cause": "no", "other_medicines": "time fits"}
    found = l1(*answers(65, **said))
    assert items(found.rucam)["causes"] == (1, 1)
    assert (found.rucam.low, found.rucam.high, found.rucam.bands) == (6, 6, ("probable",))
    assert found.notes == ()
    assert not keys(found) & set(said)


def test_l1_naranjo_and_who_umc():
    found = l1()
    assert (found.naranjo.low, found.naranjo.high) == (4, 9)
    assert items(found.naranjo)["level"] == (0, 0)
    assert found.who_umc.today == "conditional"
    assert set(found.who_umc.possible) == {"probable", "possible"}
    settled = l1(*answers(65, other_causes="no"))
    assert settled.who_umc.today == "probable"


def test_l1_is_medically_important_and_asks_about_a_hospital_stay():
    found = l1()
    assert (found.seriousness.serious, found.seriousness.met) == ("yes", ("medically important",))
    assert {"hospital", "lasting"} <= keys(found)
    told = l1(*answers(65, hospital="yes", lasting="no"))
    assert told.seriousness.met == ("hospital stay", "medically important")
    assert not {"hospital", "lasting"} & keys(told)


def test_l2_the_pattern_is_that_of_the_onset():
    """R 2.07, then 4.97, then 0.36: mixed at onset, and mixed it stays."""
    liver = l2().liver
    assert (round(liver.r, 2), liver.pattern) == (2.07, "mixed")
    by_day = {(day.day - date(2026, 4, 14)).days: day for day in liver.days}
    assert [round(by_day[n].r, 2) for n in (0, 4, 43)] == [2.07, 4.97, 0.36]
    assert by_day[43].pattern == "cholestatic"


def test_l2_kava_is_a_known_suspect_and_costs_two_points():
    found = l2()
    (kava,) = found.competitors
    assert (kava.name, kava.days_before) == ("kava", 22)
    assert [one.name for one in found.other_medicines] == ["ma huang"]
    assert items(found.rucam)["other_medicines"] == (-3, -2)


def test_l2_a_second_rise_leaves_the_course_open():
    found = l2()
    assert found.dechallenge.state == "unknown"
    assert items(found.rucam)["course"] == (0, 2)
    assert "course" in keys(found)


def test_l3_mixed_at_onset_and_not_yet_half_way_down():
    found = case(L3)
    assert [round(day.r, 2) for day in found.liver.days] == [4.59, 4.3, 3.76, 3.4]
    assert found.liver.pattern == "mixed"
    assert found.dechallenge.state == "unknown"
    assert items(found.rucam)["course"] == (0, 2)


def test_l3_an_unknown_first_use_is_asked_for():
    found = case(L3)
    assert found.exposure.first_use_known is False
    assert items(found.rucam)["onset"] == (1, 2)
    assert "onset" in keys(found)
    told = case(L3, before=Before(since=date(2026, 2, 10), doses_per_day=2, amount="3 g"))
    assert (told.exposure.days_since_first, items(told.rucam)["onset"]) == (20, (2, 2))
    assert "onset" not in keys(told)


def test_s1_time_to_onset():
    found = s1()
    assert found.kind == "serotonin"
    assert (found.exposure.days_since_first, found.exposure.days_since_last) == (2, 0)


def test_s1_only_medicines_of_the_table_are_suspected():
    """Amitriptyline, and sertraline within five weeks of its end; nothing is made up for the rest."""
    found = s1()
    assert {one.name: one.classes for one in found.competitors} == {
        "amitriptyline": ("serotonergic",),
        "sertraline": ("serotonergic",),
    }
    assert {one.name for one in found.other_medicines} == {
        "bupropion",
        "perphenazine",
        "phenylethylamine",
    }


def test_s1_an_old_antidepressant_is_no_suspect():
    late = [
        e.model_copy(update={"at": e.at.replace(month=6)})
        for e in S1
        if e.kind in {"dose", "event"}
    ]
    rest = [e for e in S1 if e.kind == "medicine"]
    found = case([*rest, *late], medicines=S1_MEDICINES, use=Use(first="2026-06-11"))
    assert {one.name for one in found.competitors} == {"amitriptyline"}


def test_s1_open_questions_of_a_toxicologist():
    """The Hunter rule, what acts on serotonin in five weeks, and what was in the product."""
    asked = {
        "clonus",
        "tremor_reflexes",
        "stiff_hot",
        "agitated_sweating",
        "serotonergic_five_weeks",
        "adulterant",
    }
    found = s1()
    assert asked <= keys(found)
    assert not {"cmv", "alcohol", "autoantibodies"} & keys(found)
    told = s1(*answers(14, clonus="yes", tremor_reflexes="yes"))
    assert not {"clonus", "tremor_reflexes"} & keys(told)


def test_jaundice_without_any_test_asks_what_a_hepatologist_asks_first():
    """Clinical text 4.2: viruses A, B, C, E, autoimmune, bile ducts; RUCAM 2016: the rest.

    No score is given without ALT and ALP, yet its questions are asked; ten of all are shown.
    """
    found = case([*doses(range(30)), entry(20, 9, "event", "jaundice", 3.0, "grade")])
    assert found.rucam is None
    shown = " ".join(shown_questions(found))
    for words in (
        "INR",
        "ALT, AST, ALP and bilirubin",
        "paracetamol",
        "hepatitis A, hepatitis B, hepatitis C (with RNA), hepatitis E",
        "bile ducts",
        "autoimmune",
        "herbs and supplements",
        "alcohol was drunk",
        "first and last taken",
        "left out",
        "pregnant",
    ):
        assert words in shown
    assert len(shown_questions(found)) == 10
    assert "INR" in shown_questions(found)[0]


def test_what_rucam_asks_is_not_asked_a_second_time():
    asked = keys(l1())
    assert not {"liver_values", "left_out"} & asked
    texts = question_texts(l1())
    assert len(texts) == len(set(texts))
    assert sum("with which result" in text for text in texts) == 1


def test_an_answer_before_any_test_is_kept_for_the_score():
    """Viruses ruled out before ALT and ALP are known are not asked again."""
    said = dict.fromkeys(("hepatitis_a", "hepatitis_b", "hepatitis_c", "hepatitis_e"), "negative")
    found = case(
        [*doses(range(30)), entry(20, 9, "event", "jaundice", 3.0, "grade"), *answers(22, **said)]
    )
    assert not keys(found) & set(said)
    assert "cmv" in keys(found)


def test_a_serotonin_event_asks_for_the_medicines_then_for_the_signs_of_the_hunter_rule():
    """Dunkley 2003: a serotonergic agent first, then clonus, tremor with reflexes, stiff and hot."""
    order = [question.key for question in s1().questions][:5]
    assert order == [
        "serotonergic_five_weeks",
        "clonus",
        "tremor_reflexes",
        "stiff_hot",
        "agitated_sweating",
    ]


def test_s1_scores():
    """Began after the use (+2); reported, better, other causes, dose, earlier and proof are open."""
    found = s1()
    assert found.rucam is None
    assert found.rucam_not_scored == ""
    assert items(found.naranjo)["after"] == (2, 2)
    assert items(found.naranjo)["again"] == (0, 0)
    assert (found.naranjo.low, found.naranjo.high) == (1, 9)
    assert set(found.who_umc.possible) == {"probable", "possible"}


def test_s1_with_other_serotonergic_medicines_as_a_cause_kratom_is_no_more_than_possible():
    found = s1(*answers(14, other_causes="yes", objective="yes", reported="yes", better="unknown", dose="unknown", earlier="no"))  # fmt: skip
    assert found.who_umc.today == "possible"
    assert (found.naranjo.low, found.naranjo.high, found.naranjo.bands) == (3, 3, ("possible",))


def test_s1_is_serious():
    assert s1().seriousness.met == ("life-threatening", "medically important")
    told = s1(*answers(14, hospital="yes"))
    assert told.seriousness.met == ("life-threatening", "hospital stay", "medically important")


def test_j1_unintentional_re_exposure_scores_three_points():
    found = case(J1, use=FIRST_USE, birth_year=1979, sex="male")
    assert (found.dechallenge.state, found.rechallenge.state) == ("positive", "positive")
    assert items(found.rucam)["taken_again"] == (3, 3)
    assert items(found.naranjo)["again"] == (2, 2)
    assert "certain" in found.who_umc.possible


def test_j1_with_another_medicine_of_the_first_time_it_scores_one_point():
    found = case(
        J1, use=FIRST_USE, birth_year=1979, sex="male", medicines={"duloxetine": Medicine()}
    )
    assert items(found.rucam)["taken_again"] == (1, 1)
    assert [one.name for one in found.competitors] == ["duloxetine"]
