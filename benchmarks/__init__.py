"""Measurements, each with one command."""
