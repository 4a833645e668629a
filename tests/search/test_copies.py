"""Which plans say the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.search.copies import SHARE, copies_of, grouped, marks_of
from generator.search.documents import Document, plan_documents
from tests.show.sample import linked_plan

TITLE, NOTICE = "云澜市教育局2022年工作要点", "临溪县教育局转发《云澜市教育局2022年工作要点》的通知"


def documents(count: int, *, first: int = 0) -> tuple[Document, ...]:
    """Return a plan of tasks that say different things, each numbered by what it says."""
    said = range(first, first + count)
    tasks = (
        Document(plan="p", task=f"t{n}", title=f"第{n}件事", body=("办好这一件事。" * 9 + str(n),))
        for n in said
    )
    return (Document(plan="p", task="", title=TITLE), *tasks)


def test_signs_blanks_and_widths_make_no_difference() -> None:
    one = documents(3)
    other = tuple(replace(d, body=tuple(f"　{p}！ " for p in d.body)) for d in one)
    assert marks_of(one) == marks_of(other)


def test_the_newest_that_forwards_nothing_stands_for_the_others() -> None:
    marks = marks_of(documents(5))
    (group,) = copies_of([TITLE, NOTICE, TITLE, NOTICE], [marks] * 4, grouped([marks] * 4))
    assert [copy.plan for copy in group] == [2, 0, 3, 1]
    assert [copy.title for copy in group] == [TITLE, TITLE, NOTICE, NOTICE]


def test_four_fifths_are_enough_and_less_is_not() -> None:
    one = marks_of(documents(10))
    assert grouped([one, marks_of(documents(10, first=2))]) == [[0, 1]]
    assert grouped([one, marks_of(documents(10, first=3))]) == [[0], [1]]
    assert grouped([one, marks_of(documents(12))]) == [[0, 1]]
    assert grouped([one, marks_of(documents(13))]) == [[0], [1]]


def test_which_tasks_are_the_same() -> None:
    one, other = marks_of(documents(10)), marks_of(documents(10, first=1))
    (group,) = copies_of([TITLE, NOTICE], [one, other], grouped([one, other]))
    assert group[1].tasks == (*range(2, 11), 0)
    assert group[0].tasks == tuple(range(1, 11))


def test_short_texts_and_years_of_one_office_are_no_copies() -> None:
    short = (Document(plan="p", task="", title=TITLE, body=("现予公布。",)),)
    assert marks_of(short) == ()
    assert grouped([(), ()]) == [[0], [1]]
    years = [marks_of(plan_documents(linked_plan(year))) for year in range(2015, 2023)]
    assert len(grouped(years)) == len(years)


def test_plans_without_tasks_are_compared_by_paragraphs() -> None:
    paragraphs = tuple(f"{n}、" + "各县要把这件事办好。" * 6 for n in range(4))
    plain = Document(plan="p", task="", title=TITLE, body=paragraphs)
    forwarded = replace(plain, title=NOTICE, body=paragraphs)
    assert grouped([marks_of((plain,)), marks_of((forwarded,))]) == [[0, 1]]


def naive(plans: list[frozenset[bytes]]) -> list[list[int]]:
    """Return the groups as defined: each plan with the first group whose first plan it is like."""
    groups: list[list[int]] = []
    for plan, own in enumerate(plans):
        like = (
            g
            for g in groups
            if own and len(own & plans[g[0]]) >= SHARE * max(len(own), len(plans[g[0]]))
        )
        found = next(like, None)
        if found is None:
            groups.append([plan])
        else:
            found.append(plan)
    return groups


@given(
    st.lists(st.frozensets(st.integers(0, 12).map(lambda n: bytes([n])), max_size=10), max_size=12)
)
def test_what_is_not_compared_is_not_alike(plans: list[frozenset[bytes]]) -> None:
    assert grouped([tuple(plan) for plan in plans]) == naive(plans)
