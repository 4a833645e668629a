"""Which version of the program this is: a memo made by another is of no use.

In: the files of generator/ and the installed packages. Out: one digest.
"""

import sys
from functools import lru_cache
from pathlib import Path
from sysconfig import get_paths

from generator.digests import digest, digest_bytes

PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest that changes with any file of the program and with any package it runs on."""
    return digest(own_digest(), sys.version_info[:3], installed())


@lru_cache(maxsize=1)
def own_digest() -> str:
    """Return a digest that changes with any file of the program."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".json"))
    return digest(
        *((path.relative_to(PACKAGE).as_posix(), digest_bytes(path.read_bytes())) for path in files)
    )


def installed() -> tuple[str, ...]:
    """Return names and versions of the installed packages, as their folders are named."""
    folders = sorted({get_paths()["purelib"], get_paths()["platlib"]})
    found = (entry.name for folder in folders for entry in Path(folder).glob("*.dist-info"))
    return tuple(sorted(set(found)))
