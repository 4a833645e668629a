"""What all plans together say of one thing: a unit, a topic, a policy, a year, a measure.

In: plans, and what each says by itself. Out: `Groups`. Where they were made before, only those are made anew
of which a plan says something else than it did: the result is that of making all of them.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Plan = TypeVar("Plan")
Thing = TypeVar("Thing", bound=Hashable)
Said = TypeVar("Said")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Groups(Generic[Plan, Thing, Said, Value]):
    """Values by what they are of, and what they were made from."""

    plans: Mapping[str, Plan]
    said: Mapping[str, Mapping[Thing, Said]]
    """By plan: what it says of each thing that it speaks of."""
    speaking: Mapping[Thing, list[str]]
    """The plans that speak of a thing, in the order of the plans."""
    values: Mapping[Thing, Value]


def grouped(
    plans: Mapping[str, Plan],
    says: Callable[[str], Mapping[Thing, Said]],
    make: Callable[[Thing, list[Said]], Value],
    before: Groups[Plan, Thing, Said, Value] | None,
) -> Groups[Plan, Thing, Said, Value]:
    """Return the value of each thing, made of what the plans say of it (`says`, by key), in the order of the plans.

    That order depends on nothing but the plans themselves: those that are the same stand as they stood.
    """
    if before is None:
        before, changed = Groups({}, {}, {}, {}), set(plans)
    else:
        changed = {key for key, linked in plans.items() if before.plans.get(key) is not linked}
    gone = before.plans.keys() - plans.keys()
    if not (changed or gone):
        return before
    left = changed | gone
    said = {key: says(key) if key in changed else before.said[key] for key in plans}
    touched = dict.fromkeys((*_things(before.said, left), *_things(said, changed)))
    if list(plans) == list(before.plans):  # in one order with the others whatever changed
        same = (thing for thing in touched if _says_the_same(thing, changed, said, before.said))
        for thing in tuple(same):
            del touched[thing]
    speaking, values = dict(before.speaking), dict(before.values)
    for thing in touched:
        speaking[thing] = [key for key in speaking.get(thing, ()) if key not in left]
    _add(speaking, plans, touched, {key: said[key] for key in changed})
    for thing in touched:
        if speaking[thing]:
            values[thing] = make(thing, [said[key][thing] for key in speaking[thing]])
        else:
            del speaking[thing]
            values.pop(thing, None)
    return Groups(plans, said, speaking, values)


def _things(said: Mapping[str, Mapping[Thing, Said]], keys: Iterable[str]) -> Iterator[Thing]:
    """Yield what these plans speak of."""
    for key in keys:
        yield from said.get(key, ())


def _says_the_same(
    thing: Thing,
    plans: Iterable[str],
    said: Mapping[str, Mapping[Thing, Said]],
    before: Mapping[str, Mapping[Thing, Said]],
) -> bool:
    """Return whether these plans say of a thing what they said before."""
    return all(
        thing in said[plan] and said[plan][thing] == before[plan].get(thing)
        for plan in plans
        if thing in said[plan] or thing in before[plan]
    )


def _add(
    speaking: Mapping[Thing, list[str]],
    plans: Iterable[str],
    touched: Collection[Thing],
    said: Mapping[str, Mapping[Thing, Said]],
) -> None:
    """Put the plans that changed among those that did not, in the order of all."""
    place = {key: n for n, key in enumerate(plans)}
    late = []
    for key in sorted(said, key=place.__getitem__):
        for thing in said[key]:
            if thing not in touched:
                continue
            others = speaking[thing]
            if others and place[others[-1]] > place[key]:
                late.append(others)
            others.append(key)
    for others in late:
        others.sort(key=place.__getitem__)
