"""The first page as text: it fits, it keeps its order, it says the same as the page."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import DayProfile, Estimate, Scale
from speciosa.report.terminal import render_terminal
from speciosa.report.terminal_text import BOLD, cells, fit, head_of, styled, to_ascii, wrap
from speciosa.report.words import clean, plain_words
from tests.report import builder

WIDTHS = (32, 40, 60, 79, 80, 81, 99, 100, 160)
HEADINGS = ("ACT ON", "THE DAY", "BENEFIT AND HARM", "DATA", "USE", "RED FLAGS")
SGR = re.compile(r"\x1b\[\d*m")
WRITTEN = (Path("out/report.html"), Path("out/report.json"))
PAIN = builder.response(builder.OUTCOMES[0])


@cache
def variant(name):
    """Building ten years takes a second; they are frozen, so once is enough."""
    return builder.VARIANTS[name]()


def page(assessment, width=100, **more):
    return render_terminal(assessment, width, **({"colour": False} | more))


def words_of(text):
    """A text without any line breaks or doubled spaces, hyphens plain."""
    return " ".join(text.replace("−", "-").replace("–", "-").split())


def with_outcome(**changes):
    return builder.person(responses=(PAIN.model_copy(update=changes),))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", builder.VARIANTS)
def test_every_line_fits_and_no_line_ends_in_blanks(name, width):
    for ascii_only in (False, True):
        text = page(variant(name), width, ascii_only=ascii_only, seconds=0.9)
        assert max(map(cells, text.splitlines())) <= min(width, 100)
        assert not re.search(r"[ \t]$", text, re.MULTILINE)
        assert not re.search(r"\n{3}", text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", builder.VARIANTS)
def test_the_order_and_the_sentences_are_those_of_the_page(name, width):
    assessment = variant(name)
    text = page(assessment, width)
    heads = [re.search(rf"^.*\b{head}\b", text, re.MULTILINE).start() for head in HEADINGS]
    assert heads == sorted(heads)
    if name != "long_names" and (
        name != "hostile" or width > 80
    ):  # a word longer than a line is cut
        assert words_of(plain_words(assessment).text) in words_of(text)


@pytest.mark.parametrize(
    "name", [n for n in builder.VARIANTS if n not in {"hostile", "long_names"}]
)
def test_every_red_flag_and_the_emergency_number_are_always_there(name):
    assessment = variant(name)
    for width in (40, 100):
        text = words_of(page(assessment, width))
        number = assessment.red_flags.emergency or "your local emergency number"
        assert f"emergency: {number}" in text
        for flag in assessment.red_flags.items:
            assert f" {flag.number} {flag.signs}" in text
            assert flag.do[1:] in text


def test_the_simulated_label_is_on_top_only_when_it_is_simulated():
    label = "Simulated example"
    assert page(builder.person()).startswith(label)
    assert label not in page(builder.real())


def test_colour_changes_nothing_but_the_colour():
    assessment = builder.urgent()
    coloured, plain = page(assessment, colour=True), page(assessment)
    assert SGR.sub("", coloured) == plain
    assert "\x1b[31m■4\x1b[0m" in coloured
    assert "\x1b[33m▲3\x1b[0m" in coloured
    assert "\x1b[31mOVERDUE\x1b[0m" in coloured
    assert "\x1b[1mpain is 1.1 points lower\x1b[0m" in coloured
    assert "\x1b" not in plain


def test_ascii_is_ascii_with_its_own_signs_and_the_same_columns():
    drawn, ascii_page = page(builder.urgent()), page(builder.urgent(), ascii_only=True)
    assert ascii_page.isascii()
    assert "[4]" in ascii_page
    assert "(2)" in ascii_page
    assert [*map(cells, drawn.splitlines())] == [*map(cells, ascii_page.splitlines())]
    assert page(builder.long_names(), ascii_only=True).isascii()


@pytest.mark.parametrize("sign", ["■4", "▲3", "◇2", "○1", "?"])
def test_every_severity_has_its_sign(sign):
    findings = (builder.URGENT, *(builder.FINDINGS[i] for i in (0, 3, 5, 6)))
    assert re.search(
        rf"^ {re.escape(sign)} ", page(builder.person(findings=findings)), re.MULTILINE
    )


def test_findings_say_what_what_to_do_how_sure_and_how_many():
    text = page(builder.person())
    assert re.search(r"^ACT ON +5 of 7$", text, re.MULTILINE)
    assert re.search(
        r"^ ▲3  Liver test of week 8 .* case reports L3, expert proposal$", text, re.MULTILINE
    )
    assert "     Book a blood test: ALT, AST, ALP, bilirubin." in text


def test_below_eighty_columns_there_is_one_column_and_no_picture():
    text = page(builder.person(), 79)
    assert not re.search(r"[░├┤●▁▂▃▄▅▆▇█╷┃]", text)
    assert "Pain at your higher levels: 1.1 points lower (0.4 to 1.8), better; C observed" in text
    assert "mitragynine: 30 to 71 ng/mL" in text
    assert re.search(r"[░├┤●]", page(builder.person(), 80))


def forest_row(text, label):
    return re.search(rf"^ {label} .*$", text, re.MULTILINE)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(0, 10), (1, 7), (-3, 3), (0, 3), (0, 100)]),
    st.lists(st.floats(-1, 1), min_size=3, max_size=3),
    st.sampled_from(["lower", "higher"]),
    st.sampled_from([80, 100]),
)
def test_worse_is_left_and_better_right_on_any_scale(scale, shares, better, width):
    range_pts = scale[1] - scale[0]
    low, mean, high = (range_pts * share for share in sorted(shares))
    good = (mean > 0) == (better == "higher")
    declared = None if low <= 0 <= high else ("better" if good else "worse")
    outcome = {
        "scale": Scale(low=scale[0], high=scale[1]),
        "better": better,
        "declared": declared,
        "seen_effect": Estimate(mean=mean, sd=1, low=low, high=high, learned=0.6),
        "smallest_important_change": 0.1 * range_pts,
    }
    text = page(with_outcome(**outcome, grade="B"), width)
    row = forest_row(text, "Pain")
    mark = {"better": "●", "worse": "◆", None: "○"}[declared]
    assert [drawn for drawn in "●◆○" if drawn in row] == [mark]
    head = re.search(r"^ +worse +better$", text, re.MULTILINE)[0]
    zero = (head.index("worse") + len(head) - 1) / 2
    towards_better = mean if better == "higher" else -mean
    assert (row.index(mark) - zero) * towards_better >= 0
    assert row.rfind("├") <= row.index(mark)  # -1 where the mark stands on the end
    assert row.find("┤") in {-1, *range(row.index(mark), len(row))}


def test_the_middle_mark_stands_on_its_side_of_zero():
    text = page(builder.person())
    zero = forest_row(text, "Sleep").index("│")
    assert forest_row(text, "Pain").index("●") > zero
    assert forest_row(text, "Restlessness").index("◆") < zero
    assert forest_row(text, "Focus").index("○") > zero
    assert forest_row(text, "Anxiety").index("○") < zero


def test_grade_c_is_broken_and_grade_d_has_no_interval():
    text = page(builder.person())
    assert "╌" in forest_row(text, "Pain")
    assert "─" in forest_row(text, "Focus")
    assert not re.search(r"[├┤╌─●○◆]", forest_row(text, "Sleep"))
    assert forest_row(text, "Sleep").endswith("D")
    assert " Sleep: 11 of 15 ratings; rate each morning." in text


def test_scales_that_differ_share_an_axis_in_percent():
    other = PAIN.model_copy(update={"label": "Whole", "scale": Scale(low=0, high=100)})
    text = page(builder.person(responses=(PAIN, other)))
    assert "% of each scale" in text
    assert "% of each scale" not in page(builder.person())


def test_missing_hours_are_marked_and_never_drawn_as_zero():
    text = page(builder.person())
    pain = forest_row(text, "pain, 0-10")
    assert pain.count("·") == 16  # half-hour bins before 07:00 and after 23:00
    assert "▁" not in pain
    assert "· nothing or too little recorded" in text


def test_the_tallest_block_is_the_highest_level_and_doses_stand_in_their_hour():
    text = page(builder.person())
    row = forest_row(text, "mitragynine, ng/mL")
    assert "█" in row
    clock = re.search(r"^ +00 +03 .*$", text, re.MULTILINE)[0]
    doses = forest_row(text, "doses")
    first = re.search(r"[╷│┃]", doses).start()
    assert clock.index("06") <= first <= clock.index("09")


def test_a_coarse_profile_is_stretched_and_an_empty_one_explained():
    whole = builder.person()
    profile = whole.day_profile
    four = tuple(
        p.model_copy(update={q: getattr(p, q)[6::12] for q in ("p05", "p25", "p50", "p75", "p95")})
        for p in profile.panels
    )
    coarse = DayProfile(hours=(3.0, 9.0, 15.0, 21.0), panels=four, dose_hours=())
    row = forest_row(page(whole.model_copy(update={"day_profile": coarse})), "mitragynine, ng/mL")
    assert len(re.findall(r"[▁▂▃▄▅▆▇█]", row)) == 48
    assert "too little is recorded for a picture" in page(builder.empty())
    assert page(builder.minor()).count("Not shown for people under 18.") == 2
    assert "Amount a dose" not in page(builder.minor())


@pytest.mark.parametrize("width", [40, 80, 100])
def test_names_cannot_style_break_or_widen_a_line(width):
    evil = "\x1b[2J\x1b]0;title\x07x\ny\r\tz\u202e\u2028\ue000\ue003薬薬 e\u0301\x9b31m\x00"
    assessment = builder.with_texts(
        builder.person(), lambda text: f"{text}{evil}" if text else text
    )
    text = page(assessment, width, colour=True, written=(Path("a\x1b[31m.html"),))
    bare = SGR.sub("", text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ue000-\uf8ff]", bare)
    assert max(map(cells, bare.splitlines())) <= width
    assert set(SGR.findall(text)) <= {"\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[90m"}
    assert text.count("\x1b[31m") == page(builder.person(), width, colour=True).count("\x1b[31m")


def test_written_paths_and_the_time_come_last_and_are_never_broken():
    text = page(builder.person(), written=WRITTEN, seconds=0.94)
    assert re.search(r"\nWritten  out/report.html   out/report.json +0\.9 s\n$", text)
    long = Path("/".join(["a folder"] * 20)) / "report.html"
    assert f"\n  {long}\n" in page(builder.person(), 60, written=(long,), seconds=1)
    assert "Written" not in page(builder.person())


def test_the_same_assessment_is_the_same_page():
    assert page(builder.huge()) == page(builder.huge())


def test_no_drawing_library_is_loaded():
    code = "import sys, speciosa.report.terminal; print({'rich', 'jinja2', 'scipy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@given(st.text(), st.integers(2, 40))
def test_text_fits_its_columns_exactly(text, columns):
    assert cells(fit(clean(text), columns)) == columns


@given(st.text().map(clean), st.integers(2, 40))
def test_wrapping_keeps_every_character_and_fits(text, columns):
    lines = wrap(text, columns)
    assert all(cells(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_styles_have_no_width_and_ascii_keeps_letters():
    assert cells(styled("pain", BOLD)) == 4
    assert head_of("薬薬", 3) == "薬"
    assert to_ascii("Größe 10 µg – ok…") == "Grosse 10 ug ? ok~"
