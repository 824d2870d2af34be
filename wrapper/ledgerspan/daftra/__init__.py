"""What is particular to Daftra: addresses, envelopes, records, requests."""
