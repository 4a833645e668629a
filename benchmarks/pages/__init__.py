"""A plan's page beside GOV.UK Frontend's of the same plan: weight, and how it reads on a phone."""
