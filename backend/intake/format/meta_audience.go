package format

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// metaAudience is the audience page of Meta Business Suite as a file: the shares
// of the followers by age and gender, countries and cities, in per cent. They
// stand in blocks with a title each: a table of ages, names beside each other with
// their values below, or since 2024 a name and its value in each row. The file
// does not say of which day it is.
//
// New followers by day may stand in a block of their own, as in a file of results.
var metaAudience = Format{Key: "meta_audience", Dayless: true, Time: americanDay, Slashed: true, find: findAudience, walk: walkAudience, dates: headDates}

// audienceTitles are parts of the titles of an audience file, by which it is
// told from daily numbers.
var audienceTitles = []string{
	"age & gender", "age and gender", "top cities", "top countries", "top towns",
	"sexo y edad", "edad y sexo", "edad y género", "principales ciudades", "principales países", "principales paises",
	"idade e gênero", "faixa etária", "idade e género", "principais cidades", "principais países",
	"alter und geschlecht", "top-städte", "top-länder", "âge et genre", "età e genere",
	followTitle,
}

// potentialAudience is part of the name of a file about people who follow nobody
// yet, which else reads the same.
var potentialAudience = []string{"potential audience", "público potencial", "audiencia potencial", "publico potencial"}

// followTitle heads the number of all followers.
const followTitle = "follow,unique_users"

// isAudience looks for the titles of an audience file.
func isAudience(f *read.Table) bool {
	for _, record := range f.Head[:min(len(f.Head), headerRows)] {
		cells := filled(record.Cells)
		line := read.Header(strings.Join(cells, ","))
		// A title stands alone in its row; a caption never is that short.
		if len(line) < 120 && len(cells) <= 4 && slices.ContainsFunc(audienceTitles, func(t string) bool { return strings.Contains(line, t) }) {
			return true
		}
	}
	return false
}

// audienceDimension is what a title breaks the followers down by, "" for none.
func audienceDimension(title string) string {
	title = read.Header(title)
	for _, d := range []struct {
		dimension string
		words     []string
	}{
		{"age_gender", []string{"age & gender", "age and gender", "edad", "idade", "faixa etária", "alter", "âge", "età"}},
		{"city", []string{"cities", "towns", "ciudades", "cidades", "städte", "villes", "città"}},
		{"country", []string{"countries", "países", "paises", "länder", "pays", "paesi"}},
	} {
		if slices.ContainsFunc(d.words, func(w string) bool { return strings.Contains(title, w) }) {
			return d.dimension
		}
	}
	return ""
}

// findAudience walks the file once: it has to hold a number at all, and its
// titles may name the network.
func findAudience(ctx context.Context, m *Table) (bool, error) {
	if !isAudience(m.Table) {
		return false, nil
	}
	for _, text := range []string{m.file.Name, m.Name, m.Head[0].Cells[0]} {
		if slices.ContainsFunc(potentialAudience, func(p string) bool { return strings.Contains(read.Header(text), p) }) {
			return false, fault.New(fault.Invalid, "read.potential_audience", m.Title())
		}
	}
	for _, record := range m.Head {
		if len(filled(record.Cells)) != 1 {
			continue
		}
		title := read.Header(strings.Join(record.Cells, ""))
		switch {
		case strings.Contains(title, "instagram"), strings.HasPrefix(title, "ig_"):
			m.platform = "instagram"
		case strings.Contains(title, "facebook"), strings.HasPrefix(title, "fb_"):
			m.platform = "facebook"
		}
		if audienceDimension(title) != "" || strings.Contains(title, followTitle) {
			key := "followers_share"
			if strings.Contains(title, followTitle) {
				key = "followers"
			}
			m.columns = append(m.columns, Source{Header: strings.TrimSpace(strings.Join(record.Cells, "")), Metric: key})
		} else if key := resultTitles[bareTitle(title)]; key != "" {
			m.columns = append(m.columns, Source{Header: strings.TrimSpace(strings.Join(record.Cells, "")), Metric: key})
		}
	}
	any := false
	err := eachAudience(ctx, m, func(a audienceRow) error {
		any = any || a.reason == ""
		return nil
	})
	if err == nil && !any {
		err = fault.New(fault.Invalid, "read.audience", m.Title())
	}
	return err == nil, err
}

// audienceRow is one row of numbers: of all followers where dimension is "", or of
// one day where metric is not.
type audienceRow struct {
	number    int
	dimension string
	metric    string
	day       time.Time
	parts     [][]string
	values    []float64
	reason    string // why it cannot be read, "" where it can
	cell      string // that cannot
}

// eachAudience walks the rows of numbers.
func eachAudience(ctx context.Context, m *Table, visit func(audienceRow) error) error {
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	title, dimension, daily := "", "", ""
	var header []string // of ages, or the names beside each other
	for rows.Next() {
		cells := texts(rows.Cells())
		if len(filled(cells)) == 0 {
			continue
		}
		_, number := percent(cells[len(cells)-1])
		alone := len(filled(cells)) == 1 && cells[0] != ""
		switch {
		case alone && !number && !strings.HasPrefix(cells[0], "-"):
			title, dimension, header, daily = read.Header(cells[0]), audienceDimension(cells[0]), nil, ""
		case dimension == "" && isDateHeader(cells[0]):
			daily = resultTitles[bareTitle(title)]
		case daily != "":
			if err := visit(m.audienceDay(rows.Number(), daily, cells)); err != nil {
				return err
			}
		case !number && dimension != "" && header == nil:
			header = cells
		case strings.Contains(title, followTitle) && number:
			a := audienceRow{number: rows.Number()}
			v, reason := amount([]byte(cells[0]), Count, m.Comma)
			a.values, a.reason, a.cell = []float64{v}, reason, clip(cells[0], 40)
			if err := visit(a); err != nil {
				return err
			}
			title = ""
		case dimension != "" && header != nil:
			if err := visit(audienceValues(rows.Number(), dimension, header, cells)); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// audienceDay reads a row of a day and its number.
func (m *Table) audienceDay(number int, metric string, cells []string) audienceRow {
	a := audienceRow{number: number, metric: metric}
	var ok bool
	a.day, ok = m.time([]byte(cells[0]))
	switch {
	case !ok:
		a.reason, a.cell = "read.skip.day", clip(cells[0], 40)
	case len(cells) < 2 || read.Missing([]byte(cells[1])):
		a.reason = "read.skip.no_value"
	default:
		v, reason := m.amount([]byte(cells[1]), Count)
		a.values, a.reason, a.cell = []float64{v}, reason, clip(cells[1], 40)
	}
	return a
}

// audienceValues reads a row below a header: of an age and its genders, of a name
// and its value, or of the values of the names above.
func audienceValues(number int, dimension string, header, cells []string) audienceRow {
	a := audienceRow{number: number, dimension: dimension}
	_, first := percent(cells[0])
	for i, cell := range cells {
		if read.Missing([]byte(cell)) {
			continue
		}
		var part []string
		switch {
		case dimension == "age_gender" && i > 0 && i < len(header):
			part = []string{cells[0], header[i]}
		case dimension != "age_gender" && !first && i == 1:
			part = []string{cells[0]}
		case dimension != "age_gender" && first && i < len(header):
			part = []string{header[i]}
		default:
			continue
		}
		v, ok := percent(cell)
		if !ok || slices.Contains(part, "") {
			a.reason, a.cell = "read.skip.number", clip(cell, 40)
			return a
		}
		a.parts, a.values = append(a.parts, part), append(a.values, v)
	}
	if len(a.values) == 0 {
		a.reason = "read.skip.no_value"
	}
	return a
}

// percent reads 13.7, 40,2% or 3 as a share of a hundred.
func percent(cell string) (float64, bool) {
	digits := bytes.TrimSpace(bytes.TrimSuffix([]byte(strings.TrimSpace(cell)), []byte("%")))
	v, ok := read.Style{Decimal: '.'}.Number(digits)
	if !ok {
		v, ok = read.Style{Decimal: ','}.Number(digits)
	}
	return v, ok && v >= 0 && (v <= 100 || !bytes.ContainsAny(digits, ".,"))
}

// texts are the cells as trimmed texts.
func texts(cells [][]byte) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = clip(strings.Join(strings.Fields(string(c)), " "), 200)
	}
	return out
}

// walkAudience gives on the shares as parts of the followers of that day.
func walkAudience(ctx context.Context, m *Table, t *tally) error {
	day, _, ok := days(m.from, m.to)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	return eachAudience(ctx, m, func(a audienceRow) error {
		t.sum.Rows++
		for i, v := range a.values {
			if a.reason == "" && a.dimension != "" && (v > 100 || seen[a.dimension+" "+strings.Join(a.parts[i], " ")]) {
				a.reason, a.cell = "read.skip.number", strings.Join(a.parts[i], ", ")
			}
		}
		if a.reason != "" {
			return t.skip(a.number, a.reason, skipArgs(a)...)
		}
		for i, v := range a.values {
			var err error
			if a.metric != "" {
				err = t.reading(&Reading{Row: a.number, Platform: m.platform, Metric: a.metric, Day: a.day.Format(time.DateOnly), Amount: v}, a.day, a.day)
			} else if a.dimension == "" {
				err = t.reading(&Reading{Row: a.number, Platform: m.platform, Metric: "followers", Day: m.from, Amount: v}, day, day)
			} else {
				seen[a.dimension+" "+strings.Join(a.parts[i], " ")] = true
				err = t.share(&Share{Row: a.number, Platform: m.platform, Dimension: a.dimension, Part: a.parts[i],
					From: m.from, To: m.to, Metric: "followers_share", Amount: v}, day, day)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// skipArgs are what fills the sentence about a row that cannot be read.
func skipArgs(a audienceRow) []any {
	switch a.reason {
	case "read.skip.no_value":
		return nil
	case "read.skip.day":
		return []any{a.cell}
	}
	return []any{"%", a.cell}
}

// SetDay says of which day a file is that does not say so.
func (m *Match) SetDay(day time.Time) {
	m.Day = day.Format(time.DateOnly)
	for _, t := range m.tables {
		t.from, t.to = m.Day, m.Day
	}
}
