"""When the last build still holds."""

import pytest

from generator.run.record import still_holds

RECORD: dict[str, object] = {"key": "k", "from": "2026-03-01T10:00", "until": "2026-05-01"}


@pytest.mark.parametrize(
    ("key", "today", "expected"),
    [
        ("k", "2026-03-01T10:00", True),
        ("k", "2026-04-30T23:59", True),
        ("other", "2026-04-01T00:00", False),
        ("k", "2026-05-01T00:00", False),
        ("k", "2026-02-28T00:00", False),
    ],
)
def test_still_holds(key: str, today: str, expected: bool) -> None:
    assert still_holds(RECORD, key, today) is expected


def test_a_build_that_was_killed_left_no_record() -> None:
    assert not still_holds({}, "k", "2026-04-01T00:00")
