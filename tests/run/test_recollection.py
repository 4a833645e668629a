"""What a preview remembers: what is made again, and which values stay the very same."""

from collections.abc import Mapping

from generator.recall import gist, in_order, recalled
from generator.run.recollection import Recollection


class Counted:
    """Counts what was made."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def of(
        self, values: Mapping[str, str], recall: Recollection, equal: object = None
    ) -> Mapping[str, int]:
        def make(key: str) -> int:
            self.keys.append(key)
            return len(values[key])

        return gist(recall, "lengths", (values,), equal, make)


def test_only_what_changed_is_made_and_equal_values_stay_the_same() -> None:
    recall, counted = Recollection(), Counted()
    values = {"a": "x", "b": "yy"}
    first = counted.of(values, recall)
    recall.turn(is_whole=True)
    assert counted.of({**values, "b": "zz"}, recall) is first
    recall.turn(is_whole=True)
    third = counted.of({"b": "zz", "c": "", "a": values["a"]}, recall)
    assert [*third.items()] == [("b", 2), ("c", 0), ("a", 1)]
    assert counted.keys == ["a", "b", "b", "c"]
    recall.turn(is_whole=True)
    assert counted.of({"c": ""}, recall, equal=1) == {"c": 0}


def test_every_mapping_counts_and_what_went_does_too() -> None:
    recall = Recollection()

    def made(one: Mapping[str, str], other: Mapping[str, str]) -> Mapping[str, str]:
        found = recalled(recall, "both", (one, other), None, lambda k: one[k] + other.get(k, ""))
        recall.turn(is_whole=True)
        return found

    one = {"a": "1", "b": "2"}
    assert made(one, {"a": "x", "b": "y"}) == {"a": "1x", "b": "2y"}
    assert made(one, {"a": "x"}) == {"a": "1x", "b": "2"}
    assert made(one, {"a": "x", "b": "z"}) == {"a": "1x", "b": "2z"}


def test_what_is_forgotten_is_made_again() -> None:
    recall, counted = Recollection(), Counted()
    values = {"a": "x", "b": "yy"}
    counted.of(values, recall)
    recall.turn(is_whole=True)
    recall.forget("lengths", {"b"})
    assert counted.of(values, recall) == {"a": 1, "b": 2}
    assert counted.keys == ["a", "b", "b"]


def test_order_follows_ranks() -> None:
    recall = Recollection()
    for values in ({"a": 3, "b": 1}, {"a": 0, "b": 1}, {"a": 0, "b": 1, "c": -1}):
        ordered = in_order(recall, "n", values, None, lambda n: (n,))
        assert [*ordered.items()] == sorted(values.items(), key=lambda item: item[1])
        recall.turn(is_whole=True)
