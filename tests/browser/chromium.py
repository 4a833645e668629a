"""Find a Chromium to test with, or get one.

In: the environment and the machine. Out: the path of an executable, or NoChromium, which says what to run. Order: the
variable PLANSITE_CHROMIUM, the system's browsers, Playwright's own, the system's packages.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "PLANSITE_CHROMIUM"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
COMMANDS = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
    "msedge",
)
USUAL_PLACES = {
    "win32": (
        "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
        "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
        "{LOCALAPPDATA}/Chromium/Application/chrome.exe",
        "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
        "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
}
PACKAGES = {  # manager: the commands that install a browser and a Chinese font
    "apt-get": (
        "apt-get update",
        "apt-get install -y --no-install-recommends chromium fonts-noto-cjk",
    ),
    "dnf": ("dnf install -y chromium google-noto-sans-cjk-fonts",),
    "apk": ("apk add chromium font-noto-cjk",),
}
DOWNLOAD_SECONDS = 240
INSTALL_SECONDS = 900


class NoChromium(Exception):
    """No browser can be had: the text says what to run."""


def runs(executable: str) -> bool:
    """Return whether this browser starts. (On Windows, asking it would open a window.)"""
    if sys.platform == "win32":
        return True
    try:
        done = subprocess.run(
            [executable, "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find() -> str | None:
    """Return a browser that is already here, or None."""
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise NoChromium(f"{VARIABLE} names no file: {named}")
        return named
    places = (fill(place) for place in USUAL_PLACES.get(sys.platform, ()))
    here = [*filter(None, map(shutil.which, COMMANDS)), *filter(os.path.isfile, places)]
    return next(filter(runs, here), None) or playwrights_own()


def fill(place: str) -> str:
    """Return a path with {VARIABLES} replaced by what the environment says."""
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        place = place.replace(f"{{{name}}}", os.environ.get(name, "?"))
    return place


def playwrights_own() -> str | None:
    """Return the browser that Playwright downloaded earlier, or None."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a second to load

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() and runs(path) else None


def download() -> str | None:
    """Return the browser that Playwright downloads now, or None."""
    sys.stderr.write("No Chromium here: downloading Playwright's (a few minutes)…\n")
    attempt([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    return playwrights_own()


def install() -> str | None:
    """Return the browser that the system's package manager installs now, or None."""
    manager = next(filter(shutil.which, PACKAGES), None)
    prefix = administrator()
    if manager is None or prefix is None:
        return None
    sys.stderr.write(f"Installing Chromium with {manager} (a few minutes)…\n")
    for command in PACKAGES[manager]:
        attempt([*prefix, *command.split()], INSTALL_SECONDS)
    return next(filter(runs, filter(None, map(shutil.which, COMMANDS))), None)


def administrator() -> list[str] | None:
    """Return what must stand before a command so that it may install: nothing, sudo, or None."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and attempt([*sudo, "true"], 10) else None


def attempt(command: list[str], seconds: int) -> bool:
    """Run a command within a time; return whether it worked, and show its last words if not."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        sys.stderr.write(f"{problem}\n")
        return False
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        lines = [line for line in lines if line[:1].strip()]  # not the stack
        sys.stderr.write("\n".join([f"{' '.join(command)} failed:", *lines[-3:]]) + "\n")
    return done.returncode == 0


def advice() -> str:
    """Return how to get a browser on this machine."""
    manager = next(filter(shutil.which, PACKAGES), None)
    how = {
        "apt-get": "sudo apt install chromium fonts-noto-cjk",
        "dnf": "sudo dnf install chromium google-noto-sans-cjk-fonts",
        "apk": "sudo apk add chromium font-noto-cjk",
    }.get(manager or "", f"{sys.executable} -m playwright install chromium")
    return (
        "The browser tests need Chromium, Chrome or Edge, and none was found. Run:\n"
        f"  {how}\nor name one in the variable {VARIABLE}.\n"
        "浏览器测试需要 Chromium、Chrome 或 Edge,本机没有找到。请运行上面的命令,"
        f"或用环境变量 {VARIABLE} 指定。"
    )


def find_or_install() -> str:
    """Return a browser, got by any means that this machine allows; raise NoChromium otherwise."""
    found = find() or download() or install()
    if found is None:
        raise NoChromium(advice())
    return found
