"""Attackers of strikes: who claims them or is blamed, and whom "the army" and "the rebels" mean."""
