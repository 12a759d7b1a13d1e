"""The four screens."""
