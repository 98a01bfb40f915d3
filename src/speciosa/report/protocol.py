"""The protocol and the result of a personal randomised test, as a page and as plain text.

The subjects are those that SPENT 2019 (doi 10.1136/bmj.m122, abstract read) and CENT 2015
(doi 10.1136/bmj.h1738, checklist read to item 6a) speak of. The words are ours, and no item number
is printed, because not all of them could be checked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Final

from jinja2 import PackageLoader
from markupsafe import Markup

from speciosa.assessment.protocol import ProtocolMade, ProtocolSheet, RedFlags, ResultSheet, Subject
from speciosa.report.blocks import (
    Block,
    Bullets,
    Heading,
    Pairs,
    Paragraph,
    RedFlagList,
    Section,
    Sign,
    Table,
)
from speciosa.report.head import SHORT_DIGEST, Head
from speciosa.report.html import environment, page_policy, page_style
from speciosa.report.protocol_parts import protocol_lead, protocol_sections
from speciosa.report.result_parts import result_lead, result_sections
from speciosa.report.words import Span, as_sentence, as_start, as_word, clean, date_words
from speciosa.texts import say

TEXT_COLUMNS: Final = 92


@dataclass(frozen=True, slots=True)
class _Page:
    """Everything a face of one test needs."""

    title: str
    head: Head
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]


def render_protocol(sheet: ProtocolSheet) -> str:
    """The protocol as one self-contained HTML page."""
    return _html(_protocol_page(sheet))


def protocol_text(sheet: ProtocolSheet) -> str:
    """The protocol as plain text, ending in a newline."""
    return _text(_protocol_page(sheet))


def render_result(sheet: ResultSheet) -> str:
    """The result as one self-contained HTML page."""
    return _html(_result_page(sheet))


def result_text(sheet: ResultSheet) -> str:
    """The result as plain text, ending in a newline."""
    return _text(_result_page(sheet))


def _protocol_page(sheet: ProtocolSheet) -> _Page:
    protocol = sheet.protocol
    plan = protocol.plan
    start, end = date_words(plan.start, year=True), date_words(plan.end, year=True)
    window = say("protocol.page.planned", start=start, end=end)
    head = _head(protocol.made, protocol.subject, window, say("protocol.page.made_before"))
    sections = (*protocol_sections(protocol), _flags(sheet.red_flags))
    title = say("protocol.page.protocol_title")
    return _Page(title, head, tuple(protocol_lead(protocol)), sections)


def _result_page(sheet: ResultSheet) -> _Page:
    start, end = date_words(sheet.start, year=True), date_words(sheet.end, year=True)
    window = say("protocol.page.done", start=start, end=end)
    head = _head(sheet.made, sheet.subject, window, say("protocol.page.by_assignment"))
    sections = (*result_sections(sheet), _flags(sheet.red_flags))
    return _Page(say("protocol.page.result_title"), head, tuple(result_lead(sheet)), sections)


def _head(made: ProtocolMade, subject: Subject, window: str, note: str) -> Head:
    footer = say(
        "protocol.page.footer",
        version=clean(made.version),
        digest=made.diary_digest[:SHORT_DIGEST],
        seed=made.seed,
    )
    return Head(
        name=as_start(as_word(subject.id)) or say("protocol.page.one_person"),
        window=window,
        made=note,
        emergency=clean(subject.emergency) or say("emergency_words.your_local_number"),
        simulated=say("words.simulated") if made.simulated else "",
        footer=footer,
    )


def _flags(red: RedFlags) -> Section:
    signs = tuple(Sign(i.number, clean(i.signs).rstrip("."), as_sentence(i.do)) for i in red.items)
    number = clean(red.emergency) or say("emergency_words.your_local_number")
    crisis, poison = clean(red.crisis), clean(red.poison)
    lines = (
        say("flags.line.crisis", number=crisis) if crisis else "",
        say("flags.line.poison", number=poison) if poison else "",
    )
    remark = (
        say("emergency_words.number_not_verified") if red.numbers_review == "unverified" else ""
    )
    emergency = say("flags.emergency", number=number)
    note = (Span(f"{emergency}, {remark}" if remark else emergency),)
    listed = RedFlagList(signs, tuple(filter(None, lines)))
    return Section("flags", say("flags.title"), (listed,), note=note)


def _html(page: _Page) -> str:
    more, _, _ = PackageLoader("speciosa.report").get_source(environment(), "protocol.css")
    style = page_style(page.head) + more
    return (
        environment()
        .get_template("protocol.html")
        .render(
            title=page.title,
            head=page.head,
            call=_call(page.head),
            lead=page.lead,
            sections=page.sections,
            style=Markup(style),  # noqa: S704 - our own style sheet; names in it are escaped
            policy=page_policy(style),
        )
    )


def _call(head: Head) -> str:
    """The words of the link to the red flags, with the number where one is known."""
    if head.emergency == say("emergency_words.your_local_number"):
        return say("page.red_flags")
    return say("page.red_flags_number", number=head.emergency)


def _text(page: _Page) -> str:
    head = page.head
    lines = [page.title, "=" * len(page.title), f"{head.name}, {head.window}, {head.made}"]
    if head.simulated:
        lines.append(head.simulated)
    lines += ["", *_blocks(page.lead)]
    for section in page.sections:
        note = "".join(part.text for part in section.note if isinstance(part, Span))
        title = f"{section.title}  [{note}]" if note else section.title
        lines += [title, "-" * len(title), *_blocks(section.blocks)]
    return "\n".join([*lines, head.footer]) + "\n"


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in (*_block(block), "")]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            text = "".join(part.text for part in block.parts if isinstance(part, Span))
            lines = [_wrapped(text)]
        case Heading():
            lines = [block.text]
        case Bullets():
            lines = [_wrapped(item, "- ", "  ") for item in block.items]
        case Pairs():
            lines = [_wrapped(f"{row.key}: {row.lead} {row.value}", "", "  ") for row in block.rows]
        case Table():
            lines = _table(block)
        case RedFlagList():
            signs = [_wrapped(f"{s.number}. {s.signs}. {s.do}", "", "   ") for s in block.items]
            lines = [*signs, *block.numbers]
        case _:
            lines = []
    return lines


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return fill(" ".join(text.split()), TEXT_COLUMNS, initial_indent=first, subsequent_indent=rest)


def _table(block: Table) -> list[str]:
    rows: Sequence[tuple[str, ...]] = (block.head, *block.rows)
    widths = [max(len(row[i]) for row in rows) for i in range(len(block.head))]
    return [
        block.label,
        *("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows),
    ]
