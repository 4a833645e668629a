"""What a rule cannot do without: characters that any text it says something of must hold.

In: rules, each with groups of characters. Out: those that a text may concern. Official text is read by a hundred narrow
expressions, of which one in ten finds anything; to ask once for the characters of all costs a tenth of trying them.
Not its business: what a rule then finds. Behind its sign it finds what it finds without (tested on any text).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
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
        """Keep the rules."""
        self.rules = rules
        characters = sorted({each for rule in rules for group in rule.groups for each in group})
        self.sign = re.compile(f"[{re.escape(''.join(characters))}]")
        self._known = lru_cache(maxsize=1 << 10)(self._holding)  # texts hold the same few signs

    def concerning(self, text: str, start: int = 0, end: int | None = None) -> tuple[Rule, ...]:
        """Return the rules, in order, that may find something between two places of a text."""
        found = self.sign.findall(text, start, len(text) if end is None else end)
        return self._known(frozenset(found))

    def _holding(self, there: frozenset[str]) -> tuple[Rule, ...]:
        """Return the rules all of whose groups have a character among those that are there."""
        return tuple(
            each.rule
            for each in self.rules
            if not any(group.isdisjoint(there) for group in each.groups)
        )
