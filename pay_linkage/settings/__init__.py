"""Settings: what a house sets once, in one file or in the environment, and every command and flow reads from here.

Belongs here: which settings there are, how they are read, refused, and told with their origin. Stays out: what a
command is asked for once (its options), Prefect's own settings (``flows.quiet``), the scheme.

- ``settled(key)``: a setting's value, from the environment, else the file, else its default
- ``told_settings(environment, folder)``: every setting with its value and origin
- ``told_language(environment, folder)``: the language, also where other settings are refused
"""

from __future__ import annotations

from pay_linkage.settings.reading import FILE, VARIABLE, Settled, settled, told_language, told_settings
from pay_linkage.settings.setting import SETTINGS, Setting

__all__ = ["FILE", "SETTINGS", "VARIABLE", "Setting", "Settled", "settled", "told_language", "told_settings"]
