"""Features found by themselves: one decorated function in one file, no shared list."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, Generic, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Registry(Generic[F]):
    """Functions of one package by key, in key order; two files cannot claim one key."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._found: dict[str, F] = {}

    def add(self, key: str) -> Callable[[F], F]:
        """Register the decorated function under `key`; raises RuntimeError when it is taken."""

        def keep(function: F) -> F:
            if key in self._found:
                msg = f"'{key}' is registered twice in {self._package}"
                raise RuntimeError(msg)
            self._found[key] = function
            return function

        return keep

    def load(self) -> dict[str, F]:
        """Import every module of the package once and return its functions by key."""
        for module in pkgutil.iter_modules(import_module(self._package).__path__):
            import_module(f"{self._package}.{module.name}")
        return dict(sorted(self._found.items()))
