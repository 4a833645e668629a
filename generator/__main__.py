"""`python -m generator`: the command line."""

import os
import sys
import threading
from contextlib import suppress

from generator.cli import main


def leave(status: int) -> None:
    """End the process. The system takes its memory back at once; Python would first let go of a site value by value."""
    if threading.active_count() == 1:
        with suppress(OSError):  # nobody reads any more
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    leave(main())
