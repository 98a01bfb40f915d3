"""One dose by its amount: inside the range taken, no amount marked, words and numbers beside it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import DosePoint, Estimate, Scale
from speciosa.report.amounts import amounts_figure
from speciosa.report.charts.amounts import draw_amounts
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of

WIDTHS = (672, 320)
PAIN = builder.answered(builder.OUTCOMES[0])


def changed(**changes):
    return PAIN.model_copy(update=changes)


def drawn(response, width=672):
    return root_of(draw_amounts(response, width, "k", "Title", "Desc").svg)


def texts(svg):
    return [label.text for label in labels_of(svg)]


def circles(svg):
    return [(float(c.get("cx")), float(c.get("cy")), c.get("class")) for c in svg.iter("circle")]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_touches_another_or_leaves_the_drawing(width):
    for response in builder.joint().responses:
        if len(response.dose_response) > 1:
            svg = drawn(response, width)
            assert overlaps(svg) == []
            assert outside(svg) == []


def test_no_amount_stands_out():
    steep = changed(dose_response=builder.amounts(0.4, -0.2, -1.9, -2.6))
    svg = drawn(steep)
    marks = circles(svg)
    assert len(marks) == 4
    assert len({kind for _, _, kind in marks}) == 1
    assert {c.get("r") for c in svg.iter("circle")} == {"4"}
    xs = [x for x, _, _ in marks]
    assert xs == sorted(xs)


def test_lower_is_drawn_lower_and_which_side_is_better_is_said():
    high, low = (y for _, y, _ in circles(drawn(changed(dose_response=builder.amounts(0.5, -0.5)))))
    assert high < low
    said = texts(drawn(PAIN))
    assert said[said.index("lower:") + 1] == "better"
    said = texts(drawn(builder.answered(builder.OUTCOMES[1])))
    assert said[said.index("lower:") + 1] == "worse"


def test_what_was_not_taken_is_hatched_and_has_no_tick():
    svg = drawn(PAIN)
    assert any(p.get("class") == "s-rule" and p.get("d").count("M") > 8 for p in svg.iter("path"))
    ticks = [float(t) for t in texts(svg) if re.fullmatch(r"[\d.]+", t) and t != "0"]
    assert ticks
    assert all(2.0 <= t <= 4.0 for t in ticks)


def test_observed_is_broken_and_adjusted_is_not():
    for grade in "BC":
        dashes = {p.get("stroke-dasharray") for p in drawn(changed(grade=grade)).iter("path")}
        assert ("5 3" in dashes) == (grade == "C")


def test_the_figure_says_what_it_is_and_what_it_is_not():
    figure = amounts_figure(PAIN, "outcome-1")
    assert "Inside the range you took; not advice on an amount." in figure.caption
    assert "against leaving out only that dose" in figure.caption
    assert "not advice on an amount" in figure.wide.desc
    (table,) = figure.tables
    assert table.head == ("Amount", "Difference over 4 hours", "95 % interval")
    assert table.rows[0] == ("2.0 g", "0.4 lower", "1.0 lower to 0.1 higher")
    assert len(table.rows) == len(PAIN.dose_response)
    words = " ".join([figure.caption, figure.wide.desc, *texts(drawn(PAIN))]).lower()
    assert not re.search(r"\b(best|optimal|recommend|ideal|target|enough|should)\b", words)


def bars(svg):
    """(place, length) of each bar that hangs from the axis."""
    data = [p.get("d") for p in svg.iter("path") if p.get("stroke-width") == "6"]
    ends = re.findall(r"M([\d.]+) ([\d.]+)L[\d.]+ ([\d.]+)", "".join(data))
    return [(float(x), float(bottom) - float(top)) for x, top, bottom in ends]


def test_bars_tell_how_often_each_amount_was_taken():
    svg = root_of(draw_amounts(PAIN, 672, "k", "Title", "Desc", [2.0, 2.0, 3.0, 9.0]).svg)
    places = [x for x, _, _ in circles(svg)]
    assert [x for x, _ in bars(svg)] == [places[0], places[2]]
    assert [length for _, length in bars(svg)] == [22.0, 11.0]
    assert "doses" in texts(svg)
    assert bars(drawn(PAIN)) == []


def test_doses_of_another_substance_or_unit_are_not_counted():
    dose = builder.person().timeline.doses[0]
    doses = [
        dose.model_copy(update={"amount": 2.5} | changes)
        for changes in ({}, {}, {"unit": "capsules"}, {"substance": "coffee"}, {"amount": 90.0})
    ]
    figure = amounts_figure(PAIN, "outcome-1", doses)
    assert figure.tables[1].rows == (("2.5 g", "2"),)
    assert figure.caption.endswith("Bars: how often each amount was taken.")


@pytest.mark.parametrize(
    "changes",
    [
        {"dose_response": ()},
        {"dose_response": builder.amounts(-0.5)},
        {"grade": "D"},
        {"seen_effect": None},
    ],
)
def test_without_an_answer_or_a_range_there_is_no_picture(changes):
    assert amounts_figure(changed(**changes), "k") is None


numbers = st.floats(-50, 50, allow_nan=False)


@settings(max_examples=60)
@given(
    st.lists(st.floats(0.01, 900), min_size=2, max_size=7, unique=True).map(sorted),
    st.lists(st.lists(numbers, min_size=3, max_size=3).map(sorted), min_size=7, max_size=7),
    st.sampled_from([(0, 10), (0, 3), (0, 100)]),
    st.sampled_from(WIDTHS),
    st.sampled_from(["lower", "higher"]),
)
def test_any_dose_response_is_drawn_clearly_inside_its_plot(amounts, ends, scale, width, better):
    points = tuple(
        DosePoint(
            amount=a, unit="mg", effect=Estimate(mean=m, sd=1.0, low=lo, high=hi, learned=0.5)
        )
        for a, (lo, m, hi) in zip(amounts, ends, strict=False)
    )
    response = changed(
        dose_response=points,
        scale=Scale(low=scale[0], high=scale[1]),
        better=better,
        smallest_important_change=0.1 * (scale[1] - scale[0]),
    )
    svg = drawn(response, width)
    assert overlaps(svg) == []
    assert outside(svg) == []
    height = float(svg.get("height"))
    assert all(0 <= x <= width - 60 and 15 <= y <= height - 30 for x, y, _ in circles(svg))
    assert amounts_figure(response, "k") is not None
