package metric

import (
	"errors"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/brandloop/brandloop/backend/fault"
)

// mostCharacters bounds a formula.
const mostCharacters = 500

// asTyped lets the signs of a printed formula be typed as well.
var asTyped = strings.NewReplacer("×", "*", "÷", "/", "−", "-", "·", "*", "\n", " ", "\t", " ")

// writing is a formula while it is read.
type writing struct {
	text  string
	find  func(key, level string) (*Metric, error) // nil: unknown; an error where it cannot be used
	near  func(name string) string
	terms []Term
}

// read makes the expression of a text. It takes numbers, keys of metrics
// (level.key for one that is no channel's), + - * /, parentheses and the
// functions; everything else of the parser's language is refused, with what was
// written, where, and what is expected.
func (w *writing) read() (*expression, error) {
	switch n := len([]rune(w.text)); {
	case strings.TrimSpace(w.text) == "":
		return nil, fault.Bad("formula", "formula.empty")
	case n > mostCharacters:
		return nil, fault.Bad("formula", "formula.long", n, mostCharacters)
	}
	w.text = asTyped.Replace(w.text)
	tree, err := parser.Parse(w.text)
	if err != nil {
		return nil, w.unread(err)
	}
	whole, err := w.node(tree.Node)
	if err != nil {
		return nil, err
	}
	if len(whole.names()) == 0 {
		return nil, fault.Bad("formula", "formula.constant")
	}
	return whole, nil
}

// unread says what the parser could not read.
func (w *writing) unread(err error) error {
	var at *file.Error
	if !errors.As(err, &at) {
		return fault.Bad("formula", "formula.sign", w.text, 1)
	}
	all := []rune(w.text)
	if at.From >= len(all) || strings.HasPrefix(at.Message, "unexpected token EOF") || strings.HasPrefix(at.Message, "unexpected end") {
		return fault.Bad("formula", "formula.ends", strings.TrimSpace(string(all[max(0, len(all)-20):])))
	}
	piece := string(all[at.From:min(max(at.To, at.From+1), len(all))])
	if piece == "," {
		return fault.Bad("formula", "formula.comma", at.From+1)
	}
	if strings.Contains("0123456789", string([]rune(piece)[:1])) || isName(piece) {
		return fault.Bad("formula", "formula.operator", piece, at.From+1)
	}
	return w.sign(at.From, at.From+len([]rune(piece)))
}

func isName(piece string) bool {
	for _, r := range piece {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return piece != ""
}

func (w *writing) sign(from, to int) error {
	all := []rune(w.text)
	from = min(from, len(all))
	return fault.Bad("formula", "formula.sign", string(all[from:max(from, min(to, len(all)))]), from+1)
}

// node checks one node and what stands in it.
func (w *writing) node(n ast.Node) (*expression, error) {
	at := n.Location()
	e := &expression{from: at.From, to: at.To}
	with := func(op string, operands ...ast.Node) (*expression, error) {
		e.op = op
		for _, o := range operands {
			inner, err := w.node(o)
			if err != nil {
				return nil, err
			}
			e.from, e.to = min(e.from, inner.from), max(e.to, inner.to)
			e.operands = append(e.operands, inner)
		}
		return e, nil
	}
	switch n := n.(type) {
	case *ast.IntegerNode:
		e.op, e.value = opNumber, float64(n.Value)
		return e, nil
	case *ast.FloatNode:
		e.op, e.value = opNumber, n.Value
		return e, nil
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return with(opMinus, n.Node)
		case "+":
			return w.node(n.Node)
		}
		return nil, w.sign(at.From, at.To)
	case *ast.BinaryNode:
		if signs[n.Operator] == "" {
			return nil, w.sign(at.From, at.To)
		}
		e, err := with(n.Operator, n.Left, n.Right)
		if err == nil && n.Operator == "/" && e.operands[1].op == opNumber && e.operands[1].value == 0 {
			return nil, fault.Bad("formula", "formula.zero", e.written(w.text), e.from+1)
		}
		return e, err
	case *ast.IdentifierNode:
		return w.name(e, n.Value, "")
	case *ast.MemberNode:
		level, ok := n.Node.(*ast.IdentifierNode)
		key, named := n.Property.(*ast.StringNode)
		if !ok || !named || n.Optional || n.Method || !slices.Contains([]string{Channel, Post, Log}, level.Value) {
			return nil, w.sign(at.From, at.To)
		}
		e.from, e.to = level.Location().From, max(at.To, key.Location().To)
		return w.name(e, key.Value, level.Value)
	case *ast.BuiltinNode:
		return w.call(e, n.Name, n.Arguments, with)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			e.from, e.to = min(e.from, callee.Location().From), max(e.to, callee.Location().To)
			return w.call(e, callee.Value, n.Arguments, with)
		}
	}
	return nil, w.sign(at.From, at.To)
}

func (w *writing) call(e *expression, name string, values []ast.Node, with func(string, ...ast.Node) (*expression, error)) (*expression, error) {
	takes, ok := functions[name]
	if !ok {
		return nil, fault.Bad("formula", "formula.function", name, e.from+1)
	}
	if len(values) < takes[0] || len(values) > takes[1] {
		return nil, fault.Bad("formula", "formula.takes."+name, e.from+1)
	}
	e, err := with(name, values...)
	if err != nil {
		return nil, err
	}
	e.to++ // its closing parenthesis
	plain := func(i int, whole bool) bool {
		o := e.operands[i]
		return o.op == opNumber && (!whole || o.value == float64(int(o.value)) && o.value <= 9)
	}
	if name == "money" && !plain(0, false) || name == "round" && len(values) > 1 && !plain(1, true) {
		return nil, fault.Bad("formula", "formula.takes."+name, e.from+1)
	}
	return e, nil
}

// name finds a metric: of a channel, else at the first level that has its key.
func (w *writing) name(e *expression, key, level string) (*expression, error) {
	levels := []string{Channel, Log, Post}
	if level != "" {
		levels = []string{level}
	}
	for _, l := range levels {
		m, err := w.find(key, l)
		if err != nil {
			return nil, err
		}
		if m == nil {
			continue
		}
		if m.Level == Post && m.OfOnePost() {
			return nil, fault.Bad("formula", "formula.one_post", m.Said(), e.from+1)
		}
		e.op, e.metric, e.operands = opMetric, m, []*expression{w.standsFor(m)}
		return e, nil
	}
	if level != "" {
		key = level + "." + key
	}
	if near := w.near(key); near != "" {
		return nil, fault.Bad("formula", "formula.near", key, e.from+1, near)
	}
	return nil, fault.Bad("formula", "formula.unknown", key, e.from+1)
}

// standsFor is what is read for a metric: its sum, or the formula over its own
// parts. A ratio of posts, which is made over the posts that have both sides,
// and a time of first responses are taken as they stand.
func (w *writing) standsFor(m *Metric) *expression {
	switch {
	case m.Kind != Ratio || m.Formula == nil || m.Level == Post:
		return w.part(Term{Metric: m.Key, Level: m.Level})
	case m.Formula.own != nil:
		return m.Formula.own.moved(func(i int) *expression { return w.part(m.Formula.Over[i]) })
	}
	side := func(terms []Term) *expression {
		var sum *expression
		for _, t := range terms {
			minus := t.Minus
			t.Minus, t.Level = false, m.Level
			part := w.part(t)
			switch {
			case sum == nil && minus:
				sum = &expression{op: opMinus, operands: []*expression{part}}
			case sum == nil:
				sum = part
			case minus:
				sum = &expression{op: "-", operands: []*expression{sum, part}}
			default:
				sum = &expression{op: "+", operands: []*expression{sum, part}}
			}
		}
		return sum
	}
	whole := side(m.Formula.Over)
	if len(m.Formula.Under) > 0 {
		whole = &expression{op: "/", operands: []*expression{whole, side(m.Formula.Under)}}
	}
	if m.Formula.Factor != 1 {
		whole = &expression{op: "*", operands: []*expression{whole, {op: opNumber, value: m.Formula.Factor}}}
	}
	return whole
}

// part is a leaf of the whole formula; the same sum is read once.
func (w *writing) part(t Term) *expression {
	i := slices.Index(w.terms, t)
	if i < 0 {
		i = len(w.terms)
		w.terms = append(w.terms, t)
	}
	return &expression{op: opPart, part: i}
}

// moved is a copy whose parts are those of another formula.
func (e *expression) moved(part func(int) *expression) *expression {
	if e.op == opPart {
		return part(e.part)
	}
	c := *e
	c.operands = make([]*expression, len(e.operands))
	for i, o := range e.operands {
		c.operands[i] = o.moved(part)
	}
	return &c
}
