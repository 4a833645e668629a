"""The levels of generator/: imports point down only, and the pure levels touch neither disk nor clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"
LEVELS = (
    "portable difference",
    "recall",
    "groups problems digests",
    "model",
    "files urls messages scripts styles",
    "official",
    "forms",
    "link show search imports disk",
    "run",
    "options",
    "cli",
    "__main__",
)
LEVEL = {part: number for number, parts in enumerate(LEVELS) for part in parts.split()}
IMPURE = {"disk", "imports", "run", "options", "cli", "__main__"}

WORLD = """
    os io time random secrets socket subprocess logging shutil tempfile glob sqlite3 threading platform
    multiprocessing concurrent http.client http.server urllib.request importlib.resources pathlib
"""
MAY = {"messages": {"importlib.resources"}}  # it reads its own catalogues
NAMES_THAT_ARE_FINE = {"pathlib.PurePath", "pathlib.PurePosixPath", "io.StringIO", "io.BytesIO"}
CALLS_TO_THE_WORLD = {"open", "input", "print", "now", "utcnow", "today"}

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """Return the part of generator/ that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything that a module imports; relative imports begin with a dot."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                yield from (f"{'.' * level}{module or ''}.{name.name}" for name in names)


def upward(part: str, imported: str) -> bool:
    """Return whether a part may not import this name."""
    names = imported.split(".")
    if names[0] != "generator" or names[1:2] == [part]:
        return imported.startswith(".")
    return LEVEL.get(names[1], len(LEVELS)) >= LEVEL[part]


def of_the_world(part: str, imported: str) -> bool:
    """Return whether this name reaches the disk, the clock, the network or chance."""
    forbidden = set(WORLD.split()) - MAY.get(part, set())
    is_inside = any(f"{imported}.".startswith(f"{module}.") for module in forbidden)
    return is_inside and imported not in NAMES_THAT_ARE_FINE


def calls(tree: ast.AST) -> Iterator[str]:
    """Yield the last name of everything that a module calls: `now` for `datetime.now()`."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.Call(func=ast.Name(id=name))
                | ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date"), attr=name))
            ):
                yield name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_architecture(path: Path) -> None:
    part, tree = part_of(path), ast.parse(path.read_text("utf-8"))
    if part == "__init__":
        assert not list(imports(tree)), "generator/__init__.py imports nothing"
        return
    assert part in LEVEL, f"generator/{part} has no level: give it one in LEVELS, or another home"
    assert not [name for name in imports(tree) if upward(part, name)]
    if part not in IMPURE:
        assert not [name for name in imports(tree) if of_the_world(part, name)]
        assert not CALLS_TO_THE_WORLD & set(calls(tree))


@pytest.mark.parametrize(
    ("part", "imported", "forbidden"),
    [
        ("link", "generator.model.plan.Plan", False),
        ("link", "generator.link.graph", False),
        ("link", "generator.show.views", True),
        ("model", "generator.run", True),
        ("run", "generator.nowhere", True),
        ("run", ".stages", True),
        ("run", "generator", False),
    ],
)
def test_upward(part: str, imported: str, forbidden: bool) -> None:
    assert upward(part, imported if imported != "generator" else "generator.run") is forbidden


@pytest.mark.parametrize(
    ("part", "imported", "forbidden"),
    [
        ("show", "pathlib.PurePosixPath", False),
        ("show", "pathlib.Path", True),
        ("show", "os", True),
        ("show", "os.path.join", True),
        ("show", "posixpath.relpath", False),
        ("show", "importlib.resources.files", True),
        ("messages", "importlib.resources.files", False),
    ],
)
def test_of_the_world(part: str, imported: str, forbidden: bool) -> None:
    assert of_the_world(part, imported) is forbidden
