"""Import and export: other programs' files of drawings, read and written."""

from data.exchange.batch import Batch
from data.exchange.formats import FORMATS, format_for, read, scan, write
from data.exchange.found import Found

__all__ = ["FORMATS", "Batch", "Found", "format_for", "read", "scan", "write"]
