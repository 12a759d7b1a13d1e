"""Words that several screens use."""


def time_words(seconds: float) -> str:
    """Return a length of time in words: 8 s, 3:05, 1:20 h."""
    whole = int(seconds + 0.5)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02}"
    return f"{whole // 3600}:{whole // 60 % 60:02} h"
