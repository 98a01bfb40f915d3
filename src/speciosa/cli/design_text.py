"""What `design` prints: the plan of a test, the files, and the next step."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from speciosa.assessment.protocol import RECOMMENDED_PAIRS, AllottedArm, Expected, Plan, Protocol
from speciosa.texts import say

_INDENT: Final = " " * 7  # under what follows "Test" and "Next"


def plan_lines(protocol: Protocol) -> Iterator[str]:
    """Schedule, power and width, in a few lines."""
    plan = protocol.plan
    yield _test_line(plan)
    yield _INDENT + say("cli.design.span", start=plan.start, end=plan.end, days=plan.days)
    for expected in protocol.expected:
        yield _INDENT + _power_words(expected)
    if plan.pairs < RECOMMENDED_PAIRS:
        yield _INDENT + say("cli.design.few_pairs", pairs=RECOMMENDED_PAIRS)
    if plan.unit == "share" and plan.lower < 1.0:
        yield _INDENT + say("cli.design.reduction")
    yield _INDENT + say("cli.design.not_advice")


def _test_line(plan: Plan) -> str:
    arms = {
        "wait": say("cli.design.arms.wait", minutes=f"{plan.lower:g}"),
        "blocks": say("cli.design.arms.blocks", percent=f"{100.0 * plan.lower:g}"),
        "versus": say("cli.design.arms.versus", other=plan.other),
    }[plan.kind]
    told = {"outcome": plan.label, "pairs": plan.pairs, "arms": arms}
    if plan.block_d:
        return say("cli.design.test_days", **told, days=plan.block_d)
    return say("cli.design.test", **told)


def _power_words(expected: Expected) -> str:
    return say(
        "cli.design.power",
        points=f"{abs(expected.effect_pts):.1f}",
        chance=f"{100.0 * expected.power_prob:.0f}",
        width=f"{expected.width_pts:.1f}",
    )


def written_lines(paths: Iterable[Path]) -> Iterator[str]:
    """One line a file."""
    for path in paths:
        yield say("cli.design.wrote", path=path)


def reveal_lines(protocol: Protocol, allocation: Path, diary: Path, out: Path) -> Iterator[str]:
    """How to come to the next step without seeing the order."""
    yield say("cli.design.do_not_open", path=allocation)
    if protocol.plan.kind == "wait":
        yield _INDENT + say("cli.design.next_wish", diary=diary, out=out)
    else:
        yield _INDENT + say("cli.design.next_block", diary=diary, out=out)


def step_lines(arm: AllottedArm, diary: Path) -> Iterator[str]:
    """The next step, and how to record it."""
    at = f" --at {arm.at}" if arm.at else ""
    words = f'{arm.what} {arm.value:g} {arm.unit} "{arm.note}"{at}'
    yield say("cli.design.next", step=_step_words(arm))
    yield _INDENT + say("cli.design.record", diary=diary, words=words)


def _step_words(arm: AllottedArm) -> str:
    if arm.unit == "min":
        return say("cli.design.step_wait", note=arm.note, minutes=f"{arm.value:g}")
    percent = f"{100.0 * arm.value:g}"
    return say("cli.design.step_block", note=arm.note, day=arm.at[:10], percent=percent)
