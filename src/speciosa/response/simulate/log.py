"""What a simulated person writes down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from speciosa.diary.entries import Entry, Kind
from speciosa.response.simulate.allotment import Block

ZONE = ZoneInfo("Europe/Berlin")


@dataclass(slots=True)
class Log:
    """Collects the entries of a simulated diary in local time; silent before the first day.

    Attributes:
        midnight: start of the diary.
        entries: what was written.
        level_pts: by id of a rating or a prompt, where the symptom really was.
        effect_pts: by id of a rating or a prompt, what the product did to the symptom then.
    """

    midnight: datetime
    entries: list[Entry] = field(default_factory=list)
    level_pts: dict[str, float] = field(default_factory=dict)
    effect_pts: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, first_day: date) -> "Log":
        """An empty log."""
        return cls(datetime.combine(first_day, time(), tzinfo=ZONE))

    def add(
        self,
        at_h: float,
        kind: Kind,
        what: str,
        value: float | None = None,
        unit: str = "",
        note: str = "",
    ) -> str:
        """Write one entry; return its id, empty before the first day."""
        if at_h < 0.0:
            return ""
        at = self.midnight + timedelta(minutes=round(60.0 * at_h))  # wall clock, as people write
        number = f"sim-{len(self.entries) + 1:05d}"
        entry = Entry(at=at, kind=kind, what=what, value=value, unit=unit, note=note, id=number)
        self.entries.append(entry)
        return number

    def add_felt(
        self, at_h: float, what: str, value: float | None, level_pts: float, effect_pts: float
    ) -> None:
        """Write a rating, or a prompt where it is None, beside what was really so."""
        kind = Kind.PROMPT if value is None else Kind.RATING
        number = self.add(at_h, kind, what, value)
        if number:
            self.level_pts[number], self.effect_pts[number] = level_pts, effect_pts

    def add_blocks(self, product: str, blocks: Sequence[Block]) -> None:
        """Write the allocation of every block at its first midnight."""
        for block in blocks:
            note = f"pair {block.pair}, {block.length_d} d"
            at_h = 24.0 * block.first_day
            self.add(at_h, Kind.ALLOCATION, product, block.share, "share", note)
