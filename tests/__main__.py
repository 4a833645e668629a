"""Run the whole suite: find a browser where one is needed, then hand over to pytest.

In: pytest's arguments. Out: pytest's exit status, or 2 where no browser can be had. What is tested, and how, is not
its business.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import NoChromium, find_or_install

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "tests" / "browser"


def wants_browser(args: list[str], root: Path = ROOT) -> bool:
    """Return whether these arguments leave tests/browser in: all of them name other tests, or not."""
    named = [root / arg.split("::")[0] for arg in args if not arg.startswith("-")]
    paths = [path.resolve() for path in named if path.exists()]
    return not paths or any(
        path == BROWSER or path in BROWSER.parents or BROWSER in path.parents for path in paths
    )


def worker_options(args: list[str]) -> list[str]:
    """Return the options that spread the tests over processes, unless the caller decided.

    Each process takes a run of files, and when it is done, half of what another has left: what files share is made
    seldom more than once, and none waits for the longest file.
    """
    own = ("-n", "--numprocesses", "--pdb", "--collect-only", "--co", "-h", "--help", "--version")
    if any(arg.startswith(own) for arg in args) or "no:xdist" in args:
        return []
    return ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]


def main(args: list[str]) -> int:
    """Return the exit status of pytest, run with these arguments."""
    if wants_browser(args):
        try:
            os.environ["PLANSITE_CHROMIUM"] = find_or_install()
        except NoChromium as problem:
            sys.stderr.write(f"{problem}\n")
            return 2
    os.chdir(ROOT)
    return int(pytest.main([*worker_options(args), *args]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
