"""Words by which σ is another function than the logistic one, or none: a bipolar sigmoid, a standard deviation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivations.reading.scope import Scope

_SIGMOIDS = re.compile(
    r"\b(?:bipolar|hard|scaled|rescaled|shifted|symmetric|antisymmetric|odd|modified|generali[sz]ed|hyperbolic|steep"
    r"|piecewise|tempered|algebraic|arctan\w*|any|some|arbitrary|general|another|unspecified)[- ](?:\w+ )?"
    r"(?:sigmoid\w*|logistic)(?! regression| loss)"
    r"|\b(?:sigmoid\w*|logistic)(?: function| activation)?(?: \$[^$]*\$)? (?:with|of) (?:a |the )?"
    r"(?:slope|gain|temperature|steepness|scale|shift|range)",
    re.IGNORECASE,
)
_OTHER_SIGMA = re.compile(
    r"\$\\sigma\$ (?:be|is|denotes?|stands for) (?:the|an?|some|any|its|our)\b(?P<what>[^.;$]*)"
    r"|\b(?P<before>standard deviation|noise level|permutation|singular value) \$\\sigma\$"
)


def other(scope: Scope) -> str:
    """The words by which σ is no logistic function: a bipolar sigmoid, a deviation; empty where none do."""
    found = _SIGMOIDS.search(scope.said)
    if found:
        return found[0]
    said = _OTHER_SIGMA.search(scope.said)
    function = said and re.search(r"sigmoid|logistic|activation|function|linearity|map\b", said[0], re.IGNORECASE)
    return (said["what"] or said["before"]).strip() if said and not function else ""
