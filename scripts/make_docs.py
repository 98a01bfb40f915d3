"""Write the published JSON Schemas from the types; a test keeps the committed copies fresh."""

import json
from pathlib import Path

from speciosa.assessment.schema import Assessment
from speciosa.diary.schema import diary_schema

SCHEMAS = Path(__file__).parents[1] / "docs" / "schema"


def texts() -> dict[str, str]:
    """File name to content of every generated document."""
    schemas = {
        "assessment-1.json": Assessment.model_json_schema(by_alias=True, mode="serialization"),
        "diary-1.json": diary_schema(),
    }
    return {name: json.dumps(schema, indent=1) + "\n" for name, schema in schemas.items()}


if __name__ == "__main__":
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
        print(SCHEMAS / name)
