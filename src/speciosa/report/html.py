"""The HTML face: one self-contained page without a script, under the strictest content policy."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from speciosa.assessment.schema import Assessment
from speciosa.report.audience import Audience
from speciosa.report.blocks import Section
from speciosa.report.charts.signs import grade_bars, key_marks, leaf
from speciosa.report.head import Head, head_of
from speciosa.report.section import View, all_sections, load_sections
from speciosa.report.sheet import tightness
from speciosa.texts import language, say

PAGE: Final = "page.html"
SHEET_OF: Final = "counter(page) counter(pages)"  # in the style sheet, without words around it


def render_html(assessment: Assessment, audience: Audience = "person") -> str:
    """The whole report as one HTML page.

    Args:
        assessment: what to show.
        audience: for whom: the person, or a professional.
    """
    head = head_of(assessment)
    sections = all_sections(View(assessment, audience))
    style = page_style(head)
    return (
        environment()
        .get_template(PAGE)
        .render(
            head=head,
            places=_by_place(sections),
            tight=tightness(sections),
            style=Markup(style),  # noqa: S704 - our own style sheet; names in it are escaped for CSS
            policy=page_policy(style),
        )
    )


def load() -> None:
    """Load sections and templates, so that rendering waits for nothing."""
    load_sections()
    environment().get_template(PAGE)


def _by_place(sections: list[Section]) -> dict[str, list[Section]]:
    places: dict[str, list[Section]] = {"main": [], "half": [], "rail": [], "page": []}
    for part in sections:
        places[part.place].append(part)
    return places


@cache
def environment() -> Environment:
    """Templates and style sheets of the package; a template shows what it is given, escaped."""
    made = Environment(
        loader=PackageLoader("speciosa.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=True,
    )
    made.globals.update(
        leaf=Markup(leaf()),  # noqa: S704 - our own drawing
        key_marks=lambda: [(Markup(mark), words) for mark, words in key_marks()],  # noqa: S704 - same
        grade_bars=lambda grade: Markup(grade_bars(grade)),  # noqa: S704 - same
    )
    made.globals.update(say=say, language=language)  # looked up at every call: it may change
    made.filters["drawn"] = Markup  # a drawing escapes its own texts
    return made


def page_style(head: Head) -> str:
    """The style sheet, with the running line that print puts on every sheet."""
    source, _, _ = PackageLoader("speciosa.report").get_source(environment(), "report.css")
    source = source.replace(SHEET_OF, _sheet_of(), 1)
    line = f"{head.name}, {head.window}"
    band = head.simulated
    running = (
        f"@page{{@bottom-left{{content:{_css_string(line)}}}"
        f"@top-center{{content:{_css_string(band)}}}}}"
    )
    return source + running


def _sheet_of() -> str:
    """Number and count of the sheets with the words around them, as CSS."""
    css = _css_string(say("page.sheet_of", number="NUMBER", count="COUNT"))
    css = css.replace("NUMBER", '" counter(page) "').replace("COUNT", '" counter(pages) "')
    return css.removesuffix(' ""')


def _css_string(text: str) -> str:
    """A text as a CSS string: whatever is not a letter, digit or space is escaped."""
    safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'


def page_policy(style: str) -> str:
    """Nothing may load or run; only this very style sheet applies."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
