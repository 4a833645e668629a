"""Codes for cameras: the address as it is, in the mask that the standard chooses."""

import pytest
import segno

from generator.show.qr import code_of, qr_svg

ADDRESS = "https://www.example.gov.cn/zwgk/plans/"


@pytest.mark.parametrize("length", [*range(40), *range(40, 240, 25)])
def test_the_mask_is_the_one_that_misleads_least(length: int) -> None:
    """segno weighs masks too, module by module."""
    address = f"{ADDRESS}{length}-{'jyj' * length}"[: len(ADDRESS) + length]
    found, expected = code_of(address), segno.make(address, error="m", micro=False)
    assert (found.mask, found.matrix) == (expected.mask, expected.matrix)


def test_a_code_is_a_picture_with_a_margin() -> None:
    size = len(code_of(ADDRESS).matrix) + 8
    assert f' viewBox="0 0 {size} {size}"' in qr_svg(ADDRESS)
