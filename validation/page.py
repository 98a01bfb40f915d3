"""The page of the results: `docs/validation/response.md`."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from math import isnan

import numpy as np

from speciosa.response.simulate import SCENARIOS, Scenario
from validation.binomial import Rate
from validation.found import PersonRow
from validation.person import METHODS, OURS, PLAIN
from validation.summary import Summary, net_summary_of, summary_of
from validation.targets import Judged, judge_all

Rows = dict[str, list[PersonRow]]

_INTRODUCTION = """# Responses: right as often as they claim?

Written by `python -m validation` (`make validate`); do not edit. Simulated people keep a diary and
every diary goes through the same code as a report. The simulator is deliberately not the analysis
model: absorption in stages, rates that the analyst does not know, an effect that lags and has a
steepness of its own, withdrawal on one side only, flares with a heavy tail, ratings rounded and
bounded, prompts left unanswered. The truth is each person's own curve between the 10th and the 90th
percentile of their own signal at their ratings.

Read it with this in mind: the simulator is ours, too. How far intervals reach beyond the posterior,
which rows of the diary count as slots, and how fast the simulated people absorb were settled while
looking at the first hundred people of some of these scenarios, so the table is no independent test
of those choices. The scenarios named "late" were left as they first were.

**Declared** means: the 95 % interval leaves out zero, the grade is A to C, and the diary taught at
least 0.3 (the simple methods know only the interval). Brackets
hold the exact 99 % limits of a rate (Clopper and Pearson). A target is *missed* when these limits
leave it out, *not told apart* when the rate misses it but the limits reach it.
"""

_METHODS = {
    OURS: "as a report prints it",
    "by assignment": "pairs allotted by a coin, analysed as allotted",
    PLAIN: "the same model with a slope of 0: dose times taken as given",
    "knowing the curve": (
        "a bound nobody can reach: least squares on the true effect with the true noise, which "
        "still believes that dose times have nothing to do with the symptom"
    ),
    "before and after": "ratings within 4 h after a dose minus the others, Welch's interval",
    "daily means": "daily mean rating on the day's amount, standard error robust to correlation",
}

_AGAIN = """## How to run it again

    make validate                                        # everything; resumes where it stopped
    .venv/bin/python -m validation --scenario wait-relief --people 30

Seeds are 1 to the number of people in each scenario (`numpy.random.default_rng(seed)`); a report's
own seed comes from its diary. Results are kept one line a person in `validation/results/` and are
reused as long as the code that gave them is unchanged.
"""


def page_of(rows: Rows, code: str) -> str:
    """The whole page."""
    parts = [
        _INTRODUCTION,
        f"Digest of the code that gave these numbers: `{code}`.\n",
        "## Targets\n",
        _targets(judge_all(rows)),
        "## Scenarios\n",
        _scenarios(rows),
        *(part for method in METHODS for part in _method(rows, method)),
        "## Net effect and relief of withdrawal\n",
        _net(rows),
        "## Grades\n",
        _grades(rows),
        _AGAIN,
    ]
    return "\n".join(parts)


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = "|".join("---" for _ in heads)
    rows = [" | ".join(heads), *(" | ".join(line) for line in lines)]
    marked = [f"| {row} |" for row in rows]
    return "\n".join([marked[0], f"|{rule}|", *marked[1:]]) + "\n"


def _targets(judged: Sequence[Judged]) -> str:
    """One line a target; scenarios that were not run are named once."""
    ordered = sorted(judged, key=lambda j: j.what)
    lines = [
        (j.what, j.scenario, j.target, _rate(j.rate), f"**{j.verdict}**")
        for _, group in groupby(ordered, key=lambda j: j.what)
        for j in group
        if j.verdict != "not run"
    ]
    table = _table(("what", "scenario", "target", "found", ""), lines)
    missing = [j.scenario for j in judged if j.verdict == "not run"]
    return table + (f"\nNot run: {', '.join(missing)}.\n" if missing else "")


def _scenarios(rows: Rows) -> str:
    lines = [_scenario(s, rows.get(s.key, [])) for s in SCENARIOS.values()]
    heads = ("scenario", "what happens", "truth", "people", "true seen effect", "true net effect")
    return _table(heads, lines)


def _scenario(scenario: Scenario, rows: Sequence[PersonRow]) -> Sequence[str]:
    seen, net = (_spread([r.truth[name] for r in rows]) for name in ("seen", "net"))
    return scenario.key, scenario.title, scenario.truly, f"{len(rows):,}", seen, net


def _spread(values: Sequence[float | None]) -> str:
    known = [v for v in values if v is not None]
    if not known:
        return ""
    return f"{_points(float(np.mean(known)))} (sd {np.std(known):.2f})"


def _method(rows: Rows, method: str) -> list[str]:
    found = {key: summary_of(of, method) for key, of in rows.items() if of}
    known = [(key, s) for key, s in found.items() if s is not None]
    if not known:
        return []
    title = f"## Seen effect: {method}\n\n{_METHODS[method][0].upper()}{_METHODS[method][1:]}.\n"
    return [title, _table(_HEADS, [(key, *_numbers(s)) for key, s in known])]


_HEADS = (
    "scenario",
    "people",
    "with an interval",
    "bias",
    "root mean square error",
    "interval covers",
    "declared better",
    "declared worse",
    "mean width",
)


def _numbers(summary: Summary) -> Sequence[str]:
    return (
        f"{summary.people:,}",
        f"{summary.answered:,}",
        _points(summary.bias_pts),
        _number(summary.error_pts, "{:.2f}"),
        _rate(summary.covered),
        _rate(summary.better),
        _rate(summary.worse),
        _number(summary.width_pts, "{:.2f}"),
    )


def _net(rows: Rows) -> str:
    lines = []
    for key, of in rows.items():
        if not of or not any(r.net.has_interval or SCENARIOS[key].truly != "nothing" for r in of):
            continue
        told = Rate(sum(r.told for r in of), len(of))
        lines.append((key, *_numbers(net_summary_of(of)), _rate(told)))
    return _table((*_HEADS, "told that relief may be of withdrawal"), lines)


def _grades(rows: Rows) -> str:
    lines = []
    for key, of in rows.items():
        if of:
            count = Counter(r.grade for r in of)
            shares = [f"{100 * count[grade] / len(of):.0f} %" for grade in "ABCD"]
            failed = sum(bool(r.error) for r in of)
            joint = sum(r.family == "joint" for r in of) / len(of)
            seconds = float(np.mean([r.seconds for r in of]))
            lines.append((key, *shares, str(failed), f"{100 * joint:.0f} %", f"{seconds:.2f}"))
    heads = ("scenario", "A", "B", "C", "D", "errors", "joint model", "mean seconds a person")
    return _table(heads, lines)


def _rate(rate: Rate) -> str:
    if not rate.total:
        return ""
    low, high = rate.limits
    return f"{100 * rate.share:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def _points(value: float) -> str:
    return _number(value, "{:+.2f}").replace("-", "−")


def _number(value: float, form: str) -> str:
    return "" if isnan(value) else form.format(value)


def text_of(rows: Rows, tell: Callable[[str], None]) -> None:
    """A short table for the terminal."""
    for key, of in rows.items():
        for method in METHODS:
            found = summary_of(of, method) if of else None
            if found is not None:
                tell(f"{key:<20} {method:<17} " + "  ".join(_numbers(found)))
