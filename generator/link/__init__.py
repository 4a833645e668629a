"""Plans and registers → one linked Site, and what does not fit together."""
