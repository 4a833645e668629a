"""Figures of quality."""

import pytest

from benchmarks.corpus.plans import plans
from benchmarks.search.judged import intents, succeeds
from benchmarks.search.queries import asked, fold, truth
from benchmarks.search.scores import Quality, mean, ndcg, quality


@pytest.mark.parametrize(
    ("found", "grades", "expected"),
    [
        (["a", "b"], {"a": 3, "b": 1}, 1),
        (["b", "a"], {"a": 3, "b": 1}, 0.7098),
        (["x"], {"a": 3}, 0),
        ([], {}, 1),
        (["x"], {}, 0),
        (["x"] * 10 + ["a"], {"a": 3}, 0),
        ([*"abcdefghij"], dict.fromkeys("abcdefghijklm", 1), 1),
    ],
)
def test_ndcg(found: list[str], grades: dict[str, int], expected: float) -> None:
    assert ndcg(found, grades) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("found", "total", "relevant", "expected"),
    [
        ("ab", 2, "ab", (1, 1, 1)),
        ("abx", 3, "ab", (1, 2 / 3, 1)),
        ("a", 1, "ab", (0.5, 1, 0.6131)),
        ("", 0, "ab", (0, 0, 0)),
        ("", 0, "", (1, 1, 1)),
        ("x", 1, "", (1, 0, 0)),
        ("ab", 4, "abcd", (1, 1, 0.6366)),  # two shown of four counted
    ],
)
def test_quality(found: str, total: int, relevant: str, expected: tuple[float, ...]) -> None:
    score = quality(list(found), total, set(relevant))
    assert (score.recall, score.precision, score.ndcg) == pytest.approx(expected, abs=1e-4)


def test_mean() -> None:
    assert mean([Quality(1, 0, 0.5), Quality(0, 1, 0.5)]) == Quality(0.5, 0.5, 0.5)


def test_truth_is_what_the_text_holds() -> None:
    made = list(plans(4))
    assert fold("６５％") == "65%"
    assert truth(made, made[2].title) == {made[2].id}
    assert truth(made, "霄壤鼙鼓") == set()
    queries = asked(made)
    assert queries == asked(made)
    assert len(set(queries)) > 30
    assert all(truth(made, query) for query in queries)


def test_success() -> None:
    assert succeeds(["x", "y", "a"], {"a": 3})
    assert not succeeds(["x", "y", "z", "a"], {"a": 3})
    assert not succeeds(["b"], {"a": 3, "b": 2})
    assert succeeds([], {})
    assert not succeeds(["x"], {})


def test_intents_are_many_and_each_asked_once() -> None:
    known = intents()
    assert len(known) >= 60
    assert len({intent.query for intent in known}) == len(known)
