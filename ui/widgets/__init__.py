"""The widget kit: what the four screens need, and no more."""
