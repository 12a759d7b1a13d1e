"""What each command does to the workspace, one module for each kind of wish."""
