"""What all plans together say of one thing: a unit, a topic, a policy, a year, a measure.

In: plans, and what each says by itself. Out: `Groups`. Where they were made before, only those are made anew
of which a plan says something else than it did: the result is that of making all of them.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.recall import Recall, patched

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
    spoken: Mapping[Thing, list[Said]]
    """What these say of it."""
    values: Mapping[Thing, Value]


def grouped(
    recall: Recall,
    slot: str,
    plans: Mapping[str, Plan],
    says: Callable[[str], Mapping[Thing, Said]],
    make: Callable[[Thing, list[Said]], Value],
) -> Groups[Plan, Thing, Said, Value]:
    """Return the value of each thing, made of what the plans say of it (`says`, by key), in the order of the plans.

    That order depends on nothing but the plans themselves: those that are the same stand as they stood.
    """

    def made(
        before: Groups[Plan, Thing, Said, Value] | None,
    ) -> Groups[Plan, Thing, Said, Value]:
        return _since(recall, before or Groups({}, {}, {}, {}, {}), plans, says, make)

    return recall.since(slot, made)


def _since(
    recall: Recall,
    before: Groups[Plan, Thing, Said, Value],
    plans: Mapping[str, Plan],
    says: Callable[[str], Mapping[Thing, Said]],
    make: Callable[[Thing, list[Said]], Value],
) -> Groups[Plan, Thing, Said, Value]:
    found = recall.differing(before.plans, plans)
    if not found.keys:
        return before
    new = {key: says(key) for key in found.keys if key in plans}
    touched = [*dict.fromkeys((*_things(before.said, found.keys), *_things(new, new)))]
    moved = touched
    if found.is_in_order:  # whatever changed, it stands where it stood
        said: Mapping[str, Mapping[Thing, Said]] = patched(recall, before.said, new)
        touched = [thing for thing in touched if not _says_the_same(thing, new, before.said)]
        moved = [thing for thing in touched if not _speak_as_before(thing, new, before.said)]
    else:
        said = {key: new[key] if key in new else before.said[key] for key in plans}
    speaking = _moved(before.speaking, moved, found.keys, plans, new)
    anew = frozenset(moved)
    spoken = {
        thing: [said[key][thing] for key in speaking.get(thing, ())]
        if thing in anew
        else _replaced(before.spoken[thing], speaking[thing], thing, new)
        for thing in touched
    }
    made = {thing: make(thing, own) for thing, own in spoken.items() if own}
    values = _together(recall, before.values, made, touched)
    return Groups(plans, said, speaking, {**before.spoken, **spoken}, values)


def _replaced(
    before: list[Said], plans: list[str], thing: Thing, new: Mapping[str, Mapping[Thing, Said]]
) -> list[Said]:
    """Return what plans say of a thing, some of them something new."""
    said = [*before]
    for key, own in new.items():
        if thing in own:
            said[plans.index(key)] = own[thing]
    return said


def _together(
    recall: Recall,
    before: Mapping[Thing, Value],
    made: Mapping[Thing, Value],
    touched: Collection[Thing],
) -> Mapping[Thing, Value]:
    """Return the values of all things: of those that were touched and not made again nobody speaks any more."""
    if len(made) == len(touched) and all(thing in before for thing in made):
        return patched(recall, before, made)
    values = {**before, **made}
    for thing in touched:
        if thing not in made:
            values.pop(thing, None)
    return values


def _things(said: Mapping[str, Mapping[Thing, Said]], keys: Iterable[str]) -> Iterator[Thing]:
    """Yield what these plans speak of."""
    for key in keys:
        yield from said.get(key, ())


def _says_the_same(
    thing: Thing,
    now: Mapping[str, Mapping[Thing, Said]],
    before: Mapping[str, Mapping[Thing, Said]],
) -> bool:
    """Return whether these plans say of a thing what they said before."""
    return all(
        thing in own and own[thing] == before[plan].get(thing)
        for plan, own in now.items()
        if thing in own or thing in before[plan]
    )


def _speak_as_before(
    thing: Thing,
    now: Mapping[str, Mapping[Thing, Said]],
    before: Mapping[str, Mapping[Thing, Said]],
) -> bool:
    """Return whether the same ones of these plans speak of a thing as before."""
    return all((thing in own) == (thing in before[plan]) for plan, own in now.items())


def _moved(
    before: Mapping[Thing, list[str]],
    things: Collection[Thing],
    left: Collection[str],
    plans: Iterable[str],
    new: Mapping[str, Mapping[Thing, Said]],
) -> Mapping[Thing, list[str]]:
    """Return which plans speak of a thing; some things lost those that left, and are given those that are new."""
    if not things:
        return before
    gone = frozenset(left)
    found = {thing: [key for key in before.get(thing, ()) if key not in gone] for thing in things}
    _add(found, plans, new)
    speaking = {**before, **found}
    for thing, own in found.items():
        if not own:
            del speaking[thing]
    return speaking


def _add(
    speaking: Mapping[Thing, list[str]],
    plans: Iterable[str],
    said: Mapping[str, Mapping[Thing, Said]],
) -> None:
    """Put the plans that changed among those that did not, in the order of all."""
    place = {key: n for n, key in enumerate(plans)}
    late = []
    for key in sorted(said, key=place.__getitem__):
        for thing in said[key]:
            if thing not in speaking:
                continue
            others = speaking[thing]
            if others and place[others[-1]] > place[key]:
                late.append(others)
            others.append(key)
    for others in late:
        others.sort(key=place.__getitem__)
