"""Attribution: why a network answers as it does, computed exactly for one drawing."""
