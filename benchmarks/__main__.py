"""`python -m benchmarks [NAME ...]`: run every module that has `rows()` and print a table."""

import pkgutil
import sys
from importlib import import_module

import benchmarks
from benchmarks.row import Row


def found(wanted: list[str]) -> list[Row]:
    """Rows of all modules of this package, or of those named."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    modules = [import_module(f"benchmarks.{n}") for n in names if n != "__main__"]
    chosen = [m for m in modules if hasattr(m, "rows")]
    if wanted:
        chosen = [m for m in chosen if m.__name__.rpartition(".")[2] in wanted]
    return [row for module in chosen for row in module.rows()]


def main() -> None:
    """Print the table."""
    print(f"{'task':<58} {'ours':>10} {'peer':>16} {'time':>10} {'ratio':>8}  note")
    for row in found(sys.argv[1:]):
        peer_s = "" if row.peer_s is None else f"{row.peer_s:.3g} s"
        ratio = "" if row.ratio is None else f"{row.ratio:.3g} x"
        ours_s = f"{row.ours_s:.3g} s"
        print(f"{row.name:<58} {ours_s:>10} {row.peer:>16} {peer_s:>10} {ratio:>8}  {row.note}")


if __name__ == "__main__":
    main()
