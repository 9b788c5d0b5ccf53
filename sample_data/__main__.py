"""Make every committed sample again, in place."""

from __future__ import annotations

from sample_data.samples import HOME, SAMPLES

for sample in SAMPLES:
    sample.write(HOME)
