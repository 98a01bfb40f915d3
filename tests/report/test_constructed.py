"""Three hundred assessments that nobody fitted, in every face: nothing leaks, empties or overlaps."""

import types
from collections.abc import Iterable
from functools import cache
from typing import Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from speciosa.assessment.schema import Assessment, hides_benefit
from speciosa.assessment.stored import read_assessment
from speciosa.report.audience import AUDIENCES
from speciosa.report.html import render_html
from speciosa.report.pdf import render_pdf
from speciosa.report.terminal import render_terminal
from tests.report.constructed import COUNT, MIXES, constructed, name_of
from tests.report.constructed_paper import problems_of_paper
from tests.report.constructed_reading import problems_of_page, problems_of_terminal

FAST = range(60)  # every mix, and the first ones again
FAST_PAPER = (0, 3, 12, 14, 39)  # everything, nothing, twelve outcomes, endless words, one day
CHUNKS = [range(first, first + 30) for first in range(0, COUNT, 30)]
WIDTHS = (100, 80, 40)
BENEFIT = ("points lower", "points higher", "ng/mL", 'id="day-w', 'id="timeline-w', 'id="taper-w')


def audience_of(index):
    """Person and professional in turn, and the other way round with the next round of mixes."""
    return AUDIENCES[(index + index // len(MIXES)) % 2]


def told(index, face, problems):
    """A problem as a sentence that names where it stands."""
    return [f"{index} ({name_of(index)}), {face}: {problem}" for problem in problems]


def on_pages(indices, audiences=None):
    found = []
    for index in indices:
        for audience in audiences or (audience_of(index),):
            html = render_html(constructed(index), audience)
            found += told(index, audience, problems_of_page(html))
    return found


def in_terminals(indices):
    found = []
    for index in indices:
        for columns in WIDTHS:
            for ascii_only in (False, True):
                text = render_terminal(constructed(index), columns, False, ascii_only)
                assert text.isascii() or not ascii_only
                found += told(index, f"{columns} columns", problems_of_terminal(text, columns))
    return found


def on_paper(indices, audiences=None):
    found = []
    for index in indices:
        plain = MIXES[name_of(index)].text == "plain"
        for audience in audiences or (audience_of(index),):
            made = constructed(index)
            content = render_pdf(made, audience)
            found += told(index, f"{audience} PDF", problems_of_paper(content, made, plain=plain))
    return found


def not_the_same_again(indices, folder):
    """Assessments that a file does not give back, to the byte."""
    found = []
    for index in indices:
        path = folder / f"{index}.json"
        path.write_text(constructed(index).to_json(), encoding="utf-8")
        again = read_assessment(path)
        if again.to_json() != constructed(index).to_json():
            found.append(f"{index} ({name_of(index)})")
    return found


FAULTY = """<!doctype html><html><body><h1 id="a">Pain..</h1><h3 id="a">None , {x}</h3>
<p></p><a href="#nowhere">there</a><img src="x"/><figure><svg class="chart" viewBox="0 0 90 40">
<text x="10" y="20" font-size="11">one</text><text x="12" y="21" font-size="11">two</text>
<text x="80" y="20" font-size="11">outside</text></svg></figure></body></html>"""
FAULTS = ("'..'", "used twice", "'None'", "' ,'", "'{'", "empty <p", "leads nowhere", "loads")
FAULTS += ("without a table", "without title", "heading 3 follows 1", "touches", "lies outside")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_checks_see_a_fault(fault):
    assert [problem for problem in problems_of_page(FAULTY) if fault in problem]


def test_the_same_index_gives_the_same_assessment():
    made = [constructed.__wrapped__(index).to_json() for index in range(0, len(MIXES), 7)]
    assert made == [constructed(index).to_json() for index in range(0, len(MIXES), 7)]
    assert len({constructed(index).to_json() for index in FAST}) == len(FAST)


def test_pages():
    assert on_pages(FAST) == []


def test_terminals():
    assert in_terminals(FAST) == []


def test_paper():
    assert on_paper(FAST_PAPER) == []


def test_a_stored_assessment_comes_back(tmp_path):
    assert not_the_same_again(range(len(MIXES)), tmp_path) == []


@pytest.mark.parametrize("index", [i for i in FAST if MIXES[name_of(i)].restrictions])
def test_what_is_hidden_stays_hidden(index):
    """The floor below left everything in: the faces obey the restriction themselves."""
    assert hides_benefit(constructed(index).restrictions)
    assert constructed(index).responses
    faces = [render_html(constructed(index), audience) for audience in AUDIENCES]
    faces += [render_terminal(constructed(index), columns, False) for columns in WIDTHS]
    assert [(word, n) for word in BENEFIT for n, face in enumerate(faces) if word in face] == []


@pytest.mark.slow
@pytest.mark.parametrize("indices", CHUNKS, ids=str)
def test_all_faces_of_all(indices, tmp_path):
    assert on_pages(indices, AUDIENCES) == []
    assert in_terminals(indices) == []
    assert not_the_same_again(indices, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("indices", CHUNKS, ids=str)
def test_paper_of_every_second(indices):
    assert on_paper(indices[::2]) == []


@cache
def optional_fields(model):
    """Fields that may be None, or that have a default."""
    fields = model.model_fields.items()
    return {name for name, f in fields if _may_be_none(f.annotation) or not f.is_required()}


def _may_be_none(annotation):
    is_union = get_origin(annotation) in {Union, types.UnionType}
    return is_union and type(None) in get_args(annotation)


def seen_in(value, seen):
    """Note of every optional field whether it was left out and whether it was filled."""
    if isinstance(value, BaseModel):
        model = type(value)
        for name in model.model_fields:
            held = getattr(value, name)
            if name in optional_fields(model):
                default = model.model_fields[name].get_default(call_default_factory=True)
                left_out = held is None or held == default
                seen.setdefault(f"{model.__name__}.{name}", set()).add(left_out)
            seen_in(held, seen)
    elif isinstance(value, Iterable) and not isinstance(value, str | dict):
        for one in value:
            seen_in(one, seen)


def models_in(annotation):
    """Every record that a type can hold, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def all_models(model, found):
    """A record and everything below it."""
    if model not in found:
        model.model_rebuild()
        found.add(model)
        for field in model.model_fields.values():
            for below in models_in(field.annotation):
                all_models(below, found)
    return found


def test_every_optional_field_is_both_there_and_not_there():
    """A new field of the schema needs a builder; without one no face was tried with it."""
    seen = {}
    for index in FAST:
        seen_in(constructed(index), seen)
    models = all_models(Assessment, set())
    wanted = {f"{m.__name__}.{name}" for m in models for name in optional_fields(m)}
    fixed = {"Assessment.schema_", *("EventReport." + key for key in ("naranjo", "who_umc"))}
    assert {name for name in wanted - fixed if seen.get(name) != {True, False}} == set()
