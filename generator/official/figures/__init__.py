"""Numbers in official text: targets, deadlines, dates, and how Chinese writes them."""
