"""Class names as file names, on every system alike, and back."""

import re
from urllib.parse import unquote


def to_file_name(name: str) -> str:
    """Return a class name as a file name: what some system forbids is written %XX."""
    return re.sub(r'[<>:"|?*%.]', lambda found: f"%{ord(found[0]):02X}", name)


def from_file_name(name: str) -> str:
    """Return the class name that ``to_file_name`` was given."""
    return unquote(name)
