"""What an editor states about a task, in attributes behind its first line: {#t3 lead="市教育局、市财政局"}."""

import re
from collections.abc import Sequence

from generator.model.manuscript import NOTHING_STATED, Stated

_SEPARATORS = re.compile(r"[、，,；;]")
KEYS = {
    "牵头单位": "lead",
    "配合单位": "cooperating",
    "完成时限": "deadlines",
    "主题": "topics",
    "序号": "number",
}


def stated_of(attributes: Sequence[tuple[str, str]]) -> Stated:
    """Return the stated values among the attributes; an empty one states that there is none."""
    if not attributes:
        return NOTHING_STATED
    values = {KEYS.get(key, key): split_names(value) for key, value in attributes}
    return Stated(
        lead=values.get("lead"),
        cooperating=values.get("cooperating"),
        deadlines=values.get("deadlines"),
        topics=values.get("topics"),
    )


def split_names(value: str) -> tuple[str, ...]:
    """Return the names of a list printed in one line, without empty ones."""
    return tuple(name.strip() for name in _SEPARATORS.split(value) if name.strip())
