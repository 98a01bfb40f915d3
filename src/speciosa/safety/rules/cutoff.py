"""Rule: a questionnaire reaches a limit, or is worse than at the beginning."""

from pydantic import Field, model_validator

from speciosa.diary.entries import Entry, Kind
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.words import number_text


class CutoffRow(Row):
    """A limit on any answer, or a rise from the first to the last total."""

    scale: tuple[str, ...] = Field(min_length=1)
    above: float | None = None
    worse_by: float | None = Field(default=None, gt=0)
    recent_d: int | None = None
    title: str = Field(min_length=1)
    action: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_limit(self) -> "CutoffRow":
        if (self.above is None) == (self.worse_by is None):
            msg = "either above or worse_by"
            raise ValueError(msg)
        return self


@rules.add("cutoff")
def cutoff(facts: Facts) -> list[Draft]:
    """One draft per row whose limit is reached."""
    found = (_draft(row, facts) for row in load_rows("cutoffs", CutoffRow))
    return [draft for draft in found if draft is not None]


def _draft(row: CutoffRow, facts: Facts) -> Draft | None:
    answers = [e for e in facts.entries if _is(row, e) and isinstance(e.value, float)]
    reached = _above(row, answers, facts) if row.worse_by is None else _worse(row, answers)
    if not reached:
        return None
    first, last = (number_text(float(e.value or 0)) for e in (answers[0], answers[-1]))
    return draft_of(
        row,
        title=row.title.format(first=first, last=last),
        action=row.action,
        because=tuple(entry.id for entry in reached),
        since=facts.day(reached[0] if row.worse_by is None else reached[-1]),
    )


def _is(row: CutoffRow, entry: Entry) -> bool:
    rated = entry.kind in (Kind.SCALE, Kind.RATING)
    return rated and entry.what.casefold() in row.scale


def _above(row: CutoffRow, answers: list[Entry], facts: Facts) -> list[Entry]:
    near = [entry for entry in answers if facts.recent(facts.day(entry), row.recent_d)]
    limit = row.above or 0
    return [e for e in near if isinstance(e.value, float) and e.value > limit]


def _worse(row: CutoffRow, answers: list[Entry]) -> list[Entry]:
    if len(answers) < 2:  # noqa: PLR2004 - a change needs two
        return []
    first, last = answers[0], answers[-1]
    rise = float(last.value or 0) - float(first.value or 0)
    return [first, last] if row.worse_by is not None and rise >= row.worse_by else []
