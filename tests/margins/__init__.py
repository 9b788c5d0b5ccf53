"""Margins: the smallest change of one value that has another result as its consequence."""
