"""Use against no use, and relief that may be relief of withdrawal.

Kept apart from `effects`: what is seen between levels must never be read as use against no use.
"""

from typing import Literal

from speciosa.assessment.schema import Estimate, NotAnswered, Response
from speciosa.report.words.effects import (
    CANNOT_TELL,
    LEARNED_ENOUGH,
    NO_CLEAR_DIFFERENCE,
    aside,
    effect_span,
    interval_words,
    points_interval,
    points_sided,
)
from speciosa.report.words.figures import decimals_of, percent_words
from speciosa.report.words.text import Span, as_sentence, as_word, clean, plain_text
from speciosa.texts import say

Net = Literal["better", "worse", "no clear difference", "cannot tell", "not answered"]


def net_verdict(response: Response) -> Net:
    """What is known of use against no use; most diaries cannot answer it."""
    net = response.net_effect
    if net is None:
        return "not answered"
    if response.grade == "D" or (net.learned is not None and net.learned < LEARNED_ENOUGH):
        return CANNOT_TELL
    if net.low <= 0.0 <= net.high:
        return NO_CLEAR_DIFFERENCE
    return "better" if (net.mean > 0.0) == (response.better == "higher") else "worse"


def net_clause(response: Response, net: Estimate, *, graded: bool = False) -> tuple[Span, ...]:
    """Use against no use, where it is clear, without what it is compared with."""
    effect = points_sided(net.mean, decimals_of(response.scale))
    rest = aside(response, interval_words(net, response.scale), graded=graded)
    worse = say("net.which_is_worse") if net_verdict(response) == "worse" else ""
    return effect_span(response, effect), Span(f"{rest}{worse}")


def net_sentence(response: Response) -> str:
    """Use against no use; or why it is not answered, and what would answer it."""
    verdict, net, name = net_verdict(response), response.net_effect, as_word(response.label)
    if verdict in {"better", "worse"} and net is not None:
        return say(f"net.{verdict}", effect=plain_text(net_clause(response, net)))
    if verdict == NO_CLEAR_DIFFERENCE and net is not None:
        interval = points_interval(net, response.scale)
        return say("net.unclear", name=name, interval=interval)
    if verdict == CANNOT_TELL:
        return say("net.cannot_tell", name=name)
    asked = say("net.not_answerable", name=name)
    if response.grade == "D":  # what is missing for anything at all stands on top
        return asked
    return " ".join(part for part in (asked, _missing(response.net_not_answered)) if part)


def _missing(reason: NotAnswered | None) -> str:
    """Why, and what is needed."""
    if reason is None:
        return ""
    parts = [as_sentence(reason.why)]
    if needed := as_sentence(reason.needed):
        parts.append(say("net.needed", needed=f"{needed[:1].lower()}{needed[1:]}"))
    return " ".join(part for part in parts if part)


def withdrawal_sentence(response: Response) -> str:
    """How much of the relief by one dose is relief of withdrawal; empty where not asked."""
    share, reason = response.withdrawal_share, response.withdrawal_not_answered
    if response.grade == "D":
        return ""
    if share is not None:
        low, high = percent_words(share.low), percent_words(share.high)
        return say("net.withdrawal_share", share=percent_words(share.mean), low=low, high=high)
    if reason is None:
        return ""
    if reason == response.net_not_answered:
        return say("net.same_reason")
    return f"{say('net.withdrawal_not_answerable')} {_missing(reason)}"


def may_be_withdrawal(response: Response) -> bool:
    """Whether a relief is told that no time without it could tell from relief of withdrawal."""
    return response.declared == "better" and net_verdict(response) in {
        "not answered",
        CANNOT_TELL,
    }


def tipping_sentence(response: Response) -> str:
    """What the unanswered questions could hide; empty where none were left open."""
    point = response.missing_tipping_point
    if point is None:
        return ""
    # docs/validation/response.md, scenario missing-relief: 88.6 % of 300.
    return f"{as_sentence(clean(point.note))} {say('net.less_sure')}"
