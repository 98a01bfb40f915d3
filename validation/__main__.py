"""`python -m validation [--scenario KEY ...] [--people N] [--workers 2] [--write]`."""

import argparse
from pathlib import Path

from speciosa.response.simulate import SCENARIOS
from validation.page import page_of, text_of
from validation.run import code_digest, run

PAGE = Path(__file__).parents[1] / "docs" / "validation" / "response.md"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m validation", description=__doc__)
    parser.add_argument("--scenario", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    parser.add_argument("--people", type=int, help="at most so many of each scenario")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--write", action="store_true", help="write the page although not everything was run"
    )
    return parser.parse_args()


def main() -> None:
    """Run what is missing, print a table, and write the page after a full run."""
    asked = _arguments()
    code = code_digest()
    rows = {}
    for key in asked.scenario:
        people = min(asked.people or SCENARIOS[key].people, SCENARIOS[key].people)
        rows[key] = run(key, people, asked.workers, code)
    text_of(rows, print)
    full = asked.people is None and len(asked.scenario) == len(SCENARIOS)
    if full or asked.write:
        PAGE.write_text(page_of(rows, code), encoding="utf-8")


if __name__ == "__main__":
    main()
