"""Every address, as a function of identity alone, and the way from one address to another.

An address is the path of a page below the site's root: `plans/<id>/`, closing slash for a folder with an
index page, empty for the home page. Links between pages are relative, so a site works below any path.
"""

import re
from posixpath import normpath, relpath
from urllib.parse import urlsplit


def plan_url(plan: str) -> str:
    """Return the address of a plan."""
    return f"plans/{plan}/"


def task_url(plan: str, task: str) -> str:
    """Return the address of a task inside its plan's page."""
    return f"plans/{plan}/#{task}"


def unit_url(unit: str) -> str:
    """Return the address of a unit."""
    return f"units/{unit}/"


def sheet_url(unit: str) -> str:
    """Return the address of a unit's tasks as a table for spreadsheets."""
    return f"units/{unit}/tasks.csv"


def calendar_url(unit: str) -> str:
    """Return the address of a unit's dates as a calendar."""
    return f"units/{unit}/deadlines.ics"


def topic_url(topic: str) -> str:
    """Return the address of a topic."""
    return f"topics/{topic}/"


def policy_url(policy: str) -> str:
    """Return the address of a policy."""
    return f"policies/{policy}/"


def measure_url(measure: str) -> str:
    """Return the address of what targets of several plans measure alike."""
    return f"targets/{measure}/"


def compare_url(plan: str) -> str:
    """Return the address of a plan beside the one before it."""
    return f"plans/{plan}/compare/"


def levels_url(plan: str) -> str:
    """Return the address of a plan's tasks below those of the levels above."""
    return f"plans/{plan}/levels/"


def manuscript_url(plan: str, path: str) -> str:
    """Return the address of the file that a plan is written in; `path` is where it stands in the content folder."""
    return f"plans/{plan}/source.{'md' if path.lower().endswith('.md') else 'yaml'}"


def code_url(plan: str) -> str:
    """Return the address of the picture that leads a camera to a plan."""
    return f"plans/{plan}/qr.svg"


def year_url(year: int) -> str:
    """Return the address of a year."""
    return f"years/{year}/"


def due_url(year: int) -> str:
    """Return the address of what is due in a year."""
    return f"deadlines/{year}/"


def place_url(place: str) -> str:
    """Return the address of a place."""
    return f"places/{place}/"


def register_url(kind: str, year: str) -> str:
    """Return the address of the files of a register for a year of plans, without their endings; "" for no year."""
    return f"{kind}/{year or 'undated'}"


def readings_url(measure: str) -> str:
    """Return the address of what a page of `measure_url` compares as a table for spreadsheets."""
    return f"targets/{measure}/readings.csv"


def table_url(address: str) -> str:
    """Return the address of the tasks that a page lists as a table for spreadsheets."""
    return f"{address}tasks.csv"


TOGETHER = "units/together/"
"""Who works with whom; no unit has this id (`RESERVED`)."""
MEASURES = "targets/compared/"
"""What is compared; ids of measures end in a digest, so none is this."""
PAIRS = f"{TOGETHER}pairs.csv"
CATALOGUE = "catalogue/"
SITE_MAP = "sitemap/"
RESERVED = frozenset(("together",))
"""Ids that would stand in the way of the site's own addresses."""


def list_url(base: str, page: int) -> str:
    """Return the address of the `page`-th page (from 1) of a paged list at `base` (closing slash)."""
    return base if page == 1 else f"{base}page-{page}/"


def file_of(address: str) -> str:
    """Return the output file of an address: `plans/a/#t1` is `plans/a/index.html`."""
    path = address.partition("#")[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def link(here: str, there: str) -> str:
    """Return the relative link from the page at address `here` to the address `there`.

    It names index.html explicitly, so that it also works where no server resolves folders (file://).
    """
    target, hash_, fragment = there.partition("#")
    if hash_ and file_of(target) == file_of(here):
        return f"#{fragment}"
    folder = file_of(here).rpartition("/")[0]
    path = relpath("/" + file_of(target), "/" + folder)
    return f"{path}{hash_}{fragment}"


ROOT = "\ufdd0"
"""Stands in a page's links for the way to the site's root until the page is finished. It is a noncharacter, which
Unicode keeps for such uses; where a text holds one all the same, dots and slashes come of it."""


def rooted(address: str) -> str:
    """Return the link to an address from wherever: the same on every page, until `settled` writes the way out."""
    target, hash_, fragment = address.partition("#")
    return f"{ROOT}{file_of(target)}{hash_}{fragment}"


def settled(text: str, here: str) -> str:
    """Return the text of the page at address `here`, its rooted links as `link` writes them."""
    file, up = file_of(here), ""
    text = text.replace(f"{ROOT}{file}#", "#")
    folder = file.rpartition("/")[0]
    while folder:
        text = text.replace(f"{ROOT}{folder}/", up)
        folder, up = folder.rpartition("/")[0], f"{up}../"
    return text.replace(ROOT, up)


OUTSIDE = "../"
"""The address of what is not below the site's root."""


def address_of(here: str, written: str) -> str | None:
    """Return the address that a link written in the text of the page `here` leads to.

    A link that begins with a slash counts from the site's root; one that leads out of the site is `../`. None for
    links to other hosts or schemes and to the page itself.
    """
    try:
        parts = urlsplit(written)
    except ValueError:  # an unclosed [ in the host, say
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.query:
        return None
    folder = file_of(here).rpartition("/")[0]
    joined = parts.path if parts.path.startswith("/") else f"/{folder}/{parts.path}"
    if _climbs_out(joined):
        return OUTSIDE
    path = normpath(joined).lstrip("/").removesuffix("index.html")
    is_folder = (
        not path.endswith("/") and "." not in path.rpartition("/")[2] and path not in ("", ".")
    )
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{path}{'/' if is_folder else ''}{fragment}"


def _climbs_out(path: str) -> bool:
    """Return whether a rooted path leaves its root somewhere on the way."""
    depth = 0
    for step in path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        if depth < 0:
            return True
    return False


def is_base_url(address: str) -> bool:
    """Return whether an address can be the beginning of others: a host and a path, nothing behind it."""
    return bool(re.fullmatch(r"https?://[^\s<>\"'?#\\]+", address))
