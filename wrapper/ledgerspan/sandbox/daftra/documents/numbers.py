"""Number the documents of a company: one count for each path, six digits, never given twice.

How the real service writes its numbers is an account setting that nobody has published.
"""

from ledgerspan.sandbox.daftra.books import Books


def next_number(books: Books, path: str, member: str = "no") -> str:
    """Give the next number of the documents at `path` that none of them has as its `member`."""
    while True:
        row = books.connection.execute(
            "INSERT INTO daftra_ids VALUES (?, 1)"
            " ON CONFLICT (store) DO UPDATE SET given = given + 1 RETURNING given",
            (f"number/{books.company.number}/{path}",),
        ).fetchone()
        number = f"{int(row['given']):06d}"
        if not books.records(path).matching(**{member: number}):
            return number
