"""What is particular to Nuvio: envelopes, records, requests."""
