"""The rules: one file each, found by their names; nothing registers itself."""

from __future__ import annotations

import pkgutil
import re
from functools import lru_cache
from importlib import import_module

from scriptgen.errors import UsageError
from scriptgen.rule import Rule

__all__ = ["all_rules", "chosen"]

_FILE = re.compile(r"[a-z]{2}\d{3}_\w+$")


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of their codes."""
    found = [import_module(f"{__name__}.{m.name}").RULE for m in pkgutil.iter_modules(__path__) if _FILE.match(m.name)]
    return tuple(sorted(found, key=lambda rule: rule.code))


def chosen(selectors: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that codes, slugs or families (HK) name; all of them for none; raise UsageError for an unknown one."""
    if not selectors:
        return all_rules()
    kept: set[str] = set()
    for selector in selectors:
        hits = [r.code for r in all_rules() if selector.upper() in (r.code, r.code[:2]) or selector.lower() == r.slug]
        if not hits:
            raise UsageError(f"no rule is named {selector!r}; 'scriptgen rules' lists them all")
        kept.update(hits)
    return tuple(r for r in all_rules() if r.code in kept)
