"""Drives the real window from outside: a virtual screen, a real mouse and keyboard.

Needs Xvfb, openbox and xdotool (Debian: apt-get install xvfb openbox xdotool).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageGrab

ROOT = Path(__file__).parent.parent
PROGRAMS = ("Xvfb", "openbox", "xdotool")
SCREEN = (1600, 1000)  # of the virtual screen: larger than the window and its frame
PATIENCE_S = 30.0  # until what must come has come; a shared machine can be slow


def missing_programs():
    """The programs that the pilot needs and this machine has not."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def wait_for(what, seconds=PATIENCE_S):
    """Ask again and again until the answer is not false; return it."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer or time.monotonic() > end:
            assert answer, "waited in vain"
            return answer
        time.sleep(0.05)


class Screen:
    """A virtual screen with a window manager on it."""

    def __enter__(self):
        read, write = os.pipe()
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        # -noreset: or the server begins anew whenever its last client leaves
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size]
        command += ["-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            self.name = f":{answer.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": self.name}
        self._manager = wait_for(self._managed)
        return self

    def _managed(self):
        """A window manager that has found the screen, None if it came too early."""
        asked = ["xdotool", "getmouselocation"]
        if subprocess.run(asked, env=self.env, capture_output=True).returncode != 0:
            return None
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = subprocess.Popen(["openbox"], env=self.env, **quiet)
        time.sleep(0.3)
        return manager if manager.poll() is None else None

    def __exit__(self, *_):
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def picture(self):
        """Everything on the screen, as an array (height, width, 3)."""
        return np.asarray(ImageGrab.grab(xdisplay=self.name).convert("RGB"))


class Pilot:
    """One run of the program, and a person at it. Points are relative to the window."""

    def __init__(self, screen, home):
        self._screen, self._home = screen, Path(home)
        command = [sys.executable, str(ROOT / "main.py"), "--home", str(home)]
        self.process = subprocess.Popen(
            command, env=screen.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._window = wait_for(self._find_window)
        self.x, self.y, self.width, self.height = wait_for(self._place)
        wait_for(lambda: self.picture().std() > 5)  # until it has drawn itself
        self.settle()

    def _xdotool(self, *words):
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=self._screen.env, capture_output=True, text=True
        )
        return done.stdout.strip()

    def _find_window(self):
        assert self.process.poll() is None, self.process.communicate()[0]
        # xdotool's search by name does not find SDL's windows; the active one is ours
        window = self._xdotool("getactivewindow")
        return window if window and self._xdotool("getwindowname", window) == "Inkling" else None

    def _place(self):
        """The window's inside on the screen: x, y, width, height."""
        size = self._answers("getwindowgeometry", "--shell", self._window)
        if "WIDTH" not in size:
            return None
        # its X and Y count the window's frame twice; a mouse at its origin does not
        self._xdotool("mousemove", "--window", self._window, 0, 0)
        origin = self._answers("getmouselocation", "--shell")
        return tuple(int(n) for n in (origin["X"], origin["Y"], size["WIDTH"], size["HEIGHT"]))

    def _answers(self, *words):
        """What xdotool answers in lines of NAME=value."""
        lines = self._xdotool(*words).splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def settle(self, seconds=0.12):
        """Give the program a few frames."""
        time.sleep(seconds)

    def move(self, *points):
        """Move the mouse from point to point, as events of their own."""
        words = []
        for x, y in points:
            # the X server joins moves that come faster than it looks at them
            words += ["mousemove", str(self.x + round(x)), str(self.y + round(y)), "sleep", "0.002"]
        for start in range(0, len(words), 500):
            self._xdotool(*words[start : start + 500])

    def click(self, at, button=1):
        """Click at a point."""
        self.move(at)
        self.settle(0.05)
        self._xdotool("click", button)
        self.settle()

    def drag(self, points, button=1):
        """Press at the first point, go through all, let go at the last."""
        self.move(points[0])
        self._xdotool("mousedown", button)
        self.move(*points[1:])
        self._xdotool("mouseup", button)

    def key(self, *names):
        """Press keys, named as xdotool names them: "ctrl+z", "F2", "Delete"."""
        for name in names:
            self._xdotool("key", name)
            self.settle()

    def type(self, text):
        """Type letters."""
        self._xdotool("type", "--delay", 20, text)
        self.settle()

    def picture(self):
        """The window's inside, as an array (height, width, 3)."""
        whole = self._screen.picture()
        return whole[self.y : self.y + self.height, self.x : self.x + self.width]

    def save_picture(self, path):
        """Write the window's inside as a picture file."""
        Image.fromarray(self.picture()).save(path)

    def drawings(self, where="1"):
        """Rows of the drawings file: label, 98 bytes, whether in the trash; the oldest first."""
        db = sqlite3.connect(f"file:{self._home / 'drawings.db'}?mode=ro", uri=True)
        try:
            return db.execute(
                "SELECT label.name, pixels, trashed_s IS NOT NULL FROM drawing"
                f" JOIN label ON label.id = label_id WHERE {where} ORDER BY drawing.id"
            ).fetchall()
        finally:
            db.close()

    def close(self):
        """Close the window by its key; return what the program printed."""
        self._xdotool("key", "ctrl+q")
        output, _ = self.process.communicate(timeout=PATIENCE_S)
        assert self.process.returncode == 0, output
        return output

    def kill(self):
        """End the program if it is still there."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
