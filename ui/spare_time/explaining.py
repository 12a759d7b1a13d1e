"""Explaining: what the views show of a network, worked out part by part."""

import time

from ui.parts import Parts

SHARE = 0.1  # of the time for a training goes into explanations where they take long
MOST_CREDIT_S = 0.01


def explain(parts: Parts, until_s: float) -> bool:
    """Go on with the explanations that are on screen; return whether more is to do."""
    networks, screen, overlay = parts.networks, parts.view.screen, parts.view.overlay
    shown, question = networks.shown, parts.question
    changed = shown.what_if.work(until_s)
    if networks.following:  # the collection is asked what if of the network in use
        changed |= networks.in_use.what_if.work(until_s)
    if screen == "draw":
        changed |= shown.ribbon.work(parts.sheet.order, until_s)
    if screen == "network":
        wired = networks.wired
        changed |= wired.influences.work(until_s)
        changed |= networks.cut.work(shown, parts.collection, until_s)
        changed |= wired.likes.work(parts.collection, until_s)
    if overlay == "backward":
        changed |= parts.backward.work(until_s)
    if overlay == "teach":
        changed |= parts.teacher.work(parts.collection, until_s)
    if overlay == "compare" and parts.comparison is not None:
        changed |= parts.comparison.work(parts.collection, until_s)
    if question and question.working:
        parts.version += question.work(until_s)
        changed |= question.working
    return changed


class ShareOfTime:
    """Explains for a share of a training's time; what took too long is made up for."""

    def __init__(self) -> None:
        self.more = False  # whether something was left to explain
        self._credit_s = 0.0  # what explanations have left of the time

    def explain(self, parts: Parts, until_s: float) -> None:
        """Explain for a share of the time until ``until_s``.

        It is seen when the curves are drawn next.
        """
        begun_s = time.perf_counter()
        self._credit_s = min(self._credit_s + SHARE * (until_s - begun_s), MOST_CREDIT_S)
        if self._credit_s > 0:
            self.more = explain(parts, begun_s + self._credit_s)
            self._credit_s -= time.perf_counter() - begun_s
