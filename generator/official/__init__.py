"""The language of official documents: numerals, numbering, units, targets, deadlines, citations.

In: texts of a manuscript. Out: what they say, as values. Not its business: files, and other plans.
"""
