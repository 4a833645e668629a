"""Identity of tasks inside a plan: short ASCII ids that survive a change of wording."""

import re
from collections.abc import Sequence
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


def initials(name: str) -> str:
    """Return an ASCII id for a name: pinyin initials of Chinese characters, other letters and digits kept."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  (40 ms to load, and few files need it)

    read = pinyin(name, style=Style.FIRST_LETTER, errors="default")
    letters = "".join(each[0] for each in read)
    kept = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:60].strip("-")
    return kept or f"p{blake2b(name.encode(), digest_size=6).hexdigest()}"
