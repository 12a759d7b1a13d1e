"""Drawings: the store, import and export, and the starter set."""
