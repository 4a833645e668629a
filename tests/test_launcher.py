"""build.py: what it decides, what it says, and that it starts the right thing from anywhere."""

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import build

RUNTIME = {"python": "cpython-311-linux", "runtime": "aaa"}
BOTH = {**RUNTIME, "test": "bbb"}
needs_posix = pytest.mark.skipif(
    os.name == "nt", reason="the stand-in for Python is a shell script"
)


@pytest.mark.parametrize(
    ("have", "want", "todo"),
    [
        pytest.param({}, RUNTIME, ["venv", "runtime"], id="first use"),
        pytest.param({}, BOTH, ["venv", "runtime", "test"], id="first use, tests"),
        pytest.param(RUNTIME, RUNTIME, [], id="second start"),
        pytest.param(BOTH, RUNTIME, [], id="test packages do no harm"),
        pytest.param(RUNTIME, BOTH, ["test"], id="only the test packages are missing"),
        pytest.param(
            {**RUNTIME, "runtime": "old"}, RUNTIME, ["venv", "runtime"], id="lock changed"
        ),
        pytest.param({**BOTH, "test": "old"}, BOTH, ["test"], id="test lock changed"),
        pytest.param({**BOTH, "test": "old"}, RUNTIME, [], id="test lock changed, not wanted"),
        pytest.param(
            {**RUNTIME, "python": "cpython-312-linux"},
            RUNTIME,
            ["venv", "runtime"],
            id="new Python",
        ),
        pytest.param(
            {**BOTH, "test": build.UNFINISHED},
            BOTH,
            ["venv", "runtime", "test"],
            id="test packages half installed",
        ),
        pytest.param(
            {**BOTH, "test": build.UNFINISHED}, RUNTIME, [], id="which a build need not mind"
        ),
    ],
)
def test_steps(have: dict[str, str], want: dict[str, str], todo: list[str]) -> None:
    assert build.steps(have, want) == todo


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout in a folder with spaces and Chinese in its name, its environment a stand-in."""
    root = tmp_path / "工作 计划" / "plan site"
    for folder in ("requirements", "generator", "tests"):
        (root / folder).mkdir(parents=True)
    for lock in ("runtime", "test"):
        (root / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n", "utf-8")
    (root / "build.py").write_bytes(Path(build.__file__).read_bytes())
    python = build.venv_python(root)
    python.parent.mkdir(parents=True)
    python.write_text(
        '#!/bin/sh\necho "$PYTHONPATH"\npwd\nfor each in "$@"; do echo "$each"; done\nexit 7\n',
        "utf-8",
    )
    python.chmod(0o755)
    return root


def start(root: Path, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the launcher of a tree."""
    command = [sys.executable, "-X", "utf8", str(root / "build.py"), *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


@needs_posix
def test_a_start_keeps_folder_arguments_and_status(tree: Path, tmp_path: Path) -> None:
    build.write_stamp(tree, build.wanted(tree, ["runtime"]))
    done = start(tree, "check", "--content", "内容 一", cwd=tmp_path)
    module = ["-X", "utf8", "-P", "-m", "generator"]
    expected = [str(tree), str(tmp_path), *module, "check", "--content", "内容 一"]
    assert done.stdout.splitlines() == expected
    assert (done.returncode, done.stderr) == (7, "")


@needs_posix
def test_tests_run_from_the_root(tree: Path, tmp_path: Path) -> None:
    build.write_stamp(tree, build.wanted(tree, ["runtime", "test"]))
    done = start(tree, "--lang", "en", "test", "-k", "word", cwd=tmp_path)
    module = ["-X", "utf8", "-P", "-m", "tests"]
    assert done.stdout.splitlines() == [str(tree), str(tree), *module, "-k", "word"]


@pytest.mark.parametrize(
    ("args", "rest"),
    [
        (["test"], []),
        (["test", "-k", "a"], ["-k", "a"]),
        (["--lang", "en", "test", "-x"], ["-x"]),
        (["--lang=en", "test"], []),
        (["--lang=zh", "test", "-x"], ["-x"]),
        (["--content", "test"], None),
        (["build", "test"], None),
        ([], None),
    ],
)
def test_test_arguments(args: list[str], rest: list[str] | None) -> None:
    assert build.test_arguments(args) == rest


def test_the_stamp_is_nothing_without_a_python(tree: Path) -> None:
    want = build.wanted(tree, ["runtime"])
    build.write_stamp(tree, want)
    assert build.read_stamp(tree) == want
    build.venv_python(tree).unlink()
    assert build.read_stamp(tree) == {}


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff\xfe\x00", b"python x\nruntime"])
def test_a_broken_stamp_means_anew(tree: Path, content: bytes) -> None:
    (tree / ".venv" / "stamp").write_bytes(content)
    want = build.wanted(tree, ["runtime"])
    assert build.steps(build.read_stamp(tree), want) == ["venv", "runtime"]


def test_a_changed_lock_changes_the_stamp(tree: Path) -> None:
    before = build.wanted(tree, ["runtime"])
    (tree / "requirements" / "runtime.txt").write_text("runtime==2\n", "utf-8")
    assert build.steps(before, build.wanted(tree, ["runtime"])) == ["venv", "runtime"]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps taken, none of which does anything."""
    taken: list[str] = []
    monkeypatch.setattr(build, "run_step", lambda step, root, lang: taken.append(step))
    return taken


def test_prepare_works_once(tree: Path, done: list[str]) -> None:
    want = build.wanted(tree, ["runtime", "test"])
    for _ in range(2):
        build.prepare(tree, want, "zh")
    assert done == ["venv", "runtime", "test"]
    assert build.read_stamp(tree) == want


def test_two_starts_at_once_work_once(tree: Path, done: list[str]) -> None:
    want = build.wanted(tree, ["runtime"])
    starts = [threading.Thread(target=build.prepare, args=(tree, want, "zh")) for _ in range(4)]
    for each in starts:
        each.start()
    for each in starts:
        each.join()
    assert done == ["venv", "runtime"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step fails, as without a network."""

    def fail(step: str, root: Path, lang: str) -> None:
        raise build.CannotStart(step)

    monkeypatch.setattr(build, "run_step", fail)


@pytest.mark.usefixtures("failing")
def test_failure_leaves_no_stamp(tree: Path) -> None:
    build.write_stamp(tree, {**build.wanted(tree, ["runtime"]), "runtime": "old"})
    with pytest.raises(build.CannotStart):
        build.prepare(tree, build.wanted(tree, ["runtime"]), "zh")
    assert build.read_stamp(tree) == {}


@pytest.mark.usefixtures("failing")
def test_failure_over_test_packages_leaves_the_rest_usable(tree: Path) -> None:
    runtime = build.wanted(tree, ["runtime"])
    build.write_stamp(tree, runtime)
    with pytest.raises(build.CannotStart):
        build.prepare(tree, build.wanted(tree, ["runtime", "test"]), "zh")
    assert build.read_stamp(tree) == runtime


@pytest.mark.parametrize(
    ("args", "word"), [(["build"], "需要"), (["build", "--lang", "en"], "needs")]
)
@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_told_what_to_do(
    version: tuple[int, ...], args: list[str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "first_on_path", lambda names: names[-1])
    monkeypatch.setattr(build, "newer_python", lambda: build.first_on_path(["python3.11"]))
    with pytest.raises(build.CannotStart) as caught:
        build.require_python(version, args)
    assert word in str(caught.value)
    assert str(caught.value).endswith(f"\n  python3.11 build.py {' '.join(args)}")


@pytest.mark.parametrize(
    ("is_windows", "here", "works", "found"),
    [
        (False, {"python3.12", "py"}, "", "python3.12"),
        (False, {"py"}, "", ""),
        (True, {"py", "python3.12"}, "py -3.12", "py -3.12"),
        (True, {"py"}, "", ""),
        (True, {"python3.12"}, "py -3.12", ""),
    ],
)
def test_a_newer_python_is_found(
    is_windows: bool, here: set[str], works: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        build, "first_on_path", lambda names: next((n for n in names if n in here), "")
    )
    monkeypatch.setattr(build, "answers", lambda command: command == works)
    assert build.newer_python(is_windows) == found


def test_a_command_that_is_not_there_does_not_answer() -> None:
    assert not build.answers("no-such-python-here -3.12")
    assert build.answers(sys.executable) or " " in sys.executable


def test_where_the_environment_has_its_python() -> None:
    root = Path("工作 计划")
    assert build.venv_python(root, True).as_posix() == "工作 计划/.venv/Scripts/python.exe"
    assert build.venv_python(root, False).as_posix() == "工作 计划/.venv/bin/python"


def test_on_windows_the_launcher_waits_for_its_child(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no exec there: the status of the child is that of the launcher."""
    started: list[list[str]] = []

    def wait_for(command: list[str]) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(build, "WINDOWS", True)
    monkeypatch.setattr(build, "wait_for", wait_for)
    monkeypatch.setenv("PYTHONPATH", "")
    assert build.run(tree, "generator", ["check"]) == 7
    assert started[0][1:] == ["-X", "utf8", "-P", "-m", "generator", "check"]


def test_a_child_that_is_waited_for_gives_its_status() -> None:
    assert build.wait_for([sys.executable, "-c", "raise SystemExit(7)"]) == 7


def test_paths_with_blanks_are_quoted_in_what_is_to_be_typed(tree: Path) -> None:
    told = build.why_failed("ERROR: Failed to establish a new connection", tree, "zh")
    assert f'"{build.venv_python(tree)}" -m pip config set' in told


def test_a_python_that_will_do_is_not_stopped() -> None:
    build.require_python((3, 11), [])
    build.require_python((4, 0), [])


@pytest.mark.parametrize("version", [(3, 6), (3, 8)])
def test_an_old_python_can_read_the_launcher(repo: Path, version: tuple[int, int]) -> None:
    ast.parse((repo / "build.py").read_text("utf-8"), feature_version=version)


@pytest.mark.parametrize(
    ("tool", "is_root", "command"),
    [
        ("apt", False, "sudo apt install python3.11-venv"),
        ("apt", True, "apt install python3.11-venv"),
        ("dnf", False, "sudo dnf install python3.11"),
        ("brew", False, "brew install python@3.11"),
        ("winget", False, "winget install Python.Python.3.11"),
        ("", False, "https://www.python.org/downloads/"),
    ],
)
def test_install_command(tool: str, is_root: bool, command: str) -> None:
    assert build.install_command((3, 11), tool, is_root) == command


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_do(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == missing else name)
    monkeypatch.setattr(build, "first_on_path", lambda names: "apt")
    with pytest.raises(build.CannotStart, match=r"apt install python3\.12-venv"):
        build.require_venv((3, 12), "zh")


def test_a_lost_network_is_told_apart(tmp_path: Path) -> None:
    output = (
        "WARNING: Retrying: Failed to establish a new connection\nERROR: No matching distribution\n"
    )
    assert "Check the network" in build.why_failed(output, tmp_path, "en")
    assert "delete" in build.why_failed("ERROR: THESE PACKAGES DO NOT MATCH\n", tmp_path, "en")


def test_trouble_is_told_without_a_traceback(tree: Path, tmp_path: Path) -> None:
    (tree / "requirements" / "runtime.txt").unlink()
    done = start(tree, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("The environment could not be prepared")
    assert "Traceback" not in done.stderr


def test_messages_come_in_both_languages() -> None:
    fields = {"found": "", "command": "", "detail": "", "python": "", "venv": ""}
    for key in build.MESSAGES:
        assert build.text(key, "zh", **fields) != build.text(key, "en", **fields)


def test_the_locks_name_hashes_and_no_index(repo: Path) -> None:
    for lock in ("runtime", "test"):
        lines = (repo / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines()
        pinned = [line for line in lines if line[:1].isalnum()]
        assert all("==" in line and line.endswith("\\") for line in pinned)
        assert not [line for line in lines if line.startswith("-") or "://" in line]
