"""The script whose page the tests open: short, with markup in every kind of field."""

from __future__ import annotations

from scriptgen.script import Script

ATTACK = "<script>alert(1)</script>"
SCRIPT = Script.model_validate(
    {
        "topic": f"knee pain {ATTACK}",
        "hook": {"say": "Does running ruin your knees?", "text": "Running = bad knees?"},
        "beats": [
            {"say": f"Joggers get no more arthritis than people who sit. {ATTACK}", "text": ATTACK, "seconds": 4.0},
            {"say": "", "text": "<img src=x onerror=alert(2)>", "show": "Shoes jog past", "seconds": 1.0},
        ],
        "cta": {"say": "Tell me how far you run.", "text": "How far?"},
    }
)
