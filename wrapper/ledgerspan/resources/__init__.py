"""Resources: the operations that people call, the same words on every provider."""
