"""When the time of a deadline ends.

In: a deadline. Out: an ISO date. No clock is asked.
"""

import re
from calendar import monthrange
from typing import Final

from generator.model.plan import Deadline, DeadlineKind

_ENDS: Final = {"H1": "06-30", "H2": "12-31", "spring": "07-32", "autumn": "13-01"}
"""The last day of a part of a year. Terms end on no day that a text names: these only give them a place."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR: Final = re.compile(r"\d{4}")


def last_day(deadline: Deadline) -> str:
    """Return the ISO date on which the time of a deadline ends; "" where it has no end."""
    kind, value = deadline.kind, deadline.value
    if kind is DeadlineKind.DATE and _DAY.fullmatch(value):
        return value
    if kind is DeadlineKind.MONTH and (found := _MONTH.fullmatch(value)):
        return f"{value}-{monthrange(int(found[1]), int(found[2]))[1]:02}"
    if kind is DeadlineKind.YEAR and _YEAR.fullmatch(value):
        return f"{value}-12-31"
    if kind in (DeadlineKind.HALF, DeadlineKind.TERM) and value[5:] in _ENDS:
        return f"{value[:4]}-{_ENDS[value[5:]]}"
    return ""
