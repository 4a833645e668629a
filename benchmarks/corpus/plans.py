"""Whole made plans, as values.

In: a number. Out: the plan of that number: 25 tasks in five parts, about 7,000 characters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.corpus.sentences import YEARS, clause, scene_of, sentence
from benchmarks.corpus.vocabulary import listed, name, pick

PARTS, TASKS = 5, 5
"""Parts of a plan; tasks of a part."""
CHARACTERS = 215
"""Of a task's own text, before its target and its units."""
NUMERALS = "一二三四五"
PUBLISHERS = 30
"""So many plans, one place that issues them; a place publishes every year."""


@dataclass(frozen=True, slots=True)
class MadeTask:
    """A task: what a result of a search leads to."""

    id: str
    number: str
    title: str
    text: str
    """With its units in brackets, as the official text has it."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """A heading and its tasks."""

    number: str
    title: str
    tasks: tuple[MadeTask, ...]


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan."""

    id: str
    title: str
    issuer: str
    number: str
    year: int
    published: str
    opening: str
    parts: tuple[MadePart, ...]

    @property
    def tasks(self) -> Iterator[MadeTask]:
        """Yield the tasks of all parts."""
        return (task for part in self.parts for task in part.tasks)


def plans(count: int) -> Iterator[MadePlan]:
    """Yield the first plans."""
    return map(plan, range(count))


def plan(serial: int) -> MadePlan:
    """Return the plan of a number, always the same."""
    chance = Random(serial)
    place = name(Random(-1 - serial // PUBLISHERS)) + "县市区"[serial // PUBLISHERS % 3]
    year = YEARS[0] + serial % (YEARS[1] - YEARS[0])
    issuer = f"{place}{pick(chance, listed('units')[:6])}"
    return MadePlan(
        id=f"p{serial}",
        title=f"{issuer}{year}年工作要点 第{serial}号",
        issuer=issuer,
        number=f"{place[0]}教发〔{year}〕{serial}号",
        year=year,
        published=f"{year}-{1 + serial % 12:02}-{1 + serial % 28:02}",
        opening=f"{sentence(scene_of(chance, place))}。",
        parts=tuple(part(chance, place, number) for number in range(PARTS)),
    )


def part(chance: Random, place: str, number: int) -> MadePart:
    """Return a part with its tasks."""
    first = number * TASKS + 1
    return MadePart(
        NUMERALS[number],
        clause(scene_of(chance, place), "headings"),
        tuple(task(chance, place, serial) for serial in range(first, first + TASKS)),
    )


def task(chance: Random, place: str, number: int) -> MadeTask:
    """Return a task of one topic."""
    scene = scene_of(chance, place)
    sentences: list[str] = []
    while sum(map(len, sentences)) < CHARACTERS:
        sentences.append(sentence(scene))
    lead, *others = chance.sample(listed("units"), chance.randint(2, 4))
    responsible = f"（牵头单位：市{lead}，配合单位：{'、'.join('市' + unit for unit in others)}）"
    text = f"{'。'.join(sentences)}{responsible}。"
    return MadeTask(f"t{number}", str(number), clause(scene, "titles"), text)
