"""The `speciosa` command: one file a command, found here and imported when it is called."""

import os
import sys

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

app = typer.Typer(
    name="speciosa",
    help="A diary of kratom use becomes exposure, personal response, safety findings and a report.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(demo)
app.command()(report)
app.command()(show)
app.command()(check)
app.command()(exposure)
app.command()(compare)
app.command()(design)
app.command()(interactions)
app.command()(cases)
app.command()(acknowledge)
app.command()(instruments)
app.command()(evidence)
app.command()(appraise)
app.command()(new)
app.command()(convert)
app.command(context_settings=CONTEXT)(log)
app.command()(undo)
app.command()(today)


def run() -> None:
    """Run one command; what a person can mend is one sentence each, never a traceback."""
    from speciosa.errors import DiaryError, SpeciosaError  # noqa: PLC0415  (only when it runs)

    try:
        app()
    except SpeciosaError as error:
        problems = error.exceptions if isinstance(error, DiaryError) else (error,)
        for problem in problems:
            print(f"speciosa: {problem}", file=sys.stderr)
        sys.exit(error.exit_code)
