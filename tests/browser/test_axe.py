"""axe-core finds no barrier in any face, at three widths, light and dark, folded and open."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.faces import FACES, QUICK, html_of

EVERY_VIEW = tuple(product((320, 768, 1440), ("light", "dark")))
TWO_VIEWS = ((320, "dark"), (1440, "light"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every kind of table, and every name; a thousand cells take axe-core five seconds
OPENED = ("example", "joint", "joint, professional", "hostile", "result")
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LEAST_RULES = 25  # of about a hundred, those that find something to look at
OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"
BROKEN = "<!doctype html><html><body><p style='color:#aaa'>grey</p><img src='data:,'></body></html>"


def barriers(page):
    """What axe-core finds, as rule, number of places and the first place."""
    result = Axe().run(page, options=OPTIONS).response
    assert len(result["passes"]) >= LEAST_RULES
    return [(v["id"], len(v["nodes"]), v["nodes"][0]["target"]) for v in result["violations"]]


def found_in(page, views=EVERY_VIEW):
    found = {}
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found[width, scheme] = barriers(page)
    return {where: what for where, what in found.items() if what}


def test_axe_finds_what_it_must(open_face):
    page = open_face(BROKEN)
    found = {v["id"] for v in Axe().run(page, options=OPTIONS).response["violations"]}
    assert {"color-contrast", "html-has-lang", "image-alt", "document-title"} <= found


@pytest.mark.parametrize("face", QUICK)
def test_the_usual_faces_have_no_barrier(open_face, face):
    assert found_in(open_face(html_of(face)), TWO_VIEWS) == {}


@pytest.mark.slow
@pytest.mark.parametrize("face", FACES)
def test_no_face_has_a_barrier_in_any_view(open_face, face):
    assert found_in(open_face(html_of(face))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("face", OPENED)
def test_no_face_has_a_barrier_with_all_its_numbers_open(open_face, face):
    page = open_face(html_of(face))
    page.evaluate(OPEN_ALL)
    assert found_in(page, TWO_VIEWS) == {}
