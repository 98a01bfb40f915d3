"""One fingerprint of all knowledge, so that an assessment says which tables it was made with."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable

from speciosa.knowledge.tables import data_folder


@cache
def knowledge_digest() -> str:
    """SHA-256 (hex) over names and bytes of all shipped files, in the order of their names."""
    digest = sha256()
    for name, file in sorted(_files(data_folder(), ""), key=lambda item: item[0]):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        name = before + item.name
        if item.is_dir():
            yield from _files(item, f"{name}/")
        elif not name.endswith(".pyc"):
            yield name, item
