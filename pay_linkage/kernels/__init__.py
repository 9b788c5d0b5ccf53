"""Exact arithmetic on frames that several rules share: rounding, order, places, filling, apportionment, curves."""
