"""The drawings file: an SQLite database, its tables, and how one is opened safely."""

import re
import sqlite3
from pathlib import Path

from data.errors import DataError

APPLICATION_ID = 0x496E6B6C  # "Inkl", so that another program's database is not taken for ours
VERSION = 3
WAIT_S = 2.0  # for another window's write to end

TABLES = """
CREATE TABLE label (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: undo may bring one back
    name      TEXT NOT NULL UNIQUE,
    position  INTEGER NOT NULL,               -- order in lists and of the keys 1 to 9
    mirror    INTEGER CHECK (mirror IN (0, 1)),  -- may its drawings be mirrored, NULL: not said
    removed_s REAL                            -- when the class was removed, NULL if it was not
);
CREATE TABLE drawing (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    label_id    INTEGER NOT NULL REFERENCES label (id),
    pixels      BLOB NOT NULL CHECK (length(pixels) = 98),  -- 784 bits, row by row
    origin      TEXT NOT NULL CHECK (origin IN ('drawn', 'imported', 'starter')),
    created_s   REAL NOT NULL,              -- seconds since 1970, UTC
    held_out    INTEGER NOT NULL CHECK (held_out IN (0, 1)),
    pixel_order BLOB,                       -- little-endian uint16, see data/pixel_order.py
    trashed_s   REAL,                       -- when it went to the trash, NULL if it did not
    drawer_id   INTEGER REFERENCES drawer (id)  -- who drew it, NULL: not said
);
"""

# What came with version 3, for a new file and an old one alike.
ADDED_3 = """
CREATE TABLE drawer (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE               -- of a person who draws
);
CREATE TABLE review (
    drawing_id INTEGER NOT NULL REFERENCES drawing (id) ON DELETE CASCADE,
    question   TEXT NOT NULL,               -- such as 'suspect', see data/store/reviews.py
    label_id   INTEGER NOT NULL,            -- the class that it was found right under
    PRIMARY KEY (drawing_id, question)
) WITHOUT ROWID;
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    entry  TEXT NOT NULL,                   -- a change as JSON, see ui/entries.py
    undone INTEGER NOT NULL CHECK (undone IN (0, 1))
);
"""

# What brings a file of one version to the next.
UPGRADES = {
    1: "ALTER TABLE label ADD COLUMN mirror INTEGER CHECK (mirror IN (0, 1))",
    2: f"""
ALTER TABLE label ADD COLUMN removed_s REAL;
ALTER TABLE drawing ADD COLUMN drawer_id INTEGER REFERENCES drawer (id);
{ADDED_3}""",
}


def connect(path: Path) -> sqlite3.Connection:
    """Open the drawings file at ``path``, making it if there is none.

    Every change is on the disk when it returns (``synchronous=FULL``), so a
    drawing that was kept survives a power cut.

    Raises:
        DataError: If the file is damaged, foreign, of a newer version, or its
            folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise DataError(f"{path} cannot be opened; choose a folder that can be written.") from error
    try:
        _prepare(db, path)
    except sqlite3.OperationalError as error:
        db.close()
        if "locked" in str(error):
            raise DataError(f"{path}: another Inkling is writing; try again soon.") from error
        raise DataError(f"{path} cannot be written; choose another folder with --home.") from error
    except sqlite3.DatabaseError as error:
        db.close()
        raise DataError(
            f"{path} is damaged, or not a drawings file; move it away and start again."
        ) from error
    except DataError:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise DataError(f"{path} belongs to another program; choose another folder with --home.")
    if version > VERSION:
        raise DataError(f"{path} was written by a newer version of Inkling; update Inkling.")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    if version == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")  # two windows may start at once: one makes the tables
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        _all_of(db, TABLES + ADDED_3)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        for old in range(db.execute("PRAGMA user_version").fetchone()[0], VERSION):
            _all_of(db, UPGRADES[old])
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _all_of(db: sqlite3.Connection, statements: str) -> None:
    """Execute statements within the transaction, which ``executescript`` would end."""
    uncommented = re.sub("--.*", "", statements)
    for statement in uncommented.split(";"):
        db.execute(statement)
