package metric

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/brandloop/brandloop/backend/lang"
)

// expression is a formula that an agency wrote, as a tree. Its leaves are
// numbers and parts; a metric that has a formula itself stands for that formula.
type expression struct {
	op       string // one of the op… below, or the name of a function
	value    float64
	metric   *Metric // as it was written, of opMetric
	part     int     // its place among the parts of the whole, of opPart
	operands []*expression
	from, to int // where it stands in the text, in characters
}

const (
	opNumber = "number"
	opPart   = "part"   // a sum that is read
	opMetric = "metric" // a name; its one operand is what it stands for
	opMinus  = "minus"  // one operand with the other sign
)

// functions that a formula may call, with how many values each takes.
var functions = map[string][2]int{"min": {2, 9}, "max": {2, 9}, "round": {1, 2}, "abs": {1, 1}, "money": {1, 1}}

// of is the value over the values of the parts; false where it divides by 0 or
// is too large to be a number.
func (e *expression) of(parts []float64) (float64, bool) {
	values := make([]float64, len(e.operands))
	for i, o := range e.operands {
		v, ok := o.of(parts)
		if !ok {
			return 0, false
		}
		values[i] = v
	}
	var v float64
	switch e.op {
	case opNumber:
		v = e.value
	case opPart:
		v = parts[e.part]
	case opMetric, "money":
		v = values[0]
	case opMinus:
		v = -values[0]
	case "+":
		v = values[0] + values[1]
	case "-":
		v = values[0] - values[1]
	case "*":
		v = values[0] * values[1]
	case "/":
		if values[1] == 0 {
			return 0, false
		}
		v = values[0] / values[1]
	case "min":
		v = slices.Min(values)
	case "max":
		v = slices.Max(values)
	case "abs":
		v = math.Abs(values[0])
	case "round":
		digits := 1.0
		if len(values) > 1 {
			digits = math.Pow10(int(values[1]))
		}
		v = math.Round(values[0]*digits) / digits
	}
	return v, !math.IsNaN(v) && !math.IsInf(v, 0)
}

// signs are the operators as a person reads them.
var signs = map[string]string{"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}

func (e *expression) rank() int {
	switch e.op {
	case "+", "-":
		return 1
	case "*", "/":
		return 2
	case opMinus:
		return 3
	}
	return 4
}

// text writes the expression with the operators of sign and the leaves that leaf
// writes; leaf returning "" lets a metric be written as what it stands for.
func (e *expression) text(sign map[string]string, leaf func(*expression) string) string {
	inner := func(o *expression, least int) string {
		text := o.text(sign, leaf)
		for o.op == opMetric && leaf(o) == "" {
			o = o.operands[0]
		}
		if o.rank() < least {
			return "(" + text + ")"
		}
		return text
	}
	switch e.op {
	case opNumber:
		return strconv.FormatFloat(e.value, 'f', -1, 64)
	case opPart:
		return leaf(e)
	case opMetric:
		if text := leaf(e); text != "" {
			return text
		}
		return e.operands[0].text(sign, leaf)
	case opMinus:
		return strings.TrimSpace(sign["-"]) + inner(e.operands[0], 4)
	case "+", "*":
		return inner(e.operands[0], e.rank()) + sign[e.op] + inner(e.operands[1], e.rank())
	case "-", "/":
		return inner(e.operands[0], e.rank()) + sign[e.op] + inner(e.operands[1], e.rank()+1)
	}
	all := make([]string, len(e.operands))
	for i, o := range e.operands {
		all[i] = o.text(sign, leaf)
	}
	return e.op + "(" + strings.Join(all, ", ") + ")"
}

// names lists the metrics that the text names, each once.
func (e *expression) names() []*Metric {
	if e.op == opMetric {
		return []*Metric{e.metric}
	}
	var all []*Metric
	for _, o := range e.operands {
		for _, m := range o.names() {
			if !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}

// ofOwn works an own formula out from the value of each part.
func (f *Formula) ofOwn(part func(Term) *float64) *float64 {
	values := make([]float64, len(f.Over))
	for i, t := range f.Over {
		v := part(t)
		if v == nil {
			return nil
		}
		values[i] = *v
	}
	v, ok := f.own.of(values)
	if !ok {
		return nil
	}
	return &v
}

// ownText is an own formula in names; as it was typed where it cannot be read.
func (f *Formula) ownText(written, code string) string {
	if f.own == nil {
		return written
	}
	return f.own.text(signs, func(e *expression) string {
		if e.metric.Level != Channel && Find(e.metric.Key, Channel) != nil {
			return e.metric.Name(code) + " (" + lang.T(code, "formula.level."+e.metric.Level) + ")"
		}
		return e.metric.Name(code)
	})
}

// cellSigns are the operators of a spreadsheet.
var cellSigns = map[string]string{"+": "+", "-": "-", "*": "*", "/": "/"}

// Cell writes an own formula as a spreadsheet's, without "=": part writes the
// term of a place among Over. It is "" for any other formula.
func (f *Formula) Cell(part func(int) string) string {
	if f.own == nil {
		return ""
	}
	return f.own.cell().text(cellSigns, func(e *expression) string {
		if e.op == opPart {
			return part(e.part)
		}
		return ""
	})
}

// cell is the expression with the functions of a spreadsheet.
func (e *expression) cell() *expression {
	c := *e
	c.operands = make([]*expression, len(e.operands))
	for i, o := range e.operands {
		c.operands[i] = o.cell()
	}
	switch e.op {
	case "money":
		return c.operands[0]
	case "round":
		if len(c.operands) == 1 {
			c.operands = append(c.operands, &expression{op: opNumber})
		}
		c.op = "ROUND"
	case "min", "max", "abs":
		c.op = strings.ToUpper(e.op)
	}
	return &c
}
