"""The published schema describes what is written."""

import json

from speciosa.diary.schema import diary_schema
from speciosa.diary.writers import write_json
from tests.diary.folders import diary


def test_every_key_written_is_in_the_schema(tmp_path):
    schema = diary_schema()
    written = json.loads(write_json(diary(tmp_path / "d", "2026-03-01T08:10,dose,green,3,g,x,")))
    assert set(written) <= set(schema["properties"])
    entry = schema["$defs"]["Entry"]
    assert set(written["entries"][0]) <= set(entry["properties"])
    assert set(entry["required"]) <= set(written["entries"][0])
    assert set(schema["required"]) <= set(written)
    assert schema["additionalProperties"] is False
    assert schema["$id"] == "speciosa.diary/1"


def test_the_schema_is_plain_json_and_always_the_same():
    assert json.dumps(diary_schema()) == json.dumps(diary_schema())
