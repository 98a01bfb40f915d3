"""A page asks for nothing but itself, and its policy lets nothing in."""

import pytest

from tests.browser.faces import FACES, QUICK, html_of

ATTACK = (
    '<img src="https://example.org/spy.png"><script>document.title = "run"</script>'
    '<style>body { background: red }</style><p style="color: red">x</p>'
    '<link rel="stylesheet" href="https://example.org/s.css">'
    '<iframe src="https://example.org/"></iframe>'
    '<svg onload="document.title = 1"></svg></body>'
)


@pytest.mark.parametrize(
    "face", [pytest.param(f, marks=() if f in QUICK else pytest.mark.slow) for f in FACES]
)
def test_a_face_asks_for_nothing_and_its_policy_refuses_nothing_of_its_own(open_face, face):
    page = open_face(html_of(face))
    page.wait_for_load_state("networkidle")
    assert page.asked == [page.url]
    assert page.said == []
    # its own style sheet applies
    assert page.evaluate("getComputedStyle(document.querySelector('ul')).listStyleType") == "none"


def test_the_policy_holds_against_what_gets_into_the_page(open_face):
    page = open_face(html_of("example").replace("</body>", ATTACK))
    page.wait_for_load_state("networkidle")
    assert page.answered == [page.url]
    assert "run" not in page.title()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 0, 0)"
    assert len(page.said) >= 5  # each refusal is told
