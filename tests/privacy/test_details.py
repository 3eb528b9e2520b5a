"""Names and places beside a story: a capital is enough there, and nowhere else."""

from __future__ import annotations

import pytest

from scriptgen.privacy import find

HELD = {
    "A man came to my clinic last Tuesday, Cody Wexham, with his toe.": "Cody Wexham",
    "I treated a girl last week, the one from Brindlow High, and she cried.": "Brindlow High",
    "Shout-out to little Teddy Marsh, who held so still.": "Teddy Marsh",
    "R.I.P. Hughie Dorrian. Get your heart checked.": "Hughie Dorrian",
    "Congratulations Gareth Pell, all clear since Thursday!": "Gareth Pell",
}
FREE = (
    "Shout-out to our nurse Priya Raman, who films all of this.",
    "Say hi to my colleague Tom Hale at the front desk.",
    "Happy birthday to Florence Nightingale, born in 1820.",
    "Congratulations, you made it to the end of the video.",
    "Forward this to an aunt. You know which one.",
    "His point, if I may, is that knees hurt when you run too much.",
    "A Baker's cyst sits behind the knee, and Ozempic has nothing to do with it.",
)


@pytest.mark.parametrize(("line", "said"), HELD.items())
def test_held(line: str, said: str) -> None:
    assert said in {line[f.start : f.end] for f in find(line, "script") if f.kind != "story"}


@pytest.mark.parametrize("line", FREE)
def test_free(line: str) -> None:
    assert not [line[f.start : f.end] for f in find(line, "script")]


def test_whom_a_script_greets_is_doubted_only() -> None:
    found = find("Shout-out to little Teddy Marsh, who held so still.", "script")
    assert {f.sure for f in found if f.kind == "name"} == {False}
