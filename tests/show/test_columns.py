"""What columns are and need. Cases: cases/columns.txt, a table each; under it, of each column its role and width."""

from pathlib import Path

import pytest

from generator.show.columns import columns_of

FILE = Path(__file__).parent / "cases" / "columns.txt"
CASES = [case.splitlines() for case in FILE.read_text("utf-8").split("\n\n")]


def split(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0]))
def test_columns(case: list[str]) -> None:
    _, head, *rows, expected = case
    names = split(head)
    cells = [tuple((cell,) for cell in split(row)) for row in rows]
    found = columns_of(names, cells, are_cards=len(names) > 3)
    assert [column.name for column in found] == names
    assert [f"{column.role} {column.width}".split() for column in found] == [
        cell.replace("-", "").split() for cell in split(expected)
    ]


def test_every_line_of_a_cell_counts_by_itself() -> None:
    rows = [((("一月",), ("三月",), ("六月", "九月"))[n], ("说明文字" * 9,)) for n in range(3)]
    assert [column.width for column in columns_of(("月份", "说明"), rows, False)] == ["few", ""]


def test_marks_of_emphasis_take_no_room() -> None:
    rows = [(("**是**",), ("说明文字" * 9,)), (("**否**",), ("说明" * 9,))]
    assert columns_of(("完成", "说明"), rows, False)[0].width == "few"
