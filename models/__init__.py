"""Networks in use: training runs, scores, attribution and saved files."""
