package format

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/metric"
)

// walkDays reads a table whose rows are days of the account. A day that stands
// twice counts once: as its first row says.
func walkDays(ctx context.Context, m *Table, t *tally) error {
	seen := map[string]bool{}
	years := m.years()
	last, err := m.grain(ctx)
	if err != nil {
		return err
	}
	reading := &Reading{}
	return eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		cell := r.text(Day)
		day, ok := m.time(cell)
		if !ok && isTotal(cell) {
			return "-", nil, nil
		}
		if !ok {
			return "read.skip.day", []any{clip(string(cell), 40)}, nil
		}
		if m.format.Undated {
			day = years(day)
		}
		platform := r.platform(m)
		key := day.Format(time.DateOnly) + " " + platform + " " + string(r.text(AccountHandle)) + " " + string(r.text(AccountName)) + " " + string(r.text(PageID))
		if seen[key] {
			return "read.skip.day_twice", []any{day.Format(time.DateOnly)}, nil
		}
		seen[key] = true
		a := Account{}
		if len(r.text(AccountHandle))+len(r.first(AccountName, PageName))+len(r.first(AccountID, PageID)) > 0 {
			found, err := t.accountOf(m, r)
			if err == nil && !m.format.Own && len(t.accounts) > 1 {
				err = fault.New(fault.Invalid, "read.several_accounts", m.Title())
			}
			if err != nil {
				return "", nil, err
			}
			a = found.Account
		}
		*reading = Reading{Row: number, Account: a, Platform: platform, Day: day.Format(time.DateOnly)}
		if end := last(day); end.After(day) {
			reading.To = end.Format(time.DateOnly)
		}
		var err error
		any := false
		reading.Currency = r.currency(m)
		r.each(func(metric string, amount float64) {
			any = true
			if reading.Metric, reading.Amount = metric, amount; err == nil {
				err = t.reading(reading, day, day)
			}
		})
		if !any {
			return "read.skip.no_value", nil, nil
		}
		return "", nil, err
	})
}

// walkParts reads a table whose rows are parts of a whole: campaigns, countries.
func walkParts(ctx context.Context, m *Table, t *tally) error {
	share := &Share{}
	dimension := m.dimension()
	sums := newAddition(m)
	priced := currencies{}
	wholes, err := m.wholes(ctx)
	if err != nil {
		return err
	}
	err = eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		if reason := wholes[number]; reason != "" {
			return reason, nil, nil
		}
		part := r.part()
		if len(part) == 0 {
			return "read.skip.no_name", nil, nil
		}
		from, to := m.from, m.to
		for f, day := range map[Field]*string{From: &from, To: &to} {
			if cell := r.text(f); len(cell) > 0 {
				at, ok := m.time(cell)
				if !ok {
					return "read.skip.day", []any{clip(string(cell), 40)}, nil
				}
				*day = at.Format(time.DateOnly)
			}
		}
		if cell := r.text(Day); len(cell) > 0 {
			a, b, run := strings.Cut(string(cell), " - ")
			if !run {
				b = a
			}
			first, ok := m.time([]byte(a))
			last, ok2 := m.time([]byte(b))
			if !ok || !ok2 {
				return "read.skip.day", []any{clip(string(cell), 40)}, nil
			}
			from, to = first.Format(time.DateOnly), last.Format(time.DateOnly)
			if m.runEnd != nil && !run {
				from, to = m.within(first, m.runEnd(first))
			}
		}
		first, last, ok := days(from, to)
		if !ok {
			return "read.skip.day", []any{from + " – " + to}, nil
		}
		currency := r.currency(m)
		part = priced.apart(part, currency)
		*share = Share{Row: number, Platform: r.platform(m), Dimension: dimension, Part: part, From: from, To: to, Currency: currency}
		var err error
		any := false
		r.each(func(key string, amount float64) {
			any = true
			if share.Metric, share.Amount = key, amount; err == nil {
				err = t.share(share, first, last)
			}
			sums.add(share)
		})
		if !any {
			return "read.skip.no_value", nil, nil
		}
		return "", nil, err
	})
	if err != nil {
		return err
	}
	return sums.hand(t)
}

// within is what of a run of days lies in those that the table is about: the first
// week of a month begins in the month before.
func (m *Table) within(first, last time.Time) (from, to string) {
	from, to = first.Format(time.DateOnly), last.Format(time.DateOnly)
	if m.from != "" && m.from <= to && from <= m.to {
		from, to = max(from, m.from), min(to, m.to)
	}
	return from, to
}

// dimension is what the parts of the table are: of campaigns, the innermost that
// has a column.
func (m *Table) dimension() string {
	switch {
	case m.parts != "":
		return m.parts
	case m.format.Dimension != "campaign":
	case m.has(Name3):
		return "ad"
	case m.has(Name2):
		return "ad_set"
	}
	return m.format.Dimension
}

// part is the name of the part in a row: from the outermost in, "" where the
// export leaves one out above another.
func (r *row) part() []string {
	var part []string
	for i, f := range []Field{Name, Name2, Name3} {
		if cell := r.text(f); len(cell) > 0 {
			for len(part) < i {
				part = append(part, "")
			}
			part = append(part, clip(strings.Join(strings.Fields(string(cell)), " "), 200))
		}
	}
	return part
}

// addition adds up the parts of each run of days to the account's own numbers.
type addition struct {
	wanted   bool
	readings []*Reading
}

func newAddition(m *Table) *addition { return &addition{wanted: m.format.Sums && !m.has(Word)} }

// add takes in a part. Only what adds is added: the reach of two ads is not the
// reach of both.
func (w *addition) add(s *Share) {
	m := metric.Find(s.Metric, metric.Channel)
	if !w.wanted || m == nil || m.Kind != metric.Flow {
		return
	}
	for _, r := range w.readings {
		if r.Metric == s.Metric && r.Day == s.From && r.To == s.To && r.Currency == s.Currency && r.Platform == s.Platform {
			r.Amount += s.Amount
			return
		}
	}
	w.readings = append(w.readings, &Reading{Derived: true, Table: s.Table, Row: s.Row, Platform: s.Platform, Metric: s.Metric,
		Day: s.From, To: s.To, Amount: s.Amount, Currency: s.Currency})
}

// hand gives the sums on, without the noise of adding decimals in binary. They
// are no rows of their own.
func (w *addition) hand(t *tally) error {
	for _, r := range w.readings {
		if slices.ContainsFunc(w.readings, func(o *Reading) bool {
			return isMoney(r.Metric) && o.Metric == r.Metric && o.Day == r.Day && o.To == r.To && o.Currency != r.Currency
		}) {
			continue // what was spent in two currencies is no one amount
		}
		r.Amount = math.Round(r.Amount*1e6) / 1e6
		t.sum.Readings++
		if t.v.Reading != nil {
			if err := t.v.Reading(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// days reads a run of days; false where it is none.
func days(from, to string) (first, last time.Time, ok bool) {
	first, ok = isoDay([]byte(from))
	last, ok2 := isoDay([]byte(to))
	return first, last, ok && ok2 && !last.Before(first)
}

// date finds the last day of an undated file: the last time that the day of its
// newest row came round before the file was written.
func (m *Match) date(ctx context.Context) error {
	for _, t := range m.tables {
		if !t.format.Undated || t.format.Shape != Days {
			continue
		}
		if err := t.turns(ctx); err != nil {
			return err
		}
		if t.until.IsZero() || !m.Until.IsZero() {
			continue
		}
		written := m.written()
		m.Until = time.Date(written.Year(), t.until.Month(), t.until.Day(), 0, 0, 0, 0, time.UTC)
		if m.Until.After(written) {
			m.Until = m.Until.AddDate(-1, 0, 0)
		}
		m.Named = downloaded.MatchString(m.file.Name)
	}
	if m.Undated = !m.Until.IsZero(); m.Undated {
		m.SetYear(m.Until.Year())
	}
	return nil
}

// downloaded is the second of a download, in unix time, in the name of its file:
// Overview_2026-02-10_1773506459.zip.
var downloaded = regexp.MustCompile(`_(1[5-9]\d{8}|2[0-3]\d{8})(?:\D|$)`)

// written is when the file was made: as its name tells, else as the system does.
func (m *Match) written() time.Time {
	if name := downloaded.FindStringSubmatch(m.file.Name); name != nil {
		if second, err := strconv.ParseInt(name[1], 10, 64); err == nil {
			return time.Unix(second, 0).UTC()
		}
	}
	return m.file.Modified.UTC()
}

// turns walks an undated table for its last day, in any year, and for how often
// the year changes: where a day comes before that of the row above.
func (m *Table) turns(ctx context.Context) error {
	m.changes, m.until = 0, time.Time{}
	t := newTally(&Match{file: m.file, tables: []*Table{m}}, Visitor{})
	err := eachRow(ctx, m, t, func(r *row, _ int) (string, []any, error) {
		if day, ok := m.time(r.text(Day)); ok {
			if day.Before(m.until) {
				m.changes++
			}
			m.until = day
		}
		return "", nil, nil
	})
	return err
}

// years gives the days of an undated table their years, in the order of its rows.
func (m *Table) years() func(time.Time) time.Time {
	year, before := m.until.Year()-m.changes, time.Time{}
	return func(day time.Time) time.Time {
		if day.Before(before) {
			year++
		}
		before = day
		return time.Date(year, day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	}
}

// isoDate reads YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD, with or without a time.
func isoDate(cell []byte) (time.Time, bool) {
	s := string(read.Trim(cell))
	if len(s) == 8 && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
	}
	return isoDay([]byte(strings.ReplaceAll(s, "/", "-")))
}
