"""Checks of official text: damage, punctuation, completeness, inserted advertising."""
