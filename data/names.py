"""What a class may be called."""

import unicodedata

from data.errors import DataError

PICTURES = ("So", "Cf", "Cn", "Co", "Cs")  # categories of characters that are no letters
EMOJI_PARTS = {"\ufe0f", "\u20e3", *map(chr, range(0x1F3FB, 0x1F400))}
INVISIBLE = set("\u115f\u1160\u3164\uffa0")  # letters by category, blank to the eye
NOTHING = "none of these"  # the class for what is none of the others
LONGEST = 40  # characters; longer ones fit neither a button nor a file name


def class_name(text: str) -> str:
    """Return ``text`` as a class name: trimmed, composed, single spaces.

    Raises:
        DataError: If it is empty, longer than 40 characters, or holds a slash, a
            line break or a picture character.
    """
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in text.strip()):
        raise DataError("A class name is one line; take the line breaks out of it.")
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name:
        raise DataError("A class needs a name; type at least one letter.")
    if len(name) > LONGEST:
        raise DataError(
            f"“{name[:12]}…” has {len(name):,} characters; a class name has at most {LONGEST}."
        )
    for character in name:
        if character in "/\\":
            raise DataError(
                f"“{name}” has a slash in it, which no folder name may have; leave it out."
            )
        if unicodedata.category(character) in PICTURES or character in EMOJI_PARTS:
            raise DataError(f"“{name}” has a character that is no letter; use letters and digits.")
    if not any(unicodedata.category(c)[0] in "LNPS" for c in name) or INVISIBLE & set(name):
        raise DataError("A class name needs letters that can be seen; leave out blank characters.")
    if name in (".", ".."):
        raise DataError(f"“{name}” would be taken for a folder; choose another name.")
    return name
