"""What is put aside comes back as it was, from memory or from disk."""

from hypothesis import given
from hypothesis import strategies as st

from generator.digests import digest_bytes
from generator.disk.spool import Spool
from generator.files import Artifact


@given(st.lists(st.binary(max_size=50)), st.integers(1, 100))
def test_round_trip(pieces: list[bytes], in_memory: int) -> None:
    with Spool(in_memory) as spool:
        kept = [
            spool.add(Artifact(str(n), data, digest_bytes(data))) for n, data in enumerate(pieces)
        ]
        assert [one.data() for one in reversed(kept)] == pieces[::-1]
        assert [one.path for one in kept] == [str(n) for n in range(len(pieces))]
