"""The only part that touches files: sources in, output out, and what was known before."""
