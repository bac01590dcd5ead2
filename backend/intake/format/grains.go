package format

import (
	"context"
	"slices"
	"time"
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

// monthEnd is the last day of a day's month.
func monthEnd(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC)
}
