"""A faulty table is told by file and row."""

import pytest
from pydantic import BaseModel

from speciosa.errors import TableError
from speciosa.knowledge.tables import load_table, read_toml, table_names, typed_row


class Row(BaseModel):
    name: str
    number: float


def test_a_row_that_breaks_its_type_names_file_row_and_field():
    with pytest.raises(TableError) as caught:
        typed_row("liver", 3, Row, {"name": "x", "number": "many"})
    assert (caught.value.file, caught.value.row, caught.value.field) == ("liver.toml", 3, "number")
    assert caught.value.exit_code == 11


def test_a_missing_table_and_a_missing_list():
    with pytest.raises(TableError, match="no such table"):
        read_toml("nothing")
    with pytest.raises(TableError, match="a list is missing"):
        load_table("readings", "nothing", Row)


def test_tables_are_listed_and_read_once():
    assert "readings" in table_names()
    assert read_toml("readings") is read_toml("readings")
