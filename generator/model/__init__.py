"""The nouns. `manuscript`: a plan as written; `plan`: as understood; `registers`; `site`: all linked."""
