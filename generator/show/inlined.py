"""The script that stands inside every page: shorter, and allowed by what it says.

In: the script as it is written. Out: its shorter form, and the source by which a Content-Security-Policy allows that
form and no other script inside a page (CSP level 2, hash-source).
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup

from generator import scripts


@lru_cache(maxsize=8)
def shortened(written: str) -> Markup:
    """Return a script as it stands in a page. It must not hold `</`, which would end it."""
    return Markup(scripts.joined((written,)).decode().strip())


@lru_cache(maxsize=8)
def allowed(script: str) -> Markup:
    """Return the source that allows this script."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return Markup(f"'sha256-{digest}'")
