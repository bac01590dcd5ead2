package format

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// fewestSteps is how many rows a week or a month apart tell that a table is of
// weeks or of months.
const fewestSteps = 3

// grain tells the runs that the rows of a table of days are of, where the platform
// lets a person choose: a row of a week bears its first day, as one of a month. It
// returns the last day of the run that begins on a day.
func (t *Table) grain(ctx context.Context) (func(time.Time) time.Time, error) {
	same := func(day time.Time) time.Time { return day }
	if !t.format.Grains {
		return same, nil
	}
	var days []time.Time
	err := t.dates(ctx, func(cell string, _ bool) {
		if at, ok := t.time([]byte(cell)); ok {
			days = append(days, at.Truncate(24*time.Hour))
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(days, time.Time.Compare)
	days = slices.CompactFunc(days, time.Time.Equal)
	if len(days) <= fewestSteps {
		return same, nil
	}
	weeks, months := true, true
	for i, day := range days[1:] {
		weeks = weeks && day.Sub(days[i]) == 7*24*time.Hour
		// The first month may have begun before the run of days did.
		months = months && day.Day() == 1 && monthEnd(days[i]).AddDate(0, 0, 1).Equal(day)
	}
	switch {
	case weeks:
		return func(day time.Time) time.Time { return day.AddDate(0, 0, 6) }, nil
	case months:
		return monthEnd, nil
	}
	return same, nil
}

// fewestHours is how many times of one day tell that a table is of hours.
const fewestHours = 3

// hourly reports whether the first rows of a table of days are of hours: several
// times of one day, of which one alone would stand for the day.
func (t *Table) hourly() bool {
	if t.format.Shape != Days || t.format.find != nil || t.mapped {
		return false
	}
	times := map[string]map[string]bool{}
	for _, record := range t.Head[t.header+1:] {
		for i, u := range t.use {
			if u.field != Day || i >= len(record.Cells) || !strings.Contains(record.Cells[i], ":") {
				continue
			}
			at, ok := t.time(read.Trim([]byte(record.Cells[i])))
			if !ok {
				continue
			}
			day := at.Format(time.DateOnly)
			if times[day] == nil {
				times[day] = map[string]bool{}
			}
			if times[day][record.Cells[i]] = true; len(times[day]) >= fewestHours {
				return true
			}
		}
	}
	return false
}

// monthEnd is the last day of a day's month.
func monthEnd(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC)
}
