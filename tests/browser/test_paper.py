"""Printed by the browser, a report takes about as much paper as our own PDF."""

import io

import pikepdf
import pytest

from speciosa.report.pdf import render_pdf
from tests.browser.faces import ASSESSMENTS, TESTS, html_of

MORE_PAGES = 2
A4_PT = (595.3, 841.9)
SLOW = pytest.mark.slow


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def printed(page):
    return opened(page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in {"example", "empty"} else SLOW) for n in ASSESSMENTS]
)
def test_the_browser_prints_at_most_two_pages_more_than_the_pdf(open_face, name):
    with printed(open_face(html_of(name))) as paper, opened(render_pdf(ASSESSMENTS[name]())) as pdf:
        assert 1 <= len(paper.pages) <= len(pdf.pages) + MORE_PAGES
        width, height = map(float, paper.pages[0].mediabox[2:])
        assert (width, height) == pytest.approx(A4_PT, abs=1)


@pytest.mark.parametrize("name", TESTS)
def test_a_protocol_or_result_prints_on_a_few_sheets(open_face, name):
    with printed(open_face(html_of(name))) as paper:
        assert 1 <= len(paper.pages) <= 6


def test_paper_is_white_also_from_a_dark_screen(open_face):
    page = open_face(html_of("example"), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ground, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(30, 34, 38)")
