package report

import (
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/metric"
)

// channel is the sheet of one channel: its numbers beside those of the month
// before, charts, its best posts, and the days that the charts draw.
func (w *writer) channel(c *Channel) error {
	p, err := w.newPage(w.sheetOf(c.Label), 2)
	if err != nil {
		return err
	}
	p.title(short(c.Label, 60), monthName(w.m.Period, w.m.Language))
	row := 3
	p.height[row] = 18
	if webLink(c.Link) {
		p.link(firstColumn, row, short(c.Link, 120), c.Link, face{size: 9})
	}
	row = 5
	none := w.words.t("no_account")
	if c.byDay() {
		none = w.words.t("account_by_day")
	}
	left := w.figures(p, firstColumn, 2, row, w.words.t("of_account"), none, c.Account)
	right := w.figures(p, firstColumn+6, 3, row, w.words.t("of_posts"), w.words.t("no_posts"), c.Content)
	row = max(left, right) + 1

	days := c.Days
	var composition []int // rows of the content table for a chart of its parts
	for i, f := range c.Content {
		if slices.Contains([]string{"likes", "comments", "shares", "saves"}, f.Metric) && f.Value != nil {
			composition = append(composition, i)
		}
	}
	if len(days) == 0 && len(composition) == 0 {
		p.must(w.print(p.sheet, 2, false))
		return p.close()
	}
	// The charts stand above the days that they draw, which are not printed.
	charts := len(days)
	parts := len(composition) > 1 && contiguous(composition)
	if parts {
		charts++
	}
	if charts > 0 && p.points(3, row)+float64((charts+1)/2)*(chartRows*rowPoints+15)+32 > pagePoints {
		p.breakBefore(row)
	}
	chartsAt := p.heading(row, w.words.t("charts"))
	lastRow := chartsAt + (charts+1)/2*(chartRows+1)
	dataAt := lastRow + 1
	if len(days) > 0 {
		p.must(w.printOnly(p.sheet, lastColumn+1, lastRow-1))
		dataAt = w.days(p, lastRow+1, days)
	}
	placed := 0
	place := func() (column, row int) {
		column, row = firstColumn+6*(placed%2), chartsAt+placed/2*(chartRows+1)
		placed++
		return column, row
	}
	for i, d := range days {
		column, at := place()
		first, last := dataAt, dataAt+w.length()-1
		value := firstColumn + 1 + 2*i
		name := d.Name
		if d.Level == metric.Post {
			name = w.words.t("by_publication", d.Name)
		}
		p.chart(excelize.Line, column, at, 6, name, "d", []series{
			{p.cells(value, dataAt-1, value, dataAt-1), p.cells(firstColumn, first, firstColumn, last), p.cells(value, first, value, last)},
			{p.cells(value+1, dataAt-1, value+1, dataAt-1), p.cells(firstColumn, first, firstColumn, last), p.cells(value+1, first, value+1, last)},
		})
	}
	if parts {
		column, at := place()
		first := firstFigure(5) + composition[0]
		last := firstFigure(5) + composition[len(composition)-1]
		side := firstColumn + 6
		p.chart(excelize.Col, column, at, 6, w.words.t("composition"), "", []series{
			{p.cells(side+3, 6, side+3, 6), p.cells(side, first, side, last), p.cells(side+3, first, side+3, last)},
			{p.cells(side+4, 6, side+4, 6), p.cells(side, first, side, last), p.cells(side+4, first, side+4, last)},
		})
	}
	p.must(w.print(p.sheet, 2, false))
	return p.close()
}

// firstFigure is the row of the first figure of a table whose title is at row.
func firstFigure(row int) int { return row + 2 }

func contiguous(rows []int) bool { return rows[len(rows)-1]-rows[0] == len(rows)-1 }

// length is how many days the month has, or the month before when it has more.
func (w *writer) length() int {
	return max(daysOf(w.m.From, w.m.To), daysOf(w.m.PreviousFrom, w.m.PreviousTo))
}

// daysOf counts the days of a span.
func daysOf(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours()/24) + 1
}

// figures writes a table of figures, their names over some columns, and returns
// the row below.
func (w *writer) figures(p *page, column, nameColumns, row int, title, none string, all []Figure) int {
	t := p.styles.theme
	p.height[row], p.height[row+1] = 24, 20
	number := column + nameColumns
	p.wide(column, number+2, row, title, face{size: 12, bold: true, color: t.accent, valign: "center"})
	if len(all) == 0 {
		p.wide(column, number+2, row+1, none, face{color: t.soft, wrap: true, valign: "top"})
		p.height[row+1] = max(20, float64(lines(none, nameColumns+3, 10))*14+4)
		return row + 2
	}
	head := p.head()
	p.wide(column, number-1, row+1, w.words.t("metric"), head)
	head.align = "right"
	// The month's name is also the name of the chart's series.
	p.text(number, row+1, w.words.t("this_month"), head)
	p.text(number+1, row+1, w.words.t("month_before"), head)
	p.text(number+2, row+1, w.words.t("change"), head)
	row += 2
	for i := range all {
		f := &all[i]
		body := p.body()
		name := f.Name
		if f.Break {
			name += " *"
		}
		if f.Seen != "" {
			name += " (" + w.words.t("as_of", w.dayText(f.Seen)) + ")"
		}
		body.wrap = true
		p.wide(column, number-1, row, name, body)
		p.height[row] = max(20, p.height[row], float64(lines(name, nameColumns, 10))*13.5+6)
		body.wrap = false
		bold := body
		bold.bold = true
		w.figure(p, number, row, f, bold)
		w.change(p, number+2, row, at(number, row), at(number+1, row), f, body)
		if f.Value == nil {
			p.note(number, row, w.words.t("note_missing"))
		} else if f.Seen != "" {
			p.note(number, row, w.words.t("note_seen", w.dayText(f.Seen)))
		} else if f.Break {
			p.note(number, row, w.words.t("note_break"))
		} else if f.Previous == nil {
			p.note(number+1, row, w.words.t("note_missing_before"))
		}
		row++
	}
	return row
}

// days writes the series by day and returns the row of the first day.
func (w *writer) days(p *page, row int, all []Days) int {
	row = p.heading(row, w.words.t("by_day"))
	head := p.head()
	p.height[row] = 28
	p.text(firstColumn, row, w.words.t("day"), head)
	head.align = "right"
	for i, d := range all {
		c := firstColumn + 1 + 2*i
		name := d.Name
		if d.Level == metric.Post {
			name = w.words.t("by_publication", d.Name)
		}
		p.text(c, row, name, head)
		p.text(c+1, row, w.words.t("before_of", name), head)
	}
	row++
	start, err := time.Parse(time.DateOnly, w.m.From)
	p.must(err)
	for n := range w.length() {
		body := p.body()
		left := body
		left.align = "left"
		p.day(firstColumn, row+n, start.AddDate(0, 0, n).Format(time.DateOnly), left)
		if start.AddDate(0, 0, n).Format(time.DateOnly) > w.m.To {
			p.text(firstColumn, row+n, "", left) // the month before was longer
		}
		for i, d := range all {
			c := firstColumn + 1 + 2*i
			p.number(c, row+n, valueAt(d.Values, n), d.Unit, w.m.Currency, body)
			p.number(c+1, row+n, valueAt(d.Previous, n), d.Unit, w.m.Currency, body)
		}
		p.height[row+n] = 13
	}
	return row
}

func valueAt(values []*float64, i int) *float64 {
	if i < len(values) {
		return values[i]
	}
	return nil
}
