"""The clock that bounds searches: the processor's time in this process, whatever else the machine is doing."""

from __future__ import annotations

from time import process_time as now

__all__ = ["now"]
