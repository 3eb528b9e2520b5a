"""Shares as tables tell them, with their intervals."""

from __future__ import annotations

from math import sqrt

__all__ = ["interval", "told"]


def interval(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    middle, half = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def told(hits: int, of: int) -> str:
    """Return a share with its interval."""
    low, high = interval(hits, of)
    return f"{hits}/{of} = {hits / max(of, 1):.0%} ({low:.0%}-{high:.0%})"
