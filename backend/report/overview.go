package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
)

// The states in colors that color-blind readers tell apart (Okabe and Ito,
// https://jfly.uni-koeln.de/color/), beside their sign and word.
var stateColors = map[string][2]string{ // letters, ground
	kpi.OnTrack:  {"005A43", "D6F0E6"},
	kpi.AtRisk:   {"7A4A00", "FCEBC8"},
	kpi.OffTrack: {"8A2F00", "FADCCB"},
	kpi.Stale:    {"0A4A75", "D9ECF8"},
	kpi.NoData:   {"4B5563", "ECEEF1"},
	kpi.Upcoming: {"4B5563", "ECEEF1"},
}

var states = []string{kpi.OnTrack, kpi.AtRisk, kpi.OffTrack, kpi.Stale, kpi.NoData, kpi.Upcoming}

// overview is the summary: what the account lead says, the first KPIs as cards,
// all of them as a table, and what is missing.
func (w *writer) overview() error {
	m, t := w.m, w.styles.theme
	sheet := w.sheetOf(w.words.t("sheet_summary"))
	p, err := w.newPage(sheet, 2)
	if err != nil {
		return err
	}
	p.title(w.words.t("sheet_summary"), monthName(m.Period, m.Language))
	row := 4
	// The cards point to the table below them, so where that begins is counted first.
	cards := min(4, len(m.KPIs))
	if m.Summary != "" {
		f := face{size: 11, wrap: true, valign: "top", color: t.ink}
		for _, piece := range pieces(strings.TrimSpace(printable(m.Summary)), 1500) {
			p.wide(firstColumn, lastColumn, row, piece, f)
			p.height[row] = float64(lines(piece, 12, 11))*15.5 + 3
			row++
		}
		row++
	}
	if cards > 0 {
		row = w.cards(p, row, cards) + 1
	}
	row = p.heading(row, w.words.t("kpis"))
	row = w.kpiTable(p, row)
	gaps := slices.DeleteFunc(slices.Clone(m.Gaps), func(g Gap) bool { return g.Ours })
	if len(gaps) > 0 {
		row = p.heading(row+1, w.words.t("missing"))
		for _, g := range gaps {
			text := g.Text
			if g.Channel != "" {
				text = g.Channel + ": " + text
			}
			f := face{color: t.soft, wrap: true, valign: "top"}
			p.wide(firstColumn, lastColumn, row, text, f)
			p.height[row] = float64(lines(text, 12, 10))*14 + 2
			row++
		}
	}
	p.must(w.print(sheet, 2, false))
	// What is a little longer than a page is made to fit on one.
	if high := p.points(1, row); high > pagePoints && high < 1.6*pagePoints {
		one := 1
		p.must(w.book.SetPageLayout(sheet, &excelize.PageLayoutOptions{FitToWidth: &one, FitToHeight: &one}))
	}
	return p.close()
}

// pieces cuts a text into its paragraphs, and those between words where they are
// longer than n: a row of a sheet is at most 409 points high.
func pieces(text string, n int) []string {
	var all []string
	for _, paragraph := range strings.Split(text, "\n") {
		for len(paragraph) > n {
			at := strings.LastIndexByte(paragraph[:n], ' ')
			if at <= 0 {
				at = len(cut(paragraph[:n], n))
			}
			all = append(all, paragraph[:at])
			paragraph = strings.TrimPrefix(paragraph[at:], " ")
		}
		all = append(all, paragraph)
	}
	return all
}

// cardRows is the height of a card.
const cardRows = 4

// cards draws the first KPIs, three columns each. Their numbers are those of the
// table.
func (w *writer) cards(p *page, row, n int) int {
	t := p.styles.theme
	first := row + cardRows + 1 + 2 + 1 // the table's first KPI: see kpiTable
	heights := []float64{8, 30, 32, 20}
	for i, h := range heights {
		p.height[row+i] = h
	}
	actual, _ := w.kpiColumns()
	for i := range n {
		k := &w.m.KPIs[i]
		c1, c2 := firstColumn+3*i, firstColumn+3*i+1
		ground := face{fill: t.ground}
		edge := face{fill: t.ground, left: t.accent}
		name := edge
		name.size, name.color, name.wrap, name.valign, name.align, name.indent = 9, t.soft, true, "center", "left", 1
		p.fill(c1, row, c1, row, edge)
		p.fill(c1+1, row, c2, row, ground)
		label := w.kpiName(k)
		if k.Channel != "" {
			label += " · " + k.Channel
		} else if w.m.Several {
			label += " · " + k.Brand
		}
		if k.Campaign != "" {
			label += " · " + k.Campaign
		}
		p.wide(c1, c2, row+1, short(label, 60), name)
		big := edge
		big.size, big.bold, big.align, big.indent, big.valign = 20, true, "left", 1, "center"
		tableRow := first + i
		if k.Value != nil {
			big.format = k.format()
			p.formula(c1, row+2, at(actual, tableRow), k.Value, k.Unit, k.Currency, big)
		} else {
			big.size, big.color = 12, t.soft
			p.text(c1, row+2, w.words.t("no_value"), big)
		}
		p.merge(c1, row+2, c2, row+2, big)
		change := edge
		change.size, change.bold, change.align, change.indent, change.valign = 10, true, "left", 1, "top"
		change.format = changeFormat(k.Unit)
		change.color = changeColor(k, t)
		if k.Change != nil && k.Value != nil && k.Previous != nil {
			p.formula(c1, row+3, at(actual+2, tableRow), k.Change, changeUnit(k.Unit), "", change)
		} else {
			change.bold, change.color, change.format = false, t.soft, ""
			p.text(c1, row+3, w.words.t("no_comparison"), change)
		}
		p.merge(c1, row+3, c2, row+3, change)
	}
	return row + cardRows
}

// changeUnit is the unit of a change: a share, or points as they are.
func changeUnit(unit string) string {
	if inPoints(unit) {
		return metric.Points
	}
	return metric.Percent
}

// changeColor is green or red-brown as the change is for the better or not.
func changeColor(k *KPI, t theme) string {
	if k.Change == nil || *k.Change == 0 || k.Direction == metric.Neutral {
		return t.soft
	}
	if (*k.Change > 0) == (k.Direction == metric.Up) {
		return stateColors[kpi.OnTrack][0]
	}
	return stateColors[kpi.OffTrack][0]
}

// kpiTable writes the KPIs with target, actual, previous, change and status. The
// first stands on the row after its head.
func (w *writer) kpiTable(p *page, row int) int {
	m := w.m
	actual, promised := w.kpiColumns()
	head := p.head()
	p.height[row] = 20
	nameEnd := actual - 1
	if promised {
		nameEnd--
	}
	p.wide(2, nameEnd, row, w.words.t("kpi"), head)
	right, center := head, head
	right.align, center.align = "right", "center"
	p.text(actual, row, w.words.t("actual"), right)
	p.text(actual+1, row, w.words.t("previous"), right)
	p.text(actual+2, row, w.words.t("change"), right)
	if promised {
		p.text(actual-1, row, w.words.t("target"), right)
		p.text(actual+3, row, w.words.t("attainment"), right)
		p.text(actual+4, row, w.words.t("pace"), right)
		p.wide(actual+5, lastColumn, row, w.words.t("status"), center)
	}
	row++
	if len(m.KPIs) == 0 {
		p.wide(2, lastColumn, row, w.words.t("no_kpis"), face{color: p.styles.theme.soft})
		return row + 1
	}
	firstRow := row
	for i := range m.KPIs {
		k := &m.KPIs[i]
		body := p.body()
		body.wrap = true
		label := w.kpiLabel(k)
		p.wide(2, nameEnd, row, label, body)
		p.height[row] = max(24, float64(lines(label, nameEnd-1, 10))*13.5+6)
		body.wrap = false
		bold := body
		bold.bold = true
		w.figure(p, actual, row, &k.Figure, bold)
		w.change(p, actual+2, row, at(actual, row), at(actual+1, row), &k.Figure, body)
		switch {
		case k.Value == nil && k.NoToDate != "":
			p.note(actual, row, lang.T(string(w.words), "kpi.no_actual."+k.NoToDate))
		case k.Value == nil:
			p.note(actual, row, w.words.t("note_missing"))
		}
		if promised {
			w.promise(p, row, actual, k, body)
		}
		row++
	}
	if promised {
		w.paintStates(p, fmt.Sprintf("%s:%s", at(actual+5, firstRow), at(lastColumn, row-1)), at(actual+5, firstRow))
	}
	return row
}

// kpiColumns is the column of what was reached, and whether anything was
// promised: without targets the table has no columns for them.
func (w *writer) kpiColumns() (actual int, promised bool) {
	for i := range w.m.KPIs {
		if w.m.KPIs[i].Status != "" {
			return 7, true
		}
	}
	return lastColumn - 2, false
}

// kpiName is the name of a KPI, of posts as such.
func (w *writer) kpiName(k *KPI) string {
	if k.Level == metric.Post && k.Metric != "posts" {
		return w.words.t("posts_of", k.Name)
	}
	return k.Name
}

// kpiLabel is the name of a KPI with what it is of, and, where its target runs
// over another time than the month, with that.
func (w *writer) kpiLabel(k *KPI) string {
	label := short(w.kpiName(k), 70)
	var more []string
	if k.Channel != "" {
		more = append(more, short(k.Channel, 80))
	} else if w.m.Several {
		more = append(more, short(k.Brand, 60))
	}
	if k.Campaign != "" {
		more = append(more, short(k.Campaign, 60))
	}
	if k.Seen != "" {
		more = append(more, w.words.t("as_of", w.dayText(k.Seen)))
	}
	if k.Status != "" && (k.TargetFrom != w.m.From || k.TargetTo != w.m.To) {
		more = append(more, w.words.t("target_until", w.dayText(k.TargetTo)))
	}
	if len(more) > 0 {
		label += "\n" + strings.Join(more, ", ")
	}
	return label
}

// promise writes target, attainment, pace and status.
func (w *writer) promise(p *page, row, actual int, k *KPI, body face) {
	promised := body
	promised.format = k.format()
	p.number(actual-1, row, k.Target, k.Unit, k.Currency, promised)
	w.attainment(p, row, actual, k, body)
	paced := body
	paced.format = "0.00"
	p.number(actual+4, row, k.Pace, metric.Plain, "", paced)
	state := body
	state.align, state.bold = "center", true
	text := w.words.t("no_target")
	if k.Status != "" {
		text = w.words.t("status." + k.Status)
	} else {
		state.bold, state.color = false, p.styles.theme.soft
	}
	p.wide(actual+5, lastColumn, row, text, state)
}

// shortLines is short that keeps the lines of a text.
func shortLines(text string, n int) string {
	letters := []rune(text)
	if len(letters) <= n {
		return text
	}
	return string(letters[:n-1]) + "…"
}

// longestFormula is what Excel takes; a longer one stays a number.
const longestFormula = 8192

// figure writes value and previous of a figure into two columns, live where the
// data sheets give them.
func (w *writer) figure(p *page, column, row int, f *Figure, look face) {
	live := func(r *recipe) string {
		if r == nil {
			return ""
		}
		if text := r.formula(f.Unit); len(text) <= longestFormula {
			return text
		}
		return ""
	}
	look.format = f.format()
	p.formula(column, row, live(f.value), f.Value, f.Unit, f.Currency, look)
	look.bold = false
	p.formula(column+1, row, live(f.previous), f.Previous, f.Unit, f.Currency, look)
}

// change writes the change between two cells: a share, or points.
func (w *writer) change(p *page, column, row int, now, before string, f *Figure, look face) {
	look.format = changeFormat(f.Unit)
	switch {
	case f.Change == nil:
		p.number(column, row, nil, metric.Percent, "", look)
	case f.Unit == metric.Percent:
		p.formula(column, row, "ROUND(("+now+"-"+before+")*100,1)", f.Change, metric.Points, "", look)
	case inPoints(f.Unit):
		p.formula(column, row, "ROUND("+now+"-"+before+",1)", f.Change, metric.Points, "", look)
	default:
		p.formula(column, row, "ROUND("+now+"/"+before+"-1,3)", f.Change, metric.Percent, "", look)
	}
	if f.Change == nil || f.Direction == metric.Neutral {
		return
	}
	good, bad := stateColors[kpi.OnTrack][0], stateColors[kpi.OffTrack][0]
	if f.Direction == metric.Down {
		good, bad = bad, good
	}
	w.paint(p, at(column, row), []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: ">", Value: "0", Format: w.conditional(good, "")},
		{Type: "cell", Criteria: "<", Value: "0", Format: w.conditional(bad, "")},
	})
}

// attainment writes (actual − baseline) / (target − baseline); live where the
// target is of this month, or of what stands at its end.
func (w *writer) attainment(p *page, row, actual int, k *KPI, look face) {
	look.format = "0%"
	if k.Attainment == nil || k.Baseline == nil || k.Target == nil || k.Value == nil || k.ToDate == nil || !same(*k.Value, *k.ToDate) {
		p.number(actual+3, row, k.Attainment, metric.Percent, "", look)
		return
	}
	base := *k.Baseline
	if k.Unit == metric.Percent {
		base /= 100
	}
	now, target := at(actual, row), at(actual-1, row)
	text := now + "/" + target
	if base != 0 {
		b := plainNumber(base)
		text = fmt.Sprintf("(%s-(%s))/(%s-(%s))", now, b, target, b)
	}
	p.formula(actual+3, row, text, k.Attainment, metric.Percent, "", look)
}

// paintStates colors the cells of a range by the word of the state in first.
func (w *writer) paintStates(p *page, cells, first string) {
	var rules []excelize.ConditionalFormatOptions
	for _, s := range states {
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "formula", Criteria: fmt.Sprintf(`$%s="%s"`, first, w.words.t("status."+s)), Format: w.conditional(stateColors[s][0], stateColors[s][1]),
		})
	}
	w.paint(p, cells, rules)
}

func (w *writer) paint(p *page, cells string, rules []excelize.ConditionalFormatOptions) {
	p.must(w.book.SetConditionalFormat(p.sheet, cells, rules))
}

// conditional is a look that a rule gives.
func (w *writer) conditional(color, fill string) *int {
	style := excelize.Style{Font: &excelize.Font{Color: color, Bold: true}}
	if fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	key := color + fill
	if id, ok := w.conditions[key]; ok {
		return &id
	}
	id, err := w.book.NewConditionalStyle(&style)
	if err != nil {
		return nil
	}
	w.conditions[key] = id
	return &id
}
