"""A command typed wrongly is answered with the one that was meant."""

import pytest
from typer.testing import CliRunner

from speciosa.cli.main import app


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("reprot", "report"), ("todya", "today"), ("unod", "undo"), ("shwo", "show")],
)
def test_the_nearest_command_is_named(typed, meant):
    done = CliRunner().invoke(app, [typed])
    assert done.exit_code == 2
    assert "No such command" in done.output
    assert f"'{meant}'" in done.output


def test_nothing_near_names_nothing():
    done = CliRunner().invoke(app, ["xyzzyx"])
    assert done.exit_code == 2
    assert "Did you mean" not in done.output
