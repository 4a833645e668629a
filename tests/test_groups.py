"""What all plans together say of a thing: made anew only where a plan says something else, with the same result."""

from hypothesis import given
from hypothesis import strategies as st

from generator.groups import Groups, grouped
from generator.recall import Recall, anew
from generator.run.recollection import Recollection

THINGS = st.dictionaries(st.sampled_from("uvwx"), st.integers(0, 2), max_size=3)
Said = tuple[tuple[str, int], ...]
PLANS = st.lists(
    st.tuples(st.sampled_from("abcdef"), THINGS), max_size=6, unique_by=lambda plan: plan[0]
)


def made(
    plans: dict[str, list[Said]], recall: Recall
) -> tuple[Groups[list[Said], str, int, str], list[str]]:
    """Return the groups, and which were made."""
    called: list[str] = []

    def make(thing: str, said: list[int]) -> str:
        called.append(thing)
        return f"{thing}{said}"

    found = grouped(recall, "groups", plans, lambda key: dict(plans[key][0]), make)
    return found, called


@given(st.lists(PLANS, min_size=2, max_size=5))
def test_with_memory_as_without(steps: list[list[tuple[str, dict[str, int]]]]) -> None:
    recall = Recollection()
    known: dict[str, list[Said]] = {}
    for step in steps:
        order = sorted(step, key=lambda plan: (sum(plan[1].values()), plan[0]))
        said = {key: tuple(things.items()) for key, things in order}
        plans = {
            key: known[key] if key in known and known[key][0] == own else [own]
            for key, own in said.items()
        }
        found, _ = made(plans, recall)
        clean, _ = made(plans, anew)
        assert found.values == clean.values
        assert found.speaking == clean.speaking
        recall.turn(is_whole=True)
        known = plans


def test_only_what_is_said_otherwise_is_made() -> None:
    plans: dict[str, list[Said]] = {"a": [(("u", 1), ("v", 1))], "b": [(("v", 2), ("w", 2))]}
    recall = Recollection()
    made(plans, recall)
    recall.turn(is_whole=True)
    again: dict[str, list[Said]] = {**plans, "b": [(("v", 2), ("w", 3))]}
    second, called = made(again, recall)
    assert called == ["w"]
    assert second.values == {"u": "u[1]", "v": "v[1, 2]", "w": "w[3]"}
    recall.turn(is_whole=True)
    gone, called = made({"a": plans["a"]}, recall)
    assert set(gone.values) == {"u", "v"}
    assert called == ["v"]
