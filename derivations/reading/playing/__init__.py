"""The events of a section played on a scope, in order."""
