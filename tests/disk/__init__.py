"""Tests of generator/disk."""
