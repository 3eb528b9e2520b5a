"""Shared by the tests of providers."""

from __future__ import annotations

from scriptgen.exchange import Message, ModelRequest

CANARY = "Marguerite Quillfeather"
KEY = "sk-canary-0123456789abcdef"
SCHEMA = {
    "type": "object",
    "properties": {"hook": {"type": "string"}},
    "required": ["hook"],
    "additionalProperties": False,
}
REQUEST = ModelRequest(
    kind="draft",
    round=0,
    messages=(Message("system", "You write."), Message("user", f"About {CANARY}'s knee")),
    schema=SCHEMA,
    max_tokens=500,
    key="0",
)
