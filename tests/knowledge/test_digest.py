import re
from hashlib import sha256

from speciosa.knowledge.digest import knowledge_digest
from speciosa.knowledge.tables import data_folder


def test_it_is_a_sha256_and_covers_names_and_bytes_of_every_table():
    root = data_folder()
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert any("/" in path for path in paths)
    digest = sha256()
    for path in paths:
        content = (root / path).read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    assert knowledge_digest() == digest.hexdigest()
    assert re.fullmatch(r"[0-9a-f]{64}", knowledge_digest())
