"""The scheme file's JSON Schema, by which editors complete keys and mark slips while typing.

It says what the model says about keys, words and ranges; what needs reading the whole file stays with the model.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pay_linkage.schemes.scheme import Scheme


class _FileSchema(GenerateJsonSchema):
    """What may stand in the file: no ``null``, numbers as numbers, and a ``source`` in every mapping."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be absent may not be empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default only where there is a value."""
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def encode_default(self, dft: Any) -> Any:
        """Whole decimals as the numbers that they are."""
        return int(dft) if isinstance(dft, Decimal) else super().encode_default(dft)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Names of the scheme's own, and the mapping's source."""
        return {**super().dict_schema(schema), "properties": {"source": {"type": "string", "minLength": 1}}}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  (as the base has it)
        """Keys are their own titles."""
        return False


def scheme_schema() -> dict[str, Any]:
    """The JSON Schema of a scheme file (draft 2020-12)."""
    schema = Scheme.model_json_schema(by_alias=True, mode="validation", schema_generator=_FileSchema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def scheme_schema_text() -> str:
    """The same as the file ``scheme.schema.json`` holds it."""
    return json.dumps(scheme_schema(), ensure_ascii=False, indent=2) + "\n"
