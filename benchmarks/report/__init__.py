"""Results as a page that people read: docs/benchmarks.md and its charts."""
