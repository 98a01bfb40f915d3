"""Findings marked as seen: still there and in their place, with less weight; S4 stays in front."""

import re

import pytest

from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words import first_findings
from speciosa.report.words.seen import all_seen_words, seen_rest
from tests.report import builder

ALL = (builder.URGENT, *builder.FINDINGS)
MANY_S4 = tuple(builder.URGENT.model_copy(update={"id": f"U-{n}"}) for n in range(7))


def person(seen=(), findings=ALL):
    marked = tuple(f.model_copy(update={"quiet": f.id in seen}) for f in findings)
    return builder.person(findings=marked)


def section_of(assessment, key):
    return next(s for s in all_sections(View(assessment, "person")) if s.key == key)


def text_of(parts):
    return "".join(part.text for part in parts)


def full_part(page):
    return page.split('id="findings"')[1].split("</section>")[0]


def test_the_full_list_keeps_every_finding_in_its_place():
    ids = {ALL[1].id, ALL[3].id}
    loud, some = (section_of(person(seen), "findings").blocks[1].rows for seen in ((), ids))
    assert [row.what for row in some] == [row.what for row in loud]
    assert [row.do for row in some] == [row.do for row in loud]
    assert [row.mark for row in some] == ["seen" if f.id in ids else "" for f in ALL]
    assert [row.quiet for row in some] == [f.id in ids for f in ALL]
    (said,) = [pair.value for pair in some[1].facts if pair.key == "Seen"]
    assert said.startswith("Marked as seen. It stays in the report with less weight. It stands")
    assert all(pair.key != "Seen" for row in loud for pair in row.facts)


def test_the_page_says_it_in_text_and_not_by_weight_alone():
    part = full_part(render_html(person({ALL[1].id})))
    assert part.count('<li class="quiet">') == 1
    assert part.count('<span class="chip">seen</span>') == 1
    assert "quiet" not in full_part(render_html(person()))


def test_an_s4_that_was_seen_keeps_its_weight_and_its_place_on_every_first_page():
    assessment = person({f.id for f in ALL})
    assert [f.id for f in first_findings(assessment)] == [ALL[0].id]
    row = section_of(assessment, "findings").blocks[1].rows[0]
    assert (row.mark, row.quiet) == ("seen", False)
    assert any("stays on the first page" in pair.value for pair in row.facts)
    first = section_of(assessment, "act").blocks[0].rows[0]
    assert (first.what, first.aside[-1], first.quiet) == (row.what, "seen", False)
    act = render_terminal(assessment, 100, colour=False).split("THE DAY")[0]
    assert ALL[0].title in act
    assert re.search(r"published, seen$", act, flags=re.MULTILINE)


def test_what_was_seen_makes_room_for_the_next_and_the_page_says_how_many_more():
    seen = {ALL[1].id, ALL[2].id}
    assessment = person(seen)
    shown = [f.id for f in first_findings(assessment)]
    assert shown == [f.id for f in ALL if f.id not in seen][:5]
    section = section_of(assessment, "act")
    assert [row.what for row in section.blocks[0].rows] == [f.title for f in ALL if f.id in shown]
    more = len(ALL) - 5
    assert text_of(section.note) == (
        f"most urgent first; {more} more (2 marked as seen) in Findings in full"
    )
    assert f"5 of {len(ALL)}, 2 marked as seen" in render_terminal(assessment, 100, colour=False)


def test_with_nothing_seen_the_first_page_says_what_it_always_said():
    assert text_of(section_of(person(), "act").note) == (
        f"most urgent first; {len(ALL) - 5} more in Findings in full"
    )
    assert "marked as seen" not in render_terminal(person(), 100, colour=False)
    assert "marked as seen" not in render_html(person())


@pytest.mark.parametrize("seen", [set(), {f.id for f in MANY_S4}])
def test_every_s4_is_on_the_first_page_however_many_and_whoever_has_seen_them(seen):
    assessment = person(seen, findings=(*MANY_S4, *builder.FINDINGS))
    assert [f.id for f in first_findings(assessment)] == [f.id for f in MANY_S4]
    assert len(section_of(assessment, "act").blocks[0].rows) == len(MANY_S4)


@pytest.mark.parametrize("count", [1, 3])
def test_a_first_page_on_which_all_is_seen_never_says_that_there_is_no_finding(count):
    findings = builder.FINDINGS[:count]
    assessment = person({f.id for f in findings}, findings=findings)
    words = all_seen_words(assessment)
    assert "still holds" in words
    assert ("The only finding" in words) == (count == 1)
    section = section_of(assessment, "act")
    assert text_of(section.blocks[0].parts) == words
    assert text_of(section.note) == "Findings in full"
    act = render_terminal(assessment, 100, colour=False).split("THE DAY")[0]
    assert words in " ".join(act.split())
    assert "No finding" not in act
    assert f"0 of {count}, {count} marked as seen" in act


def test_no_finding_is_not_the_same_as_all_seen():
    assert (all_seen_words(person(findings=())), seen_rest(person(findings=()))) == ("", "")
    assert "No finding" in render_terminal(person(findings=()), 100, colour=False)
