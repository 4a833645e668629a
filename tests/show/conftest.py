"""The sample site on disk, and the browser fixtures of tests/browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.show.data import data_artifacts
from generator.show.pages import pages_of
from generator.show.render import render_page
from tests.show.loading import TEMPLATES, published, templates
from tests.show.sample import sample_site


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the sample site, but for its search index."""
    site = sample_site()
    for page in pages_of(site):
        result = render_page(templates(), page)
        assert result.value is not None, result.problems
        yield result.value.path, result.value.data
    for artifact in data_artifacts(site):
        yield artifact.path, artifact.data


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site in a folder, to be opened from disk."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    for written in (TEMPLATES / "static").iterdir():
        (folder / "static" / written.name).write_bytes(published(written.name))
    for path, data in files():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder
