"""The page of every command and option, from the functions behind the command line."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from scripts.reference.fields import prose, table
from speciosa.cli.examples import EXAMPLES
from speciosa.cli.main import app

_VALUES: Final = {str: "text", int: "whole number", float: "number", Path: "path", bool: ""}


def cli_page() -> Iterator[str]:
    """The page, line by line: commands in the order of `speciosa --help`."""
    commands = {c.callback: c.short_help for c in app.registered_commands if c.callback}
    yield "# Commands and options"
    yield ""
    yield "Written by `make docs` from the program; do not edit. Exit codes: [errors](errors.md)."
    yield ""
    rows = [(f"[{c.__name__}](#{c.__name__})", prose(does or "")) for c, does in commands.items()]
    yield from table(("Command", "Does"), rows)
    yield ""
    for command in commands:
        yield from _command(command)


def _paragraphs(command: Callable[..., Any]) -> list[str]:
    return inspect.cleandoc(command.__doc__ or "").split("\n\n")


def _command(command: Callable[..., Any]) -> Iterator[str]:
    parameters = list(_parameters(command))
    arguments = [p for p in parameters if isinstance(p.info, ArgumentInfo)]
    yield f"## {command.__name__}"
    yield ""
    yield "    " + " ".join(
        ["speciosa", command.__name__, *(p.usage for p in arguments), "[OPTIONS]"]
    )
    yield ""
    for paragraph in _paragraphs(command):
        yield prose(paragraph)
        yield ""
    rows = [(p.names, p.value, p.meaning) for p in parameters]
    yield from table(("Argument or option", "Value", "Meaning"), rows)
    yield ""
    yield from (f"    {line}" for line in EXAMPLES[command.__name__])
    yield ""


class _Parameter:
    """One argument or option, as a row shows it."""

    def __init__(self, parameter: inspect.Parameter, hint: object) -> None:
        self.name = parameter.name
        self.type, self.info = get_args(hint)[:2]
        self.default = parameter.default

    @property
    def needed(self) -> bool:
        """Whether the command does not run without it."""
        return self.default is inspect.Parameter.empty

    @property
    def several(self) -> bool:
        """Whether it may be given more than once."""
        return any(get_origin(part) is list for part in (self.type, *get_args(self.type)))

    @property
    def usage(self) -> str:
        """An argument in the line of usage."""
        name = self.name.upper() + "..." * self.several
        return name if self.needed else f"[{name}]"

    @property
    def names(self) -> str:
        """What is typed, the short form first."""
        if isinstance(self.info, ArgumentInfo):
            return f"`{self.name.upper()}`"
        # Typer holds the first name of an annotated option where a default could stand
        typed = [name for name in (self.info.default, *(self.info.param_decls or ())) if name]
        names = [name for name in typed if str(name).startswith("-")]
        names = names or [f"--{self.name.replace('_', '-')}"]
        return ", ".join(f"`{name}`" for name in sorted(dict.fromkeys(names), key=len))

    @property
    def value(self) -> str:
        """What is given with it; empty for a switch."""
        parts = [part for part in (self.type, *get_args(self.type)) if part is not NoneType]
        inner = [part for one in parts for part in (get_args(one) or (one,))]
        return next(_VALUES[part] for part in inner if part in _VALUES)

    @property
    def meaning(self) -> str:
        """Its help, and what the program adds to it."""
        notes = ["may be given several times"] * (self.several and not self._is_argument)
        notes += ["needed"] * (self.needed and not self._is_argument)
        if not self.needed and self.default not in (None, "", False):
            notes.append(f"default `{self.default}`")
        return "; ".join([prose(self.info.help or ""), *notes])

    @property
    def _is_argument(self) -> bool:
        return isinstance(self.info, ArgumentInfo)


def _parameters(command: Callable[..., Any]) -> Iterator[_Parameter]:
    hints = get_type_hints(command, include_extras=True)
    for parameter in inspect.signature(command).parameters.values():
        found = _Parameter(parameter, hints[parameter.name])
        if isinstance(found.info, ArgumentInfo | OptionInfo):
            yield found
