"""Values survive the way through bytes; nothing but values comes out of foreign bytes."""

import os
import pickle
from collections.abc import Iterator
from enum import Enum, EnumMeta

import pytest

from generator import files, problems
from generator.disk.coding import decode_value, encode
from generator.files import Parsed
from generator.model import manuscript, plan, registers, site
from generator.model.manuscript import Metadata
from generator.model.plan import Deadline, DeadlineKind, Plan, Role, Task, UnitName
from generator.problems import Span, problem


def test_round_trip() -> None:
    deadline = Deadline(kind=DeadlineKind.YEAR, value="2025", at=Span("a.md", 3, 4))
    unit = UnitName(name="市教育局", role=Role.LEAD, at=Span("a.md", 3, 9))
    task = Task(
        id="t1", number="1", mark="1.", parts=(), title="甲", text=(), deadlines=(deadline,),
        units=(unit,),
    )  # fmt: skip
    made = Plan(
        path="a.md", id="a", title="甲", kind="", year=2025, end_year=None, issuer="", meta=Metadata(),
        tasks=(task,),
    )  # fmt: skip
    parsed = Parsed(made, (problem("no-plans", Span("a.md", 1, 2), n=1),))
    found = decode_value(encode(parsed))
    assert found == parsed
    assert found.value.path == "a.md"
    assert found.value.tasks[0].units[0].at == Span("a.md", 3, 9)
    assert found.value.tasks[0].deadlines[0].at == Span()  # nobody asks for it after parsing


def choices() -> Iterator[Enum]:
    for module in (files, problems, manuscript, plan, registers, site):
        for kind in vars(module).values():
            if isinstance(kind, EnumMeta):
                yield from kind


@pytest.mark.parametrize("choice", [*choices()], ids=repr)
def test_choices_are_known_again_in_every_python(choice: Enum) -> None:
    assert decode_value(encode(choice)) is choice


class Hostile:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "data", [pickle.dumps(Hostile()), pickle.dumps(os.getcwd), b"", b"\x80\x05", b"nonsense"]
)
def test_foreign_bytes_build_nothing(data: bytes) -> None:
    with pytest.raises(Exception):  # noqa: B017  (any will do)
        decode_value(data)


def test_functions_of_ours_are_foreign_too() -> None:
    data = pickle.dumps(problem)
    with pytest.raises(pickle.UnpicklingError):
        decode_value(data)
