"""The scheme file's JSON Schema, by which editors complete keys and mark slips while typing.

It says what the model says about keys, words and ranges; what needs reading the whole file stays with the model.
"""

from __future__ import annotations

from typing import Any

from pay_linkage.schemes.scheme import Scheme


def scheme_schema() -> dict[str, Any]:
    """The JSON Schema of a scheme file (draft 2020-12)."""
    schema = Scheme.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
