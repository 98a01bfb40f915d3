"""The plan for less on every face: no amounts for the person, planned beside taken otherwise."""

import re
from datetime import date, timedelta
from functools import cache
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import Followed, PlanDay
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.taper import draw_plan, plan_axis, plan_panels, stretch_means
from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of

BEGINS = date(2026, 3, 15)
AMOUNT = r"\d+(?:\.\d+)?\s*(?:g|mg|grams?|doses?|capsules?)\b"


def days(count=40, missing=(3, 4), unknown=(8,), **more):
    """Nine grams in three doses, then eight: taken 9.5 g throughout."""
    found = []
    for i in range(count):
        planned = {"planned_g": 9.0 if i < 14 else 8.0, "planned_doses": 3.0}
        taken = {"taken_g": 9.5, "taken_doses": 3, "kept": "as planned" if i < 14 else "more"}
        if i in missing:
            taken = {"taken_g": None, "taken_doses": None, "kept": "not recorded"}
        if i in unknown:
            taken |= {"taken_g": None, "kept": "cannot tell"}
        found.append(PlanDay(day=BEGINS + timedelta(days=i), **(planned | taken | more)))
    return tuple(found)


def plan(shown=None, **more):
    shown = days() if shown is None else shown
    rest = {
        "by": "Dr. Example",
        "entered": date(2026, 3, 10),
        "product": "Green leaf",
        "begins": BEGINS,
        "step": 2 if shown else 0,
        "steps": 3,
        "step_from": date(2026, 3, 29) if shown else None,
        "next_step": date(2026, 4, 26),
        "withdrawal": None,
        "pain": None,
        "holds": (),
        "for_person": ("Beside the plan of Dr. Example: as planned on 11 days, more on 26 days.",),
        "for_professional": ("Last 7 days that are known: planned 8 g a day, taken 9.5.",),
    }
    return Followed(days=shown, **(rest | more))


def whole(found=None, **more):
    return builder.person(taper=plan() if found is None else found, **more)


@cache
def html(audience="person"):
    return render_html(whole(), audience)


def part(page):
    """The section alone, as text and as markup."""
    found = re.search(r'<section class="taper.*?</section>', page, re.DOTALL)[0]
    return unescape(re.sub(r"<[^>]+>", " ", found)), found


def lines(text):
    """The lines of the plan in a terminal."""
    return text.split("PLAN FOR LESS", 1)[1].split("RED FLAGS", 1)[0]


def test_the_persons_face_has_no_amount_and_no_picture():
    text, markup = part(html())
    assert re.findall(AMOUNT, text) == []
    assert "chart" not in markup
    assert "as planned on 11 days, more on 26 days" in text
    assert "step 2 of 3, since 29 March 2026" in text
    assert "planned for 26 April 2026" in text
    assert "nothing in this report makes a plan or changes one" in text


def test_the_terminal_says_the_same_and_has_no_amount():
    text = " ".join(lines(render_terminal(whole(), 100, colour=False)).split())
    assert re.findall(AMOUNT, text) == []
    assert "Made by: Dr. Example, entered 10 March 2026." in text
    assert "as planned on 11 days, more on 26 days" in text


@pytest.mark.parametrize("columns", [32, 60, 80, 100])
def test_no_line_of_the_terminal_is_too_long(columns):
    long = plan(by=builder.LONG * 2, product=builder.LONG)
    text = render_terminal(whole(long), columns, colour=False)
    assert all(len(line) <= columns for line in lines(text).splitlines())


def test_the_test_for_amounts_finds_them_on_the_professionals_face():
    text, markup = part(html("professional"))
    assert re.findall(AMOUNT, text)
    assert "planned 8 g a day, taken 9.5" in text
    assert markup.count('svg class="chart"') == 2
    assert "Numbers behind this picture" in text


@pytest.mark.parametrize("audience", ["person", "professional"])
def test_nothing_without_a_plan_or_where_effects_are_hidden(audience):
    for one in (
        builder.person(),
        whole(restrictions=("minor",)),
        whole(restrictions=("age unknown",)),
    ):
        keys = [s.key for s in all_sections(View(one, audience))]
        assert "taper" not in keys
        assert "PLAN FOR LESS" not in render_terminal(one, 100, colour=False)


def test_a_plan_that_has_not_begun_has_no_picture():
    soon = plan((), for_person=("The plan of Dr. Example begins on 15 March 2026.",))
    text, markup = part(render_html(whole(soon), "professional"))
    assert "not begun; 3 steps planned" in text
    assert "begins on 15 March 2026" in text
    assert "chart" not in markup


def test_a_reason_to_keep_the_step_leads_to_the_findings():
    held = plan(holds=(builder.FINDINGS[0],))
    text, markup = part(render_html(whole(held)))
    assert "There is a reason to keep the present step." in text
    assert 'href="#findings"' in markup
    assert "reason to keep" not in part(html())[0]
    assert "reason to keep" in lines(render_terminal(whole(held), 100, colour=False))


def test_hostile_text_stays_text():
    evil = plan(by=builder.HOSTILE, product=builder.HOSTILE, for_person=(builder.HOSTILE,))
    for audience in ("person", "professional"):
        page = render_html(whole(evil), audience)
        assert "<script" not in page
        assert builder.HOSTILE not in page


def test_the_same_plan_gives_the_same_bytes():
    assert render_html(whole(), "professional") == html("professional")


def drawn(found, width):
    return root_of(draw_plan(found, width, "k", "Title", "Desc").svg)


def circles(svg, ink):
    return [c for c in svg.iter("circle") if c.get("class") == f"f-{ink}"]


def test_a_day_that_is_missing_or_not_known_has_no_dot_and_only_the_first_is_hatched():
    """40 days, 2 missing and 1 of unknown weight: 37 dots of product, 38 of doses."""
    svg = drawn(plan(), WIDE)
    assert len(circles(svg, "accent")) == 37 + 38
    hatched = [p for p in svg.iter("path") if p.get("class") == "s-rule" and "L" in p.get("d")]
    axis = plan_axis(days(), WIDE)
    assert axis.missing == {3, 4}
    inside = [
        [float(v) for v in re.findall(r"[ML]([\d.]+) ", p.get("d"))]
        for p in hatched
        if p.get("d").count("M") > 1
    ]
    assert len(inside) == 2
    for places in inside:
        assert min(places) >= axis.x(3) - 0.1
        assert max(places) <= axis.x(5) + 0.1


def test_no_dot_lies_at_zero_unless_nothing_was_taken():
    assert min(float(c.get("cy")) for c in circles(drawn(plan(), WIDE), "accent")) > 0
    bottom = max(float(c.get("cy")) for c in circles(drawn(plan(), WIDE), "accent"))
    none = plan(days(taken_g=0.0, taken_doses=0, missing=(), unknown=()))
    assert max(float(c.get("cy")) for c in circles(drawn(none, WIDE), "accent")) > bottom


def test_the_plan_is_a_line_of_steps():
    """One level, straight down, the next level: four corners."""
    (line, doses) = [p for p in drawn(plan(), WIDE).iter("path") if p.get("class") == "s-ink2"]
    corners = re.findall(r"([\d.]+) ([\d.]+)", line.get("d"))
    assert len(corners) == 4
    assert corners[0][1] == corners[1][1]
    assert corners[1][0] == corners[2][0]
    assert float(corners[2][1]) > float(corners[1][1])
    assert len(re.findall(r"[ML]", doses.get("d"))) == 2


def test_only_what_is_planned_is_drawn():
    grams = plan(days(planned_doses=None))
    assert [p.title for p in plan_panels(grams)] == ["Product a day"]
    both = plan()
    assert [p.title for p in plan_panels(both)] == ["Product a day", "Doses a day"]
    texts = [label.text for label in labels_of(drawn(grams, WIDE))]
    assert "Doses a day" not in texts


def test_nothing_known_is_said_in_the_panel():
    shown = days(taken_g=None, taken_doses=None, kept="not recorded")
    texts = [label.text for label in labels_of(drawn(plan(shown), WIDE))]
    assert texts.count("not known") == 2
    assert "taken" not in texts


def test_a_line_that_has_ended_has_no_word_at_the_end():
    """The last step plans grams only: its line of doses ended before."""
    shown = [
        d if i < 20 else d.model_copy(update={"planned_doses": None}) for i, d in enumerate(days())
    ]
    texts = [label.text for label in labels_of(drawn(plan(tuple(shown)), WIDE))]
    assert (texts.count("planned"), texts.count("taken")) == (1, 2)


def test_a_long_plan_is_drawn_in_weeks_and_says_so():
    shown = plan(days(200))
    texts = [label.text for label in labels_of(drawn(shown, WIDE))]
    assert "weekly mean, g" in texts
    text, _ = part(render_html(whole(shown), "professional"))
    assert "Dot: taken, the weekly mean." in text


def test_a_week_is_the_mean_of_its_known_days():
    """Days 0 to 6 of 200: 9.5 g on five days, 2 missing; a week that is all missing is left out."""
    shown = days(200, missing=(3, 4, *range(7, 14)), unknown=())
    axis = plan_axis(shown, WIDE)
    means = stretch_means([d.taken_g for d in shown], axis)
    assert axis.stretch == 7
    assert means[0] == 9.5
    assert 1 not in means


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.none() | st.floats(0, 60),
            st.none() | st.floats(0, 80),
            st.none() | st.integers(0, 20),
        ),
        min_size=1,
        max_size=150,
    ),
    st.sampled_from((WIDE, NARROW)),
)
def test_any_plan_is_drawn_clearly(rows, width):
    shown = tuple(
        PlanDay(
            day=BEGINS + timedelta(days=i),
            planned_g=planned,
            planned_doses=3.0,
            taken_g=taken,
            taken_doses=count,
            kept="not recorded" if count is None else "as planned",
        )
        for i, (planned, taken, count) in enumerate(rows)
    )
    svg = drawn(plan(shown), width)
    assert overlaps(svg) == []
    assert outside(svg) == []
    height = float(svg.get("viewBox").split()[3])
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height
