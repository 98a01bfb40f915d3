"""A randomised test in the report: what came out, how sure, and what it does not say."""

import re

import pytest

from speciosa.report.assigned import assigned_blocks
from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words.assigned import assigned_headline, coin_chance
from tests.report import builder
from tests.report.test_watch import texts

JOINT = builder.joint()
PAIN = JOINT.tests[0]


def sections(assessment):
    return {s.key: s for s in all_sections(View(assessment))}


def test_a_test_says_what_how_sure_and_what_it_compares():
    said = texts(sections(JOINT)["test-1"])
    assert any(
        t.startswith(
            "Pain is 1.3 points lower (0.5 to 2.1 lower) at your higher than at your lower levels, "
            "which is better."
        )
        for t in said
    )
    assert (
        "7 of 8 pairs are rated in both arms. Share of what was allotted that was followed: 90 %."
        in said
    )
    assert "If it changed nothing: as much by chance in about 2 of 100 such tests" in said
    assert "Strength: A randomised. Allotted by chance in 8 pairs. 90 % was followed." in said
    assert any(t.startswith("What is compared: Higher minus lower") for t in said)


def test_without_an_interval_it_cannot_tell_and_has_no_grade_a():
    section = sections(JOINT)["test-2"]
    said = texts(section)
    assert "Focus: this test cannot tell. The coins alone give no interval." in said
    assert "Strength: Not grade A. The coins give no interval." in said
    assert not [
        p for b in section.blocks if b.kind == "paragraph" for p in b.parts if hasattr(p, "grade")
    ]


def test_what_it_does_not_say_stands_once_at_its_end():
    first, last = (texts(sections(JOINT)[key]) for key in ("test-1", "test-2"))
    assert "What it does not say" not in first
    after = last[last.index("What it does not say") :]
    assert any("against not using it, and it is not advice" in t for t in after)
    assert any("Several outcomes" in t for t in after)
    assert any(t.startswith("A wait compares") for t in after)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-10.0, -0.4, "(0.4 lower or more)"), (-10.0, 0.4, "(any amount lower to 0.4 higher)")],
)
def test_an_end_at_the_scale_is_open(low, high, said):
    wide = PAIN.estimate.model_copy(update={"low": low, "high": high})
    assert said in assigned_headline(PAIN.model_copy(update={"estimate": wide}))


def test_a_chance_is_never_zero():
    assert coin_chance(0.0) == "in under 1 of 1000 such tests"
    assert coin_chance(0.004) == "in about 4 of 1000 such tests"
    assert coin_chance(1.0) == "in about 100 of 100 such tests"


def test_the_outcome_leads_to_its_test_and_no_other_does():
    html = render_html(JOINT)
    links = re.findall(r'stands beside it: <a href="#(test-\d)">', html)
    assert links == ["test-1", "test-2"]
    other = PAIN.model_copy(update={"substance": "another"})
    assert "stands beside it" not in render_html(JOINT.model_copy(update={"tests": (other,)}))


def test_the_terminal_has_one_line():
    text = " ".join(render_terminal(JOINT, 100, colour=False).split())
    assert text.count("Randomised test:") == 1
    assert "which is better (A randomised). 1 more outcome in the report." in text
    none = JOINT.model_copy(update={"tests": ()})
    assert "Randomised test" not in render_terminal(none, 100, colour=False)


def test_nothing_without_a_test_or_under_18():
    for one in (builder.person(), JOINT.model_copy(update={"restrictions": ("minor",)})):
        assert not [key for key in sections(one) if key.startswith("test-")]
        assert "Randomised test" not in render_html(one)
        assert "Randomised test" not in render_terminal(one, 100, colour=False)


@pytest.mark.parametrize("number", [0, 1, 10**9])
def test_pairs_without_numbers_of_their_own_are_drawn_in_order(number):
    odd = PAIN.model_copy(
        update={"pairs": tuple(p.model_copy(update={"pair": number}) for p in PAIN.pairs)}
    )
    (figure,) = [b for b in assigned_blocks(odd, 0) if b.kind == "figure"]
    x = [float(v) for v in re.findall(r'<circle[^>]* cx="([\d.]+)"', figure.wide.svg)]
    assert len(set(x)) == 7
    assert x == sorted(x)
