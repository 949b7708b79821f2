"""Words that restrict no letter: what a sentence is made of besides, told so that all other words count as unknown.

A counterexample for which no repair is proved says little where an unknown word stands beside the letters of a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derivations.letters import GREEK
from derivations.reading.source import Token

_GRAMMAR = """
a an the this that these those it its itself they them their there here we us our you i one ones both all each every
any some no none other another same own such and or but nor so then than as at by for from in into of off on onto out
over per through to under up upon with within without via between along across after before above below around about
again also too very just only even still yet now once twice first second third next last back either while when
whenever where whereas whose which what who why how if because since hence therefore thus consequently moreover
further furthermore similarly likewise indeed finally otherwise else instead together apart namely exactly simply
directly clearly well often always never already away down is are be been being was were am isn't aren't has have
having had does do doing did done doesn't don't can cannot can't could may might must shall should will would need
needs let lets let's there's it's that's th nd st two three four more most less least many few much several enough
"""
_REASONING = """
add adding adds added adopt apply applied applying argue argument begin begins below bring brings bracket brackets
cancel cancels cancelled cancelling carry check checking claim collect collecting collects combine combining compare
comparing complete completes completing compute computed computes computing conclude conclusion consider constant
constants contribute contributes count counting cross derivation derive derived derives deriving differentiate
differentiated differentiates differentiating differentiation distribute distributing divide divided dividing double
drop dropping easier easy eliminate eliminating end ends evaluate evaluated evaluating exact example expand expanded
expanding expands expansion expression expressions fact factor factored factoring factorise factors find finds follow
following follows form formula formulas found general generally get gets give given gives giving go goes going group
grouping hand handy hold holds identity inner insert inserted inserting inside instance keep keeping keeps lecture
left-hand line lines look looks make makes means method mistake move moves moving multiplied multiplies multiply
multiplying notation note notice obtain obtained obtains omit order original outer outside part particular parts place
plug plugged plugging plus prove proof proves pull pulling put puts putting quantity question read reads rearrange
rearranging recall recap remark repeat replace replaced replaces replacing rest result results rewrite rewriting
rewritten right right-hand rule rules sanity say says second-order see seen separate show showing shown shows side
sides similar simplified simplifies simplify simplifying solution solve solving split splits splitting start starting
starts state statement step steps subtract subtracting substitute substituted substituting substitution sum summand
summands summing sums symmetrise take taken takes taking term terms together transpose transposed transposes
transposing treat treating true turn turns twice type use used useful uses using usual usually verify want way whole
word words work works write writes writing written yield yields respect wrt side-by-side definition define defined
defines abbreviate abbreviation shorthand call called name named denote denoted denotes
"""
_SUBJECTS = """
activation activations algorithm argument arguments backward backprop backpropagation backpropagates batch bias biases
chain coefficient coefficients column columns component componentwise coordinate coordinates cost curvature data
dataset denominator derivative derivatives descent design determinant diagonal differentiable dimension dimensions
direction discriminator elementwise entries entry entrywise equation error errors estimate exponent exponential
feature features fixed forward frobenius function functions fundamental generator gradient gradients hessian hidden
index indices input inputs invertible jacobian jacobians layer layers layout learning learnt least linear log
logarithm logarithms loss losses map maps matrices matrix mean-squared model network networks neural node norm norms
number numbers numerator objective observed output outputs parameter parameters penalised penalty point points power
powers prediction product products quadratic quotient rank rate real reals regression regularisation regularised
regulariser regularization regularized residual ridge root row rows sample samples scalar scalars score shape shapes
size sizes space square squared squares stack stacked stacking stacks system target targets test time times trace
training unit-free units update updates upstream value values variable variables vec vector vectors weight weights
entry-by-entry pre-activation pre-activations cyclic linearity symmetric symmetry definite positive negative nonzero
semidefinite semi-definite full arbitrary new copy backprop's net width depth perceptron softplus relu sigmoid
logistic tanh mini-batch minibatch momentum least-squares kernelised ols woodbury push-through calculus algebra noise
noisy observation observations observe random measurement measurements slope slopes partial partials gain logits elbow
path delta operator adam sgd shift dropout policy baseline components component-wise absolute block blocks lower upper
state states course sheet exercise homework problem problems chapter section lemma theorem proposition corollary bound
bounds inequality cauchy schwarz cauchy-schwarz jensen jensen's young's hölder taylor sherman morrison kronecker
hadamard euclidean textbf textit emph noindent medskip bigskip smallskip item obeys obey becomes become behaves
describes describe calls enters enter acts act appears appear contains contain involves involve measures measure
weighted pushing pushes single penalises multiplier multipliers expectation expectations density densities posterior
prior priors likelihood log-likelihood dual primal lagrangian parametrisation parametrization hyperparameter
training-set examples instances datapoints labelled collects scores tokens answer models
what's depend depends dependent compared compare compares throughout looking know knows extends
extend try tries svd thin decomposition preactivations mathbf boldsymbol like assume suppose setting optimization
optimisation focusing students student previous perspective dimensional left-multiply right-multiply multiplication
relevant left entry-wise middle matrix-vector inverse inverses letter newton newton's velocity gram list finite hat
display gap remember pleasant reading ordinary recipe pieces bilinear treated passing well-known later unrolling
unrolled cheaper cheap arrives arrive simple changes change parentheses swapping rescaling inverting invert bracketed
non-zero zero gradient's addition domain little much mean means variance variances covariance covariances moment
moments iid independent independently uncorrelated expected tempting stop label labels
whatever interpolate interpolates interpolating
"""
_PHRASE = re.compile(
    r"mean zero|zero mean|(?:mean|average|sum)s? (?:is|are|equals?) (?:zero|one)|sums? to\b|adds? up to|average out"
)
_RANDOM = re.compile(r"\b(?:random|independent|iid|variances?|covariances?|noise|gaussian|normal)\b")
CONDITIONS = re.compile(  # on what a sentence names without formulas
    r"\b(?:cent(?:red|ered)|standardi[sz]ed|normali[sz]ed|whitened|orthonormal|stochastic|simplex|one-hot"
    r"|unit (?:norm|length)|isotropic|separable|noiseless|full rank|invertible|symmetric"
    r"|mean zero|zero mean|sums? to|adds? up to)\b"
)
ALONE = re.compile(  # what a sentence without formulas, or one that says it, its or both, tells of what is spoken of
    r"\b(?:minors?|(?:a|one) single|only (?:one|two)|(?:non-?|strictly )?(?:positive|negative)(?! (?:semi-?)?definite)"
    r"|non-?zero|vanish\w*"
    r"|identity|diagonal|eigen\w+|commut\w+|(?:even|odd) (?:number|dimension|degree|size)|equal to|distinct|coincide"
    r"|(?:in)?dependent|deterministic|binary|orthogonal|rotations?|reflections?|singular|skew\S*"
    r"|integers?|lengths? (?:one|1)|(?:sum|sums) (?:of|to)|balanced|sorted|increasing|decreasing|constant)\b"
)
PRONOUN = re.compile(
    r"(?:^|[,;:]\s*|\b(?:and|where|that|follows|since|because|as|if)\s+)(?:(?:also|here|now|both|all|each)\s+)*"
    r"(?:its|their|they|it|both|these|those|all (?:of them|three|four|two)|each of them|the (?:matri(?:x|ces)|vectors?"
    r"|numbers?|batch|sample|data|entries|columns|rows))\b(?P<said>[^.;\ue000-\uf8ff]*)"
)
OF_ALL = re.compile(  # on everything of a kind, whatever its letter
    r"\b(?:all|every|each)\s+(?:\w+\s+){0,2}(?:vectors?|matri(?:x|ces)|numbers?|scalars?|weights?|points?|functions?)\b"
    r"[^.;,]{0,60}\b(?:spheres?|balls?|simplex|unit|diagonal|symmetric|orthogonal|invertible|positive|negative"
    r"|non-?negative|commut\w+|integers?|bounded|distinct|normali[sz]ed|cent(?:red|ered)|triangular|definite|binary)\b"
)
_COST = re.compile(r"\b(?:cheaper|faster|better|useful|handy|convenient|easier|quicker|preferable)\b[^.,;:]*")
_REGIME = re.compile(r"\b(?:large|small|little|much|weak|strong|heavy|light|high|low|vanishing|growing|extreme)\b")
_REFERENCE = re.compile(r"\\(?:eq|c|auto)?ref\b|(?<![\w)])\((?:[ivx]{1,4}|[a-h]|\d{1,2}(?:\.\d{1,2})?)\)")
EVERY = frozenset({"*"})  # the letters of a sentence without formulas: any that stand near
_NO_OBJECTS = """
least like expected expect tempting try tries partial block lower upper left later change changes stop compare compared
compares domain middle little much throughout unit-free becomes become behaves enter enters act acts appear appears
involve involves contain contains depend depends dependent gap extend extends what's previous simple cheap cheaper
arrive arrives remember pleasant focusing tempting hidden bound bounds
"""
OBJECTS = frozenset(_SUBJECTS.split()) - frozenset(_NO_OBJECTS.split())  # what a clause may speak of and stay plain
HARMLESS = frozenset(f"{_GRAMMAR} {_REASONING} {_SUBJECTS}".split())


PARTED = frozenset({"partition", "partitioned", "partitions", "partitioning", "block", "blocks", "blockwise"})


def letters(tokens: Iterable[Token]) -> frozenset[str]:
    """The letters among tokens, without fonts and accents."""
    names = (token.text.lstrip("\\") for token in tokens)
    return frozenset(name for name in names if (len(name) == 1 and name.isalpha()) or name in GREEK)


def unknown(said: str, *, limit: bool = False) -> Iterator[str]:
    """The words of a sentence in lower case that may say something of its letters; and references to other places.

    Remarks on cost say nothing of them, nor how large something is beside a `limit`, which says that itself.
    """
    said = _COST.sub("", said)
    if limit:
        said = _REGIME.sub("", said)
    yield from _REFERENCE.findall(said)
    if not _RANDOM.search(said):
        yield from _PHRASE.findall(said)
    for word in re.findall(r"[a-z][a-z'’-]+", said):
        if word not in HARMLESS:
            yield word
