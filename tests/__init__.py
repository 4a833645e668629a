"""The test suite. Run it with `python3 build.py test [pytest arguments]`."""
