"""Time and memory of a command and of everything that it starts.

In: a command. Out: seconds and the most bytes held at one moment, over all its processes (Linux; elsewhere 0).
"""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
USUAL = {"PYTHONDONTWRITEBYTECODE": ""}
"""As people have it: what Python compiled is kept for the next time that it starts."""
SHARE = 10
"""To look takes time on large processes: it is done no more than for a tenth of the time."""
PROC = Path("/proc")
KB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    seconds: float
    bytes: int
    """Memory of all processes together; a page that several share is divided among them."""


def cost_of(commands: list[list[str]], folder: Path, **more: str) -> Cost:
    """Run commands one after the other; return their time together and the highest peak."""
    costs = [cost_of_one(command, folder, more) for command in commands]
    return Cost(sum(cost.seconds for cost in costs), max(cost.bytes for cost in costs))


def cost_of_one(command: list[str], folder: Path, more: dict[str, str]) -> Cost:
    """Run a command; raise CalledProcessError where it fails."""
    began, peak = time.perf_counter(), 0
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **USUAL, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            looked = time.perf_counter()
            peak = max(peak, sum(map(held, family(process.pid))))
            time.sleep(max(EVERY, SHARE * (time.perf_counter() - looked)))
    took = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    return Cost(took, peak)


def family(parent: int) -> Iterator[int]:
    """Yield a process and all that it started."""
    yield parent
    try:
        children = (PROC / f"{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def held(process: int) -> int:
    """Return the memory that a process holds, of shared pages its share (PSS); 0 where it is gone.

    Where the system does not say so, its resident memory, in which shared pages are counted whole.
    """
    try:
        lines = (PROC / f"{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return resident(process)
    return sum(int(line.split()[1]) * KB for line in lines if line.startswith("Pss:"))


def resident(process: int) -> int:
    """Return the resident memory of a process; 0 where it is gone or the system does not say."""
    try:
        pages = int((PROC / f"{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
