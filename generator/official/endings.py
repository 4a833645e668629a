"""Words that a text may end in, found by their last character.

In: words. Out: the one in which a text ends. Not its business: what the words mean.
"""

from collections.abc import Iterable, Mapping

Endings = Mapping[str, tuple[str, ...]]
"""Words by their last character, so that few are tried at a place."""


def endings(words: Iterable[str]) -> Endings:
    """Return the words by their last character; of words that end alike, the one that is listed first is found."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def ending(text: str, start: int, end: int, words: Endings) -> str:
    """Return the word in which the text between two places ends; "" where there is none."""
    if start < end:
        for word in words.get(text[end - 1], ()):
            if text.endswith(word, start, end):
                return word
    return ""
