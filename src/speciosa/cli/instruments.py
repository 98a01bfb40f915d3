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
    from speciosa.texts import say  # noqa: PLC0415  (only when it runs)

    measures = say(
        "cli.instruments.measures",
        measures=f"{form.measures[:1].upper()}{form.measures[1:]}",
        by=form.by,
    )
    total = say(
        "cli.instruments.total",
        low=f"{form.low:g}",
        high=f"{form.high:g}",
        better=say(f"cli.better.{form.better}"),
        recall=form.recall,
    )
    source = {"cite": form.cite, "place": form.place, "review": form.review}
    yield f"{form.name} ({form.key})"
    lines = [
        measures,
        total,
        *(f"{number}. {question}" for number, question in form.questions.items()),
        *(_band(form, i) for i in range(len(form.bands))),
        *form.changes,
        form.warning,
        say("cli.instruments.held_back", count=form.held_back) if form.held_back else "",
        say("cli.instruments.licence", licence=form.licence),
        say("cli.instruments.source", **source),
    ]
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _band(form: "EntryForm", place: int) -> str:
    from speciosa.texts import say  # noqa: PLC0415  (only when it runs)

    band = form.bands[place]
    low, high = f"{band.low:g}", f"{band.high:g}"
    ends = low if low == high else say("cli.instruments.ends", low=low, high=high)
    sex = f", {band.sex}" if band.sex not in {"", "any"} else ""
    return f"{ends}{sex}: {band.label} ({band.cite}, {band.place}, {band.review})"
