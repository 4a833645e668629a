"""The address of a page as a code for cameras.

In: an address. Out: an SVG picture. What it looks like depends on the address alone.

Source: ISO/IEC 18004; a margin of four modules, error correction M (15 %).
"""

from io import BytesIO

from markupsafe import Markup

_MARGIN = 4


def qr_svg(address: str) -> Markup:
    """Return the address as a picture in SVG, black on white whatever surrounds it."""
    import segno  # noqa: PLC0415 - only sites that know their address need it

    picture = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        picture, kind="svg", border=_MARGIN, light="#fff", xmldecl=False, nl=False,
        omitsize=True, svgclass=None, lineclass=None,
    )  # fmt: skip
    return Markup(picture.getvalue().decode())
