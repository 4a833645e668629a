"""What a rule cannot do without: characters that any text it says something of must hold.

In: characters, in groups. Out: whether a text may concern the rule at all. Official text is read by a hundred narrow
expressions, of which one in ten finds anything; to ask for their characters first costs a tenth of trying them.
Not its business: what the rule then finds. A rule behind its sign finds what it finds without (tested on any text).
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Signed(Generic[Rule]):
    """A rule, and groups of characters of which a text must hold one each for the rule to find anything."""

    rule: Rule
    groups: tuple[frozenset[str], ...]


def signed(rule: Rule, *groups: str) -> Signed[Rule]:
    """Return the rule behind its sign: a text concerns it only if it holds a character of each group."""
    return Signed(rule, tuple(map(frozenset, groups)))


def concerned(rules: Sequence[Signed[Rule]], characters: AbstractSet[str]) -> Iterator[Rule]:
    """Yield the rules, in order, that a text of these characters may concern."""
    for each in rules:
        for group in each.groups:
            if group.isdisjoint(characters):
                break
        else:
            yield each.rule
