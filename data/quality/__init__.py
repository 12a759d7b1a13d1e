"""Quality: which drawings of a collection look as if they did not belong there."""
