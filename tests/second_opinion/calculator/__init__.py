"""The rulebook in plain Python: lists, dicts and fractions, nothing shared with the product."""

from .calculation import calculate
from .refusal import Refused

__all__ = ["Refused", "calculate"]
