"""The page: whole, self-contained, escaped, the same every time, honest when it is empty."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.texts import say
from tests.report import builder
from tests.report.drawings import SAFETY, drawn_parts, svgs_of

VOID = {"meta", "br"}
ALL = sorted(builder.VARIANTS)


@cache
def page(name):
    return render_html(builder.VARIANTS[name]())


class Reader(HTMLParser):
    """Checks that every element is closed in order; keeps tags, attributes, ids and text."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.text = [], [], [], [], []
        self.attributes = set()
        self.problems = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        found = dict(attrs)
        self.attributes |= set(found)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        for name in ("aria-labelledby",):
            self.links += ["#" + key for key in found.get(name, "").split()]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text.append(data)


@cache
def read(name):
    reader = Reader()
    reader.feed(page(name))
    return reader


def said(name):
    """What a reader sees, in one line."""
    return " ".join(" ".join(read(name).text).split())


@pytest.mark.parametrize("name", ALL)
def test_every_element_is_closed_and_every_id_is_used_once(name):
    reader = read(name)
    assert reader.problems == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links} <= set(reader.ids)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_loaded_run_or_styled_in_place(name):
    reader = read(name)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(reader.tags)
    assert not {"style", "src", "srcset", "data", "action"} & reader.attributes
    assert not [a for a in reader.attributes if a.startswith("on")]
    assert reader.tags.count("style") == 1
    assert all(link.startswith("#") for link in reader.links)
    assert "://" not in page(name)
    assert "url(" not in page(name)
    assert "@import" not in page(name)


@pytest.mark.parametrize("name", ["person", "hostile"])
def test_the_policy_allows_this_style_sheet_and_nothing_else(name):
    style = re.search(r"<style>(.*?)</style>", page(name), re.DOTALL)[1]
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page(name))[1])
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ALL)
def test_one_title_one_first_heading_and_headings_in_order(name):
    reader = read(name)
    levels = [int(tag[1]) for tag in reader.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert '<html lang="en">' in page(name)
    assert reader.tags.count("main") == reader.tags.count("header") == 1


def test_the_title_names_the_person_and_the_window():
    assert "<title>Alex, 1 March to 29 May 2026 (90 days) – speciosa report</title>" in page(
        "person"
    )


@pytest.mark.parametrize("name", ALL)
def test_the_same_assessment_gives_the_same_bytes(name):
    assert render_html(builder.VARIANTS[name]()) == page(name)


def test_hostile_text_stays_text():
    html = page("hostile")
    without_style = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "<script" not in html
    assert "{{ 7*7 }}" in html
    assert builder.HOSTILE in unescape(html)
    assert builder.HOSTILE not in html
    assert "<b>&quot;x" not in without_style
    assert '<b>"x' not in without_style
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert "alert(" not in style
    assert "</" not in style


@pytest.mark.parametrize("name", ALL)
def test_no_value_of_the_program_leaks(name):
    leaks = re.findall(r"\b(?:None|nan|inf|Undefined)\b|Span\(|[{][{]|[}][}]|\(\)|\[\]", said(name))
    typed = {"{{", "}}"} if name == "hostile" else set()
    assert set(leaks) <= typed


@pytest.mark.parametrize("name", ALL)
def test_no_section_is_empty(name):
    sections = re.findall(r"<section.*?</section>", page(name), re.DOTALL)
    assert len(sections) >= 14
    for part in sections:
        after = re.sub(r"<[^>]+>", "", part.split("</h2>", 1)[1]).strip()
        assert len(after) > 20, part[:200]


def test_the_first_page_keeps_its_order():
    keys = [key for key in read("person").ids if key in FIRST]
    assert keys == FIRST
    assert [key for key in read("empty").ids if key in FIRST] == FIRST


FIRST = ["plain", "act", "day", "benefit", "data", "use", "flags"]


@pytest.mark.parametrize("name", ALL)
def test_red_flags_and_the_number_are_always_there(name):
    flags = builder.VARIANTS[name]().red_flags
    items = re.search(r'<section class="flags.*?</section>', page(name), re.DOTALL)[0]
    assert items.count("<li") == len(flags.items) == 12
    number = flags.emergency or "your local emergency number"
    assert f"Emergency: {number}" in unescape(items)
    assert 'href="#flags"' in page(name)


def test_a_simulated_diary_says_so_on_top_and_on_every_sheet_of_paper():
    label = "Simulated example: this person and every number are invented."
    assert page("person").index(label) < page("person").index("<header")
    assert '@top-center{content:"Simulated example' in page("person")
    assert label not in page("real")
    assert "simulated example" not in said("real").lower()


def test_under_18_benefit_and_dosing_say_why_they_are_empty():
    parts = dict(
        re.findall(
            r'<section[^>]*aria-labelledby="([^"]+)">(.*?)</section>', page("minor"), re.DOTALL
        )
    )
    for key in ("day", "benefit", "use", "timeline", "outcomes", "dependence"):
        assert say("hidden.under_18") in parts[key], key
    assert "3.0 g" not in page("minor")
    assert drawn_parts(page("minor")) <= SAFETY


def test_the_face_obeys_the_restriction_even_when_the_floor_below_did_not_empty_it():
    whole = builder.person(restrictions=("minor",))
    html = render_html(whole)
    assert drawn_parts(html) <= SAFETY
    assert "points lower" not in re.sub(r"<style>.*?</style>", "", html).split('id="act"')[1]


def test_an_empty_diary_says_what_is_missing():
    text = said("empty")
    for sentence in (
        "Nothing is recorded yet, so this diary cannot tell anything.",
        "Nothing is shown: too little is recorded for a picture of the day.",
        "Nothing is rated yet, so nothing can be compared.",
        "No dose is recorded",
        "No adverse event is recorded.",
        "That is not the same as no risk",
    ):
        assert sentence in text


def test_at_most_five_findings_but_every_urgent_one():
    shown = re.search(r'<section class="act.*?</section>', page("huge"), re.DOTALL)[0]
    assert shown.count('class="what"') == 5
    assert "55 more in" in shown
    urgent = [builder.URGENT.model_copy(update={"id": f"U-{i}"}) for i in range(7)]
    html = render_html(builder.person(findings=(*urgent, *builder.FINDINGS)))
    shown = re.search(r'<section class="act.*?</section>', html, re.DOTALL)[0]
    assert shown.count("Severity 4 of 4") == 7


@pytest.mark.parametrize("name", ["person", "one_day", "twelve_outcomes", "hostile", "joint"])
def test_every_picture_has_a_title_a_description_and_its_numbers(name):
    drawings = svgs_of(page(name))
    assert drawings
    for svg in drawings:
        assert svg.get("role") == "img"
        assert len(svg.find("title").text) > 5
        assert len(svg.find("desc").text) > 20
        keys = svg.get("aria-labelledby").split()
        assert keys == [svg.find("title").get("id"), svg.find("desc").get("id")]
    figures = re.findall(r"<figure[^>]*>.*?</figure>", page(name), re.DOTALL)
    sections = all_sections(View(builder.VARIANTS[name]()))
    blocks = [block for section in sections for block in section.blocks]
    assert len(figures) == sum(block.kind == "figure" for block in blocks) > 0
    for figure in figures:
        assert "<summary>Numbers behind this picture</summary>" in figure
        assert figure.count("<table>") >= 1
        assert figure.count('class="narrow"') == 1
        assert figure.count('class="wide"') == (0 if 'class="half"' in figure else 1)


@pytest.mark.parametrize("name", ALL)
def test_drawings_are_xml_without_style_or_references(name):
    for svg in svgs_of(page(name)):
        ids = [e.get("id") for e in svg.iter() if e.get("id")]
        assert len(ids) == 2
        for element in svg.iter():
            assert element.tag not in {"style", "pattern", "filter", "mask", "clipPath", "defs"}
            assert "style" not in element.attrib
            paint = {element.get("fill"), element.get("stroke")} - {None, "none"}
            assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in paint)
            assert not paint or element.get("class")


def test_a_professional_gets_the_same_record():
    assert "Alex" in render_html(builder.person(), audience="professional")
