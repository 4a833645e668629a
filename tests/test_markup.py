"""The W3C's checker finds nothing to say about any page and any style sheet of the sample site."""

from pathlib import Path

import pytest

from tests.browser.sample import built
from tests.markup import command, faults


@pytest.fixture
def checker() -> list[str]:
    """The command that checks files."""
    found = command()
    if isinstance(found, str):
        pytest.skip(found)
    return found


def test_the_sample_site(
    checker: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><html lang=en><title>t</title><p><img>", "utf-8")
    site = built(tmp_path_factory, "drafts", "--drafts")
    found = faults(checker, site, broken)
    assert [fault for fault in found if "broken.html" not in fault] == []
    assert found, "the checker sees nothing at all"
    badly = tmp_path / "broken.css"
    badly.write_text("a{colr:red}", "utf-8")
    styles = faults(checker, *sorted(site.rglob("*.css")), badly, kind="css")
    assert [fault for fault in styles if "broken.css" not in fault] == []
    assert len(styles) == 1, "the checker sees no style sheet"
