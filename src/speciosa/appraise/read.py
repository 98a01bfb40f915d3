"""Bytes of an article as text, or one clear sentence why not."""

from typing import Final

from speciosa.errors import InputError

LARGEST: Final = 1_000_000
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_EXPECTED: Final = "an article as plain text, Markdown or HTML in UTF-8"


def read_text(content: bytes, name: str) -> str:
    r"""The text of an article.

    Args:
        content: the file as it is.
        name: how the file is called in an error.

    >>> read_text(b"Kratom is a plant.", "a.txt")
    'Kratom is a plant.'
    """
    if len(content) > LARGEST:
        expected = f"at most {LARGEST:,} bytes; cut the text into parts"
        raise InputError("the text is too long", "", f"{len(content):,} bytes", expected, "", name)
    text = _decoded(content, name)
    if not text.strip():
        raise InputError("the text is empty", "", "", _EXPECTED, "", name)
    return text


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-16" if content.startswith(_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(content, name) from None
    if "\0" in text or text.startswith("%PDF"):
        raise _unreadable(content, name)
    return text


def _unreadable(content: bytes, name: str) -> InputError:
    if b"\0" in content or content.startswith(b"%PDF"):
        return InputError("this is not a text", "", "a binary file", _EXPECTED, "", name)
    found = "bytes of another encoding"
    return InputError("the letters cannot be read", "", found, _EXPECTED, "", name)
