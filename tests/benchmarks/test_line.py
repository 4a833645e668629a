"""The slow line: it counts everything, compresses what servers compress, and is slow when told to."""

import gzip
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from benchmarks.search.line import BYTES_A_SECOND, HEAD, ROUND_TRIP, served

TEXT = "教育" * 4000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(TEXT, "utf-8")
    (tmp_path / "part.bin").write_bytes(TEXT.encode())
    return tmp_path


def fetch(address: str) -> tuple[bytes, str | None]:
    with urlopen(Request(address)) as answer:
        return answer.read(), answer.headers["Content-Encoding"]


@pytest.mark.parametrize(
    ("name", "is_compressed", "encoding"),
    [("", True, "gzip"), ("", False, None), ("part.bin", True, None)],
)
def test_what_is_sent(folder: Path, name: str, is_compressed: bool, encoding: str | None) -> None:
    with served(folder, is_compressed=is_compressed) as there:
        there.line.reset(is_slow=False)
        data, found = fetch(there.address + name)
        assert found == encoding
        assert (gzip.decompress(data) if encoding else data) == TEXT.encode()
        assert (there.line.bytes, there.line.requests) == (len(data) + HEAD, 1)


def test_it_is_slow(folder: Path) -> None:
    with served(folder, is_compressed=False) as there:
        began = time.monotonic()
        data, _ = fetch(there.address)
        assert time.monotonic() - began >= ROUND_TRIP + len(data) / BYTES_A_SECOND
