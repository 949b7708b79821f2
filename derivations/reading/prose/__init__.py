"""Sentences with formulas in them, as events: shapes, properties, conditions, claims."""
