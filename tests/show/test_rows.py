from decimal import Decimal

import pytest

from generator.model.plan import Comparator, Target
from generator.official.standing import status_kind
from generator.show.endings import size_text
from generator.show.entries import by_note, in_kinds
from generator.show.list_views import Entry
from generator.show.numbers import number_text
from generator.show.rows import figure_of


@pytest.mark.parametrize(
    ("value", "text"),
    [("65", "65"), ("65.0", "65"), ("98.5", "98.5"), ("1200", "1200"), ("3E+4", "3万"),
     ("12345", "12,345"), ("26000000", "2600万"), ("300000000", "3亿"), ("125000000", "1.25亿"),
     ("-20000", "-2万"), ("-0.5", "-0.5"), ("NaN", "NaN"), ("1E+99999", "1E+99999")],
)  # fmt: skip
def test_numbers(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def test_a_range_keeps_both_ends() -> None:
    target = Target(value=Decimal(2), upper=Decimal(3), comparator=Comparator.ABOUT, unit="所")
    assert figure_of(target).amount == "2—3所"


@pytest.mark.parametrize(
    ("status", "kind"),
    [("有效", "in-force"), ("已废止", "ended"), ("失效", "ended"), ("已修改", "amended"), ("", "")],
)
def test_status(status: str, kind: str) -> None:
    assert status_kind(status) == kind


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (812, "812 B"),
        (18_432, "18 KB"),
        (3_400_000, "3.4 MB"),
        (999_499, "999 KB"),
        (999_999, "1.0 MB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_units_of_a_kind_stand_together_in_an_index() -> None:
    kinds = ("政府部门", "党委部门", "政府部门", "群团组织")
    entries = [Entry(str(n), f"units/{n}/", kind, 1, 0, 0) for n, kind in enumerate(kinds)]
    found = by_note(in_kinds(entries))
    assert [(group.heading, [e.name for e in group.entries]) for group in found] == [
        ("政府部门", ["0", "2"]),
        ("党委部门", ["1"]),
        ("群团组织", ["3"]),
    ]
