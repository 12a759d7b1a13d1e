"""The errors this package raises for what a person can mend."""


class ModelError(Exception):
    """A network that cannot be read, saved or used; the message is a sentence for the user."""
