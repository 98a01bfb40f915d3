"""The published JSON Schema of a diary, from the types themselves."""

from typing import Any

from speciosa.diary.diary import FORMAT, Diary


def diary_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the JSON form of a diary."""
    schema = Diary.model_json_schema()
    entry = schema["$defs"]["Entry"]
    entry["required"] = [name for name in entry["required"] if name != "id"]  # derived when absent
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FORMAT,
        **schema,
        "required": ["format", *schema["required"]],
    }
