"""Sentences of office prose, made by a small grammar.

In: a topic, a source of chance. Out: text. The grammar is a list of clauses with gaps (words/clauses.txt); what fills
a gap is drawn from the list of that letter, the topic's own words most often.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.corpus.vocabulary import lines, listed, name, pick

GAP = re.compile(r"\{(\w)\}")
OWN, FOCUS = 0.78, 7
"""How often a word is of the topic; how many words of the topic one task uses."""
YEARS = (2016, 2026)
Template = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a stretch of text is about, and where."""

    chance: Random
    focus: tuple[str, ...]
    bureau: str
    """The place that speaks."""


def scene_of(chance: Random, bureau: str) -> Scene:
    """Return a scene of one topic."""
    words = chance.choice(lines("topics")).split()
    return Scene(chance, tuple(chance.sample(words, FOCUS)), bureau)


@cache
def templates(name: str) -> tuple[Template, ...]:
    """Return the patterns of a list: literal text and the letter of the gap behind it."""
    return tuple(
        tuple(zip(parts[::2], [*parts[1::2], ""], strict=True))
        for parts in (GAP.split(line) for line in lines(name))
    )


def clause(scene: Scene, grammar: str) -> str:
    """Return one clause of a grammar."""
    patterns = templates(grammar)
    chosen = scene.chance.choices(patterns, cum_weights=falling(len(patterns)))[0]
    return "".join(literal + FILLERS[gap](scene) if gap else literal for literal, gap in chosen)


@cache
def falling(count: int) -> tuple[float, ...]:
    """Return cumulated weights that halve over a list."""
    total, found = 0.0, []
    for rank in range(count):
        total += 1 - rank / (count * 1.6)
        found.append(total)
    return tuple(found)


def sentence(scene: Scene) -> str:
    """Return two to four clauses, without a full stop."""
    return "，".join(clause(scene, "clauses") for _ in range(scene.chance.randint(2, 4)))


def topical(scene: Scene) -> str:
    """Return a word of the topic, at times of another."""
    if scene.chance.random() < OWN:
        return scene.chance.choice(scene.focus)
    return scene.chance.choice(listed("topics"))


def rate(scene: Scene) -> str:
    """Return a rate and the figure that it has to reach."""
    chance = scene.chance
    value = chance.randint(45, 99) + chance.choice((0, 0, 0, 0.5, 0.2, 0.8))
    return f"{pick(chance, listed('rates'))}达到{value:g}%{chance.choice(('', '以上'))}"


def count(scene: Scene) -> str:
    """Return how many of something: 公办幼儿园12所."""
    measure, thing, usual = scene.chance.choice(lines("counted")).split()
    size = max(1, round(int(usual) * scene.chance.uniform(0.3, 2.5)))
    return f"{thing}{size}{measure}"


def place(scene: Scene) -> str:
    """Return a place: its own, or one with a name that may be new."""
    return name(scene.chance) + scene.chance.choice(listed("places"))


def drawn(words: str) -> Callable[[Scene], str]:
    """Return what draws a word of a list."""
    return lambda scene: pick(scene.chance, listed(words))


FILLERS: dict[str, Callable[[Scene], str]] = {
    "t": topical,
    "r": rate,
    "c": count,
    "p": place,
    "v": drawn("verbs"),
    "m": drawn("manners"),
    "k": drawn("kinds"),
    "q": drawn("qualities"),
    "w": drawn("people"),
    "d": drawn("deadlines"),
    "f": drawn("reasons"),
    "g": drawn("things"),
    "o": drawn("occasions"),
    "u": lambda scene: scene.chance.choice("市县") + pick(scene.chance, listed("units")),
    "s": lambda scene: name(scene.chance) + scene.chance.choice(listed("schools")),
    "x": lambda scene: name(scene.chance),
    "b": lambda scene: scene.bureau[:1],
    "l": lambda scene: clause(scene, "policies"),
    "n": lambda scene: str(scene.chance.randint(2, 300)),
    "y": lambda scene: str(scene.chance.randint(*YEARS)),
}
