"""The structure of an official document: numbering, parts and tasks, letter, ending."""
