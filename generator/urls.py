"""Every address, as a function of identity alone, and the way from one address to another.

An address is the path of a page below the site's root: `plans/<id>/`, closing slash for a folder with an
index page, empty for the home page. Links between pages are relative, so a site works below any path.
"""

from posixpath import relpath


def plan_url(plan: str) -> str:
    """Return the address of a plan."""
    return f"plans/{plan}/"


def task_url(plan: str, task: str) -> str:
    """Return the address of a task inside its plan's page."""
    return f"plans/{plan}/#{task}"


def unit_url(unit: str) -> str:
    """Return the address of a unit."""
    return f"units/{unit}/"


def topic_url(topic: str) -> str:
    """Return the address of a topic."""
    return f"topics/{topic}/"


def policy_url(policy: str) -> str:
    """Return the address of a policy."""
    return f"policies/{policy}/"


def year_url(year: int) -> str:
    """Return the address of a year."""
    return f"years/{year}/"


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
