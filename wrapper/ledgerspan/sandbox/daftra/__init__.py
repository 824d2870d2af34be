"""The Daftra side of the sandbox: the uniform v1 resources, site info and the token endpoint."""
