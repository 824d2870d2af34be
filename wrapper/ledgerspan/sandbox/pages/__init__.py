"""What a person sees of a sandbox: the start page, and the reference of both APIs."""
