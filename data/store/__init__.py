"""The store: one file with a person's drawings, their classes and what was done to them."""

from data.store.store import Store

__all__ = ["Store"]
