"""What the time is given to that a frame of the window has left, a module each.

Each is a function of the parts and of a moment of ``time.perf_counter`` at which to end, and
returns whether more is to do, or something else is to be seen.
"""
