"""The build, measured beside other generators on the same plans."""
