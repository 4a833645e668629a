"""Made plans: as many as wanted, always the same, with the word statistics of real ones."""
