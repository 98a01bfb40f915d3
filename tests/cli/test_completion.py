"""Completion as a shell asks for it, and installed into an empty home."""

import os
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from speciosa.cli.main import app
from tests.diary.folders import folder

ROWS = (
    "2026-05-28T20:00,rating,itch,3,,,",
    "2026-05-28T21:00,medicine,sertraline,50,mg,,",
    "2026-05-28T22:00,event,dry mouth,1,grade,,",
    "2026-05-28T23:00,event,headache,1,grade,,",
)
PROGRAM = (
    '#!{python}\nimport sys\nfrom speciosa.cli.main import run\nsys.argv[0] = "speciosa"\nrun()\n'
)


@pytest.fixture
def place(tmp_path):
    """A folder with the diary `alex` and the program on the path."""
    folder(tmp_path / "alex", *ROWS)
    program = tmp_path / "bin" / "speciosa"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    return tmp_path


def environment(place, **more):
    return {
        **os.environ,
        "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
        "HOME": str(place),
        **more,
    }


def asked(line, shell):
    """What the program answers to a shell for a line with the cursor at its end."""
    done = CliRunner().invoke(
        app,
        [],
        prog_name="speciosa",
        env={
            "_SPECIOSA_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
        },
    )
    assert done.stderr == ""
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("speciosa to", ["today"]),
        ("speciosa undo alex --i", ["--id"]),
        ("speciosa log alex --n", ["--note", "--new"]),
        ("speciosa log alex r", ["rating", "reading"]),
        ("speciosa log alex gr", ["green"]),
        ("speciosa log alex p", ["prompt", "profile", "pain"]),
        ("speciosa log alex dose ", ["green", "bup"]),
        ("speciosa log alex dose green 3 ", ["g", "mg", "capsules", "ml"]),
        ("speciosa log alex green 3 m", ["mg", "ml"]),
        ("speciosa log alex wish green p", ["pain"]),
        ("speciosa log alex rating it", ["itch", "itching"]),
        ("speciosa log alex rating pain ", []),
        ("speciosa log alex rating pain 6 fo", ["focus"]),
        ("speciosa log alex scale ph", ["phq9"]),
        ("speciosa log alex medicine se", ["sertraline"]),
        ("speciosa log alex event ", ["headache"]),  # no name that would fall into two words
        ("speciosa log alex profile person.w", ["person.weight_kg"]),
        ("speciosa log nowhere ", []),
    ],
)
def test_what_is_offered(place, monkeypatch, line, offered):
    monkeypatch.chdir(place)
    assert asked(line, "bash").split() == offered
    zsh = asked(line, "zsh")
    assert [one for one in offered if f'"{one}"' not in zsh] == []
    assert ("_files" in zsh) == (offered == [])


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_installed_into_an_empty_home_bash_offers_it(place):
    """As a person does it: install once, then a new shell."""

    def bash(script):
        return subprocess.run(
            ["bash", "--norc", "-c", script], cwd=place, env=environment(place),
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    assert "bash completion installed" in bash("speciosa --install-completion; true")
    typed = "COMP_WORDS=(speciosa log alex rating pa); COMP_CWORD=4"
    offer = '_speciosa_completion speciosa; echo "${COMPREPLY[@]}"'
    assert bash(f"source ~/.bashrc; {typed}; {offer}") == "pain\n"
    assert "_SPECIOSA_COMPLETE=complete_bash" in bash("speciosa --show-completion; true")
