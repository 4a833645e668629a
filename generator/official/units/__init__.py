"""Units in official text: who leads, who cooperates, and what their names mean."""
