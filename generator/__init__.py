"""Plansite: government work plans, from the official text to a searchable website."""

__version__ = "0.1.0"
