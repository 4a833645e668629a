"""Every code that the program uses is worded, in both languages; no message is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from generator.messages import catalogue, say, wording
from generator.messages.catalogue import problem_entries, shell_entries
from generator.problems import Severity, Span, problem

PACKAGE = Path(catalogue.__file__).resolve().parent.parent
LANGUAGES = {"zh-CN", "en"}
# A code may reach its problem through a constant, a table or a wrapper, so whatever looks like a code counts as
# used; that a code is *missing* is found only where it is written out.
CODE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
MAKERS = {"problem": 0, "Problem": 1, "Entry": 1, "Refusal": 0, "say": 0}


def trees() -> list[ast.Module]:
    """Return all modules of the program, parsed."""
    return [ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]


TREES = trees()


def calls(*names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions with these names."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in names:
                    yield node


def codes(*names: str) -> set[str]:
    """Return the constant codes that calls of these functions name."""
    found = set()
    for call in calls(*names):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        keyword = [k.value for k in call.keywords if k.arg == "code"]
        place = call.args[MAKERS[name] : MAKERS[name] + 1] or keyword
        if place and isinstance(place[0], ast.Constant) and isinstance(place[0].value, str):
            found.add(place[0].value)
    return found


def strings() -> set[str]:
    """Return every text constant of the program."""
    nodes = (node for tree in TREES for node in ast.walk(tree))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields(text: str) -> set[str]:
    """Return the names of the places in a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", sorted(codes("problem", "Problem", "Entry")))
def test_each_code_is_worded(code: str) -> None:
    assert code in problem_entries()


@pytest.mark.parametrize("key", sorted(codes("say", "Refusal")))
def test_each_key_is_worded(key: str) -> None:
    assert key in shell_entries()


@pytest.mark.parametrize("entries", [problem_entries(), shell_entries()], ids=["problems", "shell"])
def test_entries_are_complete(entries: catalogue.Entries) -> None:
    for key, texts in entries.items():
        assert set(texts) == LANGUAGES, key
        assert fields(texts["zh-CN"]) == fields(texts["en"]), key
        assert all(text.strip() for text in texts.values()), key


def test_no_problem_message_is_left_over() -> None:
    assert not set(problem_entries()) - strings()


def test_no_shell_message_is_left_over() -> None:
    built = ("severity-", "import-", "reason-")  # keys put together from a value
    used = strings()
    assert not [key for key in shell_entries() if key not in used and not key.startswith(built)]


def test_codes_stand_in_one_file_only() -> None:
    seen: dict[str, str] = {}
    for path in sorted((PACKAGE / "messages" / "problems").glob("*.json")):
        for code in re.findall(r'^  "([^"]+)": \{', path.read_text("utf-8"), re.MULTILINE):
            assert seen.setdefault(code, path.name) == path.name, code


def test_values_with_braces_are_not_filled_in_again() -> None:
    found = problem("cannot-read", Span("a.md"), reason="{reason} {0} {x!r}")
    assert "{reason} {0} {x!r}" in wording(found)


def test_unknown_codes_and_missing_values_are_no_crash() -> None:
    assert wording(problem("no-such-code", Span())) == "no-such-code"
    assert "{reason}" in wording(problem("cannot-read", Span()))
    assert say("no-such-key") == "no-such-key"


def test_languages() -> None:
    found = problem("no-plans", Span(), Severity.WARNING)
    assert wording(found) != wording(found, "en")
    assert wording(found, "fr") == wording(found, "en")
