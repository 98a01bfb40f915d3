"""The labelled sentences, and how well a matcher finds them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from speciosa.appraise.matching import DEFAULT, matchers

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Score:
    found: int  # claims found with the right stance
    wrong: int  # found, but not labelled so
    missed: int  # labelled, but not found so

    @property
    def precision(self):
        return self.found / (self.found + self.wrong)

    @property
    def recall(self):
        return self.found / (self.found + self.missed)


def read_file(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def sentences(name):
    return read_file(name)["sentence"]


def found_in(text):
    """Claims with stance, read as in an article about kratom."""
    reading = matchers.load()[DEFAULT](text, "kratom")
    return {f"{match.claim} {match.stance}" for match in reading.matches}


def score(name):
    found = wrong = missed = 0
    for row in sentences(name):
        got, labelled = found_in(row["text"]), set(row["claims"])
        found += len(got & labelled)
        wrong += len(got - labelled)
        missed += len(labelled - got)
    return Score(found, wrong, missed)
