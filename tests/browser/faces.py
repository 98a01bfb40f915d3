"""Every HTML face that a person can get, from the built-in example to a hostile diary.

`QUICK` are looked at in every run; all of `FACES` by `make slow` and the build server.
"""

from collections.abc import Callable
from functools import cache, partial

from speciosa.assessment.protocol import result_of
from speciosa.assessment.schema import Assessment
from speciosa.report.html import render_html
from speciosa.report.protocol import render_protocol, render_result
from tests.report import builder, test_protocol
from tests.report.constructed import constructed, name_of
from tests.report.person_texts import example


def one_year() -> Assessment:
    """A year of the built person."""
    return builder.person(days=365)


ALIKE = {"person", "real", "urgent"}  # nothing in them that the others lack
PICKED = (0, 14, 15)  # every part there is; long words and right-to-left script in all of them
ASSESSMENTS: dict[str, Callable[[], Assessment]] = {
    "example": example,
    **{name: make for name, make in builder.VARIANTS.items() if name not in ALIKE},
    "one year": one_year,
    **{name_of(index): partial(constructed, index) for index in PICKED},
}
TESTS: dict[str, Callable[[], str]] = {
    "protocol, blocks": lambda: render_protocol(test_protocol.sheet_of(test_protocol.WANTED[1])),
    "protocol, hostile": lambda: render_protocol(test_protocol.sheet_of(test_protocol.WANTED[2])),
    "result": lambda: render_result(result_of(test_protocol.diary_of(test_protocol.TESTS[0]))),
    "no result": lambda: render_result(result_of(test_protocol.diary_of(test_protocol.TESTS[2]))),
}
PROFESSIONAL = ("example", "joint")
FACES = (*ASSESSMENTS, *TESTS, *(f"{name}, professional" for name in PROFESSIONAL))
QUICK = ("example", "empty", "result")


@cache
def html_of(face: str) -> str:
    """A face as its page."""
    name, _, reader = face.partition(", ")
    if face in TESTS:
        return TESTS[face]()
    return render_html(ASSESSMENTS[name](), "professional" if reader else "person")
