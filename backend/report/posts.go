package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/metric"
)

// posts is the sheet of the month's posts, the best first.
func (w *writer) posts() error {
	m, t := w.m, w.styles.theme
	p, err := w.newPage(w.sheetOf(w.words.t("sheet_posts")), 5)
	if err != nil {
		return err
	}
	p.title(w.words.t("sheet_posts"), monthName(m.Period, m.Language))
	about := w.words.t("posts_ranked")
	if m.PostCount > len(m.Posts) {
		about = w.words.t("posts_first", len(m.Posts), m.PostCount)
	}
	p.wide(firstColumn, lastColumn, 3, about, face{size: 9, color: t.soft, valign: "center"})
	p.height[3] = 20
	const header = 5
	head := p.head()
	if len(m.Posts) == 0 {
		p.wide(firstColumn, lastColumn, header, w.words.t("no_posts_month"), face{color: t.soft})
		p.must(w.print(p.sheet, 2, false))
		return p.close()
	}
	// The numbers stand at the right.
	columns := postColumns(m.Posts)
	firstNumber := lastColumn - len(columns)
	p.height[header] = 30
	p.text(firstColumn, header, w.words.t("rank"), head)
	p.text(firstColumn+1, header, w.words.t("published"), head)
	p.text(firstColumn+2, header, w.words.t("channel"), head)
	p.wide(firstColumn+3, firstNumber-2, header, w.words.t("post"), head)
	p.text(firstNumber-1, header, w.words.t("link"), head)
	head.align = "right"
	for i, key := range columns {
		p.text(firstNumber+i, header, postMetricName(key, m.Language), head)
	}
	p.text(lastColumn, header, metricName("engagement_rate_reach", m.Language), head)
	row := header + 1
	for i := range m.Posts {
		w.postRow(p, row, &m.Posts[i], columns, firstNumber)
		row++
	}
	w.postTotals(p, row, header+1, columns, firstNumber)
	if err := w.book.AddIgnoredErrors(p.sheet, fmt.Sprintf("%s:%s", at(firstColumn, header+1), at(lastColumn, row)), excelize.IgnoredErrorsFormula); err != nil {
		return err
	}
	p.must(w.print(p.sheet, header, false))
	return p.close()
}

func (w *writer) postRow(p *page, row int, post *Post, columns []string, firstNumber int) {
	body := p.body()
	quiet := body
	quiet.color, quiet.size, quiet.wrap = p.styles.theme.soft, 9, true
	rank := body
	rank.bold, rank.align = true, "left"
	r := float64(post.Rank)
	p.number(firstColumn, row, &r, metric.Count, "", rank)
	when := quiet
	when.format, when.align, when.wrap = momentFormat(w.m.Language), "left", false
	cell := excelize.Cell{StyleID: p.style(when)}
	if at, err := time.Parse("2006-01-02 15:04", post.Published); err == nil {
		cell.Value = serial(at)
	}
	p.put(firstColumn+1, row, cell)
	p.text(firstColumn+2, row, short(post.Channel, 50), quiet)
	title := body
	title.wrap = true
	text := short(post.Title, 140)
	if text == "" {
		text = w.words.t("untitled")
	}
	p.wide(firstColumn+3, firstNumber-2, row, text, title)
	// A cell of its own: LibreOffice does not break a link over lines.
	if webLink(post.Link) {
		p.link(firstNumber-1, row, w.words.t("open"), post.Link, body)
	} else {
		p.text(firstNumber-1, row, "", body)
	}
	n := max(lines(text, firstNumber-firstColumn-4, 10), lines(short(post.Channel, 50), 1, 9))
	p.height[row] = max(22, float64(n)*13+6)
	for i, key := range columns {
		value := post.Metrics[key]
		if key == "engagements" {
			value = post.Engagements
		}
		p.number(firstNumber+i, row, value, metric.Count, "", body)
	}
	bold := body
	bold.bold = true
	reach, engagements := slices.Index(columns, "reach"), slices.Index(columns, "engagements")
	formula := ""
	if reach >= 0 && engagements >= 0 {
		formula = at(firstNumber+engagements, row) + "/" + at(firstNumber+reach, row)
	}
	p.formula(lastColumn, row, formula, post.EngagementRate, metric.Percent, "", bold)
}

// postTotals adds the columns up, what is unique aside.
func (w *writer) postTotals(p *page, row, first int, columns []string, firstNumber int) {
	t := p.styles.theme
	f := face{bold: true, top: t.ink, valign: "center", fill: t.ground}
	p.height[row] = 24
	p.fill(firstColumn, row, lastColumn, row, f)
	label := f
	p.wide(firstColumn, firstNumber-1, row, w.words.t("total"), label)
	for i, key := range columns {
		m := metric.Find(key, metric.Post)
		if m == nil || m.Kind == metric.Unique {
			continue
		}
		var sum *float64
		for _, post := range w.m.Posts {
			v := post.Metrics[key]
			if key == "engagements" {
				v = post.Engagements
			}
			if v != nil {
				if sum == nil {
					sum = new(float64)
				}
				*sum += *v
			}
		}
		column := firstNumber + i
		p.formula(column, row, fmt.Sprintf("SUM(%s:%s)", at(column, first), at(column, row-1)), sum, metric.Count, "", f)
	}
}

// postColumns chooses the numbers that the posts are shown with, four at most.
func postColumns(posts []Post) []string {
	has := func(key string) bool {
		return slices.ContainsFunc(posts, func(p Post) bool {
			return p.Metrics[key] != nil || key == "engagements" && p.Engagements != nil
		})
	}
	var chosen []string
	for _, key := range []string{"views", "impressions", "reach", "engagements", "likes", "comments", "shares", "saves", "link_clicks"} {
		if has(key) && len(chosen) < 4 {
			chosen = append(chosen, key)
		}
	}
	return chosen
}

// metricName is a metric of a channel in words.
func metricName(key, language string) string { return nameAt(key, metric.Channel, language) }

func postMetricName(key, language string) string { return nameAt(key, metric.Post, language) }

func nameAt(key, level, language string) string {
	if m := metric.Find(key, level); m != nil {
		return m.Name(language)
	}
	return strings.ReplaceAll(key, "_", " ")
}
