"""When a build has nothing to do."""

import pytest

from generator.disk.manifest import Manifest, Written
from generator.run.record import nothing_to_do

RECORD: dict[str, object] = {"key": "k", "from": "2026-03-01T10:00", "until": "2026-05-01"}
FILE = Written("", "d", (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("key", "today", "file", "expected"),
    [
        ("k", "2026-03-01T10:00", FILE, True),
        ("k", "2026-04-30T23:59", FILE, True),
        ("other", "2026-04-01T00:00", FILE, False),
        ("k", "2026-05-01T00:00", FILE, False),
        ("k", "2026-02-28T00:00", FILE, False),
        ("k", "2026-04-01T00:00", Written("", "", None), False),
    ],
)
def test_nothing_to_do(key: str, today: str, file: Written, expected: bool) -> None:
    manifest = Manifest({"index.html": file}, True, RECORD)
    assert nothing_to_do(manifest, key, today) is expected


def test_a_build_that_was_killed_left_no_record() -> None:
    assert not nothing_to_do(Manifest({"index.html": FILE}, True), "k", "2026-04-01T00:00")
