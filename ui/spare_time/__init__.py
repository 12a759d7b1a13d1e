"""What the time is given to that a frame of the window has left, a module each.

What takes long ends at a moment of ``time.perf_counter``. Whose turn it is says the workspace.
"""
