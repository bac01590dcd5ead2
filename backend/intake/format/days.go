package format

import (
	"context"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// walkDays reads a table whose rows are days of the account. A day that stands
// twice counts once: as its first row says.
func walkDays(ctx context.Context, m *Table, t *tally) error {
	seen := map[string]bool{}
	years := m.years()
	reading := &Reading{}
	return eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		cell := r.text(Day)
		day, ok := m.format.Time(cell)
		if !ok {
			return "read.skip.day", []any{clip(string(cell), 40)}, nil
		}
		if m.format.Undated {
			day = years(day)
		}
		platform := r.platform(m)
		key := day.Format(time.DateOnly) + " " + platform + " " + string(r.text(AccountHandle)) + " " + string(r.text(AccountName))
		if seen[key] {
			return "read.skip.day_twice", []any{day.Format(time.DateOnly)}, nil
		}
		seen[key] = true
		a := Account{}
		if len(r.text(AccountHandle))+len(r.text(AccountName)) > 0 {
			found, err := t.account(r.text(AccountID), r.text(AccountHandle), r.text(AccountName), m.file.Name)
			if err != nil {
				return "", nil, err
			}
			a = found.Account
		}
		*reading = Reading{Row: number, Account: a, Platform: platform, Day: day.Format(time.DateOnly)}
		any := false
		for i, metric := range r.metrics {
			if !r.present[i] {
				continue
			}
			any = true
			reading.Metric, reading.Amount, reading.Currency = metric, r.amounts[i], r.currency(m)
			if err := t.reading(reading, day, day); err != nil {
				return "", nil, err
			}
		}
		if !any {
			return "read.skip.no_value", nil, nil
		}
		return "", nil, nil
	})
}

// walkParts reads a table whose rows are parts of a whole: campaigns, countries.
func walkParts(ctx context.Context, m *Table, t *tally) error {
	share := &Share{}
	return eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		var part []string
		for _, f := range []Field{Name, Name2, Name3} {
			if cell := r.text(f); len(cell) > 0 {
				part = append(part, clip(strings.Join(strings.Fields(string(cell)), " "), 200))
			}
		}
		if len(part) == 0 {
			return "read.skip.no_name", nil, nil
		}
		from, to := m.from, m.to
		for f, day := range map[Field]*string{From: &from, To: &to} {
			if cell := r.text(f); len(cell) > 0 {
				at, ok := m.format.Time(cell)
				if !ok {
					return "read.skip.day", []any{clip(string(cell), 40)}, nil
				}
				*day = at.Format(time.DateOnly)
			}
		}
		first, last, ok := days(from, to)
		if !ok {
			return "read.skip.day", []any{from + " – " + to}, nil
		}
		*share = Share{Row: number, Platform: r.platform(m), Dimension: m.format.Dimension, Part: part, From: from, To: to, Currency: r.currency(m)}
		any := false
		for i, metric := range r.metrics {
			if !r.present[i] {
				continue
			}
			any = true
			share.Metric, share.Amount = metric, r.amounts[i]
			if err := t.share(share, first, last); err != nil {
				return "", nil, err
			}
		}
		if !any {
			return "read.skip.no_value", nil, nil
		}
		return "", nil, nil
	})
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
		written := m.file.Modified.UTC()
		m.Until = time.Date(written.Year(), t.until.Month(), t.until.Day(), 0, 0, 0, 0, time.UTC)
		if m.Until.After(written) {
			m.Until = m.Until.AddDate(-1, 0, 0)
		}
	}
	if m.Undated = !m.Until.IsZero(); m.Undated {
		m.SetYear(m.Until.Year())
	}
	return nil
}

// turns walks an undated table for its last day, in any year, and for how often
// the year changes: where a day comes before that of the row above.
func (m *Table) turns(ctx context.Context) error {
	m.changes, m.until = 0, time.Time{}
	t := newTally(&Match{file: m.file, tables: []*Table{m}}, Visitor{})
	err := eachRow(ctx, m, t, func(r *row, _ int) (string, []any, error) {
		if day, ok := m.format.Time(r.text(Day)); ok {
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

// americanDay reads M/D/YYYY or MM-DD-YYYY, with or without a time, or a day as
// a workbook holds it.
func americanDay(cell []byte) (time.Time, bool) {
	s := string(read.Trim(cell))
	if day, ok := isoDay([]byte(s)); ok {
		return day, true
	}
	s, _, _ = strings.Cut(s, " ")
	for _, layout := range []string{"1/2/2006", "1-2-2006", "1/2/06"} {
		if at, err := time.Parse(layout, s); err == nil && at.Year() >= 1990 && at.Year() < 2200 {
			return at, true
		}
	}
	return time.Time{}, false
}
