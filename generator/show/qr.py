"""The address of a page as a code for cameras.

In: an address. Out: an SVG picture. What it looks like depends on the address alone.

Source: ISO/IEC 18004; a margin of four modules, error correction M (15 %).
"""

from io import BytesIO
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from segno import QRCode

_MARGIN = 4


def qr_svg(address: str) -> Markup:
    """Return the address as a picture in SVG, black on white whatever surrounds it."""
    picture = BytesIO()
    code_of(address).save(
        picture, kind="svg", border=_MARGIN, light="#fff", xmldecl=False, nl=False,
        omitsize=True, svgclass=None, lineclass=None,
    )  # fmt: skip
    return Markup(picture.getvalue().decode())


def code_of(address: str) -> "QRCode":
    """Return the code of an address, in the mask that is read best.

    segno would find the mask itself, module by module: most of the time that a code takes.
    """
    from segno import make  # noqa: PLC0415 - only sites that know their address need it

    from generator.show.masks import best_mask  # noqa: PLC0415

    plain = make(address, error="m", micro=False, mask=0)
    best = best_mask(plain)
    return make(address, error="m", micro=False, mask=best) if best else plain
