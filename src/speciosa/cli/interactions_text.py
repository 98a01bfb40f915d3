"""What `interactions` prints: what was understood, every finding in full, red flags."""

from collections.abc import Iterator
from typing import Final

from speciosa.report.terminal_boxes import ASCII_SIGNS, SIGN_STYLE, SIGNS
from speciosa.report.terminal_text import BOLD, GREY, WARN, hanging, styled, wrap
from speciosa.report.words import clean, evidence_words
from speciosa.safety.finding import Finding, SourceRef
from speciosa.safety.lookup import LookedUp, NamedMedicine

_INDENT: Final = "    "
_AGE_UNKNOWN: Final = "C-06"
_NOT_ADVICE: Final = (
    "This is not advice to use kratom. It tells what is known or feared of these together; where "
    "nothing stands, nothing is known to us. That is not the same as no risk."
)
_UNDER_18: Final = "Under 18 stricter rules hold: give the year of birth with --born."


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
        yield from wrap(_UNDER_18, columns)
    yield from wrap(_NOT_ADVICE, columns)
    help_line = f"Emergency: {found.red_flags.emergency}. Crisis: {found.red_flags.crisis}."
    yield from wrap(clean(help_line), columns)


def _asks_for_age(finding: Finding) -> bool:
    return finding.id == _AGE_UNKNOWN and finding.severity == "no information"


def _understood(found: LookedUp, columns: int) -> Iterator[str]:
    yield styled(f"Kratom ({clean(', '.join(found.forms))}) with", BOLD)
    for medicine in found.medicines:
        yield from hanging("  ", _medicine(medicine), columns)
    for name in found.unknown_conditions:
        yield from hanging("  ", styled(f'"{clean(name)}": not a condition we know', WARN), columns)


def _medicine(medicine: NamedMedicine) -> str:
    typed, names = clean(medicine.typed), [n.replace("-", " ") for n in medicine.ingredients]
    if medicine.status == "understood":
        meant = " and ".join(names)
        return typed if typed.casefold() == meant else f"{typed} = {meant}"
    if medicine.status == "ask":
        maybe = ", ".join(name.replace("-", " ") for name in medicine.suggestions)
        return styled(f'"{typed}": not sure. Did you mean {maybe}?', WARN)
    return styled(f'"{typed}": not understood', WARN)


def _finding(
    finding: Finding, new_action: str, signs: dict[str, str], columns: int
) -> Iterator[str]:
    sign = styled(signs[finding.severity], SIGN_STYLE.get(finding.severity, BOLD))
    start = f" {sign}{' ' * (len(_INDENT) - 1 - len(signs[finding.severity]))}"
    yield from hanging(start, styled(clean(finding.title), BOLD), columns)
    yield from wrap(clean(finding.why), columns, _INDENT)
    if new_action:
        yield from _labelled("Not yet together: ", new_action, columns)
        yield from _labelled("Already together: ", finding.action, columns)
    else:
        yield from _labelled("What to do: ", finding.action, columns)
    level, review = evidence_words(finding)
    yield from wrap(styled(f"{level}, {review}. {clean(finding.id)}", GREY), columns, _INDENT)
    for source in finding.sources:
        yield from hanging(f"{_INDENT}- ", styled(_cited(source), GREY), columns)


def _labelled(label: str, action: str, columns: int) -> list[str]:
    return hanging(_INDENT, f"{label}{clean(action)}", columns)


def _cited(source: SourceRef) -> str:
    parts = [source.cite, source.place, f"doi {source.doi}" if source.doi else ""]
    return clean(", ".join(part for part in parts if part))
