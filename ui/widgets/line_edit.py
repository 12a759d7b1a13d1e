"""Editing one line of text: caret, selection, words, undo. No pixels, no keys."""

LONGEST = 200  # characters; no field of ours needs more


class LineEdit:
    """A line of text with a caret; the selection lies between the caret and the anchor."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.caret = self._anchor = len(text)
        self._past: list[tuple[str, int]] = []

    @property
    def selection(self) -> tuple[int, int]:
        """First and last place of the selection; equal if there is none."""
        return min(self.caret, self._anchor), max(self.caret, self._anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        low, high = self.selection
        return self.text[low:high]

    def select_all(self) -> None:
        """Select the whole line."""
        self._anchor, self.caret = 0, len(self.text)

    def go(self, place: int, *, extend: bool = False) -> None:
        """Move the caret to a place; with ``extend`` the selection follows."""
        self.caret = min(max(place, 0), len(self.text))
        if not extend:
            self._anchor = self.caret

    def move(self, by: int, *, word: bool = False, extend: bool = False) -> None:
        """Move the caret by a character or a word, left (-1) or right (1)."""
        low, high = self.selection
        if low != high and not extend and not word:
            self.go(low if by < 0 else high)
        else:
            self.go(self._word(by) if word else self.caret + by, extend=extend)

    def insert(self, text: str) -> None:
        """Put text in place of the selection, as far as the line has room."""
        low, high = self.selection
        text = text[: LONGEST - len(self.text) + high - low]
        self._past.append((self.text, self.caret))
        self.text = self.text[:low] + text + self.text[high:]
        self.go(low + len(text))

    def erase(self, by: int, *, word: bool = False) -> None:
        """Take away the selection, or the character or word before or behind the caret."""
        if not self.selected:
            self.go(self._word(by) if word else self.caret + by, extend=True)
        if self.selected:
            self.insert("")

    def undo(self) -> None:
        """Take back the last edit, if there was one."""
        if self._past:
            self.text, place = self._past.pop()
            self.go(place)

    def _word(self, by: int) -> int:
        """Return the next place, left or right, where a word begins or ends."""
        place = self.caret
        for letters in (False, True):  # over the space first, then over the word
            while 0 <= place + min(by, 0) < len(self.text):
                if self.text[place + min(by, 0)].isspace() == letters:
                    break
                place += by
        return place
