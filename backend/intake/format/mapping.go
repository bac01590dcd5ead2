package format

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/metric"
)

// Mapping says how a table of no known format is to be read: a person's answer.
type Mapping struct {
	Table    string         `json:"table"`    // its name, "" in a file of one
	Header   int            `json:"header"`   // the row of the header, as a spreadsheet numbers it
	Shape    string         `json:"shape"`    // what a row is: "posts" or "days"
	Platform string         `json:"platform"` // "" is that of the channel that is chosen
	Dates    string         `json:"dates"`    // "dmy", "mdy" or "ymd"; "" is told from the column, and refused where it could be either
	Decimal  string         `json:"decimal"`  // "." or ","; "" likewise
	Currency string         `json:"currency"` // of money; "" is the client's
	Columns  []MappedColumn `json:"columns"`
}

// MappedColumn says what a column feeds: a metric or a field, never both.
type MappedColumn struct {
	Index  int    `json:"index"` // from 0
	Metric string `json:"metric"`
	Field  string `json:"field"` // id, published_at, day, permalink, title, text, type
}

// MappedKey is the format of files that a person's mapping reads.
const MappedKey = "mapped"

// mappedFields are the fields that a mapping can name.
var mappedFields = map[string]Field{
	"id": ID, "published_at": Published, "day": Day, "permalink": Permalink, "title": Title, "text": Text, "type": Type,
}

// ShapeOf is what files of one kind have in common: the words of the header.
func ShapeOf(header []string) string {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = read.Header(h)
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x1f")))
	return hex.EncodeToString(sum[:])
}

// Map reads a file as a mapping says. It is refused with a sentence where the
// mapping does not fit the file, or where a date or a number could mean two
// things.
func Map(ctx context.Context, f *read.File, by Mapping) (*Match, error) {
	i := slices.IndexFunc(f.Tables, func(t *read.Table) bool { return t.Name == by.Table })
	if i < 0 {
		return nil, fault.New(fault.Invalid, "read.map.no_table", f.Name, by.Table)
	}
	t := &Table{Table: f.Tables[i], file: f, platform: by.Platform, currency: by.Currency, mapped: true, style: read.Style{Decimal: '.'}}
	t.header = slices.IndexFunc(t.Head, func(r read.Record) bool { return r.Number == by.Header })
	if t.header < 0 {
		return nil, fault.New(fault.Invalid, "read.map.no_header", f.Name, by.Header)
	}
	if err := t.columnsOf(by); err != nil {
		return nil, err
	}
	ask, err := t.ambiguous(ctx, by)
	if err != nil {
		return nil, err
	}
	switch {
	case by.Decimal == "" && ask.number != "":
		return nil, fault.Bad("decimal", "read.map.which_decimal", f.Name, ask.number)
	case by.Dates == "" && ask.date != "":
		return nil, fault.Bad("dates", "read.map.which_date", f.Name, ask.date)
	}
	decimal, dates := ask.decimal, ask.order
	if by.Decimal != "" {
		decimal = by.Decimal[0]
	}
	if by.Dates != "" {
		dates = by.Dates
	}
	t.style = read.Style{Decimal: decimal, Thousands: '.' + ',' - decimal}
	switch {
	case ask.other != "":
		return nil, fault.Bad("currency", "read.map.two_currencies", f.Name, ask.currency, ask.other)
	case ask.money != "" && by.Currency == "" && ask.currency == "":
		return nil, fault.Bad("currency", "read.map.which_currency", f.Name, ask.money)
	case by.Currency != "" && ask.currency != "" && by.Currency != ask.currency:
		return nil, fault.Bad("currency", "read.map.other_currency", f.Name, ask.money, ask.currency, by.Currency)
	case by.Currency == "":
		t.currency = ask.currency
	}
	t.order = dates
	t.format = &Format{Key: MappedKey, Shape: Posts, Time: inOrder(dates), Mend: mendMoment(dates), IDOf: func(r *row) string { return string(r.text(Permalink)) }}
	if by.Shape == "days" {
		t.format.Shape = Days
	}
	m := &Match{Format: MappedKey, file: f, tables: []*Table{t}}
	return m, m.gather(ctx)
}

// Suggest is what the names of the columns say of a table of no known format, as
// far as some format knows them: a person's first answer.
func Suggest(table string, header read.Record) Mapping {
	by := Mapping{Table: table, Header: header.Number, Shape: "posts", Columns: []MappedColumn{}}
	known := map[string]Column{}
	for _, f := range formats {
		for _, c := range f.Columns {
			for _, h := range c.Headers {
				if _, ok := known[read.Header(h)]; !ok {
					known[read.Header(h)] = c
				}
			}
		}
	}
	fields := map[Field]string{}
	for name, f := range mappedFields {
		fields[f] = name
	}
	dayAt, taken := -1, map[string]bool{}
	for i, h := range header.Cells {
		c, ok := known[read.Header(h)]
		if !ok {
			continue
		}
		field := fields[c.Field]
		if c.Field == Lifetime {
			field = "day"
		}
		if taken[c.Metric+field] || c.Metric == "" && field == "" {
			continue
		}
		taken[c.Metric+field] = true
		if field == "day" {
			dayAt = len(by.Columns)
		}
		by.Columns = append(by.Columns, MappedColumn{Index: i, Metric: c.Metric, Field: field})
	}
	// A day and no id: a table of days.
	if dayAt >= 0 && !taken["id"] && !taken["permalink"] {
		by.Shape = "days"
	} else if dayAt >= 0 && !taken["published_at"] {
		by.Columns[dayAt].Field = "published_at"
	}
	level := metric.Post
	if by.Shape == "days" {
		level = metric.Channel
	}
	by.Columns = slices.DeleteFunc(by.Columns, func(c MappedColumn) bool {
		if c.Metric == "" {
			return by.Shape == "days" && c.Field != "day" || by.Shape == "posts" && c.Field == "day"
		}
		m := metric.Find(c.Metric, level)
		return m == nil || m.Kind == metric.Ratio || level == metric.Post && !slices.Contains(metric.PostColumns, c.Metric)
	})
	return by
}

// columnsOf takes over which column feeds what.
func (t *Table) columnsOf(by Mapping) error {
	header := t.Head[t.header].Cells
	t.use = make([]use, len(header))
	for _, h := range header {
		t.columns = append(t.columns, Source{Header: strings.TrimSpace(h)})
	}
	var metrics []string
	var has [fieldCount]bool
	level := metric.Post
	if by.Shape == "days" {
		level = metric.Channel
	}
	for _, c := range by.Columns {
		if c.Index < 0 || c.Index >= len(header) {
			return fault.New(fault.Invalid, "read.map.no_column", t.file.Name, c.Index+1)
		}
		field := mappedFields[c.Field]
		u := use{field: field}
		if c.Metric != "" {
			m := metric.Find(c.Metric, level)
			// A key that is none of the app's may be a client's own: that is known once the file's client is.
			own := m == nil && level == metric.Channel && metric.CheckKey(c.Metric) == nil
			if !own && (m == nil || m.Kind == metric.Ratio || level == metric.Post && !slices.Contains(metric.PostColumns, c.Metric)) {
				return fault.Bad("metric", "read.map.no_metric", c.Metric)
			}
			u = use{metric: c.Metric, amount: Count, slot: slices.Index(metrics, c.Metric)}
			switch {
			case own:
				u.amount = Own
			case m.Unit == metric.Money:
				u.amount = Money
			case m.Unit != metric.Count:
				u.amount = Measure
			}
			if u.slot < 0 {
				u.slot = len(metrics)
				metrics = append(metrics, c.Metric)
			}
		}
		has[field] = true
		t.use[c.Index] = u
		t.columns[c.Index].Metric, t.columns[c.Index].Field = u.metric, u.field.String()
	}
	switch {
	case len(metrics) == 0:
		return fault.Bad("columns", "read.map.no_numbers", t.file.Name)
	case by.Shape == "days" && !has[Day]:
		return fault.Bad("columns", "read.map.no_day", t.file.Name)
	case by.Shape != "days" && (!has[ID] && !has[Permalink] || !has[Published]):
		return fault.Bad("columns", "read.map.no_post", t.file.Name)
	}
	return nil
}

// asks is what the cells of a table leave open.
type asks struct {
	number  string // a cell that could be two numbers, "" where the column tells
	decimal byte
	date    string // a cell that could be two days
	order   string

	money    string // a cell that bears a sign of money, "" where none does
	currency string // that the signs name, "" where they could be of several
	other    string // a second one
}

// ambiguous walks the table for cells that could mean two things: 1.000 may be a
// thousand or one, 03/04/2026 the third of April or the fourth of March. Any cell
// that can be but one tells of all.
func (t *Table) ambiguous(ctx context.Context, by Mapping) (asks, error) {
	a := asks{decimal: '.', order: "dmy"}
	rows, err := t.Rows(ctx)
	if err != nil {
		return a, err
	}
	defer rows.Close()
	header := t.Head[t.header].Number
	var points, commas, first, second, year bool
	var number, date string
	for rows.Next() {
		if rows.Number() <= header {
			continue
		}
		for i, u := range t.use {
			if i >= len(rows.Cells()) {
				break
			}
			cell := string(read.Trim(rows.Cells()[i]))
			switch {
			case read.Missing([]byte(cell)):
			case u.metric != "":
				bare, sign := unmarked([]byte(cell), u.amount)
				a.priced(cell, sign)
				cell = string(bare)
				switch sign := decimalSign(cell); sign {
				case '.':
					points = true
				case ',':
					commas = true
				case '?':
					number = firstOf(number, cell)
				}
			case u.field == Day || u.field == Published:
				switch order := dateOrder(cell); order {
				case "ymd":
					year = true
				case "dmy":
					first = true
				case "mdy":
					second = true
				case "?":
					date = firstOf(date, cell)
				}
			}
		}
	}
	if err := rows.Err(); err != nil {
		return a, err
	}
	switch {
	case points && !commas:
		number = ""
	case commas && !points:
		a.decimal, number = ',', ""
	}
	switch {
	case year && !first && !second:
		a.order, date = "ymd", ""
	case first && !second:
		a.order, date = "dmy", ""
	case second && !first:
		a.order, date = "mdy", ""
	}
	a.number, a.date = number, date
	return a, nil
}

func firstOf(old, cell string) string {
	if old != "" {
		return old
	}
	return clip(cell, 40)
}

// decimalSign tells the decimal sign of a number: '.' or ',', '?' where it may be
// either, 0 where the number has none.
func decimalSign(cell string) byte {
	point, comma := strings.LastIndexByte(cell, '.'), strings.LastIndexByte(cell, ',')
	switch {
	case point < 0 && comma < 0:
		return 0
	case point >= 0 && comma >= 0:
		return cell[max(point, comma)]
	}
	sign, at := byte('.'), point
	if point < 0 {
		sign, at = ',', comma
	}
	other := byte('.' + ',' - sign)
	switch {
	case strings.Count(cell, string(sign)) > 1:
		return other
	case len(cell)-at-1 != 3 || at > 3 || at == 0 || cell[0] == '0':
		return sign
	}
	return '?'
}

// dateOrder tells how a date is written, "?" where days and months could be
// exchanged, "" where it is no date of numbers.
func dateOrder(cell string) string {
	date, _, _ := strings.Cut(strings.ReplaceAll(cell, ",", " "), " ")
	date, _, _ = strings.Cut(date, "T")
	parts := strings.FieldsFunc(date, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 {
		return ""
	}
	n := make([]int, 3)
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return ""
		}
		n[i] = v
	}
	switch {
	case len(parts[0]) == 4:
		return "ymd"
	case n[0] > 12:
		return "dmy"
	case n[1] > 12:
		return "mdy"
	case n[0] == n[1]:
		return ""
	}
	return "?"
}

// Unknown reports whether an error of Recognise says that the file holds a table
// which a Mapping could read.
func Unknown(err error) bool {
	f := fault.Of(err)
	return f != nil && f.Key == "read.unknown_table"
}
