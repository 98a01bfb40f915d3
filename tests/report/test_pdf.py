"""The PDF as a reader, a screen reader and a printer have it."""

import io
import json
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.report.charts.ink import LIGHT
from speciosa.report.pdf import render_pdf
from speciosa.report.section import View, all_sections
from speciosa.report.typeset import BOX, breakable, readable
from tests.report import builder

RIGHT_TO_LEFT = "\u0634\u0627\u064a \u05ea\u05d4"
ODD = st.text(
    st.sampled_from("<>&\"'#$*_`@[]{}\\/=-~%") | st.characters(exclude_categories=("Cs",)),
    max_size=60,
)


@cache
def made(name):
    return render_pdf(builder.VARIANTS[name]())


def opened(content):
    return pikepdf.open(io.BytesIO(content))


def structure(pdf):
    """Every structure element of a tagged PDF."""
    left = [pdf.Root.StructTreeRoot]
    while left:
        node = left.pop()
        if isinstance(node, pikepdf.Array):
            left.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            yield node
            left.extend([node.K] if "/K" in node else [])


def page_text(pdf, number=0):
    """What a page says, by the maps from glyphs to letters that its fonts carry."""
    page, said = pdf.pages[number], []
    maps, unpacked = {}, pikepdf.parse_content_stream(page)
    for name, font in page.Resources.Font.items():
        maps[name] = letters_of(font.ToUnicode.read_bytes().decode())
    font = None
    for operands, operator in unpacked:
        if str(operator) == "Tf":
            font = maps[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
            said += [font.get(codes[n : n + 2].hex(), "") for n in range(0, len(codes), 2)]
    return "".join(said)


def letters_of(to_unicode):
    found = {}
    for line in to_unicode.splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and line.startswith("<"):
            found[parts[0].lower()] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


@pytest.mark.parametrize("name", builder.VARIANTS)
def test_every_assessment_has_a_tagged_pdf(name):
    """The compiler checks PDF/UA-1; beside it, what the standard cannot see."""
    pdf = opened(made(name))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.docinfo["/Title"]
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    figures = [node for node in structure(pdf) if node.get("/S") == "/Figure"]
    assert figures
    assert all(len(str(node.Alt)) >= 4 for node in figures)


@pytest.mark.parametrize("name", builder.VARIANTS)
def test_bookmarks_are_the_sections(name):
    pdf = opened(made(name))
    with pdf.open_outline() as outline:
        told = [item.title.replace("\u200b", "") for item in outline.root]
    titles = [part.title for part in all_sections(View(builder.VARIANTS[name]()))]
    assert [" ".join(title.split()) for title in told] == [
        *(" ".join(readable(title).split()) for title in titles if title != "In plain words"),
        *told[len(titles) - 1 :],
    ]
    assert told[len(titles) - 1 :] in ([], ["Numbers behind the pictures"])


@pytest.mark.parametrize(
    "name", [n for n in builder.VARIANTS if n not in {"hostile", "long_names"}]
)
def test_page_one_is_a_whole_hand_out(name):
    """Red flags, the emergency number and what to act on stand on the first sheet."""
    pdf = opened(made(name))
    said = page_text(pdf)
    assert "Redflags" in said.replace(" ", "")
    assert "Acton" in said.replace(" ", "")
    assert "page1of" in said.replace(" ", "")
    last_flag = builder.VARIANTS[name]().red_flags.items[-1].signs
    assert last_flag.replace(" ", "")[:30] in said.replace(" ", "")


def test_the_same_assessment_gives_the_same_bytes():
    assert render_pdf(builder.person()) == made("person")


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x") $ sum $ *bold* _it_ `raw` @ref <label> \\ // /* #import "x"',
        "<b>x</b><script>alert(1)</script>]]>&amp;",
        RIGHT_TO_LEFT,
        "\U0001f600\U0001f343 leaf",
    ],
)
def test_a_name_is_text_and_nothing_else(name):
    """Typst, HTML, right to left, emoji: shown, never obeyed, never in the way."""
    changed = builder.with_texts(builder.person(), lambda text: text and name)
    assert opened(render_pdf(changed)).pages


def test_a_thousand_letters_everywhere_still_end():
    """A table's head that is higher than a sheet would stand on sheets without end."""
    changed = builder.with_texts(builder.person(14), lambda text: text and "word " * 200)
    assert len(opened(render_pdf(changed)).pages) < 400


def test_five_thousand_letters_are_a_name_too():
    made_up = builder.person(person=builder.person().person.model_copy(update={"id": "x" * 5000}))
    (first, *rest) = made_up.findings
    long = first.model_copy(update={"title": "y" * 5000, "why": "z " * 2500})
    changed = made_up.model_copy(update={"findings": (long, *rest)})
    assert opened(render_pdf(changed)).pages


@settings(max_examples=10, deadline=None)
@given(ODD)
def test_any_text_can_be_set(text):
    changed = builder.with_texts(builder.person(14), lambda old: old and (text or old))
    assert opened(render_pdf(changed)).pages


def test_long_words_break_and_short_ones_stay():
    assert breakable("kratom " + "w" * 30) == "kratom " + "\u200b".join(["w" * 6] * 5)
    assert breakable("Medikamentenunvertraeglichkeit"[:29]) == "Medikamentenunvertraeglichkeit"[:29]


def test_letters_without_a_glyph_become_boxes():
    assert readable(f"a\U0001f600b{RIGHT_TO_LEFT}") == f"a{BOX}b{RIGHT_TO_LEFT}"
    assert readable("".join(map(chr, range(0x4E00, 0x4E80)))) == BOX * 0x80


def test_small_lines_stand_beside_their_rows_and_no_drawing_brings_the_colour_of_the_page(
    monkeypatch,
):
    given = []
    monkeypatch.setattr("speciosa.report.pdf.typeset", lambda _, data, __: given.append(data))
    render_pdf(builder.joint())
    rows = [
        row
        for section in given[0]["sections"]
        for block in section["blocks"]
        if block["kind"] == "pairs"
        for row in block["rows"]
    ]
    sparks = [row["spark"] for row in rows if row["spark"]]
    assert sparks
    assert all(spark["svg"].startswith("<svg xmlns=") and spark["alt"] for spark in sparks)
    assert LIGHT["page"] not in json.dumps(given[0])


def test_a_sign_says_its_severity_to_a_screen_reader():
    pdf = opened(made("joint"))
    spoken = {str(node.Alt) for node in structure(pdf) if "/Alt" in node}
    assert any(text.lower().startswith("severity ") for text in spoken)
    assert "sign" not in spoken
