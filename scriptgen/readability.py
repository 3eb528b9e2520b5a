"""School grade of spoken text: Flesch-Kincaid, with words that the script itself explains left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scriptgen.speech import read_out, syllables
from scriptgen.text import fold, sentences, stem, words

__all__ = ["MEASURABLE", "formula", "grade"]

MEASURABLE = 60
"""Words below which the formula says more about the sample than about the text; longer samples are steadier still."""


def formula(count: int, total: int, stops: int) -> float:
    """Return the grade of `count` words with `total` syllables in `stops` sentences, at least 0.

    It is 0.39 words/sentences + 11.8 syllables/words - 15.59
    (Kincaid et al., Research Branch Report 8-75, US Navy, 1975).
    """
    if not count or not stops:
        return 0.0
    return max(0.39 * count / stops + 11.8 * total / count - 15.59, 0.0)


def grade(texts: Iterable[str], explained: Collection[str] = ()) -> tuple[float, int]:
    """Return the Flesch-Kincaid grade of `texts` taken together and the words that it was measured on.

    Words are counted as they are heard: figures read out, the parts of a hyphenated word one by one.
    `explained` holds stems of words that count neither as words nor as syllables.
    """
    count = total = stops = 0
    for text in texts:
        for sentence in sentences(text):
            kept = [
                part
                for word in words(fold(read_out(sentence.text)))
                if not explained or stem(word) not in explained
                for part in (word.split("-") if "-" in word else (word,))
                if part and (not explained or stem(part) not in explained)
            ]
            if kept:
                stops += 1
                count += len(kept)
                total += sum([syllables(w) for w in kept])
    return formula(count, total, stops), count
