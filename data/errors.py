"""The one error this package raises for what a person can mend."""


class DataError(Exception):
    """Drawings that cannot be read or kept; the message is a sentence for the user."""
