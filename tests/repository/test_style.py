"""The size and naming limits of the package, as a test."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "speciosa"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py")
UNITS = (
    "_g", "_mg", "_kg", "_ml", "_l", "_h", "_d", "_min", "_per_h", "_per_l", "_per_ml", "_per_mg",
    "_per_g", "_per_mol", "_per_day", "_ratio", "_share", "_prob", "_pts", "_pts2", "_sd", "_cv", "_ms", "_bpm",
)  # fmt: skip
PHYSICAL = ("diary", "exposure")


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function):
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1


def test_no_module_is_longer_than_400_lines():
    assert {p.name: n for p in MODULES if (n := lines_of(p)) > 400} == {}


def test_most_modules_are_short():
    assert median(lines_of(p) for p in MODULES) <= 150


def test_functions_are_short():
    sizes = [body_lines(f) for p in MODULES for f in functions_of(p)]
    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 25


@pytest.mark.parametrize("package", PHYSICAL)
def test_every_float_of_the_physical_packages_carries_its_unit(package):
    bad = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {name}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] == package
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.arg | ast.AnnAssign)
        and node.annotation is not None
        and ast.unparse(node.annotation) == "float"
        and not (name := getattr(node, "arg", None) or ast.unparse(node.target)).endswith(UNITS)
        and name not in WITHOUT_UNIT
    ]
    assert bad == []


# Values whose unit stands beside them, in the same record or the row they come from, and
# statistics that have none.
WITHOUT_UNIT = {
    "ess", "pareto_k", "k", "sigma", "computed",
    "value", "low", "high", "amount", "median", "factor", "typed_value", "number", "typed", "share", "slope", "within",
}  # fmt: skip


def test_every_public_function_and_class_is_explained():
    missing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert missing == []


def test_only_the_command_line_reads_the_clock():
    """Everything below takes its time from the diary: same input, same bytes."""
    readers = {"now", "today", "time", "utcnow", "perf_counter"}
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in readers
        and ast.unparse(node.func.value) in {"datetime", "date", "time", "datetime.datetime"}
    ]
    assert found == []
