"""Figures: derivatives of a ReLU network across an elbow, and elbows moved by a step.

Open circle: a value not attained; filled: attained. Vector PDF and SVG with fixed metadata.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from derivations.derivation import Figure
from reports.views import FigureView

INK, MUTE, BLUE, ORANGE = "#1f2933", "#5f6b7a", "#0a66a8", "#b8430a"
STYLE = {
    "font.family": "serif",
    "font.serif": ["STIXGeneral"],
    "mathtext.fontset": "stix",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTE,
    "axes.linewidth": 0.7,
    "svg.fonttype": "path",
    "svg.hashsalt": "pushthrough",
    "pdf.fonttype": 42,
}


def figure_for(stem: str, figure: Figure | None) -> FigureView | None:
    """The figure a sheet asks for; ValueError names the kinds that exist."""
    if figure is None:
        return None
    if figure.kind not in KINDS:
        raise ValueError(f"no figure of kind {figure.kind!r}; known: {', '.join(sorted(KINDS))}")
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with matplotlib.rc_context(STYLE):
        drawn = KINDS[figure.kind](pyplot, dict(figure.numbers))
        pdf, svg = io.BytesIO(), io.StringIO()
        drawn.savefig(pdf, format="pdf", metadata={"CreationDate": None})
        drawn.savefig(svg, format="svg", metadata={"Date": None})
        pyplot.close(drawn)
    return FigureView(stem, figure.caption, pdf.getvalue(), svg.getvalue()[svg.getvalue().index("<svg") :])


def _axes(ax: Any, xs: tuple[float, float], ys: tuple[float, float]) -> None:
    ax.set_xlim(*xs)
    ax.set_ylim(*ys)
    for side in ("left", "bottom"):
        ax.spines[side].set_position("zero")
    ax.set_xticks([])
    ax.set_yticks([])


def _node(ax: Any, x: float, y: float, *, attained: bool, color: str = BLUE) -> None:
    ax.plot([x], [y], "o", ms=4.6, mfc=color if attained else "white", mec=color, mew=1.2, zorder=5, clip_on=False)


def _jump(ax: Any, e: float, low: float, high: float, *, chosen: float) -> None:
    """Both one-sided limits at a jump, and the value chosen there."""
    ax.plot([e, e], [low, high], color=MUTE, lw=0.8, ls=(0, (2, 2)))
    for y in (low, high):
        _node(ax, e, y, attained=y == chosen)


def _line(slope: float, level: float, x: float) -> float:
    return slope * x + level


def _derivatives(pyplot: Any, numbers: dict[str, float]) -> Any:
    """Rows: w > 0 and w < 0. Columns: the four derivatives as functions of x."""
    figure, rows = pyplot.subplots(2, 4, figsize=(6.6, 3.0), constrained_layout=True)
    v, b = numbers["v"], numbers["b"]
    for panels, w in zip(rows, (numbers["w"], -numbers["w"]), strict=True):
        offset = b if w > 0 else -b
        e = -offset / w
        on, off = ([e, 2.1], [-1.0, e]) if w > 0 else ([-1.0, e], [e, 2.1])
        titles = (
            r"$\partial y/\partial b^{(2)}$",
            r"$\partial y/\partial w^{(2)}$",
            r"$\partial y/\partial b^{(1)}$",
            r"$\partial y/\partial w^{(1)}$",
        )
        shapes = (partial(_line, 0.0, 1.0), partial(_line, w, offset), partial(_line, 0.0, v), partial(_line, v, 0.0))
        for k, (ax, shape) in enumerate(zip(panels, shapes, strict=True)):
            _axes(ax, (-1, 2.2), (-0.95, 1.75))
            spans = [(on, shape), (off, shape if k == 0 else partial(_line, 0.0, 0.0))]
            for xs, f in spans:
                ax.plot(xs, [f(x) for x in xs], color=BLUE, lw=1.6)
            if k == 1:
                _node(ax, e, 0, attained=True)
            if k >= 2:
                _jump(ax, e, 0.0, shape(e), chosen=0.0)
            if w > 0:
                ax.set_title(titles[k], fontsize=9.5, color=INK)
            if k:
                ax.text(e, -0.12, r"$-b/w$", ha="center", va="top", fontsize=8, color=MUTE)
        panels[0].text(2.2, 1.5, r"$w>0$" if w > 0 else r"$w<0$", ha="right", fontsize=9, color=INK)
    return figure


def _elbow(pyplot: Any, numbers: dict[str, float]) -> Any:
    """A unit before and after a step with residual 1, its elbow's motion along the axis."""
    w, b, x, rate = (numbers[name] for name in ("w", "b", "x", "rate"))
    after_w, after_b = w - rate * x, b - rate
    e, moved = -b / w, -after_b / after_w
    low, high = min(e, moved, x) - 1.2, max(e, moved, x) + 1.2
    top = max(w * low + b, w * high + b, 1.0)
    figure, ax = pyplot.subplots(figsize=(4.2, 2.2), constrained_layout=True)
    _axes(ax, (low, high), (-0.28 * top, 1.08 * top))
    grid = sorted({low, high, e, moved})
    ax.plot(grid, [max(0.0, w * t + b) for t in grid], color=BLUE, lw=1.8, label="before")
    ax.plot(grid, [max(0.0, after_w * t + after_b) for t in grid], color=ORANGE, lw=1.6, ls=(0, (5, 2)), label="after")
    _node(ax, e, 0, attained=True)
    _node(ax, moved, 0, attained=True, color=ORANGE)
    ax.plot([x], [w * x + b - 1], "x", color=INK, ms=6, mew=1.4)
    ax.annotate("$(x, y)$", (x, w * x + b - 1), (5, -4), textcoords="offset points", fontsize=8.5, color=INK)
    depth = -0.12 * top
    arrow = {"arrowstyle": "-|>", "color": ORANGE, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (moved, depth), (e, depth), arrowprops=arrow, annotation_clip=False)
    ax.text((e + moved) / 2, depth - 0.03 * top, "elbow", ha="center", va="top", fontsize=8.5, color=ORANGE)
    ax.legend(frameon=False, fontsize=8.5, loc="upper left" if w > 0 else "upper right")
    return figure


KINDS: dict[str, Callable[[Any, dict[str, float]], Any]] = {"relu derivatives": _derivatives, "elbow": _elbow}
