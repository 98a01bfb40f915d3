"""Colour only on a terminal, never with NO_COLOR, --plain or into a file."""

import os
import pty
import shlex
import subprocess
import sys
from importlib.resources import files

import pytest

EXAMPLE = shlex.quote(str(files("speciosa") / "example"))
SPECIOSA = [sys.executable, "-c", "from speciosa.cli.main import run; run()"]
QUICK = [
    f"today {EXAMPLE} --at 2026-04-12",
    f"check {EXAMPLE}",
    f"exposure {EXAMPLE}",
    f"cases {EXAMPLE}",
    f"acknowledge {EXAMPLE}",
    "interactions tramadol",
    "evidence fibromyalgia",
    "instruments phq9",
    "--help",
    "log --help",
    "reprot",
    "report nowhere",
]
SLOW = [pytest.param(f"report {EXAMPLE} -o OUT --format json", marks=pytest.mark.slow)]


def on_a_terminal(words, **more):
    """What a program writes to a terminal of its own, as text."""
    ours, its = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "100", **more}
    done = subprocess.Popen([*SPECIOSA, *words], stdout=its, stderr=its, env=environment)
    os.close(its)
    text = b""
    try:
        while part := os.read(ours, 65536):
            text += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    done.wait()
    return text


@pytest.mark.parametrize("line", [*QUICK, *SLOW])
def test_no_escape_sign_with_no_color_or_into_a_pipe(line, tmp_path):
    words = shlex.split(line.replace("OUT", str(tmp_path)))
    assert b"\x1b" not in on_a_terminal(words, NO_COLOR="1")
    piped = subprocess.run([*SPECIOSA, *words], capture_output=True, check=False)
    assert b"\x1b" not in piped.stdout + piped.stderr


def test_there_is_colour_to_switch_off():
    words = shlex.split(f"today {EXAMPLE} --at 2026-04-12")
    assert b"\x1b[" in on_a_terminal(words)
    assert b"\x1b" not in on_a_terminal([*words, "--plain"])
