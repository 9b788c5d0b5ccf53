"""The fairness page of a run: layout of the figures that it is given.

Belongs here: its sections. Stays out: what is counted (``pay_linkage.figures.fairness``).
"""
