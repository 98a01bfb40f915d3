"""The page of every field of an assessment, from its types."""

import inspect
from collections.abc import Iterator

from scripts.knowledge.blocks import safe
from scripts.reference.fields import Schema, fields_of, models_of, prose, short, table
from speciosa.assessment.schema import SCHEMA, Assessment


def assessment_page() -> Iterator[str]:
    """The page, line by line: the assessment first, then its parts by name."""
    schema = Assessment.model_json_schema(by_alias=True, mode="serialization")
    yield "# Assessment: every field"
    yield ""
    yield "Written by `make docs` from the types; do not edit. This is what `report.json` holds and"
    yield f"what `speciosa.assess` returns, format `{SCHEMA}`. The same as a"
    yield "[JSON Schema](../schema/assessment-1.json). A field without a default is always there."
    yield ""
    yield from _part(Assessment.__name__, schema)
    for name in sorted(schema["$defs"]):
        yield from _part(name, schema["$defs"][name])


def _part(name: str, schema: Schema) -> Iterator[str]:
    model = models_of(Assessment)[name]
    yield f"## {safe(short(name))}"
    yield ""
    yield prose(inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0])
    yield ""
    rows = [
        (f"`{field.name}`", field.type, field.default, prose(field.said))
        for field in fields_of(model, schema)
    ]
    yield from table(("Field", "Type", "Default", "Meaning"), rows)
    yield ""
