"""What one method found for one simulated person, and everything that is kept of that person."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Found:
    """An estimate in the outcome's points with its 95 % interval; None where there is none.

    `declared` is "better", "worse" or "" by the method's own rule.
    """

    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    declared: str = ""

    @property
    def has_interval(self) -> bool:
        """Whether anything was said at all."""
        return self.low is not None and self.high is not None

    def covers(self, truth: float) -> bool:
        """Whether the interval holds the truth."""
        return self.low is not None and self.high is not None and self.low <= truth <= self.high


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One simulated person: the truth, and what each method said.

    Attributes:
        scenario: key of the scenario.
        seed: of the person.
        code: digest of the code that gave this row.
        truth: "seen", "dose" and "net" in points; None where it cannot be asked.
        methods: what each method found for the seen effect.
        net: what the response found for the net effect.
        grade: of the response; empty after an error.
        family: model family of the response.
        reasons: of a grade D.
        told: whether the response says that relief may be relief of withdrawal.
        learned: of the seen effect.
        indication: log evidence that the doses follow the symptom.
        seconds: wall time of exposure and response.
        error: why there is no response.
    """

    scenario: str
    seed: int
    code: str
    truth: dict[str, float | None]
    methods: dict[str, Found]
    net: Found
    grade: str = ""
    family: str = ""
    reasons: list[str] = field(default_factory=list)
    told: bool = False
    learned: float | None = None
    indication: float | None = None
    seconds: float = 0.0
    error: str = ""

    def line(self) -> str:
        """One line of a results file."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def read(cls, line: str) -> Self:
        """The row of a line."""
        kept: dict[str, Any] = json.loads(line)
        kept["methods"] = {name: Found(**found) for name, found in kept["methods"].items()}
        kept["net"] = Found(**kept["net"])
        return cls(**kept)


def rows_of(scenario: str, code: str, folder: Path = RESULTS) -> list[PersonRow]:
    """Rows of a scenario that this code gave, by seed; a line cut off by a stop is left out."""
    path = folder / f"{scenario}.jsonl"
    if not path.exists():
        return []
    found: dict[int, PersonRow] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = PersonRow.read(line)
        except (json.JSONDecodeError, KeyError, TypeError):
            continue
        if row.code == code:
            found[row.seed] = row
    return [found[seed] for seed in sorted(found)]
