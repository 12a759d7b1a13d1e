"""The parts of a workspace: what the window shows, without any window."""
