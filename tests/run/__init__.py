"""Tests of generator/run."""
