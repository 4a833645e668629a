"""The machine that measures, in neutral words.

Out: cores, memory, versions, how busy it was; nothing that names the machine or its owner.
"""

import os
import platform
from datetime import UTC, datetime
from typing import Any

IDLE = 0.25
"""With more than this share of its cores busy, a machine is called shared."""


def description() -> dict[str, Any]:
    """Return what a reader has to know to judge the figures."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": memory(),
        "system": platform.system(),
        "python": platform.python_version(),
        "load_before": load(),
        "is_shared": (load() or 0) > IDLE * (os.cpu_count() or 1),
    }


def memory() -> int | None:
    """Return the memory in GiB, where the system says."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (AttributeError, ValueError, OSError):
        return None


def load() -> float | None:
    """Return how many processes ran on average in the last minute; about 0 is an idle machine."""
    try:
        return round(os.getloadavg()[0], 1)
    except (AttributeError, OSError):
        return None
