"""Existing documents into drafts of plans, with an account of what was taken, repaired, guessed or dropped.

In: the bytes of one file and its name. Out: `document.Imported`. Not its business: reading and writing files.
The way of a document is `document.import_document`; each step is a module of its own:
`encoding` → `html` or `markup` → `noise` → `chrome`, `metadata` → `lines` → `rows` → the outline.
"""
