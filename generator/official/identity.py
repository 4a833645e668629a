"""Identity of tasks inside a plan: short ASCII ids that survive a change of wording."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from hashlib import blake2b

from generator.model.manuscript import Item
from generator.official.figures.numerals import from_chinese


def task_ids(items: Sequence[Item]) -> tuple[str, ...]:
    """Return an id a task: the editor's, else t + its number where all numbers differ, else t + its order."""
    numbers = [_value(item.number) for item in items]
    distinct = None not in numbers and len(set(numbers)) == len(numbers)
    taken = {item.id for item in items if item.id}
    ids: list[str] = []
    for order, (item, number) in enumerate(zip(items, numbers, strict=True), 1):
        made = f"t{number if distinct else order}"
        while not item.id and made in taken:
            made += "a"
        ids.append(item.id or made)
        taken.add(ids[-1])
    return tuple(ids)


def _value(number: str) -> int | None:
    if number.isascii() and number.isdigit():
        return int(number)
    return from_chinese(number)


@lru_cache(maxsize=1 << 14)  # a preview asks for the same names after every change
def initials(name: str) -> str:
    """Return an ASCII id for a name: pinyin initials of Chinese characters, other letters and digits kept."""
    from pypinyin.core import Pinyin  # noqa: PLC0415  (40 ms to load, and few files need it)

    letters = "".join(map(_letters, Pinyin().seg(name)))
    kept = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:60].strip("-")
    return kept or f"p{blake2b(name.encode(), digest_size=6).hexdigest()}"


def unused(name: str, taken: Container[str]) -> str:
    """Return an ASCII id for a name that nobody has: its initials, with the first number behind them that is free."""
    stem = made = initials(name)
    number = 1
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made


@lru_cache(maxsize=1 << 14)  # names are made of the same few thousand words
def _letters(word: str) -> str:
    """Return the initials of one word: how a character is read depends on its word alone."""
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return "".join(each[0] for each in pinyin([word], style=Style.FIRST_LETTER, errors="default"))
