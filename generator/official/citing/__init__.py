"""Cited documents: titles, issuers, document numbers."""
