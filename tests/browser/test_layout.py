"""Nothing is cut off and nobody scrolls sideways: narrow, large, widely spaced, high contrast."""

import pytest

from tests.browser.faces import FACES, QUICK, html_of
from tests.browser.test_axe import OPEN_ALL

WIDTHS = (320, 360, 768, 1440)
ALL = [pytest.param(f, marks=() if f in QUICK else pytest.mark.slow) for f in FACES]
# WCAG 2.2, 1.4.12: what a reader may set without loss
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
)
# WCAG 2.2, 1.4.4: text of twice the size, and nothing else
TWICE = """() => {
  const all = [...document.querySelectorAll('body, body *:not(svg, svg *)')];
  const sizes = all.map(e => [e, getComputedStyle(e)]).map(
    ([e, s]) => [e, 2 * parseFloat(s.fontSize), 2 * parseFloat(s.lineHeight)]);
  for (const [e, size, line] of sizes) e.style.cssText += `font-size:${size}px;line-height:${line}px`;
}"""
SIDEWAYS = "document.scrollingElement.scrollWidth - innerWidth"
# Words that leave the sheet, or that a box cuts off. A table may scroll in its own box; what only
# a screen reader reads is one pixel large.
CUT = """() => [...document.querySelectorAll('body *:not(svg, svg *)')].filter(e => {
  if (e.closest('.sr, .scroll') || !e.innerText?.trim()) return false;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const over = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  const hides = style.overflow !== 'visible' && style.display !== 'inline' && over;
  return hides || box.right > innerWidth + 1 || box.left < -1;
}).map(e => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`)"""
# Boxes whose words have grown out of them, over what stands beside.
GROWN_OUT = """() => [...document.querySelectorAll('.chip, .key span, .top, .sos, h2:not(.sr)')].filter(e =>
  e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).display !== 'inline'
).map(e => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`)"""
COLOURS = """[getComputedStyle(document.body).backgroundColor,
  ...[...document.querySelectorAll('svg.chart text')].map(e => getComputedStyle(e).fill)]"""


def lost(page):
    """At which widths something is lost, and what."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        here = [*page.evaluate(CUT), *page.evaluate(GROWN_OUT)]
        sideways = page.evaluate(SIDEWAYS)
        if here or sideways > 0:
            found[width] = (sideways, here[:5])
    return found


@pytest.mark.parametrize("face", ALL)
def test_nothing_is_lost_at_any_width(open_face, face):
    page = open_face(html_of(face))
    assert lost(page) == {}
    page.evaluate(OPEN_ALL)
    assert lost(page) == {}


@pytest.mark.parametrize("face", ALL)
def test_nothing_is_lost_with_wide_spacing(open_face, face):
    page = open_face(html_of(face), bypass_csp=True)
    page.add_style_tag(content=SPACED)
    assert lost(page) == {}


@pytest.mark.parametrize("face", ALL)
def test_nothing_is_lost_with_text_of_twice_the_size(open_face, face):
    """Set at each width anew: sizes differ between phone and desk."""
    for width in WIDTHS:
        page = open_face(html_of(face), width=width, bypass_csp=True)
        before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        page.evaluate(TWICE)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 2 * before
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert [*page.evaluate(CUT), *page.evaluate(GROWN_OUT)] == [], width


def test_a_page_that_loses_words_is_found(open_face):
    page = open_face(
        "<body style='margin:0'><p style='width:900px'>wide</p>"
        "<p style='height:9px;overflow:hidden'>cut off</p>"
        "<span class=chip style='display:block;height:5px'>grown</span>",
        width=320,
    )
    assert page.evaluate(SIDEWAYS) > 0
    assert [text.split(": ")[1] for text in page.evaluate(CUT)] == ["wide", "cut off"]
    assert [text.split(": ")[1] for text in page.evaluate(GROWN_OUT)] == ["grown"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_the_words_of_pictures_are_seen(open_face, scheme):
    page = open_face(html_of("example"), forced_colors="active", color_scheme=scheme)
    ground, *words = page.evaluate(COLOURS)
    assert words
    assert ground not in words
