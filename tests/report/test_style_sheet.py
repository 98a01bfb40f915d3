"""The style sheet: one set of tokens, dark only on screens, phone rules never on paper."""

import re
from pathlib import Path

import speciosa.report
from speciosa.report.charts.ink import LIGHT
from speciosa.report.head import Head
from speciosa.report.html import page_style

CSS = (Path(speciosa.report.__file__).parent / "templates" / "report.css").read_text("utf-8")


def tokens(block):
    return dict(re.findall(r"--([a-z0-9]+): (#[0-9A-F]{6});", block))


def contrast(a, b):
    """WCAG contrast of two colours."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LIGHT_CSS = tokens(CSS.split("@media")[0])
DARK_CSS = tokens(CSS.split("prefers-color-scheme: dark")[1].split("@media")[0])


def test_drawings_and_page_share_their_light_colours():
    assert {name: LIGHT_CSS[name] for name in LIGHT} == LIGHT


def test_dark_names_every_token_and_only_on_screens():
    assert set(DARK_CSS) == set(LIGHT_CSS)
    assert CSS.count("prefers-color-scheme") == CSS.count("@media screen and (prefers-color-scheme")


def test_text_can_be_read_on_every_ground():
    for theme in (LIGHT_CSS, DARK_CSS):
        for ground in ("page", "surface"):
            for ink in ("ink", "ink2", "ink3", "accent", "warn", "danger"):
                assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, ground)
            assert contrast(theme["edge"], theme[ground]) >= 3


def test_every_class_of_a_drawing_is_recoloured():
    assert set(re.findall(r"\.f-([a-z0-9]+) \{", CSS)) == set(LIGHT)
    assert {"ink", "ink2", "edge", "rule", "accent", "warn", "danger"} <= set(
        re.findall(r"\.s-([a-z0-9]+) \{", CSS)
    )


def test_width_rules_are_for_screens_only():
    widths = re.findall(r"@media[^{]*max-width[^{]*", CSS)
    assert widths
    assert all(rule.startswith("@media screen and") for rule in widths)


def test_paper_is_white_a4_and_hides_what_paper_cannot_do():
    paper = CSS.split("@media print {")[-1]
    assert "size: A4" in CSS
    assert re.search(r"@media print \{\s+:root \{\s+--page: #FFFFFF", CSS)
    assert ".sos, .contents, .numbers { display: none; }" in paper
    assert "break-inside: avoid" in paper
    assert "counter(page) counter(pages)" in CSS
    head = Head("Ann", "1 May 2026 (1 day)", "made", "112", "", "foot")
    assert 'content: "page " counter(page) " of " counter(pages);' in page_style(head)


def test_focus_is_visible():
    assert "outline: 3px solid var(--accent); outline-offset: 2px" in CSS
