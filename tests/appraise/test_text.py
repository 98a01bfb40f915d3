"""Articles as text, Markdown and HTML; sentences; files that cannot be used."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.appraise.plain import blocks
from speciosa.appraise.read import LARGEST, read_text
from speciosa.appraise.sentences import sentences
from speciosa.errors import InputError


def texts(article):
    return [part.text for part in sentences(article)]


@pytest.mark.parametrize(
    ("article", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Dr. Lee took 2.5 g. It was late.", ["Dr. Lee took 2.5 g.", "It was late."]),
        ("Pain, e.g. Back pain, is common.", ["Pain, e.g. Back pain, is common."]),
        ("M. speciosa is a tree. It grows.", ["M. speciosa is a tree.", "It grows."]),
        ("The U.S. FDA warned. People listened.", ["The U.S. FDA warned.", "People listened."]),
        ("He said: “It helps.” She left.", ["He said: “It helps.”", "She left."]),
        ("It works in approx. 3 hours.", ["It works in approx. 3 hours."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(article, parts):
    assert texts(article) == parts


def test_markdown_is_taken_off():
    article = (
        "# Kratom *facts*\n\nA [link](http://x.y/z) and **bold** `code`[1].\nSame paragraph.\n\n"
        "- first point\n- second point\n\n```\nnot text\n```\n\n> quoted line\n\n---\n1. numbered"
    )
    assert texts(article) == [
        "Kratom facts", "A link and bold code.", "Same paragraph.", "first point", "second point",
        "quoted line", "numbered",
    ]  # fmt: skip
    assert next(part.kind for part in sentences(article)) == "heading"
    assert sentences(article)[3].kind == "bullet"


def test_a_bullet_knows_the_line_that_introduces_it():
    points = sentences("Kratom can do harm:\n\n- it can damage the liver\n- it can cause seizures")
    assert [part.lead for part in points] == ["", "Kratom can do harm:", "Kratom can do harm:"]


def test_html_is_taken_off():
    article = (
        "<html><head><title>T</title><style>p{}</style></head><body><h1>Kratom</h1>"
        "<p>It is\n a <b>leaf</b> &amp; bitter.</p><script>alert('x.')</script>"
        "<ul><li>One</li><li>Two</li></ul></body></html>"
    )
    assert texts(article) == ["Kratom", "It is a leaf & bitter.", "One", "Two"]


def test_a_less_than_sign_is_no_tag():
    assert texts("Levels < 5 are low. Levels > 9 are high.") == [
        "Levels < 5 are low.",
        "Levels > 9 are high.",
    ]


def test_what_a_terminal_would_obey_is_dropped():
    assert texts("Kratom\x1b[31m is\u202e a\u200b tree.") == ["Kratom[31m is a tree."]


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_any_text_becomes_sentences_without_line_ends(text):
    for number, part in enumerate(sentences(text), start=1):
        assert part.number == number
        assert part.text == part.text.strip() != ""
        assert "\n" not in part.text


@given(st.lists(st.sampled_from(["Kratom helps.", "Is it so?", "No!"]), min_size=1, max_size=8))
@settings(max_examples=50)
def test_whole_sentences_come_back_as_they_were(parts):
    assert texts(" ".join(parts)) == parts


def test_blocks_of_an_empty_text():
    assert blocks("\n \n") == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the text is empty"),
        (b" \n\t ", "the text is empty"),
        (b"\x00\x01\x02 kratom", "this is not a text"),
        (b"%PDF-1.7 kratom", "this is not a text"),
        (b"\x89PNG\r\n\x1a\n\x00", "this is not a text"),
        ("Schmerz läßt nach".encode("latin-1"), "the letters cannot be read"),
        (b"a" * (LARGEST + 1), "the text is too long"),
    ],
    ids=["empty", "blank", "binary", "pdf", "png", "latin-1", "huge"],
)
def test_what_cannot_be_used_gets_one_clear_sentence(content, said):
    with pytest.raises(InputError) as caught:
        read_text(content, "article.txt")
    message = str(caught.value)
    assert said in message
    assert message.startswith("article.txt: ")
    assert "\n" not in message
    assert "expected" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_three_encodings_are_read(encoding):
    assert read_text("Kratom lindert Schmerzen, läßt aber müde.".encode(encoding), "a") == (
        "Kratom lindert Schmerzen, läßt aber müde."
    )


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "```", "[a](", "<a ", "a. ", "*", "1 to ", "kratom is not "]
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece):
    """Work that grew with the square of the length would not end within the test run."""
    text = piece * (200_000 // len(piece))
    assert len(sentences(text)) <= len(text)
