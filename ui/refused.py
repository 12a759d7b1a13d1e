"""A wish that cannot be met now."""


class Refused(Exception):
    """Nothing has changed; the message is a sentence for the user."""
