#!/usr/bin/env python3
"""Start Plansite: see that .venv is what the locks in requirements/ say, then carry on inside it.

In: the command line. Out: the generator's exit status, or 2 where it could not be started.
Standard library only, and in old syntax: even Python 3.6 has to be able to say what is wrong.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
UNFINISHED = "unfinished"
NETWORK_SIGNS = ("connection", "resolution", "timed out", "proxy", "no matching distribution")
PIP = (
    "-Im pip install --quiet --no-input --disable-pip-version-check --retries 2 --require-hashes -r"
)

MESSAGES = {  # key: (中文, English)
    "old": (
        "Plansite 需要 Python 3.11 或更高版本,当前版本是 {found}。请执行:\n  {command}",
        "Plansite needs Python 3.11 or newer; this is {found}. Use:\n  {command}",
    ),
    "no_venv": (
        "这个 Python 缺少 venv 组件。请先运行:\n  {command}",
        "This Python comes without its venv part. First run:\n  {command}",
    ),
    "venv": ("正在准备运行环境(仅首次)…", "Preparing the environment (first time only)…"),
    "runtime": ("正在安装所需软件包…", "Installing the packages it needs…"),
    "test": ("正在安装测试所需软件包…", "Installing the packages the tests need…"),
    "wait": ("另一个进程正在准备运行环境,请稍候…", "Another process is doing this; waiting…"),
    "offline": (
        "软件包下载失败:{detail}\n请检查网络后重新运行;单位内网请先设置镜像:\n"
        "  {python} -m pip config set global.index-url 镜像地址",
        "Packages could not be downloaded: {detail}\nCheck the network and run this again; "
        "on an intranet, first name your mirror:\n"
        "  {python} -m pip config set global.index-url MIRROR",
    ),
    "failed": (
        "运行环境未能准备好:{detail}\n"
        "请关闭正在运行的 Plansite(例如预览),删除 {venv},然后重新运行。",
        "The environment could not be prepared: {detail}\n"
        "Close any running Plansite (such as a preview), delete {venv}, and run this again.",
    ),
}


class CannotStart(Exception):
    """Why the generator cannot be started: a text for the person at the keyboard."""


def language(args: "list[str]") -> str:
    """Return "en" where the command line asks for English, else "zh"."""
    return "en" if "--lang=en" in args or "--lang en" in " ".join(args) else "zh"


def text(key: str, lang: str, **values: str) -> str:
    """Return a message in the given language, filled in."""
    return MESSAGES[key][lang == "en"].format(**values)


def say(line: str) -> None:
    """Write a line to stderr, whatever characters the terminal lacks."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


def first_on_path(names: "list[str]") -> str:
    """Return the first of these programs that this machine has, or ""."""
    from shutil import which  # noqa: PLC0415 - the usual start does not need it

    return next((name for name in names if which(name)), "")


def install_command(version: "tuple[int, ...]", tool: str, is_root: bool) -> str:
    """Return the command that installs this Python, venv included, by a package manager."""
    dotted = "{}.{}".format(*version)
    commands = {
        "apt": f"apt install python{dotted}-venv",
        "dnf": f"dnf install python{dotted}",
        "apk": "apk add python3 py3-pip",
        "brew": f"brew install python@{dotted}",
        "winget": f"winget install Python.Python.{dotted}",
    }
    needs_sudo = tool in ("apt", "dnf", "apk") and not is_root
    return "sudo " * needs_sudo + commands.get(tool, "https://www.python.org/downloads/")


def install_here(version: "tuple[int, ...]") -> str:
    """Return the install command that fits this machine and user."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return install_command(version, first_on_path(["apt", "dnf", "apk", "brew", "winget"]), is_root)


def newer_python(is_windows: bool = WINDOWS) -> str:
    """Return the command of a Python on this machine that will do, or "". Windows has one command for all."""
    minors = (15, 14, 13, 12, 11)
    if not is_windows:
        return first_on_path([f"python3.{minor}" for minor in minors])
    commands = [f"py -3.{minor}" for minor in minors] if first_on_path(["py"]) else []
    return next((command for command in commands if answers(command)), "")


def answers(command: str) -> bool:
    """Return whether a Python of this name starts."""
    import subprocess  # noqa: PLC0415

    command_line = command.split() + ["-c", ""]
    try:
        done = subprocess.run(
            command_line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def require_python(version: "tuple[int, ...]", args: "list[str]") -> None:
    """Raise CannotStart, with the one command that helps, where this Python is too old."""
    if version[:2] < OLDEST:
        newer = newer_python()
        command = " ".join([newer, "build.py"] + args) if newer else install_here(OLDEST)
        found = "{}.{}".format(*version)
        raise CannotStart(text("old", language(args), found=found, command=command))


def require_venv(version: "tuple[int, ...]", lang: str) -> None:
    """Raise CannotStart where this Python cannot make environments (Debian packs that apart)."""
    from importlib.util import find_spec  # noqa: PLC0415

    if not (find_spec("venv") and find_spec("ensurepip")):
        raise CannotStart(text("no_venv", lang, command=install_here(version)))


def venv_python(root: Path, is_windows: bool = WINDOWS) -> Path:
    """Return where the environment has its Python."""
    return root / ".venv" / ("Scripts/python.exe" if is_windows else "bin/python")


def wanted(root: Path, locks: "list[str]") -> "dict[str, str]":
    """Return the stamp of an environment made by this Python from these locks as they are now."""
    from hashlib import sha256  # noqa: PLC0415 - after the check for old Pythons

    files = {lock: root / "requirements" / f"{lock}.txt" for lock in locks}
    digests = {lock: sha256(path.read_bytes()).hexdigest() for lock, path in files.items()}
    return {"python": f"{sys.implementation.cache_tag}-{sys.platform}", **digests}


def read_stamp(root: Path) -> "dict[str, str]":
    """Return what the environment was made from, or nothing where it is absent or half-made."""
    try:
        lines = (root / ".venv" / "stamp").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    stamp = dict(line.split(" ", 1) for line in lines if " " in line)
    return stamp if venv_python(root).exists() else {}


def write_stamp(root: Path, stamp: "dict[str, str]") -> None:
    """Record, in one step, what the environment was made from."""
    draft = root / ".venv" / "stamp.new"
    draft.write_text("".join(f"{key} {value}\n" for key, value in stamp.items()), "utf-8")
    draft.replace(draft.with_name("stamp"))


def steps(have: "dict[str, str]", want: "dict[str, str]") -> "list[str]":
    """Return what is left to do, in order: "venv" (made anew), then the locks to install."""
    locks = [key for key in want if key != "python"]
    is_sound = all(have.get(key) == want[key] for key in ("python", "runtime"))
    if not is_sound or ("test" in want and have.get("test") == UNFINISHED):
        return ["venv"] + locks
    return [lock for lock in locks if have.get(lock) != want[lock]]


@contextmanager
def one_at_a_time(root: Path, lang: str) -> "Iterator[None]":
    """Hold the lock on the environment. The system releases it when its holders end, in any way."""
    with (root / ".venv.lock").open("a+b") as lock:
        os.set_inheritable(lock.fileno(), True)  # pip holds it too, should it outlive this process
        if not try_lock(lock.fileno()):
            say(text("wait", lang))
            while not try_lock(lock.fileno()):
                sleep(0.2)
        yield


def try_lock(number: int) -> bool:
    """Lock an open file unless another process holds it; return whether that worked."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True


def run_step(step: str, root: Path, lang: str) -> None:
    """Do one step with pip or venv, quietly; raise CannotStart with the end of their output."""
    import subprocess  # noqa: PLC0415

    say(text(step, lang))
    command = [sys.executable, "-Im", "venv", "--clear", str(root / ".venv")]
    if step != "venv":
        lock = root / "requirements" / f"{step}.txt"
        command = [str(venv_python(root)), *PIP.split(), str(lock)]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_USER": "0"},
        close_fds=False,
        check=False,
    )
    if done.returncode:
        raise CannotStart(why_failed(done.stdout.decode("utf-8", "replace"), root, lang))


def quoted(path: str) -> str:
    """Return a path as it is typed in a command: 张 三 is a user's name like any other."""
    return f'"{path}"' if " " in path else path


def why_failed(output: str, root: Path, lang: str) -> str:
    """Return what to tell the user after pip or venv failed with this output."""
    lines = output.splitlines()
    errors = [line for line in lines if line.startswith("ERROR")] or lines
    is_offline = any(sign in output.lower() for sign in NETWORK_SIGNS)
    detail = errors[-1:] if is_offline else errors[-3:]
    python, venv = quoted(str(venv_python(root))), quoted(str(root / ".venv"))
    key = "offline" if is_offline else "failed"
    return text(key, lang, detail="\n".join(detail), python=python, venv=venv)


def prepare(root: Path, want: "dict[str, str]", lang: str) -> None:
    """Bring .venv to what `want` names. The stamp is written last: without it, .venv is absent."""
    if not steps(read_stamp(root), want):
        return
    require_venv(sys.version_info[:2], lang)
    with one_at_a_time(root, lang):
        have = read_stamp(root)  # another start may have done the work meanwhile
        todo = steps(have, want)
        if todo == ["test"]:  # leaves what the runtime lock names alone, so that stays good
            write_stamp(root, {**have, "test": UNFINISHED})
        elif todo and have:
            (root / ".venv" / "stamp").unlink()
        try:
            for step in todo:
                run_step(step, root, lang)
        except CannotStart:
            if todo == ["test"]:
                write_stamp(root, have)
            raise
        if todo:
            write_stamp(root, want)


def test_arguments(args: "list[str]") -> "list[str] | None":
    """Return what follows the command `test`, or None where the command is another."""
    skip = 2 if args[:1] == ["--lang"] else 1 if args and args[0].startswith("--lang=") else 0
    return args[skip + 1 :] if args[skip : skip + 1] == ["test"] else None


def run(root: Path, module: str, args: "list[str]") -> int:
    """Run a module of this checkout inside the environment; return its exit status."""
    os.environ["PYTHONPATH"] = str(root)  # and -P: nothing is imported from the current directory
    command = [str(venv_python(root)), "-X", "utf8", "-P", "-m", module] + args
    return wait_for(command) if WINDOWS else os.execv(command[0], command)


def wait_for(command: "list[str]") -> int:
    """Run a command to its end, Ctrl+C left to it; return its exit status (Windows has no exec)."""
    import subprocess  # noqa: PLC0415

    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def main(args: "list[str]") -> int:
    """Prepare the environment where needed, then run the generator or the tests in it."""
    lang, tests = language(args), test_arguments(args)
    try:
        require_python(sys.version_info[:2], args)
        prepare(ROOT, wanted(ROOT, ["runtime"] if tests is None else ["runtime", "test"]), lang)
    except CannotStart as problem:
        say(str(problem))
        return 2
    except OSError as problem:
        say(text("failed", lang, detail=str(problem), venv=str(ROOT / ".venv")))
        return 2
    except KeyboardInterrupt:
        return 130
    if tests is None:
        return run(ROOT, "generator", args)
    os.chdir(str(ROOT))
    return run(ROOT, "tests", tests)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
