"""Augmentation: fresh variants, so that a network learns the thing and not the pixels."""

from data.augmentation.amounts import Augmentation
from data.augmentation.variants import Variants, vary

__all__ = ["Augmentation", "Variants", "vary"]
