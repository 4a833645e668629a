"""Tests of generator/messages."""
