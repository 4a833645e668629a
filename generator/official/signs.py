"""What a rule cannot do without: characters that any text it says something of must hold.

In: rules, each with groups of characters. Out: those that a text may concern. Official text is read by a hundred narrow
expressions, of which one in ten finds anything; to ask once for the characters of all costs a tenth of trying them.
Not its business: what a rule then finds. Behind its sign it finds what it finds without (tested on any text).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Signed(Generic[Rule]):
    """A rule, and its sign: a text that it finds anything in holds a character of each group."""

    rule: Rule
    groups: tuple[frozenset[str], ...]
    expression: re.Pattern[str] | None
    """Where few documents hold anything for the rule: what every such text holds, looked for in all texts at once."""


def signed(rule: Rule, *groups: str, expression: re.Pattern[str] | None = None) -> Signed[Rule]:
    """Return the rule behind its sign; without groups it concerns every text."""
    return Signed(rule, tuple(map(frozenset, groups)), expression)


class Rules(Generic[Rule]):
    """Rules in order, and one expression that finds the characters of all their signs."""

    def __init__(self, *rules: Signed[Rule]) -> None:
        """Keep the rules; each group of each has a bit, and each character the bits of the groups it is in."""
        self.rules = rules
        bits = iter(range(sum(len(rule.groups) for rule in rules)))
        grouped = [[(group, 1 << next(bits)) for group in rule.groups] for rule in rules]
        self.needs = [sum(bit for _, bit in own) for own in grouped]
        self.bits: dict[str, int] = {}
        for group, bit in chain.from_iterable(grouped):
            for character in group:
                self.bits[character] = self.bits.get(character, 0) | bit
        self.sign = re.compile(f"[{re.escape(''.join(sorted(self.bits)))}]")
        self._known = lru_cache(maxsize=1 << 10)(self._holding)  # texts hold the same few groups

    def concerning(self, text: str, start: int = 0, end: int | None = None) -> tuple[Rule, ...]:
        """Return the rules, in order, that may find something between two places of a text."""
        return self._known(self._there(text, start, len(text) if end is None else end))

    def shared_out(self, texts: Sequence[str]) -> Iterator[tuple[Rule, list[int]]]:
        """Yield each rule, in order, with the numbers of the texts that it may find something in."""
        there = [self._there(text, 0, len(text)) for text in texts]
        whole = "\n".join(texts)
        for each, needed in zip(self.rules, self.needs, strict=True):
            if each.expression is None or each.expression.search(whole):
                yield each.rule, [n for n, own in enumerate(there) if own & needed == needed]

    def _there(self, text: str, start: int, end: int) -> int:
        """Return the bits of the groups that are there."""
        there = 0
        for each in set(self.sign.findall(text, start, end)):
            there |= self.bits[each]
        return there

    def _holding(self, there: int) -> tuple[Rule, ...]:
        """Return the rules of which every group is there."""
        pairs = zip(self.rules, self.needs, strict=True)
        return tuple(each.rule for each, needed in pairs if there & needed == needed)
