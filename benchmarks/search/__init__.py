"""The search, measured beside others on the same plans."""
