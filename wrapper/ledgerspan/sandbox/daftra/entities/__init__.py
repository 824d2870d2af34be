"""The Daftra side below `/v2/api`: another API over the same stored records."""
