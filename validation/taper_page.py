"""The page about a real reduction: `docs/validation/taper.md`."""

from collections.abc import Iterable
from math import isnan
from typing import Final

from speciosa.assessment.schema import Estimate, Response
from validation.taper_assessed import LEADING, Taper
from validation.taper_course import Spread, sharpest_step, windows_of

TARGET_S: Final = 8.0
_ALIKE: Final = 0.1  # share by which two figures may differ and still be called alike


def page(taper: Taper) -> str:
    """The page as Markdown.

    Args:
        taper: what was assessed and described.
    """
    parts = (_head, _said, _reasons, _recorded, _windows, _steps, _published, _limits, _run_time)
    return "\n".join(line for part in parts for line in [*part(taper), ""])


def _head(taper: Taper) -> list[str]:
    days = taper.phases[-1].last_day
    ratings = max(len(c.day) for c in taper.courses.values())
    rows = [
        f"| {p.name} | {p.first_day} to {p.last_day} | {_span(low, high)} |"
        for p, (low, high) in zip(taper.phases, taper.amount_mg, strict=True)
    ]
    return [
        "# A real reduction: one person, one antidepressant",
        "",
        "Written by `python -m validation.taper PATH`. The diary is public and not part of this",
        "repository: Kossakowski, Groot, Haslbeck, Borsboom and Wichers, Data from 'Critical",
        "Slowing Down as a Personalized Early Warning Signal for Depression', Journal of Open",
        "Psychology Data 2017, 5: 1, doi 10.5334/jopd.29, as packed in the R package mgm.",
        f"{days} days, {ratings} moments of rating, venlafaxine once a day; the reduction lay in a",
        "double-blind phase. The hour of dosing is assumed (8:00) and the source filled in missing",
        "answers. The days after these 155 are not in this diary.",
        "",
        "| phase | days | mg a day |",
        "|---|---|---|",
        *rows,
    ]


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _said(taper: Taper) -> list[str]:
    important = sorted({r.smallest_important_change for r in taper.responses})
    return [
        "## What speciosa says",
        "",
        _in_words(taper),
        "",
        "Seen effect: what is seen between low and high levels of the product in this diary, in",
        "points, mean and 95 % interval. It says nothing about not using. For restlessness, low",
        "mood, irritation and other complaints a negative number is better; for concentration and",
        "cheerfulness a positive one. Nothing: probability that there is no effect at all; an",
        "interval that ends at 0.00 holds much of it. Better, worse: probability that the seen",
        f"effect is at least the smallest important change ({_listed(important)} points).",
        "",
        "| outcome | grade | seen effect | nothing | declared | net effect | better | worse |",
        "|---|---|---|---|---|---|---|---|",
        *(_said_of(r) for r in taper.responses),
    ]


def _in_words(taper: Taper) -> str:
    declared = [f"{r.label} {r.declared}" for r in taper.responses if r.declared is not None]
    if declared:
        return "Declared: " + ", ".join(declared) + ". For all others this diary cannot tell."
    return "Nothing is declared for any outcome, for better or for worse: this diary cannot tell."


def _listed(values: list[float]) -> str:
    return ", ".join(f"{v:g}" for v in values)


def _said_of(one: Response) -> str:
    nothing = {v.name: v.weight for v in one.variants}.get("null")
    cells = (
        one.label,
        one.grade,
        "none given" if one.seen_effect is None else _estimate(one.seen_effect),
        _probability(nothing),
        one.declared or "no",
        _net_of(one),
        _probability(one.p_benefit),
        _probability(one.p_worse),
    )
    return "| " + " | ".join(cells) + " |"


def _net_of(one: Response) -> str:
    if one.net_effect is not None:
        return _estimate(one.net_effect)
    return f"not answered: {one.net_not_answered.why}" if one.net_not_answered else "none given"


def _estimate(one: Estimate) -> str:
    return f"{_signed(one.mean)} ({_signed(one.low)} to {_signed(one.high)})"


def _signed(value: float) -> str:
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0.0 else text


def _probability(value: float | None) -> str:
    return "not given" if value is None else f"{value:.2f}"


def _reasons(taper: Taper) -> list[str]:
    grades = _each(f"grade {r.grade}: {why}" for r in taper.responses for why in r.reasons)
    notes = _each(note for r in taper.responses for note in r.notes)
    failed = _each(
        f"{r.label}, {c.name}" for r in taper.responses for c in r.checks if not c.passed
    )
    return [
        "Why these grades, and what the report adds:",
        "",
        *(f"- {line}" for line in [*grades, *notes]),
        f"- Checks of the model that failed: {'; '.join(failed) if failed else 'none'}.",
    ]


def _each(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def _recorded(taper: Taper) -> list[str]:
    rows = [
        f"| {r.label} | " + " | ".join(_mean_of(s) for s in taper.by_phase(r.outcome)) + " |"
        for r in taper.responses
    ]
    return [
        "## What was recorded",
        "",
        "Mean (standard deviation) of the ratings in each phase. This is a description, not an",
        "effect: the season, events, the illness itself and the wearing off of the product all",
        "lie in the same weeks.",
        "",
        "| outcome | before | during | after |",
        "|---|---|---|---|",
        *rows,
    ]


def _mean_of(one: Spread) -> str:
    return f"{one.mean_pts:.2f} ({one.sd_pts:.2f})"


def _windows(taper: Taper) -> list[str]:
    names = [r for r in taper.responses if r.outcome in LEADING] or list(taper.responses[:3])
    windows = [list(windows_of(taper.courses[r.outcome], taper.phases)) for r in names]
    rows = []
    for across in zip(*windows, strict=True):
        figures = " | ".join(_figures(w.spread) for w in across)
        one = across[0]
        rows.append(f"| {one.first_day} to {one.last_day} | {one.phases} | {figures} |")
    phase_rows = [
        f"| {r.label} | " + " | ".join(_figures(s) for s in taper.by_phase(r.outcome)) + " |"
        for r in taper.responses
    ]
    return [
        "## Slowing down: described, not tested",
        "",
        "Correlation of a rating with the one before it on the same day, then the variance, in",
        "windows of 28 days moved on by 14. Studies of early warning signs read a rise of both",
        "as slowing down: the person comes back from ups and downs more slowly. Neighbouring",
        "windows share half their ratings.",
        "",
        "| days | phase | " + " | ".join(r.label for r in names) + " |",
        "|---|---|" + "---|" * len(names),
        *rows,
        "",
        "The same for whole phases. Phases differ in length, and a drift raises both figures.",
        "",
        "| outcome | before | during | after |",
        "|---|---|---|---|",
        *phase_rows,
    ]


def _figures(one: Spread) -> str:
    return f"{_correlation(one)}, {one.variance_pts2:.2f}"


def _correlation(one: Spread) -> str:
    return "none" if isnan(one.lag_one) else f"{one.lag_one:.2f}"


def _steps(taper: Taper) -> list[str]:
    rows = []
    for r in taper.responses:
        step = sharpest_step(taper.courses[r.outcome])
        rows.append(f"| {r.label} | {step.day} | {100.0 * step.explained_ratio:.0f} % |")
    return [
        "The day at which a single step describes the daily means best, and the share of their",
        "variance that it explains. A slow drift has such a day too, so it places a change and",
        "does not show that it was sudden.",
        "",
        "| outcome | day | explained |",
        "|---|---|---|",
        *rows,
    ]


def _published(taper: Taper) -> list[str]:
    lines = [
        f"- {r.label}: {_compared(taper, r.outcome)}"
        for r in taper.responses
        if r.outcome in LEADING
    ]
    return [
        "## Beside the published finding",
        "",
        "The study (Wichers, Groot, van de Leemput and Scheffer, Critical slowing down as a",
        "personalized early warning signal for depression, Psychotherapy and Psychosomatics 2016,",
        "114-116) reported that the ratings of this person slowed down before a sudden relapse",
        "into depression around the reduction. Its text was not at hand, so its windows and items",
        "are not reproduced here and the two sets of figures need not be the same. What was read:",
        "",
        "- the abstract of the data paper (above);",
        "- a summary of the finding (psych-networks.com, How to study early-warning signals for",
        "  clinical change): early warning signs preceded the relapse of a single person;",
        "- a letter on restlessness (Psychotherapy and Psychosomatics 88: 249): the participant of",
        "  the first such study noticed a rise in restlessness before the core symptoms of",
        "  depression;",
        "- the abstract of Schreuder and others, BMC Psychiatry 2022, doi",
        "  10.1186/s12888-022-03686-9: the slowing down of a person who rated ten times a day for",
        "  almost eight months pointed towards more negative states; it cites this data.",
        "",
        "Of the leading outcomes this diary shows, during the reduction against before:",
        "",
        *lines,
        "",
        "Where the figures rose, the description agrees with the published one. It does not show",
        "that the reduction caused it. Nor does slowing down foretell in general: in 37 people who",
        "stopped antidepressants such signs came before a recurrence in 32.9 % (Smit and others,",
        "Clinical Psychological Science 2025, doi 10.1177/21677026241305136), and whole classes of",
        "systems show them without any shift (Jäger and Füllsack, PLOS ONE 2019,",
        "doi 10.1371/journal.pone.0211072).",
    ]


def _compared(taper: Taper, outcome: str) -> str:
    before, during, after = taper.by_phase(outcome)
    step = sharpest_step(taper.courses[outcome])
    return (
        f"correlation {_moved(before.lag_one, during.lag_one)} "
        f"({before.lag_one:.2f}, then {during.lag_one:.2f}; after it {after.lag_one:.2f}), "
        f"variance {_moved(before.variance_pts2, during.variance_pts2)} "
        f"({before.variance_pts2:.2f}, then {during.variance_pts2:.2f}; "
        f"after it {after.variance_pts2:.2f}); sharpest step on day {step.day}, "
        f"{_phase_at(taper, step.day)} the reduction."
    )


def _moved(first: float, second: float) -> str:
    if abs(second - first) <= _ALIKE * abs(first):
        return "about the same"
    return "higher" if second > first else "lower"


def _phase_at(taper: Taper, day: int) -> str:
    return next(p.name for p in taper.phases if p.first_day <= day <= p.last_day)


def _limits(_taper: Taper) -> list[str]:
    return [
        "## Limits",
        "",
        "- One person and one reduction. The amount fell with the calendar and never rose again,",
        "  so dose and time cannot be told apart: that is why no grade can be better than C.",
        "  A second reduction, or weeks whose order a coin decides, would tell them apart.",
        "- The model takes the person's own ups and downs as equally large and equally slow from",
        "  the first day to the last. It cannot see slowing down: a change of correlation or",
        "  variance is averaged, and its checks look at the diary as a whole.",
        "- A sudden shift that does not follow the level goes into the slow ups and downs and the",
        "  drift. They make the intervals wide; the shift is neither dated nor named.",
        "- Ratings of this person hardly move for anxiety and pain; there the honest answer is",
        "  that nothing can be told.",
        "- Answers that the source filled in make neighbouring ratings more alike than they were.",
        "- The kinetics are the general ones for this product with an assumed hour of dosing; what",
        "  happens within a day is not to be read from this diary.",
    ]


def _run_time(taper: Taper) -> list[str]:
    return [
        "## Run time",
        "",
        f"{taper.cpu_s:.1f} s of processor time to read the diary and assess all",
        f"{len(taper.responses)} outcomes (target {TARGET_S:g} s on a quiet machine).",
    ]
