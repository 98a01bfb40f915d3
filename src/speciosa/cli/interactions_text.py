"""What `interactions` prints: what was understood, every finding in full, red flags."""

from collections.abc import Iterator
from typing import Final

from speciosa.report.terminal_boxes import ASCII_SIGNS, SIGN_STYLE, SIGNS
from speciosa.report.terminal_text import BOLD, GREY, WARN, hanging, styled, wrap
from speciosa.report.words import clean, evidence_words
from speciosa.safety.finding import Finding, SourceRef
from speciosa.safety.lookup import LookedUp, NamedMedicine
from speciosa.texts import say

_INDENT: Final = "    "
_AGE_UNKNOWN: Final = "C-06"


def lookup_lines(found: LookedUp, columns: int, *, ascii_only: bool) -> Iterator[str]:
    """The whole answer."""
    signs = ASCII_SIGNS if ascii_only else SIGNS
    yield from _understood(found, columns)
    ageless = [f for f in found.findings if not _asks_for_age(f)]
    for finding in ageless:
        yield ""
        yield from _finding(finding, found.new_actions.get(finding.id, ""), signs, columns)
    yield ""
    if len(ageless) < len(found.findings):
        yield from wrap(say("cli.interactions.under_18"), columns)
    yield from wrap(say("cli.interactions.not_advice"), columns)
    numbers = {"emergency": found.red_flags.emergency, "crisis": found.red_flags.crisis}
    yield from wrap(clean(say("cli.interactions.help", **numbers)), columns)


def _asks_for_age(finding: Finding) -> bool:
    return finding.id == _AGE_UNKNOWN and finding.severity == "no information"


def _understood(found: LookedUp, columns: int) -> Iterator[str]:
    yield styled(say("cli.interactions.with", forms=clean(", ".join(found.forms))), BOLD)
    for medicine in found.medicines:
        yield from hanging("  ", _medicine(medicine), columns)
    for name in found.unknown_conditions:
        told = say("cli.interactions.unknown_condition", name=clean(name))
        yield from hanging("  ", styled(told, WARN), columns)


def _medicine(medicine: NamedMedicine) -> str:
    typed, names = clean(medicine.typed), [n.replace("-", " ") for n in medicine.ingredients]
    if medicine.status == "understood":
        meant = say("cli.interactions.meant_and").join(names)
        return typed if typed.casefold() == meant else f"{typed} = {meant}"
    if medicine.status == "ask":
        maybe = ", ".join(name.replace("-", " ") for name in medicine.suggestions)
        return styled(say("cli.interactions.ask", name=typed, names=maybe), WARN)
    return styled(say("cli.interactions.not_understood", name=typed), WARN)


def _finding(
    finding: Finding, new_action: str, signs: dict[str, str], columns: int
) -> Iterator[str]:
    sign = styled(signs[finding.severity], SIGN_STYLE.get(finding.severity, BOLD))
    start = f" {sign}{' ' * (len(_INDENT) - 1 - len(signs[finding.severity]))}"
    yield from hanging(start, styled(clean(finding.title), BOLD), columns)
    yield from wrap(clean(finding.why), columns, _INDENT)
    action = clean(finding.action)
    if new_action:
        before = say("cli.interactions.not_together", action=clean(new_action))
        yield from hanging(_INDENT, before, columns)
        yield from hanging(_INDENT, say("cli.interactions.together", action=action), columns)
    else:
        yield from hanging(_INDENT, say("cli.interactions.what_to_do", action=action), columns)
    level, review = evidence_words(finding)
    yield from wrap(styled(f"{level}, {review}. {clean(finding.id)}", GREY), columns, _INDENT)
    for source in finding.sources:
        yield from hanging(f"{_INDENT}- ", styled(_cited(source), GREY), columns)


def _cited(source: SourceRef) -> str:
    parts = [source.cite, source.place, f"doi {source.doi}" if source.doi else ""]
    return clean(", ".join(part for part in parts if part))
