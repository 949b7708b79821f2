"""Functions and losses that no formula gives: what is known of them, their values and derivatives."""
