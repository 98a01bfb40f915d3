"""The first sheet of paper: what gives way, and that it never is a flag, an interval or a grade."""

import re

from speciosa.report.blocks import Entries, Entry, Section
from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.sheet import LEVELS, SHEET, _height, tightness
from tests.report import builder


def parts(whole):
    return all_sections(View(whole))


def test_a_short_page_gives_nothing_up():
    assert tightness(parts(builder.one_day())) == 0
    assert "<body>" in render_html(builder.one_day())


def test_a_full_page_gives_way_until_it_fits():
    found = parts(builder.person())
    first = [section for section in found if section.place != "page"]
    level = tightness(found)
    assert 0 < level < max(LEVELS)
    assert _height(first, level) <= SHEET < _height(first, level - 1)
    assert f"tight-{level}" in render_html(builder.person())


def test_each_level_is_at_most_as_high_as_the_one_before_when_actions_are_long():
    finding = builder.FINDINGS[0].model_copy(update={"action": "Ask your prescriber. " * 10})
    first = [s for s in parts(builder.person(findings=(finding,) * 5)) if s.place != "page"]
    heights = [_height(first, level) for level in (0, *LEVELS)]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_a_page_that_cannot_fit_still_gets_a_level():
    rows = tuple(Entry("", "what " * 9, "do " * 90) for _ in range(40))
    section = Section("act", "Act on", (Entries(rows),), place="main")
    assert tightness([section]) in LEVELS


def test_the_whole_action_and_the_flags_stay_in_the_page_at_every_level():
    html = render_html(builder.huge())
    assert html.count("<li value=") == 12
    action = builder.FINDINGS[0].action
    shown = re.search(r'<section class="act.*?</section>', html, re.DOTALL)[0]
    assert action in re.sub(r"<[^>]+>", "", shown)
