package report

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	decimal "golang.org/x/text/number"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
)

// assumed are the metrics of channels that stand on what somebody said: what a
// conversion is worth, what an hour costs, which costs count.
var assumed = []string{metric.ConversionValue, metric.TotalCost, metric.HoursCost}

// assumptions says, a line each, what is assumed in a metric of the month; "" of
// one that assumes nothing.
func (g *gathering) assumptions(m *metric.Metric) (string, error) {
	if m.Level != metric.Channel || !slices.ContainsFunc(m.Terms(), func(t metric.Term) bool {
		return slices.Contains(assumed, t.Metric) || slices.Contains(assumed, t.Else)
	}) {
		return "", nil
	}
	lines := []string{}
	for _, b := range g.brands {
		p, err := kpi.PassportOf(g.tx, kpi.PassportQuery{Brand: b.ID, Metric: m.Key, Level: m.Level, From: g.m.From, To: g.m.To, Currency: g.w.Client.Currency})
		if err != nil {
			return "", fmt.Errorf("assumptions of %s: %w", m.ID(), err)
		}
		of := g.assumedOf(p)
		if len(of) > 0 && len(g.brands) > 1 {
			lines = append(lines, b.Name+":")
		}
		lines = append(lines, of...)
	}
	return strings.Join(lines, "\n"), nil
}

// assumedOf are the lines of one brand.
func (g *gathering) assumedOf(p *kpi.Passport) []string {
	print, code := message.NewPrinter(language.Make(string(g.words))), string(g.words)
	amount := func(v float64, of string) string {
		scale := 2
		if unit, err := currency.ParseISO(of); err == nil {
			scale, _ = currency.Standard.Rounding(unit)
		}
		return print.Sprint(decimal.Decimal(v, decimal.Scale(scale))) + " " + of
	}
	var lines, known, unknown []string
	for _, c := range p.Costs {
		name := g.known.Find(c.Metric, metric.Channel).Name(code)
		if c.Value == nil {
			unknown = append(unknown, name)
		} else {
			known = append(known, name+" "+amount(*c.Value, g.w.Client.Currency))
		}
	}
	if len(known) > 0 {
		lines = append(lines, g.words.t("assumed_costs", strings.Join(known, ", ")))
		if len(unknown) > 0 {
			lines = append(lines, g.words.t("assumed_not_counted", strings.Join(unknown, ", ")))
		}
	}
	for _, r := range p.Rates {
		line := g.words.t("assumed_hour", amount(float64(r.Value)/100, r.Currency))
		if r.FromDay != "" {
			line += " " + g.words.t("assumed_since", dayName(r.FromDay, code))
		}
		lines = append(lines, line)
	}
	for _, w := range p.Worth {
		if w.Conversions != nil {
			lines = append(lines, g.words.t("assumed_worth", w.Goal, amount(float64(w.Each)/100, w.Currency), print.Sprint(decimal.Decimal(*w.Conversions))))
		}
	}
	if slices.ContainsFunc(p.Parts, func(part kpi.Part) bool { return part.Site }) {
		lines = append(lines, g.words.t("assumed_site"))
	}
	return lines
}
