"""The `speciosa` command: one file a command, found here and imported when it is called."""

import atexit
import gc
import os
import sys
from collections.abc import Callable
from typing import Final

import typer

from speciosa.cli.acknowledge import acknowledge
from speciosa.cli.appraise import appraise
from speciosa.cli.cases import cases
from speciosa.cli.check import check
from speciosa.cli.compare import compare
from speciosa.cli.convert import convert
from speciosa.cli.demo import demo
from speciosa.cli.design import design
from speciosa.cli.evidence import evidence
from speciosa.cli.examples import epilog
from speciosa.cli.exposure import exposure
from speciosa.cli.instruments import instruments
from speciosa.cli.interactions import interactions
from speciosa.cli.log import CONTEXT, log
from speciosa.cli.new import new
from speciosa.cli.report import report
from speciosa.cli.show import show
from speciosa.cli.today import today
from speciosa.cli.undo import undo

# One linear-algebra thread, before NumPy is loaded: the same sums on machines of any size.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Nobody else's plugins: the search for them takes longer than reading a diary.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# A command ends soon: looking for dead circles of objects costs a tenth of its time.
gc.set_threshold(200_000, 50, 100)

app = typer.Typer(
    name="speciosa",
    help="A diary of kratom use becomes exposure, personal response, safety findings and a report.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_COMMANDS: Final[dict[Callable[..., None], str]] = {
    demo: "The built-in example: first page here, report in a folder.",
    report: "A diary becomes the first page here and a report.",
    show: "A stored report again, in any form.",
    check: "Everything wrong or odd with a diary.",
    exposure: "Predicted levels day by day.",
    compare: "One outcome on two sets of days.",
    design: "A personal randomised test, with a professional.",
    interactions: "Kratom with medicines and conditions.",
    cases: "Adverse events: causes, scores, open questions.",
    acknowledge: "Mark a finding as seen.",
    instruments: "Questionnaires: range, meaning, licence.",
    evidence: "What is known about kratom, and how certain.",
    appraise: "The claims of an article, and what is known.",
    new: "Start a diary.",
    convert: "Entries from another program's file.",
    log: "Add an entry.",
    undo: "Take back the last entry.",
    today: "What is logged, not rated yet, and due.",
}
for _command, _short in _COMMANDS.items():
    app.command(
        context_settings=CONTEXT if _command is log else None,
        short_help=_short,
        epilog=epilog(_command.__name__),
    )(_command)


def run() -> None:
    """Run one command; what a person can mend is one sentence each, never a traceback."""
    from speciosa.errors import DiaryError, SpeciosaError  # noqa: PLC0415  (only when it runs)

    # At the end objects need not be taken apart one by one: a tenth of a second for nothing.
    atexit.register(gc.freeze)
    try:
        app()
    except SpeciosaError as error:
        problems = error.exceptions if isinstance(error, DiaryError) else (error,)
        for problem in problems:
            print(f"speciosa: {problem}", file=sys.stderr)
        sys.exit(error.exit_code)
