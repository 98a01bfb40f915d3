"""Without a mouse: Tab comes to every link, fold and table, in reading order, and shows where."""

import pytest

from tests.browser.faces import html_of
from tests.browser.test_axe import OPEN_ALL

REACHABLE = "a[href], summary, [tabindex='0']"
# In the order of the page, what a reader can see and use.
EXPECTED = f"""[...document.querySelectorAll("{REACHABLE}")]
  .filter(e => e.checkVisibility()).map((e, i) => e.dataset.place = String(i))"""
FOCUSED = """(() => { const e = document.activeElement, s = getComputedStyle(e);
  return {place: e.dataset.place ?? null, style: s.outlineStyle, width: parseFloat(s.outlineWidth),
          seen: s.outlineColor !== getComputedStyle(document.body).backgroundColor}; })()"""


@pytest.mark.parametrize(
    ("face", "scheme"),
    [
        ("example", "light"),
        ("result", "dark"),
        pytest.param("example", "dark", marks=pytest.mark.slow),
        pytest.param("joint", "light", marks=pytest.mark.slow),
        pytest.param("protocol, hostile", "light", marks=pytest.mark.slow),
    ],
)
def test_tab_comes_to_everything_in_order_and_shows_it(open_face, face, scheme):
    page = open_face(html_of(face), color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    expected = page.evaluate(EXPECTED)
    assert expected
    for place in expected:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["place"] == place
        assert focused["style"] == "solid"
        assert focused["width"] >= 2
        assert focused["seen"]


def test_the_red_flags_are_the_first_stop_and_enter_goes_there(open_face):
    page = open_face(html_of("example"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#flags")
    top = page.evaluate("document.getElementById('flags').getBoundingClientRect().top")
    assert 0 <= top < 900


def test_a_fold_opens_and_closes_by_key(open_face):
    page = open_face(html_of("example"))
    page.focus("summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    page.keyboard.press("Space")
    assert not page.evaluate("document.querySelector('details').open")
