"""Speed and memory against named peers: whole processes, the same data, one go, medians and ratios."""
