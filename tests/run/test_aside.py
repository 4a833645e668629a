"""What a build puts aside comes back as it was, each piece by itself, in this process and in one forked off."""

import pytest

from generator.disk.shelf import Shelf
from generator.model.site import TaskRef
from generator.recall import anew
from generator.run.aside import AT_HAND, Aside

VALUES = {f"t{n}": TaskRef(f"p{n}", "字" * n) for n in range(9)}


@pytest.mark.parametrize("room", [0, 1_000_000])
def test_values_come_back(room: int) -> None:
    with Shelf(room) as shelf:
        aside = Aside(shelf)
        one, some = aside.put(VALUES), aside.puts(VALUES)
        assert one() == VALUES
        assert dict(some) == VALUES
        assert [*some] == [*VALUES]
        assert ("t3" in some, "t9" in some, len(some)) == (True, False, 9)
        with pytest.raises(KeyError):
            some["t9"]
        assert aside.puts({}) == {}


def test_few_are_kept_at_hand() -> None:
    with Shelf() as shelf:
        aside = Aside(shelf)
        many = aside.puts({str(n): n for n in range(AT_HAND + 5)})
        assert [*many.values()] == [*range(AT_HAND + 5)]
        assert len(aside.at_hand) <= AT_HAND


def test_those_that_are_looked_up_later_are_not_made_to_tell_which_there_are() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    plans = anew.later("plans", ({"a": 1, "b": 2},), None, make)
    some = anew.under({"x": "b"}, plans)
    assert ("a" in plans, "x" in some, [*some], made) == (True, True, ["x"], [])
    assert (some["x"], made) == ("b", ["b"])
