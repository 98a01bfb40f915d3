"""The graded statements that a report about this diary rests on."""

from typing import Final

from speciosa.knowledge.statements import Statement, statements
from speciosa.safety.facts import Facts
from speciosa.safety.finding import GradedStatement
from speciosa.safety.predicates import daily_use
from speciosa.safety.rows import refs

_BY_CONDITION: Final = {
    "fibromyalgia": ("fibromyalgia", "pain"),
    "arthritis": ("fibromyalgia", "pain"),
    "chronic pain": ("fibromyalgia", "pain"),
    "migraine": ("pain",),
    "adhd": ("adhd",),
    "depression": ("mood",),
    "anxiety": ("mood",),
    "substance use disorder": ("opioids",),
}
_BY_OUTCOME: Final = {
    "pain": "pain",
    "focus": "adhd",
    "attention": "adhd",
    "concentration": "adhd",
    "mood": "mood",
    "anxiety": "mood",
}


def graded_statements(facts: Facts) -> tuple[GradedStatement, ...]:
    """Statements on the topics of the diary; none for a diary without kratom."""
    if not facts.kratom:
        return ()
    topics = _topics(facts)
    return tuple(_published(row) for row in statements() if topics & set(row.topics))


def _topics(facts: Facts) -> set[str]:
    aims = facts.diary.person.aims
    said = (topics for name, topics in _BY_CONDITION.items() if facts.says_condition(name))
    topics = {topic for named in said for topic in named}
    topics |= {_BY_OUTCOME[aim] for aim in aims if aim in _BY_OUTCOME} | {"always"}
    classes = {name for m in facts.current_medicines() for name in m.meaning.classes}
    if classes:
        topics.add("cyp3a")
    heart = any(map(facts.says_condition, ("long qt", "heart disease")))
    if heart or classes & {"qt-known", "qt-possible"}:
        topics.add("heart")
    if daily_use(facts):
        topics.add("daily")
    return topics


def _published(row: Statement) -> GradedStatement:
    return GradedStatement(
        id=row.id,
        text=row.text,
        certainty=row.certainty,
        sources=refs(row.sources),
        review=row.review,
    )
