"""What a company does beside its books: follow-ups, visits, work and the time it takes."""
