import pytest

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys, sources


def test_every_source_says_what_was_read():
    assert len(sources()) > 100
    assert all(source.read and source.cite for source in sources().values())
    assert all(source.doi.startswith("10.") for source in sources().values() if source.doi)


def test_a_row_without_or_with_an_unknown_source_names_file_row_and_field():
    with pytest.raises(TableError, match=r"interactions.toml:3, sources: no source"):
        check_keys((), "interactions", 3)
    with pytest.raises(TableError, match=r'found "nobody1999"') as caught:
        check_keys(("tanna2023", "nobody1999"), "interactions", 3)
    assert caught.value.exit_code == 11


def test_known_keys_pass():
    check_keys(("tanna2023", "livertox"), "interactions", 1)
