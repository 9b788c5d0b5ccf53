"""Small invented districts in which every branch of the rulebook occurs, and the seeded generator that makes them.

``python -m sample_data`` makes the committed samples again, byte for byte; ``python -m sample_data.district`` makes
large ones. Nobody and nothing in them exists; ``README.md`` says what was invented and how.
"""
