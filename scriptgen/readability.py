"""School grade of spoken text: Flesch-Kincaid, with words that the script itself explains left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scriptgen.speech import read_out, syllables
from scriptgen.text import fold, sentences, stem, words

__all__ = ["MEASURABLE", "grade"]

MEASURABLE = 60
"""Words below which the formula says more about the sample than about the text; longer samples are steadier still."""


def grade(texts: Iterable[str], explained: Collection[str] = ()) -> tuple[float, int]:
    """Return the Flesch-Kincaid grade of `texts` taken together and the words that it was measured on.

    Grade is 0.39 words/sentences + 11.8 syllables/words - 15.59 (Kincaid et al., Research Branch Report 8-75, US Navy, 1975).
    `explained` holds stems of words that count neither as words nor as syllables.
    """
    count = total = stops = 0
    for text in texts:
        for sentence in sentences(text):
            kept = [w for w in words(fold(read_out(sentence.text))) if not explained or stem(w) not in explained]
            if kept:
                stops += 1
                count += len(kept)
                total += sum([_syllables(w) for w in kept])
    if not count:
        return 0.0, 0
    return max(0.39 * count / stops + 11.8 * total / count - 15.59, 0.0), count


def _syllables(word: str) -> int:
    return sum([syllables(part) for part in word.split("-") if part]) if "-" in word else syllables(word)
