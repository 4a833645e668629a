"""The made plans: always the same, as long and as varied as real ones, understood by the generator."""

import pytest

from benchmarks.corpus.forms import manuscript, markdown, page, text_of
from benchmarks.corpus.plans import plan, plans
from benchmarks.corpus.sentences import FILLERS, templates
from benchmarks.corpus.statistics import statistics_of
from benchmarks.corpus.vocabulary import all_words, lines, name_of
from generator.files import Source
from generator.forms.documents import parse_plan

SEVERAL = 40


def test_the_same_number_gives_the_same_plan() -> None:
    assert plan(7) == plan(7)
    assert plan(7) != plan(8)
    assert [made.id for made in plans(3)] == ["p0", "p1", "p2"]


def test_the_words_are_many() -> None:
    assert len(all_words()) >= 1500


@pytest.mark.parametrize("grammar", ["clauses", "titles", "headings", "policies"])
def test_every_gap_can_be_filled(grammar: str) -> None:
    gaps = {gap for template in templates(grammar) for _, gap in template if gap}
    assert gaps <= FILLERS.keys()


def test_counted_things_have_three_parts() -> None:
    assert all(len(line.split()) == 3 and line.split()[2].isdigit() for line in lines("counted"))


def test_names_go_on_for_ever() -> None:
    assert name_of(5) == name_of(5)
    assert len({name_of(rank) for rank in range(5000)}) > 4500
    assert 2 <= len(name_of(10**40)) <= 3


def test_they_are_like_real_documents() -> None:
    """The bounds are those of real documents of this kind and length, with a tenth to either side."""
    found = statistics_of(text_of(made) for made in plans(SEVERAL))
    assert 6500 < found.characters < 7800
    assert 2500 < found.pairs < 3200
    assert 0.38 < found.gzip_ratio < 0.46
    assert 0.5 < found.growth < 0.72


def test_statistics() -> None:
    found = statistics_of(["教育教育", "教师 a"])
    assert (found.texts, found.vocabulary, found.pairs) == (2, 3, 2)


def test_the_generator_understands_them() -> None:
    for made in plans(3):
        parsed = parse_plan(Source(f"{made.id}.md", manuscript(made), ""))
        assert parsed.value is not None
        assert parsed.value.id == made.id
        titles = [task.title for task in parsed.value.tasks]
        assert titles == [task.title for task in made.tasks]
        assert all(task.units for task in parsed.value.tasks)


def test_all_forms_say_the_same() -> None:
    made = plan(3)
    for text in (manuscript(made), markdown(made), page(made), text_of(made)):
        assert all(task.text in text and task.title in text for task in made.tasks)
        assert made.title in text
        assert made.opening in text
