"""What must hold, and whether it does: every target with its exact limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from speciosa.response.simulate import SCENARIOS, Scenario
from validation.binomial import Rate, Verdict
from validation.found import PersonRow
from validation.person import ASSIGNED, OURS
from validation.summary import Summary, net_summary_of, summary_of

MOST_FALSE = 0.05
LEAST_COVERED = 0.93
DETECTED = {"hurts-after-relief": 0.75, "hurts-relief": 0.24}
LEAST_NET = 0.80
LEAST_TOLD = 0.95
NET_ASKED = ("withdrawal-free", "withdrawal-before")


@dataclass(frozen=True, slots=True)
class Judged:
    """One target in one scenario."""

    scenario: str
    what: str
    target: str
    rate: Rate
    verdict: Verdict


def judge(scenario: Scenario, rows: Sequence[PersonRow]) -> tuple[Judged, ...]:
    """All targets of one scenario."""
    found = summary_of(rows, OURS) if rows else None
    if found is None:
        nobody = Rate(0, 0)
        return (Judged(scenario.key, "everything", "", nobody, "not run"),)
    judged = _seen(scenario, found, "")
    assigned = summary_of(rows, ASSIGNED)
    if assigned is not None:
        judged += _seen(scenario, assigned, ", by assignment")
    if scenario.key in DETECTED:
        least = DETECTED[scenario.key]
        judged.append(_least(scenario.key, "relief declared", found.better, least))
    if scenario.truly == "relief of withdrawal":
        judged += _withdrawal(scenario.key, rows)
    return tuple(judged)


def _seen(scenario: Scenario, found: Summary, how: str) -> list[Judged]:
    covered = found.covered
    judged = [_least(scenario.key, f"seen effect covered{how}", covered, LEAST_COVERED)]
    if scenario.truly == "nothing":
        declared = Rate(found.better.count + found.worse.count, found.people)
        judged.append(_most(scenario.key, f"declared anything{how}", declared, MOST_FALSE))
    return judged


def _withdrawal(key: str, rows: Sequence[PersonRow]) -> list[Judged]:
    net = net_summary_of(rows)
    told = Rate(sum(row.told for row in rows), len(rows))
    judged = [
        _most(key, "declared relieved by the net effect", net.better, MOST_FALSE),
        _least(key, "told that relief may be of withdrawal", told, LEAST_TOLD),
    ]
    if key in NET_ASKED:
        given = Rate(net.answered, net.people)
        judged.append(_least(key, "net effect given", given, LEAST_NET))
    return judged


def judge_all(rows: dict[str, list[PersonRow]]) -> tuple[Judged, ...]:
    """All targets of all scenarios, in their order."""
    return tuple(j for key, s in SCENARIOS.items() for j in judge(s, rows.get(key, [])))


def _most(key: str, what: str, rate: Rate, target: float) -> Judged:
    return Judged(key, what, f"at most {100 * target:g} %", rate, rate.at_most(target))


def _least(key: str, what: str, rate: Rate, target: float) -> Judged:
    return Judged(key, what, f"at least {100 * target:g} %", rate, rate.at_least(target))
