"""`speciosa instruments`: which questionnaires can be entered, and what their totals mean."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from speciosa.safety.scales.form import EntryForm

_WIDTH: Final = 88


def instruments(
    name: Annotated[str, typer.Argument(help="a key or a name, e.g. phq9; none: list all")] = "",
    *,
    json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False,
) -> None:
    """List questionnaires, or show one: range, meaning of totals, change that matters, licence."""
    from json import dumps  # noqa: PLC0415  (heavy floors only when the command runs)

    from speciosa.safety.scales.answers import one_instrument  # noqa: PLC0415
    from speciosa.safety.scales.form import entry_form, entry_forms  # noqa: PLC0415

    forms = (entry_form(one_instrument(name).key),) if name else entry_forms()
    if json:
        print(dumps([form.model_dump(mode="json") for form in forms], indent=1))
        return
    print("\n".join(_one(forms[0]) if name else _list(forms)))


def _list(forms: tuple["EntryForm", ...]) -> Iterator[str]:
    keys = max(len(form.key) for form in forms)
    for form in forms:
        start = f"{form.key:{keys}}  "
        text = f"{form.name}: {form.measures}"
        yield from textwrap.wrap(start + text, _WIDTH, subsequent_indent=" " * len(start))


def _one(form: "EntryForm") -> Iterator[str]:
    yield f"{form.name} ({form.key})"
    lines = [
        f"{form.measures[:1].upper()}{form.measures[1:]}, filled in by {form.by}.",
        f"Total {form.low:g} to {form.high:g}; {form.better} is better. Asks about: {form.recall}.",
        *(f"{number}. {question}" for number, question in form.questions.items()),
        *(_band(form, i) for i in range(len(form.bands))),
        *form.changes,
        form.warning,
        f"{form.held_back} bands are not confirmed and not shown." if form.held_back else "",
        f"Licence: {form.licence}",
        f"Source: {form.cite}, {form.place} ({form.review}).",
    ]
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _band(form: "EntryForm", place: int) -> str:
    band = form.bands[place]
    ends = f"{band.low:g}" if band.low == band.high else f"{band.low:g} to {band.high:g}"
    sex = f", {band.sex}" if band.sex not in {"", "any"} else ""
    return f"{ends}{sex}: {band.label} ({band.cite}, {band.place}, {band.review})"
