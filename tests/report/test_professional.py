"""For a professional: the same record with units, intervals, codes, rule ids and grades."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.assessment.schema import DailyUse, Estimate, Scale
from speciosa.report.html import render_html
from speciosa.report.pdf import render_pdf
from speciosa.report.terminal import render_terminal
from speciosa.report.words import CANNOT_TELL, plain_text, verdict_of
from speciosa.report.words.professional import (
    cri_words,
    estimate_lines,
    probability_words,
    seen_effect_words,
    signed_words,
)
from speciosa.report.words.professional_exposure import middle_use
from speciosa.report.words.professional_summary import summary_words
from tests.report import builder
from tests.report.professional_pages import PROFESSIONAL, made, parts, words
from tests.report.test_html import Reader
from tests.report.test_pdf import opened, page_text

ALL = sorted(builder.VARIANTS)
CLEAR = [name for name in ALL if name not in {"hostile", "long_names"}]
ONLY_PROFESSIONAL = ("CrI", "log BF", "Cmax", "P(better", "e-value", "× ULN", "Terms")
EFFECT = re.compile(r"[+−]?\d[\d.]* points \(95 % CrI [+−]?\d[\d.]* to [+−]?\d[\d.]*\)")
SCALE = Scale(low=0, high=10)
POINTS = st.floats(-10, 10)


def number(text):
    return float(text.replace("−", "-"))


@given(POINTS, POINTS, POINTS)
def test_an_effect_has_its_sign_unit_and_both_ends(mean, one, other):
    low, high = sorted((one, other))
    said = cri_words(Estimate(mean=mean, sd=1, low=low, high=high, learned=0.5), SCALE)
    assert EFFECT.fullmatch(said)
    found = [number(text) for text in re.findall(r"[+−]?\d+\.\d", said)]
    assert found == pytest.approx([mean, low, high], abs=0.0501)


@given(st.floats(0.06, 10))
def test_a_sign_is_never_lost(value_pts):
    assert signed_words(value_pts, 1) == f"+{signed_words(-value_pts, 1).removeprefix('−')}"


@given(st.floats(0, 1))
def test_a_probability_is_never_nought_or_one(share):
    said = probability_words(share)
    assert said in {"< 0.01", "> 0.99"} or 0.01 <= float(said) <= 0.99


@pytest.mark.parametrize("name", CLEAR)
def test_every_effect_has_interval_unit_and_grade_or_none_is_printed(name):
    for response in made(name).responses:
        said = plain_text(seen_effect_words(response))
        estimates = " ".join(text for line in estimate_lines(response) for text in line)
        assert f"grade {response.grade}" in said
        if verdict_of(response) == CANNOT_TELL:
            assert "not estimable" in said
            assert not re.search(r"CrI|points", said)
            assert "Seen effect" not in estimates
        else:
            assert EFFECT.search(said)
            assert EFFECT.search(estimates)


@pytest.mark.parametrize("name", CLEAR)
def test_no_number_of_points_in_the_summary_stands_alone(name):
    summary = summary_words(made(name))
    for text in (plain_text(summary.lead), plain_text(summary.net), summary.second):
        assert text.count(" points") == len(
            re.findall(r"points \((95 % CrI )?[+−\d.]+ to [+−\d.]+[;)]", text)
        )
    lead = plain_text(summary.lead)
    assert lead.count("CrI") == lead.count("grade ")


def test_the_summary_never_leaves_a_worsening_out():
    """Two are written out; a worse outcome takes the place of a better one."""
    lead = plain_text(summary_words(made("twelve_outcomes")).lead)
    assert lead.count("CrI") == 2
    assert "worse" in lead


def test_a_summary_without_any_estimate_says_so():
    said = summary_words(made("one_day"))
    assert "No effect is estimable" in plain_text(said.lead)
    assert "CrI" not in said.text


def test_the_patient_is_named_with_medicines_and_when_they_changed():
    said = parts(made("serotonin"))["plain"]
    assert "born 2006, male" in said
    assert "amitriptyline 10 mg" in said
    assert "sertraline (to 3 March)" in said


@pytest.mark.parametrize("name", ["person", "liver", "serotonin"])
def test_a_finding_has_rule_severity_evidence_facts_and_every_source(name):
    whole = made(name)
    said, first = parts(whole)["findings"], parts(whole)["act"]
    for finding in whole.findings:
        assert f"{finding.id}; " in said or f"{finding.id}. " in said
        assert all(fact in said for fact in finding.because[:1])
        assert all(f"[{source.key}]" in said for source in finding.sources)
        assert all(source.doi in said for source in finding.sources)
        if finding.severity.startswith("S"):
            assert f"{finding.severity} ({finding.severity[1]} of 4), {finding.rank}" in said
    for finding in whole.findings[:5]:
        assert finding.id in first
        assert finding.review in first


def test_a_liver_case_has_pattern_grades_with_version_and_scores_with_open_items():
    said = parts(made("liver"))["events"]
    assert "R 2.15 at onset, mixed" in said
    assert "31 March 2026: ALT 3.6, AST 2.4, ALP 1.7, bilirubin 4.7; R 2.1 mixed" in said
    assert "ALT 362 U/L on 4 April 2026: grade 3 (v5.0, term 10001551, × ULN; published)" in said
    assert "ALT 10 on 4 April 2026, half after 8 d" in said
    assert "RUCAM (2016, cholestatic) −1 to 7: excluded to probable; unverified." in said
    assert "Naranjo (1981) 4 to 9: possible to definite; published." in said
    assert "Open items: 5 other causes" in said
    assert "WHO-UMC Conditional; possible: probable or possible. Open criteria: other" in said
    assert re.search(r"Hy's law laboratory criteria.*\(unverified\)", said)
    assert "25 d after first use; 0 d after the last dose" in said
    assert "restarted 29 April 2026: no recurrence" in said


def test_a_competing_medicine_has_its_class_and_its_end_and_nobody_is_told_to_try_again():
    said = parts(made("serotonin"))["events"]
    assert "sertraline (serotonergic), start not known, ended 3 March 2026" in said
    assert "Not to be taken again to find out." in said
    assert "reported grade 4 of 5" in said


def test_criteria_are_a_count_as_a_range_and_eleven_lines():
    said = parts(made("liver"))["dependence"]
    assert "0 to 11 of 11 (below mild to severe)" in said
    assert "A count is not a diagnosis" in said
    assert all(f"{number} " in said for number in range(1, 12))
    assert said.count("Not asked.") == 11


def test_exposure_has_cmax_cmin_cavg_with_percentiles_and_units():
    said = parts(made("measured"))["levels"]
    band = r"[\d.]+ \([\d.]+–[\d.]+\) ng/mL"
    assert re.search(rf"Cmax {band}, Cmin {band}, Cavg {band}", said)
    assert "not used: urine only tells" in said
    assert "below the limit of quantification" in said


def test_the_day_of_the_middle_amount_is_a_day_as_recorded():
    days = [
        DailyUse(day=f"2026-03-0{n}", substance="kratom", doses=1, amount=a, unit="g", content=None)
        for n, a in ((1, 9.0), (2, 3.0), (3, 5.0), (4, 0.0))
    ]
    assert middle_use(days) == days[2]
    assert middle_use([]) is None


def test_use_has_grams_and_milligrams_a_day_with_an_interval():
    said = parts(made("serotonin"))["use"]
    assert "3.0 g; 3.0 g/day" in said
    assert re.search(r"Mitragynine on that day \d+ \(\d+–\d+\) mg/day", said)


def test_a_check_says_when_it_was_due_last_done_and_its_review():
    said = parts(made("person"))["schedule"]
    assert "33 days overdue, due 26 April 2026" in said
    assert re.search(r"none recorded|last done \d", said)
    assert "Review: " in said


def test_an_alert_has_its_e_value_limit_and_assumption():
    said = parts(made("joint"))["watch"]
    assert "kratom doses_per_day" in said
    assert "E-value 31 (highest 52), alert from 40; 9 blocks of four weeks; observational." in said
    assert "at most 0.05" in said


def test_a_randomised_test_has_its_interval_p_value_and_adherence():
    said = parts(made("joint"))["test-1"]
    assert "−1.3 points (95 % CI −2.1 to −0.5)" in said
    assert "p = 0.016" in said
    assert "256 allocations, all" in said
    assert "adherence 90 %" in said


def test_what_cannot_be_told_by_a_test_has_no_interval():
    said = parts(made("joint"))["test-2"]
    assert "not estimable; not grade A" in said
    assert "95 % CI" not in said.partition("every pair")[0]


def test_days_with_two_products_are_not_graded_as_an_effect():
    said = parts(made("joint"))["periods"]
    assert "−0.4 points (95 % CrI −1.6 to +0.8); no clear difference" in said
    assert "Not graded" in said


def test_the_terms_are_explained():
    said = parts(made("person"))["computed"]
    assert "90th minus at the 10th percentile" in said
    assert "Below 0.3 no estimate is reported." in said


@pytest.mark.parametrize("reason", ["minor", "age unknown", "jurisdiction"])
def test_what_is_hidden_from_the_person_is_hidden_here_too(reason):
    whole = made("joint").model_copy(
        update={
            "restrictions": (reason,),
            "responses": (),
            "day_profile": made("minor").day_profile,
        }
    )
    said = words(whole).replace(words_of_terms(), "")
    assert not re.search(r"g/day|mg/day|Cmax|95 % CrI|e-value|E-value|p = ", said)
    assert "of 11 (" not in said
    assert "Last product" not in said


def words_of_terms():
    """What explains the words, whether or not they are used."""
    said = parts(made("empty"))["computed"]
    return said[said.index("Terms") :]


@pytest.mark.parametrize("name", [*CLEAR, "liver", "serotonin"])
def test_a_person_reads_no_professional_word(name):
    said = words(made(name), "person")
    assert not [word for word in ONLY_PROFESSIONAL if word in said]
    assert "Terms" in words(made(name))


@pytest.mark.parametrize("name", [*ALL, "liver", "serotonin"])
def test_the_page_is_whole(name):
    html, reader = render_html(made(name), PROFESSIONAL), Reader()
    reader.feed(html)
    assert reader.problems == reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert not {"script", "img", "iframe"} & set(reader.tags)
    assert "style" not in reader.attributes


@pytest.mark.parametrize("name", ["person", "joint", "measured", "minor"])
def test_the_first_page_keeps_its_order(name):
    mine, theirs = parts(made(name)), parts(made(name), "person")
    assert list(mine) == list(theirs)


def test_the_terminal_has_the_same_summary_rules_and_use():
    whole = made("person")
    text = " ".join(render_terminal(whole, 100, colour=False, audience=PROFESSIONAL).split())
    assert "For a professional: born 1984" in text
    assert "Pain -1.1 points (95 % CrI -1.8 to -0.4), better" in text
    assert f"{whole.findings[0].id}, since" in text
    assert "g/day" in text
    ascii_only = render_terminal(whole, 80, colour=False, ascii_only=True, audience=PROFESSIONAL)
    assert ascii_only.isascii()
    assert max(map(len, ascii_only.splitlines())) <= 80
    person = render_terminal(whole, 100, colour=False)
    assert not re.search(r"CrI|g/day|For a professional", person)


FULL = ("person", "joint", "urgent", "measured", "twelve_outcomes", "minor", "liver", "serotonin")


@pytest.mark.parametrize("name", FULL)
def test_the_first_sheet_of_paper_is_whole(name):
    said = page_text(opened(render_pdf(made(name), PROFESSIONAL))).replace(" ", "")
    assert "Acton" in said
    assert "Redflags" in said
    assert "page1of" in said
    last = made(name).red_flags.items[-1].signs
    assert last.replace(" ", "")[:30] in said


def test_a_reason_is_told_once_and_then_named():
    found = parts(made("joint"))
    without = [key for key in found if "Use vs no use Not estimable" in found[key]]
    said = [key for key in without if "All ratings come from a time of use." in found[key]]
    assert len(said) == 1
    assert any("for the reason under mood" in found[key] for key in without)
