package report

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
)

// community is the sheet of the log: how much was done where, how fast people
// were answered, how they spoke and of what.
func (w *writer) community() error {
	m, t, c := w.m, w.styles.theme, &w.m.Community
	p, err := w.newPage(w.sheetOf(w.words.t("sheet_community")), 2)
	if err != nil {
		return err
	}
	p.title(w.words.t("sheet_community"), monthName(m.Period, m.Language))
	if c.Quantity == 0 {
		p.wide(firstColumn, lastColumn, 4, w.words.t("no_community"), face{color: t.soft, wrap: true})
		p.must(w.print(p.sheet, 2, false))
		return p.close()
	}
	row := w.responses(p, 4)
	row = p.heading(row+1, w.words.t("volume"))
	volumeHead := row
	row = w.volumes(p, row)
	chartsAt := row + 1
	row = chartsAt + chartRows + 1
	for r := chartsAt; r < row; r++ {
		p.height[r] = rowPoints
	}
	top := 3
	if p.points(top, row) > pagePoints {
		p.breakBefore(chartsAt)
		top = chartsAt
	}
	below := float64(max(6, len(c.Topics)+1))*20 + 32
	if p.points(top, row)+below > pagePoints {
		p.breakBefore(row)
	}
	moodAt := p.heading(row, w.words.t("sentiment"))
	w.moods(p, moodAt)
	w.topics(p, moodAt)
	// Volume by channel on the left, the moods on the right.
	last := volumeHead + len(c.Rows)
	p.chart(excelize.Col, firstColumn, chartsAt, 6, w.words.t("volume_by_channel"), "", []series{{
		p.cells(lastColumn, volumeHead, lastColumn, volumeHead), p.cells(firstColumn, volumeHead+1, firstColumn, last), p.cells(lastColumn, volumeHead+1, lastColumn, last),
	}})
	p.chart(excelize.Col, firstColumn+6, chartsAt, 6, w.words.t("sentiment"), "", []series{{
		p.cells(firstColumn+3, moodAt, firstColumn+3, moodAt), p.cells(firstColumn, moodAt+1, firstColumn, moodAt+4), p.cells(firstColumn+3, moodAt+1, firstColumn+3, moodAt+4),
	}})
	p.must(w.print(p.sheet, 2, false))
	return p.close()
}

// responses writes how fast people were answered, as cards over the page.
func (w *writer) responses(p *page, row int) int {
	c, t := &w.m.Community, p.styles.theme
	answered, needed := float64(c.Answered), float64(c.ToAnswer)
	median, p90, n := (*float64)(nil), (*float64)(nil), int64(0)
	if c.Response != nil {
		median, p90, n = c.Response.MedianMin, c.Response.P90Min, c.Response.N
	}
	p.height[row], p.height[row+1], p.height[row+2] = 32, 30, 26
	total := float64(c.Quantity)
	for i, card := range []struct {
		key, unit string
		value     *float64
		aside     string
	}{
		{"interactions", metric.Count, &total, w.previousText()},
		{"response_rate", metric.Percent, c.Rate, w.words.t("answered_of", int64(answered), int64(needed))},
		{"median_response", metric.Minutes, median, w.words.t("measured", n)},
		{"p90_response", metric.Minutes, p90, w.officeText()},
	} {
		c1 := firstColumn + 3*i
		f := face{fill: t.ground, left: t.accent, indent: 1}
		label, big, aside := f, f, f
		label.size, label.color, label.valign, label.align, label.wrap = 9, t.soft, "center", "left", true
		big.size, big.bold, big.align, big.valign = 20, true, "left", "center"
		aside.size, aside.color, aside.valign, aside.align, aside.wrap = 8, t.soft, "top", "left", true
		p.wide(c1, c1+1, row, w.words.t(card.key), label)
		if card.value != nil {
			p.number(c1, row+1, card.value, card.unit, "", big)
			if card.key == "interactions" {
				p.formula(c1, row+1, w.activitySum("", "", "").formula(metric.Count), card.value, card.unit, "", big)
			}
		} else {
			big.size, big.color = 12, t.soft
			p.text(c1, row+1, w.words.t("no_value"), big)
		}
		p.merge(c1, row+1, c1+1, row+1, big)
		p.wide(c1, c1+1, row+2, card.aside, aside)
	}
	return row + 3
}

func (w *writer) previousText() string {
	if w.m.Community.Previous == nil {
		return w.words.t("no_comparison")
	}
	return w.words.t("before_was", *w.m.Community.Previous)
}

func (w *writer) officeText() string {
	o := w.m.Community.Office
	if o == nil || o.MedianMin == nil {
		return ""
	}
	return w.words.t("office_median", int64(*o.MedianMin+0.5))
}

// activitySum is the recipe of a quantity of the log in this month; what is ""
// does not limit.
func (w *writer) activitySum(channel, kind, sentiment string) *recipe {
	where := []condition{{column: w.words.t("when"), text: w.words.t("current")}}
	if channel != "" {
		where = append(where, condition{column: w.words.t("channel"), text: channel})
	}
	if kind != "" {
		where = append(where, condition{column: w.words.t("kind"), text: kindName(kind, w.m.Language)})
	}
	if sentiment != "" {
		where = append(where, condition{column: w.words.t("sentiment"), text: moodName(sentiment, w.m.Language)})
	}
	return &recipe{over: []term{{table: activityTable, column: w.words.t("quantity"), where: where}}}
}

// capital is a word as it stands at the head of a column.
func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

func kindName(kind, language string) string { return capital(lang.T(language, "community.kind."+kind)) }

func moodName(mood, language string) string {
	return capital(lang.T(language, "community.sentiment."+mood))
}

// mostKinds is how many kinds have a column of their own; the rest is one.
const mostKinds = 8

// volumes writes channels × kinds and returns the row below.
func (w *writer) volumes(p *page, row int) int {
	c, t := &w.m.Community, p.styles.theme
	shown := c.Kinds
	others := []string{}
	if len(shown) > mostKinds {
		shown, others = shown[:mostKinds-1], shown[mostKinds-1:]
	}
	head := p.head()
	p.height[row] = 30
	firstKind := lastColumn - len(shown)
	if len(others) > 0 {
		firstKind--
	}
	p.wide(firstColumn, firstKind-1, row, w.words.t("channel"), head)
	head.align = "right"
	for i, k := range shown {
		p.text(firstKind+i, row, kindName(k, w.m.Language), head)
	}
	if len(others) > 0 {
		p.text(lastColumn-1, row, w.words.t("other_kinds"), head)
	}
	p.text(lastColumn, row, w.words.t("total"), head)
	first := row + 1
	for _, v := range c.Rows {
		row++
		body := p.body()
		p.height[row] = 20
		p.wide(firstColumn, firstKind-1, row, v.Channel, body)
		for i, k := range shown {
			w.quantity(p, firstKind+i, row, w.activitySum(v.Channel, k, ""), v.Kinds[k], body)
		}
		if len(others) > 0 {
			var sum int64
			all := &recipe{}
			for _, k := range others {
				sum += v.Kinds[k]
				all.over = append(all.over, w.activitySum(v.Channel, k, "").over...)
			}
			w.quantity(p, lastColumn-1, row, all, sum, body)
		}
		body.bold = true
		total := float64(v.Quantity)
		p.formula(lastColumn, row, fmt.Sprintf("SUM(%s:%s)", at(firstKind, row), at(lastColumn-1, row)), &total, metric.Count, "", body)
	}
	row++
	f := face{bold: true, top: t.ink, fill: t.ground, valign: "center"}
	p.height[row] = 22
	p.wide(firstColumn, firstKind-1, row, w.words.t("total"), f)
	for column := firstKind; column <= lastColumn; column++ {
		var sum float64
		switch i := column - firstKind; {
		case column == lastColumn:
			sum = float64(c.Quantity)
		case i < len(shown):
			sum = float64(c.Totals[shown[i]])
		default:
			for _, k := range others {
				sum += float64(c.Totals[k])
			}
		}
		p.formula(column, row, fmt.Sprintf("SUM(%s:%s)", at(column, first), at(column, row-1)), &sum, metric.Count, "", f)
	}
	return row + 1
}

// quantity writes a sum of the log. None is a real 0 here: the log is the source.
func (w *writer) quantity(p *page, column, row int, r *recipe, n int64, f face) {
	value := float64(n)
	p.formula(column, row, r.formula(metric.Count), &value, metric.Count, "", f)
}

// moods writes the sentiment of what was logged.
func (w *writer) moods(p *page, row int) {
	c, t := &w.m.Community, p.styles.theme
	head := p.head()
	p.wide(firstColumn, firstColumn+2, row, w.words.t("sentiment"), head)
	head.align = "right"
	p.text(firstColumn+3, row, w.words.t("quantity"), head)
	p.text(firstColumn+4, row, w.words.t("share"), head)
	p.height[row] = 20
	for i, mood := range []struct {
		key string
		n   int64
	}{{"positive", c.Positive}, {"neutral", c.Neutral}, {"negative", c.Negative}, {"unsaid", c.Unsaid}} {
		r := row + 1 + i
		body := p.body()
		p.height[r] = 20
		p.wide(firstColumn, firstColumn+2, r, moodName(mood.key, w.m.Language), body)
		w.quantity(p, firstColumn+3, r, w.activitySum("", "", mood.key), mood.n, body)
		share := float64(mood.n) / float64(c.Quantity) * 100
		p.formula(firstColumn+4, r, fmt.Sprintf("%s/SUM(%s:%s)", at(firstColumn+3, r), absolute(firstColumn+3, row+1), absolute(firstColumn+3, row+4)), &share, metric.Percent, "", body)
	}
	r := row + 5
	f := face{bold: true, top: t.ink, fill: t.ground, valign: "center"}
	p.height[r] = 22
	p.wide(firstColumn, firstColumn+2, r, nameAt("net_sentiment", metric.Log, w.m.Language), f)
	positive, neutral, negative := at(firstColumn+3, row+1), at(firstColumn+3, row+2), at(firstColumn+3, row+3)
	p.fill(firstColumn+3, r, firstColumn+4, r, f)
	p.formula(firstColumn+4, r, fmt.Sprintf("(%s-%s)/(%s+%s+%s)*100", positive, negative, positive, neutral, negative), c.Net, metric.Points, "", f)
	if c.Net == nil {
		p.note(firstColumn+4, r, w.words.t("note_no_sentiment"))
	}
}

func absolute(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true)
	return name
}

// topics writes what people spoke of most, right of the moods.
func (w *writer) topics(p *page, row int) {
	c := &w.m.Community
	left := firstColumn + 6
	head := p.head()
	p.wide(left, left+3, row, w.words.t("topics"), head)
	head.align = "right"
	p.text(left+4, row, w.words.t("entries"), head)
	p.text(left+5, row, w.words.t("quantity"), head)
	if len(c.Topics) == 0 {
		p.wide(left, lastColumn, row+1, w.words.t("no_topics"), face{color: p.styles.theme.soft, valign: "center"})
		return
	}
	for i, topic := range c.Topics[:min(len(c.Topics), mostTopics)] {
		row++
		body := p.body()
		p.height[row] = max(20, p.height[row])
		p.wide(left, left+3, row, fmt.Sprintf("%d. %s", i+1, short(topic.Topic, 60)), body)
		entries, quantity := float64(topic.Entries), float64(topic.Quantity)
		p.number(left+4, row, &entries, metric.Count, "", body)
		p.number(left+5, row, &quantity, metric.Count, "", body)
	}
}
