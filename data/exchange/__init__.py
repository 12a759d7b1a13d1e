"""Import and export: other programs' files of drawings, read and written."""

from data.exchange.batch import Batch
from data.exchange.formats import FORMATS, format_for, read, write

__all__ = ["FORMATS", "Batch", "format_for", "read", "write"]
