"""Words: matrix products read off index forms, so that relations between matrices can be completed.

A letter is a head and whether it stands transposed; a word is a product of letters; coefficients are
scalar forms. What is no matrix product (an entrywise product, a diagonal) is not a word.
"""
