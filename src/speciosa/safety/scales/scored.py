"""What a filled-in questionnaire gives; a page prints it without adding anything."""

from pydantic import Field

from speciosa.record import Number, Record


class Scored(Record):
    """One total and what may be said about it; no total or no band always says why."""

    key: str
    name: str
    total: Number | None = None
    why_no_total: str = ""
    count: int | None = None  # answers that count as positive, where the scale counts them
    band: str = ""
    band_source: str = ""
    why_no_band: str = ""
    parts: dict[str, Number] = Field(default_factory=dict)
    without: Number | None = None  # the total without the questions that are shown apart
    why_without: str = ""
    missing: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
