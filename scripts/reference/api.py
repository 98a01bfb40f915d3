"""The page of the Python API, from the public names of the package and their docstrings."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import speciosa
from scripts.reference.fields import prose

_WORDS: Final = ("Args", "Returns", "Raises")
_MODULE: Final = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])")  # the modules before a type's name


def api_page() -> Iterator[str]:
    """The page, line by line."""
    yield "# Python"
    yield ""
    yield "Written by `make docs` from the code; do not edit."
    yield ""
    yield "```python"
    yield "import speciosa"
    yield ""
    yield 'diary = speciosa.read_diary("src/speciosa/example")'
    yield "assessment = speciosa.assess(diary)  # pure: no files, no network, no clock"
    yield 'paths = speciosa.write_report(assessment, "out-python")'
    yield "for response in assessment.responses:"
    yield "    print(response.outcome, response.grade, response.seen_effect)"
    yield "```"
    yield ""
    yield "A diary and an assessment are frozen records: every field of [a diary](diary.md), of"
    yield "[an assessment](assessment.md). The same diary and version give the same bytes."
    yield ""
    for name in speciosa.__all__:
        if callable(public := getattr(speciosa, name)):
            yield from _function(name, public)
    yield "What can go wrong: [errors](errors.md)."


def _function(name: str, function: Callable[..., Any]) -> Iterator[str]:
    yield f"## speciosa.{name}"
    yield ""
    yield f"    {name}("
    signature = inspect.signature(function)
    yield from (f"        {_MODULE.sub('', str(one))}," for one in signature.parameters.values())
    yield f"    ) -> {_MODULE.sub('', inspect.formatannotation(signature.return_annotation))}"
    yield ""
    for paragraph in inspect.cleandoc(function.__doc__ or "").split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if head.rstrip(":") in _WORDS:
            yield f"**{head.rstrip(':')}**"
            yield ""
            yield from _items(rest)
        else:
            yield prose(paragraph)
        yield ""


def _items(text: str) -> Iterator[str]:
    """A line for each argument; what is indented further belongs to the one before."""
    items: list[str] = []
    for line in inspect.cleandoc(text).splitlines():
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        else:
            items.append(line.strip())
    for item in items:
        name, colon, meaning = item.partition(": ")
        yield f"- `{name}`: {prose(meaning)}" if colon else f"- {prose(item)}"
