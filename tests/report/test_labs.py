"""Laboratory values: on their day, beside their limit, told by shape and words, never joined."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.labs import labs_of
from speciosa.assessment.schema import Change, LabSeries, LabValue
from speciosa.report.charts.labs import LabPicture, draw_labs, value_scale
from speciosa.report.charts.marks import Box
from speciosa.report.charts.scales import Log
from speciosa.report.section import View, all_sections
from tests.diary.folders import diary
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of

WIDTHS = (672, 320)
PERSON = builder.person()


def series(*values, limit=40.0, name="alt", label="ALT", unit="U/L", own=True):
    found = tuple(
        LabValue(at=builder.moment(5 + 20 * i, 9), value=value, limit=limit, own=own)
        for i, value in enumerate(values)
    )
    return LabSeries(name=name, label=label, unit=unit, review="expert proposal", values=found)


def drawn(*found, width=672, **more):
    picture = LabPicture(series=found, window=PERSON.window, **more)
    return root_of(draw_labs(picture, width, "k", "Title", "Desc").svg)


def texts(svg):
    return [label.text for label in labels_of(svg)]


def section_of(*found):
    whole = PERSON.model_copy(update={"labs": found})
    return next(s for s in all_sections(View(whole)) if s.key == "labs")


# --- what the assessment holds ---------------------------------------------------------------


def test_each_value_keeps_the_limit_of_its_own_laboratory(tmp_path):
    rows = (
        "2026-03-01T08:00,reading,alt,31,U/L,uln=35,",
        "2026-04-01T08:00,reading,ALAT,0.683,ukat/L,,",
        "2026-04-01T08:00,reading,ferritin,50,ng/mL,,",
        "2026-04-02T08:00,reading,systolic,128,mmHg,,",
    )
    alt, systolic, ferritin = labs_of(diary(tmp_path / "d", *rows))
    assert [(v.limit, v.own) for v in alt.values] == [(35.0, True), (40.0, False)]
    assert [v.value for v in alt.values] == [31.0, pytest.approx(41, rel=2e-3)]
    assert (alt.label, alt.unit, alt.review) == ("ALT", "U/L", "expert proposal")
    assert systolic.values[0].limit == 140
    assert (ferritin.label, ferritin.review, ferritin.values[0].limit) == ("ferritin", "", None)


# --- the picture -----------------------------------------------------------------------------


def test_above_the_limit_is_a_diamond_and_the_words_say_how_far():
    svg = drawn(series(31, 52, 212))
    assert len([c for c in svg.iter("circle") if c.get("class") == "f-accent"]) == 1
    assert len([p for p in svg.iter("path") if p.get("class") == "f-warn"]) == 2
    assert {"212", "5.3 × limit", "limit 40", "31", "52"} <= set(texts(svg))


def test_no_line_joins_two_values():
    svg = drawn(series(31, 52, 38))
    assert [p for p in svg.iter("path") if p.get("class") == "s-accent"] == []


def test_ratios_are_shown_where_values_lie_more_than_twentyfold_apart():
    box = Box(0, 100, 0, 56)
    scale, marks = value_scale(series(31, 2400), box)
    assert isinstance(scale, Log)
    assert (marks[0], scale(marks[0])) == (100.0, pytest.approx(scale(100)))
    assert "U/L, log scale" in texts(drawn(series(31, 2400)))
    scale, marks = value_scale(series(31, 240), box)
    assert not isinstance(scale, Log)
    assert marks[0] == 0


def test_values_close_together_far_from_zero_fill_their_panel():
    scale, _ = value_scale(series(138, 141, limit=145), Box(0, 100, 0, 56))
    assert scale.low >= 135
    assert value_scale(series(31, limit=35), Box(0, 100, 0, 56))[0].low == 0


def test_thousands_of_values_stay_a_small_picture():
    many = tuple(
        LabValue(
            at=builder.moment(i // 200, (i % 200) / 10), value=60 + i % 40, limit=100, own=True
        )
        for i in range(18_000)
    )
    picture = LabPicture(
        series=(series(31).model_copy(update={"values": many}),), window=PERSON.window
    )
    assert len(draw_labs(picture, 672, "k", "Title", "Desc").svg) < 150_000


def test_different_limits_stand_each_at_their_own_value():
    one, other = series(31, 52), series(38, limit=35).values[0]
    mixed = one.model_copy(update={"values": (*one.values, other)})
    svg = drawn(mixed)
    assert not [t for t in texts(svg) if t.startswith("limit ")]
    short = [p.get("d") for p in svg.iter("path") if p.get("class") == "s-ink2"]
    assert [d.count("M") for d in short] == [3]


def test_starts_events_and_missing_checks_stand_beside_the_values():
    whole = PERSON
    svg = drawn(
        series(31, 52),
        changes=whole.timeline.changes,
        events=whole.events,
        schedule=whole.schedule,
    )
    assert any(p.get("stroke-dasharray") == "1 3" for p in svg.iter("path"))
    assert any(t.startswith("due, not done") for t in texts(svg))
    assert [r for r in svg.iter("rect") if r.get("stroke-dasharray")]
    assert {"Events", "Checks"} <= set(texts(svg))


# --- the section -----------------------------------------------------------------------------


def test_an_empty_section_says_so():
    (block,) = section_of().blocks
    assert block.role == "empty"


def test_the_picture_has_its_words_and_its_numbers():
    section = section_of(series(31, 52), series(80, 81, limit=None, name="weight", label="Weight"))
    figure = section.blocks[1]
    assert "Above the upper limit: ALT (last on 26 March 2026)." in figure.wide.desc
    assert "ALT 52 U/L" in figure.wide.desc
    assert figure.tables[0].rows[1][1:] == ("52", "40 (laboratory's own)", "1.3 × limit")
    assert figure.tables[1].rows[0][2:] == ("–", "–")
    assert "usual" not in figure.caption
    assert "expert proposal" in section_of(series(31, 30, own=False)).blocks[1].caption


def test_what_was_entered_once_is_a_line_and_no_picture():
    section = section_of(
        series(31), series(80, limit=None, name="weight", label="Weight", own=False)
    )
    (lines,) = section.blocks[1:]
    alt, weight = lines.rows
    assert (alt.key, alt.lead) == ("ALT", "31 U/L")
    assert alt.value.endswith("Upper limit 40 U/L, the laboratory's own: 0.78 times the limit.")
    assert weight.lead.startswith("80")
    assert "limit" not in weight.value


def test_under_18_no_product_stands_beside_the_values():
    whole = builder.minor().model_copy(update={"labs": (series(31, 30),)})
    (figure,) = [
        block
        for section in all_sections(View(whole))
        if section.key == "labs"
        for block in section.blocks
        if block.kind == "figure"
    ]
    assert not any("leaf" in text for text in texts(root_of(figure.wide.svg)))
    assert "ALT" in texts(root_of(figure.wide.svg))


def test_many_series_go_into_several_pictures():
    many = [series(i + 1, i + 2, name=f"own{i}", label=f"Own {i}") for i in range(14)]
    figures = [b for b in section_of(*many).blocks if b.kind == "figure"]
    assert len(figures) == 3
    ids = re.findall(r'<title id="([^"]+)"', "".join(f.wide.svg + f.narrow.svg for f in figures))
    assert len(ids) == len(set(ids))


values = st.one_of(st.floats(-5, 1e6), st.sampled_from((0.0, 0.001, 40.0, 40.000001, 5e5)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 89), values), min_size=1, max_size=70),
    st.one_of(st.none(), st.floats(0.001, 1e5)),
    st.sampled_from(("ALT", "W" * 200, "😀" * 40, "ערך " * 60, "x")),
    st.sampled_from(("", "U/L", "mL/min/1.73 m2", "u" * 200)),
    st.lists(st.tuples(st.integers(0, 89), st.text("abW😀", max_size=40)), max_size=12),
    st.sampled_from(WIDTHS),
)
def test_any_series_is_drawn_clearly(found, limit, label, unit, changes, width):
    one = LabSeries(
        name="own",
        label=label,
        unit=unit,
        review="",
        values=tuple(
            LabValue(at=builder.moment(day, 9), value=value, limit=limit, own=True)
            for day, value in sorted(found)
        ),
    )
    starts = tuple(
        Change(day=builder.START.fromordinal(builder.START.toordinal() + day), what=text)
        for day, text in changes
    )
    whole = PERSON
    svg = drawn(one, one, width=width, changes=starts, events=whole.events, schedule=whole.schedule)
    assert overlaps(svg) == []
    assert outside(svg) == []
    for circle in svg.iter("circle"):
        assert 28 <= float(circle.get("cx")) <= width
