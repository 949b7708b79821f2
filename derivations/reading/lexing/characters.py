"""The mathematics of Unicode in LaTeX: signs, scripts, accents and alphabets."""

from __future__ import annotations

import unicodedata

_PAIRS = (
    "α \\alpha β \\beta γ \\gamma δ \\delta ε \\epsilon ϵ \\epsilon ζ \\zeta η \\eta θ \\theta ϑ \\vartheta ι \\iota "
    "κ \\kappa λ \\lambda μ \\mu µ \\mu ν \\nu ξ \\xi π \\pi ρ \\rho σ \\sigma ς \\varsigma τ \\tau υ \\upsilon φ "
    "\\phi ϕ \\phi χ \\chi ψ \\psi ω \\omega Γ \\Gamma Δ \\Delta Θ \\Theta Λ \\Lambda Ξ \\Xi Π \\Pi Σ \\Sigma Υ "
    "\\Upsilon Φ \\Phi Ψ \\Psi Ω \\Omega ℓ \\ell ∆ \\Delta ≤ \\le ≥ \\ge ≠ \\ne ≈ \\approx ∝ \\propto ∼ \\sim ≡ "
    "\\equiv ≜ \\triangleq ≔ := ≪ \\ll ≫ \\gg ⩽ \\le ⩾ \\ge → \\to ⟶ \\to ← \\leftarrow ↦ \\mapsto ⇒ \\Rightarrow ⟹ "
    "\\implies ⇐ \\Leftarrow ⇔ \\iff ⟺ \\iff ∈ \\in ∉ \\notin ∑ \\sum ∏ \\prod ∫ \\int ∂ \\partial ∇ \\nabla ∞ "
    "\\infty √ \\sqrt · \\cdot ⋅ \\cdot ∙ \\cdot × \\times ÷ / − - – - ± \\pm ∓ \\mp ‖ \\| ∥ \\| ∣ | ⟨ \\langle ⟩ "
    "\\rangle 〈 \\langle 〉 \\rangle ⊤ \\top ⊺ \\top † \\dagger ⊗ \\otimes ⊙ \\odot ∘ \\circ ⊕ \\oplus ≽ \\succeq ⪰ "
    "\\succeq ≻ \\succ ≼ \\preceq ⪯ \\preceq ≺ \\prec ∀ \\forall ∃ \\exists ∅ \\emptyset ∪ \\cup ∩ \\cap ⊂ \\subset "
    "⊆ \\subseteq ∖ \\setminus … \\dots ⋯ \\cdots ⋮ \\vdots ⋱ \\ddots ½ \\frac{1}{2} ¼ \\frac{1}{4} ¾ \\frac{3}{4} "
    "′ ' ″ '' ’ ' ⊥ \\perp ∧ \\land ∨ \\lor ¬ \\lnot ⌊ \\lfloor ⌋ \\rfloor ⌈ \\lceil ⌉ \\rceil ∗ *"
)
_UNICODE = dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True))
_ACCENTS = dict(
    zip(
        "\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030c\u20d7",
        ["hat", "tilde", "bar", "bar", "breve", "dot", "ddot", "check", "vec"],
        strict=True,
    )
)
_STYLES = {
    "BOLD ITALIC": "boldsymbol",
    "BOLD": "mathbf",
    "DOUBLE-STRUCK": "mathbb",
    "SCRIPT": "mathcal",
    "FRAKTUR": "mathfrak",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₗₘₙₚₜₓ", "0123456789+-=()ni0123456789+-=()ijklmnptx")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ"


def in_latex(written: str) -> str:
    """What a sign, a letter or a run of scripts is in LaTeX; empty for what stays as it is."""
    if written in _UNICODE:
        return _UNICODE[written]
    if written.isascii():
        return ""
    if written[0] in _SUPERSCRIPTS:
        return _script("^", written)
    if written.translate(_RAISED).isascii():
        return _script("_", written)
    return _letter(written)


def _script(sign: str, written: str) -> str:
    inside = written.translate(_RAISED).replace("ᵀ", "\\top ")
    return f"{sign}{inside}" if len(written) == 1 else f"{sign}{{{inside}}}"


def _letter(written: str) -> str:
    """A letter with an accent, or of a mathematical alphabet, in LaTeX; empty for any other character."""
    letter, *marks = list(unicodedata.normalize("NFD", written))
    if marks and all(mark in _ACCENTS for mark in marks) and letter.isalpha():
        return "".join(f"\\{_ACCENTS[mark]}{{" for mark in marks) + letter + "}" * len(marks)
    plain, name = unicodedata.normalize("NFKC", written), unicodedata.name(written[0], "")
    if len(plain) != 1 or plain == written or not plain.isalnum():
        return ""
    style = next((command for words, command in _STYLES.items() if words in name), "")
    return f"\\{style}{{{plain}}}" if style else plain
