"""Words that several actions use."""


def several(n: int) -> str:
    """Return "1 drawing", "1,200 drawings"."""
    return "1 drawing" if n == 1 else f"{n:,} drawings"
