"""Names that are looked up by the words typed: none that could score is passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pytest

from scriptgen.facts.files import headers
from scriptgen.facts.names import Names, _Name, names_of


class _All(Names):
    """Looks at every name, as slow as that is."""

    def _like(self, found: Sequence[str], meant: Collection[str]) -> Iterator[_Name]:
        for number in range(len(self.texts)):
            name = self._name(number)
            if name.squeezed == "".join(found) or name.all & set(found):
                yield name


EVERY = _All(headers())
TYPED = [name for head in headers()[::4] for name in (head.topic, *head.aliases, *head.asked)]
SAID = {
    "as they are": TYPED,
    "run together": [name.replace(" ", "") for name in TYPED],
    "with more": [f"{name} myths in kids" for name in TYPED],
    "the last words": [" ".join(name.split()[1:]) for name in TYPED],
    "odd ones": [
        "a",
        "to",
        "",
        "é",
        "x-ray",
        "zpack",
        "a fib",
        "allergies",
        "A--B",
        "the of",
        "膝",
        "acné",
        "can't sleep",
    ],
}


@pytest.mark.parametrize("how", SAID)
def test_scores_as_if_every_name_were_looked_at(how: str) -> None:
    names = names_of(headers())
    assert {typed: names.scores(typed) for typed in SAID[how]} == {typed: EVERY.scores(typed) for typed in SAID[how]}
    assert how == "odd ones" or sum(bool(names.scores(typed)) for typed in SAID[how]) > len(SAID[how]) / 2
