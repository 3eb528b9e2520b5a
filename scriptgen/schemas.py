"""The published JSON Schemas of what goes in and comes out.

Version rule: `schema_version` counts breaking changes alone. A new optional field keeps the number; a field that is renamed, removed,
or made required raises it, and the previous number stays readable for at least a year.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from scriptgen.brand import Brand
from scriptgen.drafts import Draft
from scriptgen.errors import UsageError
from scriptgen.facts.model import FactFile
from scriptgen.report import Report
from scriptgen.script import Script

__all__ = ["NAMES", "schema"]

_MODELS: dict[str, type[BaseModel]] = {
    "script": Script,
    "report": Report,
    "draft": Draft,
    "brand": Brand,
    "facts": FactFile,
}
NAMES = tuple(_MODELS)


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of script, report, draft, brand or facts."""
    if name not in _MODELS:
        raise UsageError(f"no schema is named {name!r}; there are {', '.join(NAMES)}")
    made = _MODELS[name].model_json_schema(mode="serialization" if name in ("report", "draft") else "validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
