package format

import (
	"bytes"
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// ga4 is what Google Analytics 4 downloads: one table or several, each below
// lines of comment that name the property and the run of days. A table is of
// days, of parts (pages, sources, cities) or of totals alone. Rates and averages
// are left out, and users are never added up.
var ga4 = Format{Key: "ga4", Platform: "website", Instead: []string{"blog", "other"}, find: findGA4, walk: walkGA4}

// ga4Block is one table of such a file.
type ga4Block struct {
	title     string
	label     string // of whom it tells, or what it shows
	headers   string
	property  string
	from, to  string
	dimension string   // "" of days and totals
	days      bool     // of the whole property
	dated     int      // the column of the day, -1 without one
	nth       bool     // days are numbers from the first one on
	hours     bool     // the day has its hour behind it
	months    bool     // in place of days: 202601
	metrics   []string // by column; "" is not imported
	names     int      // how many columns name the part
	ranges    int      // the column that names the run of days, -1 without one
	universal bool     // of the Analytics before: a row without a name is the total
}

// ga4Comments is what the lines above a table say.
type ga4Comments struct {
	title, label, property, from, to string
}

func (c *ga4Comments) read(line string) {
	text := strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "#"))
	low := read.Header(text)
	switch {
	case text == "":
	case strings.Trim(text, "-") == "":
		c.label = ""
	case ga4Run.MatchString(text):
		m := ga4Run.FindStringSubmatch(text)
		c.from, c.to = ga4Day(m[1]), ga4Day(m[2])
	case hasAnyPrefix(low, "start date:", "fecha de inicio:", "data de início:", "startdatum:"):
		c.from = ga4Day(after(text))
	case hasAnyPrefix(low, "end date:", "fecha de finalización:", "fecha final:", "data de término:", "enddatum:"):
		c.to = ga4Day(after(text))
	case hasAnyPrefix(low, "property:", "propiedad:", "propriedade:", "property-name:", "propriété:", "propriété :", "proprietà:"):
		c.property = after(text)
	case hasAnyPrefix(low, "account:", "cuenta:", "conta:", "konto:", "compte:", "compte :"):
	case ga4Dated.MatchString(text):
		// In another language: first the start, then the end.
		day := ga4Day(ga4Dated.FindStringSubmatch(text)[1])
		if c.from == "" || c.to != "" {
			c.from, c.to = day, ""
		} else {
			c.to = day
		}
	default:
		c.label = text
		if c.title == "" {
			c.title = text
		}
	}
}

// ga4Dated ends a line of comment with a day.
var ga4Dated = regexp.MustCompile(`:\s*(\d{8})$`)

func hasAnyPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// after is what stands behind the first colon.
func after(s string) string {
	_, rest, _ := strings.Cut(s, ":")
	return strings.TrimSpace(rest)
}

func ga4Day(s string) string {
	if at, ok := isoDate([]byte(s)); ok {
		return at.Format(time.DateOnly)
	}
	return ""
}

// findGA4 reports whether a file begins with lines of comment that name a
// property, or a run of days above a table of web analytics.
func findGA4(ctx context.Context, m *Table) (bool, error) {
	if len(m.Head) == 0 || !strings.HasPrefix(strings.TrimSpace(m.Head[0].Cells[0]), "#") {
		return false, nil
	}
	if err := m.compare(ctx); err != nil {
		return false, err
	}
	known := false
	err := eachGA4(ctx, m, func(b *ga4Block, header []string, rows read.Rows) error {
		if rows != nil {
			return nil
		}
		for i, h := range header {
			metric := ""
			if b != nil {
				metric = b.metrics[i]
			}
			known = known || metric != ""
			field := ""
			if b != nil && i < b.names {
				field = Name.String()
			}
			m.columns = append(m.columns, Source{Header: h, Metric: metric, Field: field})
		}
		return nil
	})
	return known, err
}

// compare finds the tables that tell of the same as another of the file, and leaves
// them out: those of some users beside that of all, and the second that has a
// number of a dimension. A file of some users alone is refused: it would be taken
// for the whole property.
func (m *Table) compare(ctx context.Context) error {
	var all []*ga4Block
	err := eachGA4(ctx, m, func(b *ga4Block, _ []string, rows read.Rows) error {
		if rows == nil {
			all = append(all, b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	// One comparison may be all that the file shows.
	shown := slices.DeleteFunc(slices.Clone(all), func(b *ga4Block) bool { return b == nil })
	only := (len(all) == 1 || len(shown) > 1) && !slices.ContainsFunc(shown, func(b *ga4Block) bool { return b.label != shown[0].label })
	partial, whole := "", false
	told := map[string]bool{}
	kept := slices.Clone(all)
	for i, b := range all {
		if b == nil {
			continue
		}
		if b.partial() && (only || slices.ContainsFunc(all, b.compares)) {
			partial, kept[i] = clip(b.label, 60), nil
			m.warnings = append(m.warnings, Note{"read.warn.segment", []any{partial}})
			continue
		}
		// The first table tells of a number that several have.
		known := false
		for i, metric := range b.metrics {
			key := strings.Join([]string{b.dimension, strconv.FormatBool(b.days), b.from, b.to, metric}, "\x1f")
			if told[key] {
				b.metrics[i] = ""
			}
			known = known || b.metrics[i] != ""
			told[key] = metric != ""
		}
		if !known {
			kept[i] = nil
		}
		whole = true
	}
	if partial != "" && !whole {
		return fault.New(fault.Invalid, "read.segment", m.Title(), partial)
	}
	m.webs = kept
	return nil
}

// partial reports whether a table names users who are not all.
func (b *ga4Block) partial() bool {
	return b.label != "" && !strings.HasSuffix(b.label, "?") && !ga4Everybody.MatchString(strings.ToLower(b.label))
}

// compares reports whether another table shows the same of other users.
func (b *ga4Block) compares(other *ga4Block) bool {
	return other != nil && other.headers == b.headers && other.from == b.from && other.to == b.to && other.label != b.label
}

// eachGA4 walks the tables: once with rows nil as a table begins, its block nil
// where nothing in it is known, then for each of its rows.
func eachGA4(ctx context.Context, m *Table, visit func(b *ga4Block, header []string, rows read.Rows) error) error {
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	var comments ga4Comments
	var block *ga4Block
	inComments, inTable := true, false
	blocks, number := 0, 0
	for rows.Next() {
		cells := rows.Cells()
		first := read.Trim(cells[0])
		// A blank line ends a table; the next one may have no comment of its own.
		gap := rows.Number() > number+1
		number = rows.Number()
		if bytes.HasPrefix(first, []byte("#")) {
			if !inComments {
				// What is said once holds for all tables below it.
				comments.title = ""
			}
			inComments, inTable = true, false
			comments.read(string(first))
			continue
		}
		inComments = false
		if blank(cells) {
			// A spreadsheet fills a blank line with commas.
			number--
			continue
		}
		if inTable && gap && ga4Header(cells) {
			inTable = false
		}
		if !inTable {
			inTable = true
			if blocks++; blocks > maxBlocks {
				return fault.New(fault.Invalid, "read.blocks", m.Title(), maxBlocks)
			}
			header := make([]string, len(cells))
			for i, c := range cells {
				header[i] = string(read.Trim(c))
			}
			// A spreadsheet fills short rows up with blank cells.
			for len(header) > 1 && header[len(header)-1] == "" {
				header = header[:len(header)-1]
			}
			if block = comments.block(header); m.webs != nil {
				block = m.webs[blocks-1]
			}
			if err := visit(block, header, nil); err != nil {
				return err
			}
			continue
		}
		if block != nil {
			if err := visit(block, nil, rows); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// ga4Header reports whether cells are words of a header.
func ga4Header(cells [][]byte) bool {
	return slices.ContainsFunc(cells, func(c []byte) bool { return ga4Metrics[read.Header(string(c))] != "" })
}

// block is the table below a header, nil where nothing in it is known.
func (c *ga4Comments) block(header []string) *ga4Block {
	b := &ga4Block{title: header[0], label: c.label, headers: strings.Join(header, "\x1f"), property: c.property, from: c.from, to: c.to,
		metrics: make([]string, len(header)), ranges: -1, dated: -1}
	if c.title != "" {
		b.title = c.title
	}
	b.universal = slices.ContainsFunc(header, func(h string) bool { return ga4Universal.MatchString(read.Header(h)) })
	known := false
	for i, h := range header {
		h = read.Header(h)
		metric := ga4Metrics[h]
		if metric == "active_users" && b.universal {
			metric = "users"
		}
		switch {
		case metric == "" && slices.Contains(ga4Ranges, h):
			b.ranges = i
			fallthrough
		case metric == "" && !known && i == b.names && ga4Dimension(h) != "":
			// A column before the first number names the part.
			if i == b.names {
				b.names++
			}
			continue
		}
		b.metrics[i] = metric
		known = known || metric != ""
	}
	names := make([]string, b.names)
	for i := range names {
		names[i] = read.Header(header[i])
	}
	if !known || b.names > 0 && (ga4IDs.MatchString(names[0]) || ga4Grains.MatchString(names[0])) {
		return nil
	}
	for i, name := range names {
		switch {
		case b.dated >= 0:
		case slices.Contains(ga4Days, name):
			b.dated = i
		case slices.Contains(ga4NthDays, name):
			b.dated, b.nth = i, true
		case slices.Contains(ga4Months, name):
			b.dated, b.months = i, true
		case ga4Hours.MatchString(name):
			b.dated, b.hours = i, true
		}
	}
	// Days by a second dimension, or by the hour, are parts of a day each.
	for i, name := range names {
		if b.dimension == "" && i != b.ranges && (i != b.dated || b.hours) {
			b.dimension = ga4Dimension(name)
		}
	}
	b.days = b.dated == 0 && b.dimension == ""
	return b
}

// walkGA4 reads the rows of every table.
func walkGA4(ctx context.Context, m *Table, t *tally) error {
	seen := map[string]bool{}
	return eachGA4(ctx, m, func(b *ga4Block, header []string, rows read.Rows) error {
		if rows == nil {
			clear(seen)
			if b == nil {
				return nil
			}
			t.begin(b.title)
			if b.property != "" {
				_, err := t.account(nil, nil, []byte(b.property), m.file.Name)
				return err
			}
			return nil
		}
		cells, number := rows.Cells(), rows.Number()
		if b.total(cells) {
			return nil
		}
		t.sum.Rows++
		t.progress(rows.Read())
		if rows.Cut() || rows.Unended() && (len(cells) < len(b.metrics) || len(read.Trim(cells[0])) == 0) {
			t.warn("read.warn.cut")
			return t.skip(number, "read.skip.cut")
		}
		var values []Value
		for i, metric := range b.metrics {
			if metric == "" || i >= len(cells) || read.Missing(cells[i]) {
				continue
			}
			kind := Count
			switch metric {
			case "revenue":
				kind = Money
			case "conversions":
				kind = Measure
			}
			v, reason := m.amount(cells[i], kind)
			if reason != "" {
				return t.skip(number, reason, metric, clip(string(read.Trim(cells[i])), 40))
			}
			values = append(values, Value{metric, v})
		}
		if len(values) == 0 {
			return t.skip(number, "read.skip.no_value")
		}
		from, to, part, ok := b.where(cells)
		if b.names == 0 {
			// Totals are one row of numbers.
			_, number := m.amount(cells[0], Money)
			ok = ok && !seen[""] && (number == "" || read.Missing(cells[0]))
			seen[""] = true
		}
		if !ok {
			return t.skip(number, "read.skip.day", clip(string(read.Trim(cells[0])), 40))
		}
		first, last, ok := days(from, to)
		if !ok {
			return t.skip(number, "read.skip.day", from+" – "+to)
		}
		if b.days {
			key := from + strings.Join(part, "\x1f")
			if seen[key] {
				return t.skip(number, "read.skip.day_twice", from)
			}
			seen[key] = true
		}
		for _, v := range values {
			var err error
			if part != nil {
				err = t.share(&Share{Row: number, Platform: m.platform, Dimension: b.dimension, Part: part, From: from, To: to,
					Metric: v.Metric, Amount: v.Amount}, first, last)
			} else {
				err = t.reading(&Reading{Row: number, Platform: m.platform, Metric: v.Metric, Day: from, To: to, Amount: v.Amount}, first, last)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// total reports whether a row is the total of an exploration: its name is empty, and
// behind it stands "Grand total", in one more cell or in the last.
func (b *ga4Block) total(cells [][]byte) bool {
	if b.names == 0 || len(read.Trim(cells[0])) > 0 {
		return false
	}
	return b.universal || len(bytes.TrimSpace(bytes.Join(cells[min(len(b.metrics), len(cells)):], nil))) > 0 || isTotal(read.Trim(cells[len(cells)-1]))
}

// where is the run of days of a row, and the part that it is of; nil where it is
// of the whole property.
func (b *ga4Block) where(cells [][]byte) (from, to string, part []string, ok bool) {
	hour := ""
	if b.dated < 0 {
		from, to, ok = b.from, b.to, b.from != "" && b.to != ""
	} else if b.dated < len(cells) {
		from, hour, ok = b.day(string(read.Trim(cells[b.dated])))
		to = from
		if first, good := isoDay([]byte(from)); b.months && ok && good {
			// The first and the last month may be cut by the run of days.
			if to = monthEnd(first).Format(time.DateOnly); b.from != "" && b.from <= to && from <= b.to {
				from, to = max(from, b.from), min(to, b.to)
			}
		}
	}
	if b.ranges >= 0 {
		if ok = b.ranges < len(cells); ok {
			from, to, ok = namedRun(string(read.Trim(cells[b.ranges])))
		}
	}
	for i := 0; i < b.names && i < len(cells); i++ {
		if i == b.ranges || i == b.dated && !b.hours {
			continue
		}
		name := strings.Join(strings.Fields(string(cells[i])), " ")
		if i == b.dated {
			name = hour
		}
		if name == "" {
			name = "(not set)"
		}
		part = append(part, clip(name, 200))
	}
	return from, to, part, ok
}

// day reads the day of a row, and its hour where there is one.
func (b *ga4Block) day(cell string) (day, hour string, ok bool) {
	switch {
	case b.nth:
		n, err := strconv.Atoi(cell)
		start, good := isoDay([]byte(b.from))
		if err != nil || !good || n < 0 || n > math.MaxInt16 {
			return "", "", false
		}
		return start.AddDate(0, 0, n).Format(time.DateOnly), "", true
	case b.months:
		if len(cell) != len("202601") {
			return "", "", false
		}
		cell += "01"
	case b.hours:
		if len(cell) != len("2026013123") {
			return "", "", false
		}
		cell, hour = cell[:8], cell[8:]
	}
	at, ok := isoDate([]byte(cell))
	return at.Format(time.DateOnly), hour, ok
}

// namedRun reads a run of days as it stands in a column: "Mar 1 - Mar 31, 2026",
// "20260301-20260331".
func namedRun(s string) (from, to string, ok bool) {
	if m := ga4Run.FindStringSubmatch(s); m != nil {
		return ga4Day(m[1]), ga4Day(m[2]), true
	}
	for _, dash := range []string{" - ", " – ", "–", "-"} {
		a, b, found := strings.Cut(s, dash)
		last, ok := spelledDay(b)
		if !found || !ok {
			continue
		}
		first, ok := spelledDay(a)
		if !ok {
			// The year stands but once.
			first, ok = spelledDay(a + " " + strconv.Itoa(last.Year()))
		}
		if ok {
			return first.Format(time.DateOnly), last.Format(time.DateOnly), true
		}
	}
	return "", "", false
}
