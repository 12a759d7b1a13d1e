"""The same networks, laid out for training: each step is a row of calls over arrays made once."""
