"""What rules see of a script: lines of the same text are analysed once, and each keeps its own place."""

from __future__ import annotations

import pytest

from scriptgen.rule import WARNING
from scriptgen.text import KEPT
from scriptgen.view import Line


@pytest.mark.parametrize(("size", "shared"), [(20, True), (KEPT + 1, False)])
def test_a_text_is_analysed_once_unless_it_is_long(size: int, shared: bool) -> None:
    text = "knees " * (size // 6) + "x" * (size % 6)
    one, other = (Line("hook", "say", path, text) for path in ("hook.say", "beats[0].say"))
    assert (one.words is other.words) is shared
    assert [line.hit(WARNING).path for line in (one, other)] == ["hook.say", "beats[0].say"]


def test_lines_of_other_texts_share_nothing() -> None:
    assert Line("hook", "say", "hook.say", "Knees hurt.").words == ["knees", "hurt"]
    assert Line("hook", "say", "hook.say", "Hips hurt.").words == ["hips", "hurt"]
