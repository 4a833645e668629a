"""Problems are values: comparable, sortable, with places in characters."""

from generator.digests import digest
from generator.model.manuscript import Part, Text, text
from generator.problems import Severity, Span, in_order, problem


def test_order_is_by_place_and_nothing_is_told_twice() -> None:
    late, early = Span("b.md", 1, 1), Span("a.md", 2, 1)
    found = [
        problem("x", late),
        problem("y", early),
        problem("x", late),
        problem("x", Span("a.md", 10, 1)),
    ]
    assert [(str(p.at), p.code) for p in in_order(found)] == [
        ("a.md:2:1", "y"), ("a.md:10:1", "x"), ("b.md:1:1", "x"),
    ]  # fmt: skip


def test_values_become_text() -> None:
    assert problem("x", Span(), Severity.NOTE, count=3).values == (("count", "3"),)


def test_places_do_not_count_in_comparison_and_digest() -> None:
    one = Part(title=text("甲", Span("a.md", 3, 1)), level=1)
    other = Part(title=text("甲", Span("b.md", 9, 4)), level=1)
    assert one == other
    assert digest(one) == digest(other)
    assert digest(one) != digest(Part(title=Text("乙"), level=1))


def test_a_very_long_value_is_cut() -> None:
    ((_, value),) = problem("x", Span(), name="长" * 1000).values
    assert len(value) < 200
    assert value.endswith("…")
