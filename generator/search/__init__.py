"""Search: what is found, by which words, and the files that the search page loads."""
