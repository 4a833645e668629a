"""What a rule cannot do without: characters that any text it says something of must hold.

In: rules, each with groups of characters. Out: those that a text may concern. Official text is read by a hundred narrow
expressions, of which one in ten finds anything; to ask once for the characters of all costs a tenth of trying them.
Not its business: what a rule then finds. Behind its sign it finds what it finds without (tested on any text).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Signed(Generic[Rule]):
    """A rule, and groups of characters; a text that it finds anything in holds one of each group."""

    rule: Rule
    groups: tuple[frozenset[str], ...]


def signed(rule: Rule, *groups: str) -> Signed[Rule]:
    """Return the rule behind its sign; without groups it concerns every text."""
    return Signed(rule, tuple(map(frozenset, groups)))


class Rules(Generic[Rule]):
    """Rules in order, and one expression that finds the characters of all their signs."""

    def __init__(self, *rules: Signed[Rule]) -> None:
        """Keep the rules; each group of each has a bit, and each character the bits of the groups it is in."""
        self.rules = rules
        bits = iter(range(sum(len(rule.groups) for rule in rules)))
        grouped = [[(group, 1 << next(bits)) for group in rule.groups] for rule in rules]
        self.needs = [
            (rule.rule, sum(bit for _, bit in own))
            for rule, own in zip(rules, grouped, strict=True)
        ]
        self.bits: dict[str, int] = {}
        for group, bit in chain.from_iterable(grouped):
            for character in group:
                self.bits[character] = self.bits.get(character, 0) | bit
        self.sign = re.compile(f"[{re.escape(''.join(sorted(self.bits)))}]")
        self._known = lru_cache(maxsize=1 << 10)(self._holding)  # texts hold the same few groups

    def concerning(self, text: str, start: int = 0, end: int | None = None) -> tuple[Rule, ...]:
        """Return the rules, in order, that may find something between two places of a text."""
        there = 0
        for each in set(self.sign.findall(text, start, len(text) if end is None else end)):
            there |= self.bits[each]
        return self._known(there)

    def _holding(self, there: int) -> tuple[Rule, ...]:
        """Return the rules of which every group is there."""
        return tuple(rule for rule, needed in self.needs if there & needed == needed)
