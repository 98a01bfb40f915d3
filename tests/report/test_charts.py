"""Pictures: no two texts touch, nothing leaves the plot, sides and signs agree, gaps stay gaps."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import Bar, Change, CheckMark, EventReport, Scale
from speciosa.report.charts.day import draw_day
from speciosa.report.charts.forest import draw_forest, oriented
from speciosa.report.charts.labels import Lanes, spread, within
from speciosa.report.charts.marks import Box, hatch_path, runs_of
from speciosa.report.charts.timeline import draw_timeline
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of

WIDTHS = (672, 320)
FULL = [name for name in builder.VARIANTS if name not in {"empty", "minor"}]


@cache
def assessment(name):
    return builder.VARIANTS[name]()


def day(name, width):
    return root_of(draw_day(assessment(name).day_profile, width, "k", "Title", "Desc").svg)


def forest(responses, width=672):
    return root_of(draw_forest(responses, width, "k", "Title", "Desc").svg)


def timeline(whole, width=672):
    return root_of(draw_timeline(whole, width, "k", "Title", "Desc").svg)


def texts(svg):
    return [label.text for label in labels_of(svg)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FULL)
def test_no_text_touches_another_or_leaves_its_drawing(name, width):
    whole = assessment(name)
    for svg in (day(name, width), forest(whole.responses, width), timeline(whole, width)):
        assert overlaps(svg) == []
        assert outside(svg) == []


@pytest.mark.parametrize("name", ["person", "twelve_outcomes", "long_names"])
def test_the_low_drawings_of_a_full_sheet_are_lower_and_as_clear(name):
    whole = assessment(name)
    for normal, low in (
        (day(name, 320), draw_day(whole.day_profile, 320, "k", "T", "D", low=True)),
        (forest(whole.responses, 320), draw_forest(whole.responses, 320, "k", "T", "D", low=True)),
    ):
        assert low.height < float(normal.get("height"))
        assert overlaps(root_of(low.svg)) == []


# --- forest --------------------------------------------------------------------------------


def row(mean, low, high, better="lower", grade="B", declared=None, label="Pain"):
    return builder.response(("pain", label, better, grade, (mean, low, high), 100, 5.0, declared))


def middles(svg):
    """x of each row's middle mark, by kind."""
    discs = [("disc", float(c.get("cx"))) for c in svg.iter("circle") if c.get("r") == "5"]
    rings = [("ring", float(c.get("cx"))) for c in svg.iter("circle") if c.get("r") == "4"]
    diamonds = [
        ("diamond", float(re.match(r"M([\d.]+)", p.get("d"))[1]))
        for p in svg.iter("path")
        if p.get("class") == "f-warn"
    ]
    return discs + rings + diamonds


ZERO = 288.0  # the middle of the wide plot


@pytest.mark.parametrize(
    ("better", "mean", "right"),
    [("lower", -1.1, True), ("lower", 1.1, False), ("higher", 1.1, True), ("higher", -1.1, False)],
)
def test_better_is_always_right_whatever_the_sign(better, mean, right):
    low, high = mean - 0.5, mean + 0.5
    declared = "better" if right else "worse"
    ((kind, x),) = middles(forest([row(mean, low, high, better, declared=declared)]))
    assert kind == ("disc" if right else "diamond")
    assert (x > ZERO) is right


def test_the_axis_ends_soon_after_the_widest_interval():
    shown = texts(forest([row(-1.4, -2.1, -0.7)]))
    assert [text for text in shown if text in "0123456789"] == ["3", "2", "1", "0", "1", "2", "3"]


def test_an_undecided_effect_is_a_ring():
    assert [kind for kind, _ in middles(forest([row(0.1, -0.5, 0.7)]))] == ["ring"]


@given(st.floats(-5, 5), st.floats(0, 5), st.sampled_from(("lower", "higher")))
def test_orientation_keeps_order_and_length(mean, half, better):
    estimate = row(mean, mean - half, mean + half, better).seen_effect
    worst, middle, best = oriented(estimate, better)
    assert worst <= middle + 1e-5
    assert middle <= best + 1e-5
    assert best - worst == pytest.approx(estimate.high - estimate.low, abs=1e-4)


def test_observed_is_broken_and_adjusted_is_not():
    dashes = {}
    for grade in "BC":
        svg = forest([row(-1, -2, -0.2, grade=grade, declared="better")])
        dashes[grade] = [p.get("stroke-dasharray") for p in svg.iter("path")]
    assert "5 3" in dashes["C"]
    assert "5 3" not in dashes["B"]


def test_not_enough_has_no_interval_and_says_what_is_missing():
    sleep = builder.response(builder.OUTCOMES[-1])
    svg = forest([sleep])
    assert middles(svg) == []
    assert "1 4" in [p.get("stroke-dasharray") for p in svg.iter("path")]
    assert {"cannot tell", "11 of 15 ratings"} <= set(texts(svg))


def test_each_row_has_its_own_zone():
    svg = forest([builder.response(row) for row in builder.OUTCOMES])
    zones = [float(r.get("width")) for r in svg.iter("rect") if r.get("class") == "f-zone"]
    assert len(zones) == len(builder.OUTCOMES)
    assert zones[-1] == pytest.approx(1.2 * zones[0], rel=0.01)


def test_outcomes_on_different_scales_share_a_relative_axis():
    ten = row(-1, -2, -0.2, declared="better")
    hundred = ten.model_copy(
        update={
            "scale": Scale(low=0, high=100),
            "seen_effect": ten.seen_effect.model_copy(update={"mean": -10, "low": -20, "high": -2}),
            "smallest_important_change": 10.0,
        }
    )
    svg = forest([ten, hundred])
    xs = [x for _, x in middles(svg)]
    assert xs[0] == xs[1]
    assert any("% of each scale" in text for text in texts(svg))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(-9, 9), st.floats(0, 9), st.sampled_from("ABC"), st.text(max_size=60)),
        max_size=12,
    ),
    st.sampled_from(WIDTHS),
)
def test_any_set_of_effects_is_drawn_clearly(found, width):
    rows = [
        row(m, m - h, m + h, "lower", grade, None, re.sub(r"[^\x20-\x7eäöü]", "", label) or "Pain")
        for m, h, grade, label in found
    ]
    svg = forest(rows, width)
    assert overlaps(svg) == []
    assert all(8 <= x <= 664 for _, x in middles(svg))


# --- the day -------------------------------------------------------------------------------


def test_hours_without_enough_days_are_hatched_and_lines_stop():
    svg = day("person", 672)
    lines = [p for p in svg.iter("path") if p.get("class") == "s-accent"]
    pain = lines[1].get("d")
    xs = [float(x) for x in re.findall(r"[ML]([\d.]+) ", pain)]
    assert min(xs) > 28 + 580 * 6.5 / 24
    assert max(xs) < 28 + 580 * 23.5 / 24
    assert any(p.get("class") == "s-rule" and p.get("d").count("M") > 40 for p in svg.iter("path"))


def test_a_band_never_leaves_its_plot():
    svg = day("person", 672)
    band = next(p for p in svg.iter("path") if p.get("class") == "f-band95").get("d")
    ys = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", band)]
    assert min(ys) >= 20
    assert max(ys) <= 108


def test_a_scale_is_told_as_in_every_other_picture():
    assert "0–10, lower is better" in texts(day("person", 672))


def test_too_few_days_are_said_in_the_panel():
    assert texts(day("one_day", 672)).count("fewer than 5 days recorded") == 3


# --- the time line -------------------------------------------------------------------------


def test_panels_keep_their_order():
    order = ["Mitragynine in blood, predicted", "Doses", "Pain", "Focus", "Mood", "Anxiety"]
    order += ["Events", "Checks"]
    found = [text for text in texts(timeline(assessment("person"))) if text in order]
    assert found == order


def test_a_line_never_bridges_missing_days():
    svg = timeline(assessment("person"))
    pain = [p for p in svg.iter("path") if p.get("class") == "s-accent"][1].get("d")
    assert pain.count("M") == len(builder.GAPS) + 1


def test_a_long_window_is_drawn_in_weeks_and_says_so():
    long = builder.person(days=155)
    shown = texts(timeline(long))
    assert "weekly mean, ng/mL" in shown
    assert "doses a day, weekly mean" in shown
    assert "daily mean, ng/mL" in texts(timeline(builder.person(days=120)))


def test_a_missing_check_is_a_broken_square_in_words():
    svg = timeline(assessment("person"))
    assert "due, not done: Liver tests" in texts(svg)
    broken = [r for r in svg.iter("rect") if r.get("stroke-dasharray")]
    assert [r.get("class") for r in broken] == ["s-danger"]


def test_values_of_one_day_are_one_mark():
    line = builder.person().timeline
    checks = tuple(
        CheckMark(at=builder.moment(20, 9 + i), what=what, value=30, unit="U/L")
        for i, what in enumerate(("alt", "ast", "alp"))
    )
    line = line.model_copy(update={"checks": checks})
    svg = timeline(builder.person(timeline=line, schedule=()))
    assert len([r for r in svg.iter("rect") if r.get("class") == "f-ink2"]) == 1
    assert [t for t in texts(svg) if t.startswith("ALT 30 U/L, AST 30 U/L")]
    assert not [t for t in texts(svg) if t.startswith("AST")]


def changed_on(day, what, **more):
    whole = builder.person(**more)
    change = Change(day=builder.START.fromordinal(builder.START.toordinal() + day), what=what)
    line = whole.timeline.model_copy(update={"changes": (change,)})
    return whole.model_copy(update={"timeline": line})


def test_a_long_change_takes_a_second_line_before_it_is_shortened():
    shown = texts(timeline(changed_on(10, "Green leaf, batch 8, no certificate"), 320))
    assert {"Green leaf, batch", "8, no certificate"} <= set(shown)
    shown = texts(timeline(changed_on(10, "certificate " * 20), 320))
    assert sum(text.startswith("certificate") for text in shown) == 2
    assert any(text.endswith("…") for text in shown)


def test_a_change_in_a_window_of_years_names_its_year():
    assert "11 Mar 2026" in texts(timeline(changed_on(10, "A", days=500)))
    assert "11 Mar" in texts(timeline(changed_on(10, "A")))


def test_events_carry_their_grade_and_severe_ones_are_filled():
    events = [
        builder.events(90)[0].model_copy(update={"grade": g, "entry": f"e{g}", "term": f"t{g}"})
        for g in (1, 2, 4, None)
    ]
    events = [
        e.model_copy(update={"at": builder.moment(10 + 20 * i, 12)}) for i, e in enumerate(events)
    ]
    svg = timeline(builder.person(events=tuple(events)))
    rings = {c.get("class"): c.get("fill") for c in svg.iter("circle") if c.get("r") == "8"}
    assert set(rings) == {"s-ink2 f-page", "s-warn f-page", "f-danger"}
    assert "?" in texts(svg)


def test_a_recorded_zero_is_a_ring_not_a_dose():
    whole = builder.person()
    zero = whole.timeline.doses[0].model_copy(update={"amount": 0})
    line = whole.timeline.model_copy(update={"doses": (zero,)})
    svg = timeline(whole.model_copy(update={"timeline": line, "events": ()}))
    assert len([c for c in svg.iter("circle") if c.get("r") == "2"]) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 89), st.text("abcWM ", max_size=40)), max_size=25),
    st.sampled_from(WIDTHS),
)
def test_a_crowd_of_changes_events_and_checks_never_overlaps(marks, width):
    at = [
        (builder.moment(d, 12), builder.START.fromordinal(builder.START.toordinal() + d), t)
        for d, t in marks
    ]
    whole = builder.person()
    line = whole.timeline.model_copy(
        update={
            "changes": tuple(Change(day=d, what=t) for _, d, t in at),
            "checks": tuple(CheckMark(at=m, what=t, value=1, unit="U/L") for m, _, t in at),
            "medicines": tuple(Bar(label=t, start=d, end=d) for _, d, t in at),
        }
    )
    events = tuple(
        EventReport(entry=str(i), at=m, term=t, grade=2, note="", questions_open=())
        for i, (m, _, t) in enumerate(at)
    )
    svg = timeline(whole.model_copy(update={"timeline": line, "events": events}), width)
    assert overlaps(svg) == []
    assert outside(svg) == []


# --- marks ---------------------------------------------------------------------------------


@given(st.floats(0, 600), st.floats(0, 400), st.floats(0, 300), st.floats(0, 200))
def test_hatching_stays_in_its_box(left, top, width, height):
    box = Box(left, left + width, top, top + height)
    for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", hatch_path(box)):
        assert left - 0.06 <= float(x) <= left + width + 0.06
        assert top - 0.06 <= float(y) <= top + height + 0.06


@given(st.lists(st.booleans()))
def test_runs_hold_exactly_what_is_present(present):
    inside = {i for run in runs_of(present) for i in run}
    assert inside == {i for i, here in enumerate(present) if here}


@given(st.lists(st.floats(0, 200), min_size=3, max_size=3))
def test_spread_labels_keep_their_distance_and_the_middle_one_stays(places):
    wanted = sorted(places)
    placed = spread(wanted, 12, 1)
    assert placed[1] == wanted[1]
    assert all(b - a >= 12 - 1e-9 for a, b in pairwise(placed))
    moved = within(placed, 0, 300)
    assert moved[0] >= -1e-9


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(1, 90)), max_size=40))
def test_nothing_overlaps_in_a_lane(items):
    lanes = Lanes(3)
    rows = {}
    for start, length in items:
        found = lanes.place(start, start + length)
        if found is not None:
            assert all(start + length <= a or b <= start for a, b in rows.get(found, []))
            rows.setdefault(found, []).append((start, start + length))
    assert len(rows) <= 3
