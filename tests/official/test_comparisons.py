"""Words that compare a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.plan import Comparator
from generator.official.figures.comparisons import after, before


@pytest.mark.parametrize(
    ("head", "comparator", "length"),
    [
        ("覆盖率不低于", ">=", 3), ("不得超过", "<=", 4), ("投入超过", ">", 2), ("低于", "<", 2), ("约", "~", 1),
        ("达到", "=", 2),
        ("达到或超过", ">=", 5), ("控制在", "<=", 3), ("至少开展", ">=", 4), ("不低于应交流教师的", ">=", 9),
        ("公办园", "=", 0),
        ("超过全省平均水平的", ">", 9), ("不低于 ", ">=", 4), ("", "=", 0),
    ],
)  # fmt: skip
def test_before(head: str, comparator: str, length: int) -> None:
    found = before(head)
    assert (str(found.comparator), found.length) == (comparator, length)


def test_per() -> None:
    found = before("标准不低于每人每年")
    assert (found.per, found.comparator, found.length) == ("每人每年", Comparator.AT_LEAST, 7)


@pytest.mark.parametrize(
    ("text", "end", "comparator"),
    [
        ("以上", 2, ">="),
        ("及以上", 3, ">="),
        ("以内", 2, "<="),
        ("左右", 2, "~"),
        ("的", 0, None),
        ("", 0, None),
    ],
)
def test_after(text: str, end: int, comparator: str | None) -> None:
    assert after(text, 0) == (end, comparator)


@given(st.text(max_size=24))
def test_any_head(head: str) -> None:
    found = before(head)
    assert 0 <= found.length <= len(head)
    assert head[len(head) - found.length :].endswith(found.per) or " " in head
