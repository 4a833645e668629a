"""The two forms in which plans are written, Markdown and YAML, and the registers: read and written."""
