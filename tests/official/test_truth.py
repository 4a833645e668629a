"""How much of what a careful reader finds is found, and how much of what is found is right.

The sentences were written with their answers before the rules were mended for them. A new sentence is
a new line of a data file: it need not be read rightly, only the shares below must hold.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from generator.model.manuscript import Text
from generator.official.figures.deadlines import deadlines_in
from generator.official.figures.targets import targets_in
from tests.official.figure_cases import cases, deadline_line, target_line

YEAR = 2024
"""The year of the plans that the sentences are of."""
LEAST = 0.95


def _answers(case: dict[str, Any]) -> Counter[str]:
    return Counter([*case.get("targets", []), *case.get("deadlines", [])])


def _readings(case: dict[str, Any]) -> Counter[str]:
    source = Text(case["text"])
    targets = map(target_line, targets_in(source, YEAR))
    return Counter([*targets, *map(deadline_line, deadlines_in(source, YEAR))])


def _differences(wrong: bool) -> Iterator[str]:
    for case in cases("truth"):
        expected, found = _answers(case), _readings(case)
        for line in ((found - expected) if wrong else (expected - found)).elements():
            yield f"{line}  in  {case['text']}"


@pytest.mark.parametrize(("wrong", "of"), [(True, _readings), (False, _answers)])
def test_precision_and_recall(wrong: bool, of: Any) -> None:
    missed = list(_differences(wrong))
    total = sum(of(case).total() for case in cases("truth"))
    assert 1 - len(missed) / total >= LEAST, "\n".join(missed)


def test_there_is_enough_to_judge() -> None:
    assert len(cases("truth")) >= 60
