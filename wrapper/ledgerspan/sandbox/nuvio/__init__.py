"""The Nuvio side of the sandbox: documents, what they refer to, and the money that pays them."""
