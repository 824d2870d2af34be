"""Hold the version in the one place that packaging, headers and people read."""

__version__ = "0.1.0"
