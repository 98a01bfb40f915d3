"""Every picture of a report, with names and numbers that nobody expects, in every drawing."""

import re
from datetime import timedelta

import pytest

from speciosa.report.section import View, all_sections
from tests.report import builder
from tests.report.drawings import outside, overlaps, root_of, strayed

HARD = {
    "letters": "Wm" * 100,
    "words": "what keeps me awake at night " * 7,
    "emoji": "😀👩‍👩‍👧 " * 30,
    "right_to_left": "كراتوم أخضر " * 18,
    "one_letter": "x",
    "markup": builder.HOSTILE,
}


def drawings_of(assessment, audience="person"):
    """(section, drawing) of every picture, also the small ones beside a row."""
    for section in all_sections(View(assessment, audience)):
        for block in section.blocks:
            if block.kind == "figure":
                shown = (block.wide, block.narrow, block.paper)
                yield from ((section.key, one) for one in shown if one is not None)
            if block.kind == "pairs":
                yield from ((section.key, row.spark) for row in block.rows if row.spark)


def check(assessment, most_keys):
    keys = set()
    for key, drawing in drawings_of(assessment):
        svg = root_of(drawing.svg)
        assert overlaps(svg) == [], key
        assert outside(svg) == [], key
        assert strayed(svg) == [], key
        keys.add(re.sub(r"-\d+$", "", key))
    assert most_keys <= keys


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_names_that_nobody_expects_overlap_nowhere(text):
    whole = builder.with_texts(
        builder.joint(), lambda old: text if old not in {"", "kratom", "g", "mitragynine"} else old
    )
    check(whole, {"day", "benefit", "timeline", "levels", "labs", "outcome", "schedule"})


def test_a_huge_diary_is_drawn_clearly():
    check(builder.huge(), {"day", "benefit", "timeline", "levels", "outcome", "schedule"})


def test_a_single_day_is_drawn_clearly():
    check(builder.one_day(), {"benefit", "timeline", "levels"})


def test_many_marks_and_nearly_equal_values_are_drawn_clearly():
    whole = builder.joint()
    event = whole.events[0]
    values = [40.0 + i * 1e-6 for i in range(60)]
    crowd = {
        "labs": (builder.lab_series("alt", "ALT", *values), builder.lab_series("x", "X", 1e-9)),
        "events": tuple(
            event.model_copy(update={"at": event.at + timedelta(minutes=i), "entry": str(i)})
            for i in range(80)
        ),
        "schedule": tuple(
            due.model_copy(update={"what": f"{due.what} {i}", "overdue_days": 900 * (i % 2)})
            for i in range(10)
            for due in whole.schedule
        ),
    }
    check(whole.model_copy(update=crowd), {"labs", "timeline", "schedule"})


@pytest.mark.parametrize("factor", [1e-9, 1e3, 1e7])
def test_levels_of_any_size_keep_their_numbers_inside(factor):
    whole = builder.measured()
    columns = ("p05", "p25", "p50", "p75", "p95")
    curves = tuple(
        curve.model_copy(update={c: tuple(factor * v for v in getattr(curve, c)) for c in columns})
        for curve in whole.exposure.analytes
    )
    panels = tuple(
        panel.model_copy(
            update={c: tuple(v and factor * v for v in getattr(panel, c)) for c in columns}
        )
        if panel.kind == "exposure"
        else panel
        for panel in whole.day_profile.panels
    )
    exposure = whole.exposure.model_copy(update={"analytes": curves})
    profile = whole.day_profile.model_copy(update={"panels": panels})
    changed = {"exposure": exposure, "day_profile": profile}
    check(whole.model_copy(update=changed), {"day", "timeline", "levels"})


@pytest.mark.parametrize("audience", ["person", "professional"])
def test_every_picture_is_told_in_words_and_drawn_without_a_style(audience):
    ids = []
    for _, drawing in drawings_of(builder.joint(), audience):
        svg = root_of(drawing.svg)
        assert svg.get("role") == "img"
        assert len(drawing.title) > 5
        assert len(drawing.desc) > 20
        ids += [element.get("id") for element in svg.iter() if element.get("id")]
        for element in svg.iter():
            assert element.tag in {"svg", "title", "desc", "text", "path", "rect", "circle"}
            assert not {"style", "filter", "mask", "clip-path"} & set(element.attrib)
    assert len(ids) == len(set(ids))
