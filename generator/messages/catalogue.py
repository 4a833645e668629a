"""The message catalogues: JSON files beside this module, read once.

In: a key, a language and values. Out: a worded text. Not its business: which problems there are, and printing.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from generator.problems import Problem

CHINESE = "zh-CN"
ENGLISH = "en"
Entries = Mapping[str, Mapping[str, str]]
"""Message key → language → text with `{name}` places."""


@lru_cache(maxsize=1)
def problem_entries() -> Entries:
    """Return the messages of all problem codes, from every file of `problems/`."""
    found: dict[str, Mapping[str, str]] = {}
    for part in sorted(files(__package__).joinpath("problems").iterdir(), key=lambda p: p.name):
        if part.name.endswith(".json"):
            found.update(json.loads(part.read_text("utf-8")))
    return found


@lru_cache(maxsize=1)
def shell_entries() -> Entries:
    """Return what the command line says."""
    found: Entries = json.loads(files(__package__).joinpath("cli.json").read_text("utf-8"))
    return found


def wording(problem: Problem, language: str = CHINESE) -> str:
    """Return what a problem says to an editor; its bare code where the catalogue lacks it."""
    return worded(problem_entries(), problem.code, language, dict(problem.values))


def say(key: str, language: str = CHINESE, /, **values: object) -> str:
    """Return a message of the command line; its bare key where the catalogue lacks it."""
    return worded(shell_entries(), key, language, values)


def worded(entries: Entries, key: str, language: str, values: Mapping[str, object]) -> str:
    """Return the text of `key`, filled in. English stands in for a language that is not there."""
    texts = entries.get(key, {})
    text = texts.get(language) or texts.get(ENGLISH) or key
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError):
        # A message with a wrong place must not hide the problem; a test finds such messages.
        return text
