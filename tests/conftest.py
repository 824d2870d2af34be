"""One profile for every property test: the same cases in each run, no time limit for a case."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ledgerspan",
    deadline=None,
    derandomize=True,
    database=None,
    # How fast a shared machine makes examples says nothing about the code under test.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ledgerspan")
