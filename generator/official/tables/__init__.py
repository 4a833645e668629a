"""Division tables: which task, which measures, who, until when; merged with the text and checked against it."""
