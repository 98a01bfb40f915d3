"""Blocks of code in a Markdown page: what is typed, and what stands in which file."""

import re
from dataclasses import dataclass

FENCE = re.compile(r'^```(\w*)(?: title="(add to )?([^"]+)")?$')
NOT_RUN = re.compile(r"^<!-- not run: .+ -->$")
SAID = "<!-- said by the last line -->"
EXIT = re.compile(r"#.*\bexit code (\d+)")


@dataclass(frozen=True)
class Block:
    """One block.

    `file` is its title: the file that holds it, or with `adds` that it is added to. `run` is
    false where a comment before it says why it cannot be run; `said` is true for what the
    command before it answers.
    """

    line: int
    language: str
    text: str
    file: str = ""
    adds: bool = False
    run: bool = True
    said: bool = False

    @property
    def first(self):
        return self.text.strip().splitlines()[0].strip()


def fenced(page):
    """Blocks between fences."""
    found, lines = [], page.splitlines()
    at = 0
    while at < len(lines):
        opened = FENCE.match(lines[at])
        at += 1
        if not opened:
            continue
        start = at
        while lines[at] != "```":
            at += 1
        language, adds, file = opened.groups()
        before = lines[start - 2] if start > 1 else ""
        run = not NOT_RUN.match(before)
        text = "\n".join(lines[start:at]) + "\n"
        found.append(Block(start, language, text, file or "", bool(adds), run, before == SAID))
        at += 1
    return found


def indented(page):
    """Blocks that are set in by four spaces, as in the README."""
    found, lines, held = [], [*page.splitlines(), ""], []
    for number, line in enumerate(lines, start=1):
        if line.startswith("    ") or (
            held and not line and lines[number : number + 1] and lines[number].startswith("    ")
        ):
            held.append((number, line[4:]))
        elif held:
            text = "\n".join(line for _, line in held) + "\n"
            language = "python" if text.startswith("import ") else "sh"
            found.append(Block(held[0][0], language, text))
            held = []
    return found


def commands(block):
    """Each command of a block with the exit code it is to have."""
    lines = block.text.replace("\\\n", " ").splitlines()
    for line in lines:
        if line.strip() and not line.strip().startswith("#"):
            told = EXIT.search(line)
            yield line, int(told.group(1)) if told else 0
