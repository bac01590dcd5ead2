package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
)

// The tables of the data sheets, as formulas name them. Names of tables are not
// translated: a reader's own formulas keep working in the next month's file.
const (
	measurementTable = "Measurements"
	postTable        = "PostData"
	activityTable    = "Activity"
)

// recipe says how a number of the report comes out of the rows of the data
// sheets: the sum of over ÷ the sum of under × factor.
type recipe struct {
	over, under []term
	factor      float64
	own         *metric.Formula // of a metric of the agency's own: an expression over parts of sizes[i] terms of over each
	sizes       []int
}

// term is one sum over rows of a table that meet all conditions.
type term struct {
	table  string
	column string // header of what is summed; "" counts rows
	where  []condition
	minus  bool
	value  *float64 // a number that no data sheet holds, instead of a sum
}

// condition is a column that equals a text or lies within days.
type condition struct {
	column   string
	text     string
	from, to string // days, for a column of dates
}

// formula is the recipe in a spreadsheet's words, without "=". It divides by a
// hundred what Excel shows as a percentage.
func (r *recipe) formula(unit string) string {
	text, own := r.ownFormula()
	switch {
	case own:
	case len(r.under) > 0:
		text = group(r.over, side(r.over)) + "/" + group(r.under, side(r.under))
	default:
		text = side(r.over)
	}
	factor := r.factor
	if factor == 0 {
		factor = 1
	}
	if unit == unitPercent {
		factor /= 100
	}
	if factor != 1 {
		if own {
			text = "(" + text + ")"
		} else if len(r.under) == 0 {
			text = group(r.over, text)
		}
		text += "*" + strconv.FormatFloat(factor, 'f', -1, 64)
	}
	return text
}

// ownFormula is the expression of an own metric over its sums, false for any
// other.
func (r *recipe) ownFormula() (string, bool) {
	if r.own == nil {
		return "", false
	}
	parts := make([]string, len(r.sizes))
	at := 0
	for i, n := range r.sizes {
		terms := r.over[at : at+n]
		parts[i], at = group(terms, side(terms)), at+n
	}
	text := r.own.Cell(func(i int) string { return parts[i] })
	return text, text != ""
}

func group(terms []term, text string) string {
	if len(terms) > 1 {
		return "(" + text + ")"
	}
	return text
}

func side(terms []term) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.minus:
			b.WriteString("-")
		case i > 0:
			b.WriteString("+")
		}
		b.WriteString(t.formula())
	}
	return b.String()
}

func (t term) formula() string {
	if t.value != nil {
		return plainNumber(*t.value)
	}
	var parts []string
	if t.column != "" {
		parts = append(parts, reference(t.table, t.column))
	}
	for _, c := range t.where {
		column := reference(t.table, c.column)
		if c.from != "" {
			parts = append(parts, column, `">="&`+dateOf(c.from), column, `"<="&`+dateOf(c.to))
			continue
		}
		parts = append(parts, column, criterion(c.text))
	}
	name := "SUMIFS"
	if t.column == "" {
		name = "COUNTIFS"
	}
	return name + "(" + strings.Join(parts, ",") + ")"
}

// reference is a column of a table, the signs that mean something there escaped.
func reference(table, column string) string {
	return table + "[" + strings.NewReplacer("'", "''", "[", "'[", "]", "']", "#", "'#", "@", "'@").Replace(column) + "]"
}

// criterion is a text that a cell must equal, its wildcards taken literally. The
// sign of equality keeps a text such as "<3" from being read as a comparison.
func criterion(text string) string {
	text = strings.NewReplacer("~", "~~", "*", "~*", "?", "~?", `"`, `""`).Replace(text)
	if text != "" && strings.ContainsAny(text[:1], "=<>") {
		text = "=" + text
	}
	return `"` + text + `"`
}

func dateOf(day string) string {
	var y, m, d int
	_, _ = fmt.Sscanf(day, "%d-%d-%d", &y, &m, &d)
	return fmt.Sprintf("DATE(%d,%d,%d)", y, m, d)
}
