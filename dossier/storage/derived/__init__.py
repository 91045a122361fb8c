"""Tables of the database of facts beside the facts themselves: findings, shingles and copies."""
