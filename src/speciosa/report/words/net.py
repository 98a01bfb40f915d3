"""Use against no use, and relief that may be relief of withdrawal.

Kept apart from `effects`: what is seen between levels must never be read as use against no use.
"""

from typing import Final, Literal

from speciosa.assessment.schema import Estimate, NotAnswered, Response
from speciosa.report.words.effects import (
    LEARNED_ENOUGH,
    interval_words,
    points_interval,
    points_sided,
    scale_note,
)
from speciosa.report.words.figures import decimals_of, percent_words
from speciosa.report.words.text import Span, as_sentence, as_word, clean, is_or_are, plain_text

Net = Literal["better", "worse", "no clear difference", "cannot tell", "not answered"]
AT_ALL = "Using it at all, against being free of it until the body has settled:"
MAY_BE_WITHDRAWAL = "Relief may be relief of withdrawal, in part or altogether."
# docs/validation/response.md, scenario missing-relief: 88.6 % of 300.
_LESS_SURE: Final = (
    "In simulated diaries whose questions went unanswered when it was bad, 89 of 100 intervals "
    "held the truth instead of 95."
)
SAME_REASON = "Not answerable from this diary, for the same reason."


def net_verdict(response: Response) -> Net:
    """What is known of use against no use; most diaries cannot answer it."""
    net = response.net_effect
    if net is None:
        return "not answered"
    if response.grade == "D" or (net.learned is not None and net.learned < LEARNED_ENOUGH):
        return "cannot tell"
    if net.low <= 0.0 <= net.high:
        return "no clear difference"
    return "better" if (net.mean > 0.0) == (response.better == "higher") else "worse"


def net_clause(response: Response, net: Estimate, *, graded: bool = False) -> tuple[Span, ...]:
    """Use against no use, where it is clear, without what it is compared with."""
    name, effect = as_word(response.label), points_sided(net.mean, decimals_of(response.scale))
    interval = interval_words(net, response.scale)
    grade = f", grade {response.grade}" if graded else ""
    worse = ", which is worse" if net_verdict(response) == "worse" else ""
    return (
        Span(f"{name} {is_or_are(name)} {effect}", strong=True),
        Span(f" ({interval}{grade}){scale_note(response.scale)}{worse}"),
    )


def net_sentence(response: Response) -> str:
    """Use against no use; or why it is not answered, and what would answer it."""
    verdict, net, name = net_verdict(response), response.net_effect, as_word(response.label)
    if verdict in {"better", "worse"} and net is not None:
        better = ", which is better" if verdict == "better" else ""
        clause = plain_text(net_clause(response, net))
        return f"{AT_ALL} {clause}{better}. This is the mean over the days of this diary."
    if verdict == "no clear difference" and net is not None:
        interval = points_interval(net, response.scale)
        return f"{AT_ALL} no clear difference in {name} ({interval})."
    if verdict == "cannot tell":
        return f"{AT_ALL} this diary cannot tell about {name}."
    asked = f"Whether {name} would differ without any use is not answerable from this diary."
    if response.grade == "D":  # what is missing for anything at all stands on top
        return asked
    return " ".join(part for part in (asked, _missing(response.net_not_answered)) if part)


def _missing(reason: NotAnswered | None) -> str:
    """Why, and what is needed."""
    if reason is None:
        return ""
    needed = as_sentence(reason.needed)
    parts = (as_sentence(reason.why), f"Needed: {needed[:1].lower()}{needed[1:]}" if needed else "")
    return " ".join(part for part in parts if part)


def withdrawal_sentence(response: Response) -> str:
    """How much of the relief by one dose is relief of withdrawal; empty where not asked."""
    share, reason = response.withdrawal_share, response.withdrawal_not_answered
    if response.grade == "D":
        return ""
    if share is not None:
        ends = f"{percent_words(share.low)} to {percent_words(share.high)}"
        return (
            f"Of what one dose changes, about {percent_words(share.mean)} ({ends}) is relief of "
            "withdrawal."
        )
    if reason is None:
        return ""
    if reason == response.net_not_answered:
        return SAME_REASON
    return f"Not answerable from this diary. {_missing(reason)}"


def may_be_withdrawal(response: Response) -> bool:
    """Whether a relief is told that no time without it could tell from relief of withdrawal."""
    return response.declared == "better" and net_verdict(response) in {
        "not answered",
        "cannot tell",
    }


def tipping_sentence(response: Response) -> str:
    """What the unanswered questions could hide; empty where none were left open."""
    point = response.missing_tipping_point
    return "" if point is None else f"{as_sentence(clean(point.note))} {_LESS_SURE}"
