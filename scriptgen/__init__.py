"""scriptgen drafts and checks short-video scripts for medical professionals.

    draft = scriptgen.draft("knee pain myths")
    report = scriptgen.check(draft.script)
    text = scriptgen.export(draft.script, "srt")

Names load when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scriptgen.api import Fixed, adraft, afix, check, draft, fix
    from scriptgen.batching import Drafted, Failed, StoppedError, abatch, batch
    from scriptgen.brand import Brand
    from scriptgen.brief import Brief
    from scriptgen.checking import screen
    from scriptgen.drafts import Draft
    from scriptgen.errors import (
        AccessError,
        BusyError,
        CrashError,
        InputError,
        NothingToDraftError,
        ProviderError,
        RefusedError,
        ReplyError,
        ScriptgenError,
        UsageError,
    )
    from scriptgen.exports import export
    from scriptgen.facts_check import add_facts
    from scriptgen.loading import read, read_file
    from scriptgen.report import Finding, Report, Severity
    from scriptgen.script import Beat, Script
    from scriptgen.varying import variants

__version__ = "0.1.0"

__all__ = [
    "AccessError",
    "Beat",
    "Brand",
    "Brief",
    "BusyError",
    "CrashError",
    "Draft",
    "Drafted",
    "Failed",
    "Finding",
    "Fixed",
    "InputError",
    "NothingToDraftError",
    "ProviderError",
    "RefusedError",
    "ReplyError",
    "Report",
    "Script",
    "ScriptgenError",
    "Severity",
    "StoppedError",
    "UsageError",
    "__version__",
    "abatch",
    "add_facts",
    "adraft",
    "afix",
    "batch",
    "check",
    "draft",
    "export",
    "fix",
    "read",
    "read_file",
    "screen",
    "variants",
]

_HOMES = {
    "scriptgen.api": ("Fixed", "adraft", "afix", "check", "draft", "fix"),
    "scriptgen.batching": ("Drafted", "Failed", "StoppedError", "abatch", "batch"),
    "scriptgen.brand": ("Brand",),
    "scriptgen.brief": ("Brief",),
    "scriptgen.checking": ("screen",),
    "scriptgen.drafts": ("Draft",),
    "scriptgen.errors": (
        "AccessError",
        "BusyError",
        "CrashError",
        "InputError",
        "NothingToDraftError",
        "ProviderError",
        "RefusedError",
        "ReplyError",
        "ScriptgenError",
        "UsageError",
    ),
    "scriptgen.exports": ("export",),
    "scriptgen.facts_check": ("add_facts",),
    "scriptgen.loading": ("read", "read_file"),
    "scriptgen.report": ("Finding", "Report", "Severity"),
    "scriptgen.script": ("Beat", "Script"),
    "scriptgen.varying": ("variants",),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'scriptgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
