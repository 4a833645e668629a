"""Whatever a Manuscript holds, both forms of writing give it back; conversion loses nothing."""

from hypothesis import given, settings

from generator.forms.composed import write_markdown
from generator.forms.markdown import read_markdown
from generator.forms.structured import read_structured, write_structured
from generator.model.manuscript import Manuscript
from tests.forms.manuscripts import manuscripts


@given(manuscripts)
@settings(max_examples=50, deadline=None)
def test_markdown_gives_back_the_manuscript(manuscript: Manuscript) -> None:
    written = write_markdown(manuscript)
    read = read_markdown(written, "")
    assert read.value == manuscript, written


@given(manuscripts)
@settings(max_examples=50, deadline=None)
def test_yaml_gives_back_the_manuscript(manuscript: Manuscript) -> None:
    written = write_structured(manuscript)
    read = read_structured(written, "")
    assert read.value == manuscript, (written, read.problems)


@given(manuscripts)
@settings(max_examples=50, deadline=None)
def test_conversion_both_ways_loses_nothing(manuscript: Manuscript) -> None:
    structured = read_structured(write_structured(manuscript), "").value
    assert structured is not None
    assert read_markdown(write_markdown(structured), "").value == manuscript
