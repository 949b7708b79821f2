"""The trusted part: expressions with shapes, their index form, certificates, the checker."""
