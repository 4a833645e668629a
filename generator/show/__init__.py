"""What visitors get: views of the site, pages made from them, and their data twins."""
