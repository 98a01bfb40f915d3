"""One finding per cause, the most urgent first."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from speciosa.safety.draft import Draft
from speciosa.safety.finding import Evidence, Finding, Review
from speciosa.safety.rows import RANKS, SEVERITIES, refs, step
from speciosa.safety.words import list_text, sentences

_REVIEWS: Final[tuple[Review, ...]] = ("published", "expert proposal", "unverified")
_EVIDENCE: Final[tuple[Evidence, ...]] = ("L1", "L2", "L3", "L4", "L5", "diary", "none")
_KEPT: Final = ("Never ", "Do not ", "No ", "Have naloxone")  # kept also from milder drafts
_MOST_REASONS: Final = 3
_CALLS: Final = (  # the soonest first; a later one beside it would contradict it
    "Call your prescriber today",
    "Call your prescriber this week",
    "Ask your prescriber at the next visit",
)


def merge(drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """Findings from drafts: merged by cause, by severity, then rank, then the newest."""
    causes: dict[str, list[Draft]] = {}
    for draft in drafts:
        causes.setdefault(draft.cause, []).append(draft)
    found = [_finding(sorted(group, key=_order)) for group in causes.values()]
    return tuple(sorted(found, key=_urgency))


def _order(draft: Draft) -> tuple[int, int, str, tuple[str, ...]]:
    return -step(draft.severity), RANKS.index(draft.rank), draft.row_id, draft.names


def _urgency(finding: Finding) -> tuple[int, int, int, str]:
    newest = -finding.since.toordinal() if finding.since else 0
    return SEVERITIES.index(finding.severity), RANKS.index(finding.rank), newest, finding.id


def _finding(group: list[Draft]) -> Finding:
    """One finding of the drafts of one cause, the most severe first."""
    top = group[0]
    level = [draft for draft in group if draft.severity == top.severity]
    starts = [draft.since for draft in group if draft.since is not None]
    keys = dict.fromkeys(key for draft in group for key in draft.sources)
    return Finding(
        id="+".join(sorted({draft.row_id for draft in group})),
        severity=top.severity,
        rank=top.rank,
        evidence=min((draft.evidence for draft in level), key=_EVIDENCE.index),
        title=_title(group),
        why=_why(group),
        action=_action(group),
        who=top.who,
        sources=refs(tuple(keys)),
        because=tuple(dict.fromkeys(why for draft in group for why in draft.because)),
        since=min(starts, default=None),
        review=max((draft.review for draft in level), key=_REVIEWS.index),
    )


def _why(group: list[Draft]) -> str:
    """The reasons of the most severe drafts, each sentence once."""
    reasons = list(dict.fromkeys(draft.why for draft in group))[:_MOST_REASONS]
    return " ".join(dict.fromkeys(part for reason in reasons for part in sentences(reason)))


def _title(group: list[Draft]) -> str:
    """The title of the drafts' own, or the pair with the days on which both were used."""
    pairs = [draft for draft in group if not draft.title]
    if not pairs:
        level = [draft for draft in group if draft.severity == group[0].severity]
        own = [draft for draft in level if draft.evidence == "diary"]  # has the person's numbers
        return (own or level)[0].title
    named = dict.fromkeys(name for draft in (*pairs, *group) for name in draft.names)
    word = "and" if len(named) == 1 else "with"
    days = frozenset[date]().union(*(draft.pair for draft in pairs))
    title = f"Kratom {word} {list_text(list(named))}"
    return f"{title} on the same day, {len(days)} of {pairs[0].window_d} days" if days else title


def _action(group: list[Draft]) -> str:
    """All that the most severe drafts ask for, and of milder ones what must not be lost."""
    kept: list[str] = []
    for draft in group:
        for sentence in sentences(draft.action):
            lasting = sentence.startswith(_KEPT) or "emergency" in sentence
            if draft.severity == group[0].severity or lasting:
                _keep(kept, sentence)
    return " ".join(_soonest(kept))


def _soonest(kept: list[str]) -> list[str]:
    """Without a call that is later than another one.

    >>> _soonest(["Call your prescriber this week.", "No alcohol.", "Call your prescriber today."])
    ['Call your prescriber today.', 'No alcohol.']
    """
    calls = [s for call in _CALLS for s in kept if s.startswith(call)]
    if not calls:
        return kept
    soonest = next(call for call in _CALLS if calls[0].startswith(call))
    return [s for s in calls if s.startswith(soonest)] + [s for s in kept if s not in calls]


def _keep(kept: list[str], sentence: str) -> None:
    """Add a sentence; of two where one continues the other, the longer stays.

    >>> kept = ["No alcohol."]
    >>> _keep(kept, "No alcohol on such days.")
    >>> kept
    ['No alcohol on such days.']
    """
    for place, other in enumerate(kept):
        if other.startswith(sentence[:-1]):
            return
        if sentence.startswith(other[:-1]):
            kept[place] = sentence
            return
    kept.append(sentence)
