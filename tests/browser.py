"""A real headless Chromium, driven over a pipe by its own protocol; no package is needed.

https://chromedevtools.github.io/devtools-protocol/
"""

import fcntl
import json
import os
import shutil
import subprocess
import tempfile

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def program():
    """Return the path of the browser, None if there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """One page in one browser."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (to_read, to_write)]
        env = {**os.environ, "IN": str(high[0]), "OUT": str(high[1])}
        self._process = subprocess.Popen(
            [
                "bash", "-c", 'exec "$0" "$@" 3<&"$IN" 4>&"$OUT"', program(), "--headless=new",
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                f"--user-data-dir={self._folder.name}", "--remote-debugging-pipe", "about:blank",
            ],
            pass_fds=high, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (to_read, to_write, *high):
            os.close(end)
        self._left, self._number, self._session = b"", 0, None
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        os.close(self._read)
        os.close(self._write)
        self._folder.cleanup()

    def ask(self, method, **values):
        """Send a command; return its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.events.append(answer)

    def _receive(self):
        while b"\0" not in self._left:
            some = os.read(self._read, 1 << 16)
            assert some, "the browser has gone"
            self._left += some
        message, _, self._left = self._left.partition(b"\0")
        return json.loads(message)

    def open(self, url):
        """Go to a page, and wait until it is there."""
        self.ask("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def run(self, script):
        """Return what a script comes to."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def mouse(self, kind, x, y, button="left", buttons=1):
        """Let the mouse do something: "mousePressed", "mouseMoved", "mouseReleased"."""
        self.ask(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, buttons=buttons,
            clickCount=int(kind != "mouseMoved"),
        )  # fmt: skip

    def drag(self, points, button="left"):
        """Draw from point to point."""
        held = {"left": 1, "right": 2}[button]
        self.mouse("mousePressed", *points[0], button, held)
        for point in points[1:]:
            self.mouse("mouseMoved", *point, button, held)
        self.mouse("mouseReleased", *points[-1], button, 0)
