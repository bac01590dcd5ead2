package community

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// What one paste may hold at most.
const (
	maxPasteMB   = 5
	maxPasteRows = 20_000
)

// PasteOptions are what is chosen for rows that do not say it themselves.
type PasteOptions struct {
	ChannelID string `json:"channel_id"`
	Kind      string `json:"kind"`
	PersonID  string `json:"person_id"`
	DateOrder string `json:"date_order"` // dmy or mdy, for columns whose dates may be either; "": not chosen
}

// PasteContext is what pasted words are understood by.
type PasteContext struct {
	Zone     *time.Location
	Now      time.Time
	Language string // of the sentences
	Channels []brand.Channel
	People   []agency.Person
	Options  PasteOptions
}

// Pasted is what was understood of pasted rows. Nothing has been written.
type Pasted struct {
	Columns      []PastedColumn `json:"columns"`
	Header       bool           `json:"header"` // the first row names the columns
	Rows         []PastedRow    `json:"rows"`
	Wrong        int            `json:"wrong"`          // how many rows cannot be logged
	AskDateOrder bool           `json:"ask_date_order"` // dates may be day/month or month/day: choose
}

// PastedColumn is one column and what it was taken for.
type PastedColumn struct {
	Header string `json:"header"` // as it was pasted, or ""
	Field  string `json:"field"`  // a name of an Entry's fields in JSON, or date, time, channel, person; "" is left out
}

// PastedRow is one entry, and why it cannot be logged as it is.
type PastedRow struct {
	Row    int      `json:"row"` // of what was pasted, from 1
	Entry  Entry    `json:"entry"`
	Errors []string `json:"errors"`
}

// Paste understands rows that were copied from a spreadsheet: with a row of
// headers, in English or Spanish, the columns in any order; without one, each
// column by what its cells look like.
func Paste(text string, c PasteContext) (*Pasted, error) {
	cells, err := cellsOf(text)
	if err != nil {
		return nil, err
	}
	p := &paste{PasteContext: c, cells: cells}
	p.columns()
	p.dateOrders()
	out := &Pasted{Columns: p.fields, Header: p.header, Rows: []PastedRow{}}
	for i, row := range p.cells {
		r := p.row(row)
		r.Row = i + 1
		if p.header {
			r.Row++
		}
		if len(r.Errors) > 0 {
			out.Wrong++
		}
		out.Rows = append(out.Rows, r)
	}
	for _, order := range p.orders {
		out.AskDateOrder = out.AskDateOrder || order == ambiguous
	}
	return out, nil
}

// cellsOf takes the rows apart: by tabs as spreadsheets copy them, else by
// semicolons. Empty rows are left out; all rows get as many cells.
func cellsOf(text string) ([][]string, error) {
	if len(text) > maxPasteMB<<20 {
		return nil, fault.New(fault.Invalid, "community.paste_large", maxPasteRows, maxPasteMB)
	}
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\uFFFD"), "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = '\t', true, -1, false
	if first, _, _ := strings.Cut(text, "\n"); !strings.Contains(text, "\t") && strings.Count(first, ";") > 1 {
		r.Comma = ';'
	}
	var rows [][]string
	width := 0
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "community.paste_quote")
		}
		empty := true
		for i := range row {
			row[i] = strings.TrimFunc(row[i], func(r rune) bool { return r <= ' ' || r == '\u00A0' })
			empty = empty && row[i] == ""
		}
		if empty {
			continue
		}
		if len(rows) == maxPasteRows+1 {
			return nil, fault.New(fault.Invalid, "community.paste_large", maxPasteRows, maxPasteMB)
		}
		rows, width = append(rows, row), max(width, len(row))
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.Invalid, "community.paste_empty")
	}
	for i := range rows {
		for len(rows[i]) < width {
			rows[i] = append(rows[i], "")
		}
	}
	return rows, nil
}

// paste is a paste while it is understood.
type paste struct {
	PasteContext
	cells  [][]string // without the headers
	header bool
	fields []PastedColumn
	orders []string // of the dates of each column
}

// columns finds out what each column is.
func (p *paste) columns() {
	p.fields = make([]PastedColumn, len(p.cells[0]))
	named := 0
	taken := map[string]bool{}
	names := make([]string, len(p.fields))
	for i, cell := range p.cells[0] {
		if field := headerField(cell); field != "" && !taken[field] {
			names[i], taken[field] = field, true
			named++
		}
	}
	if named > 1 || named == 1 && len(p.fields) == 1 && len(p.cells) > 1 {
		p.header = true
		for i, cell := range p.cells[0] {
			p.fields[i] = PastedColumn{Header: cell, Field: names[i]}
		}
		p.cells = p.cells[1:]
		return
	}
	p.guess()
}

// guess tells columns by their cells. Of several that look alike the first is
// the likelier.
func (p *paste) guess() {
	looks := []struct {
		fields []string
		like   func(string) bool
	}{
		{[]string{"received_at", "answered_at"}, func(s string) bool { _, ok := readMoment(s); return ok }},
		{[]string{"kind"}, func(s string) bool { return kindOf(s) != "" }},
		{[]string{"sentiment"}, func(s string) bool { word, ok := sentimentOf(s); return ok && word != "" }},
		{[]string{"quantity", "minutes"}, func(s string) bool { _, ok := readNumber(s); return ok }},
		{[]string{"channel"}, func(s string) bool { id, err := p.channel(s); return id != "" || err != "" && strings.Contains(s, ":") }},
		{[]string{"link"}, func(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }},
		{[]string{"topics"}, func(s string) bool { return strings.HasPrefix(s, "#") }},
		{[]string{"author"}, func(s string) bool { return strings.HasPrefix(s, "@") && !strings.ContainsAny(s, " \n") }},
		{[]string{"text", "answer"}, func(s string) bool { return true }},
	}
	for _, look := range looks {
		next := 0
		for i := range p.fields {
			if p.fields[i].Field != "" || next == len(look.fields) {
				continue
			}
			filled, like := 0, 0
			for _, row := range p.cells[:min(len(p.cells), 200)] {
				if row[i] != "" {
					filled++
					if look.like(row[i]) {
						like++
					}
				}
			}
			if filled > 0 && like*10 >= filled*8 {
				p.fields[i].Field = look.fields[next]
				next++
			}
		}
	}
	// One moment alone is when it was.
	var moments []int
	for i, f := range p.fields {
		if f.Field == "received_at" || f.Field == "answered_at" {
			moments = append(moments, i)
		}
	}
	if len(moments) == 1 {
		p.fields[moments[0]].Field = "date"
	}
}

// dateOrders finds out for each column of dates whether the day or the month
// comes first, from all its cells together.
func (p *paste) dateOrders() {
	p.orders = make([]string, len(p.fields))
	for i, f := range p.fields {
		if f.Field != "date" && f.Field != "received_at" && f.Field != "answered_at" {
			continue
		}
		var column []string
		for _, row := range p.cells {
			column = append(column, row[i])
		}
		if p.orders[i] = dateOrder(column); p.orders[i] == ambiguous && p.Options.DateOrder != "" {
			p.orders[i] = p.Options.DateOrder
		}
	}
}

// row understands one row.
func (p *paste) row(cells []string) PastedRow {
	r := PastedRow{Errors: []string{}, Entry: Entry{
		ChannelID: p.Options.ChannelID, Kind: p.Options.Kind, PersonID: p.Options.PersonID, Quantity: 1, Topics: []string{},
	}}
	wrong := func(key string, args ...any) { r.Errors = append(r.Errors, lang.T(p.Language, key, args...)) }
	e := &r.Entry
	var day civil
	var moments []pastedMoment
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		switch field := p.fields[i].Field; field {
		case "date", "time", "received_at", "answered_at":
			m, ok := readMoment(cell)
			if ok && m.dated && p.orders[i] == ambiguous && m.numeric && m.a != m.b {
				wrong("community.paste_date_order", cell)
				continue
			}
			if !ok || !m.resolve(p.orders[i]) {
				wrong("community.paste_date_wrong", cell)
				continue
			}
			if field == "date" {
				day = m.civil
			}
			moments = append(moments, pastedMoment{field, m, cell})
		case "channel":
			id, err := p.channel(cell)
			if err != "" {
				wrong(err, cell)
			} else {
				e.ChannelID = id
			}
		case "kind":
			if e.Kind = kindOf(cell); e.Kind == "" {
				wrong("community.kind_unknown", cell, p.kindNames())
			}
		case "sentiment":
			word, ok := sentimentOf(cell)
			if !ok {
				wrong("community.sentiment_unknown", cell)
			}
			e.Sentiment = word
		case "quantity", "minutes":
			n, ok := readNumber(cell)
			switch {
			case !ok || field == "quantity" && n != float64(int64(n)):
				wrong("community.paste_number_wrong", cell)
			case field == "quantity":
				e.Quantity = int64(n)
			default:
				e.Minutes = &n
			}
		case "topics":
			e.Topics = splitTopics(cell)
		case "person":
			if e.PersonID = p.person(cell); e.PersonID == "" {
				wrong("community.paste_person_unknown", cell)
			}
		case "outcome":
			var ok bool
			if e.Outcome, ok = outcomeOf(cell); !ok {
				wrong("community.outcome_unknown", cell, p.outcomeNames())
			}
		case "as_self":
			e.AsSelf = isSelf(cell)
		case "author":
			e.Author = cell
		case "text":
			e.Text = cell
		case "answer":
			e.Answer = cell
		case "link":
			e.Link = cell
		}
	}
	p.moments(e, day, moments, wrong)
	p.complete(e, wrong, len(r.Errors) == 0)
	return r
}

// pastedMoment is a cell with a date, a time or both.
type pastedMoment struct {
	field string
	moment
	cell string
}

// moments puts dates and times together: a time alone belongs to the day of the
// row, or to today.
func (p *paste) moments(e *Entry, day civil, all []pastedMoment, wrong func(string, ...any)) {
	today := p.Now.In(p.Zone)
	if day == (civil{}) {
		day = civil{today.Year(), int(today.Month()), today.Day()}
	}
	var clock *pastedMoment
	for i := range all {
		if all[i].field == "time" {
			clock = &all[i]
		}
	}
	for _, m := range all {
		if !m.dated {
			m.civil = day
		}
		if clock != nil && !m.timed {
			m.hour, m.minute, m.second, m.timed = clock.hour, clock.minute, clock.second, true
		}
		if !m.timed {
			m.hour = noon
		}
		t := time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.second, 0, p.Zone)
		if m.offset != nil {
			t = time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.second, 0, m.offset)
		}
		when := store.At(t)
		if when < earliest || when >= latest {
			wrong("community.paste_date_wrong", m.cell)
			continue
		}
		switch {
		case m.field == "date", e.At == nil && (m.field == "time" || !m.timed):
			e.At = &when
		case !m.timed:
			// A day alone is no moment: a response time made of it would be made up.
		case m.field == "received_at":
			e.ReceivedAt = &when
		case m.field == "answered_at":
			e.AnsweredAt = &when
		}
	}
}

// complete says what is missing and what no entry can be.
func (p *paste) complete(e *Entry, wrong func(string, ...any), clean bool) {
	if !clean {
		return
	}
	switch {
	case e.ChannelID == "":
		wrong("community.paste_no_channel")
	case e.Kind == "":
		wrong("community.paste_no_kind")
	default:
		a := &Activity{OccurredAt: store.At(p.Now)}
		a.fill(e)
		if err := fault.Of(a.check()); err != nil {
			wrong(err.Key, err.Args...)
			return
		}
		// Quantity 0 would stand for one: pasted, it says none.
		if e.Quantity == 0 {
			wrong("community.quantity_wrong", maxQuantity)
		}
	}
}
