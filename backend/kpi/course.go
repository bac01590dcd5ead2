package kpi

import (
	"math"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// CourseQuery asks for numbers over time beside those of an earlier period.
type CourseQuery struct {
	Query
	CompareFrom string `json:"compare_from"` // days; "": compared with nothing
	CompareTo   string `json:"compare_to"`
	Today       string `json:"today"` // of the client's calendar; "" is no limit
}

// CourseRow is a number with the one of the earlier period that takes its place
// there: nil where nothing does, as for the 31st of a month beside a February.
type CourseRow struct {
	Row
	Before *Row `json:"before"`
}

// Course answers a query by span: rows are those of Numbers, in their order. The
// last count of followers stands until there is another, but not ahead of today.
//
// Spans meet by their place in the calendar, however many days they have: the
// first quarter the first quarter, a month the month as many earlier, a week the
// one a whole number of weeks earlier (of a year: 52), a day the day as many
// earlier. Days beside those of a year ago meet by date, and 29 February meets
// none.
func Course(tx *store.Tx, q CourseQuery) ([]CourseRow, error) {
	now, err := Numbers(tx, q.Query)
	if err != nil {
		return nil, err
	}
	rows := make([]CourseRow, len(now))
	for i, r := range now {
		if q.Today != "" && r.From > q.Today {
			r.Value, r.Seen, r.Parts = nil, "", nil
		}
		rows[i] = CourseRow{Row: r}
	}
	if q.CompareFrom == "" {
		return rows, nil
	}
	earlier := q.Query
	earlier.From, earlier.To = q.CompareFrom, q.CompareTo
	before, err := Numbers(tx, earlier)
	if err != nil {
		return nil, err
	}
	period, compared := Span{q.From, q.To}, Span{q.CompareFrom, q.CompareTo}
	lastYear, err := Compared(period, "last_year")
	if err != nil {
		return nil, err
	}
	place, err := placing(q.By, period, compared, lastYear == compared, tx.FirstDay)
	if err != nil {
		return nil, err
	}
	type seat struct {
		series seriesOf
		place  int
	}
	taken := map[seat]*Row{}
	for i := range before {
		taken[seat{keyOf(before[i]), place(before[i].From, false)}] = &before[i]
	}
	for i, r := range now {
		rows[i].Before = taken[seat{keyOf(r), place(r.From, true)}]
	}
	return rows, nil
}

// placing gives the place of the span that a day begins: spans of the period
// (now) and of the one compared with that have the same place stand side by side.
func placing(by string, period, compared Span, sameDates bool, first time.Weekday) (func(day string, now bool) int, error) {
	from, err := parseDay("from", period.From)
	if err != nil {
		return nil, err
	}
	before, err := parseDay("compare_from", compared.From)
	if err != nil {
		return nil, err
	}
	days := func(t time.Time) int { return int(t.Unix() / 86400) }
	var at func(time.Time) int
	apart := 0
	switch by {
	case "", "total":
		return func(string, bool) int { return 0 }, nil
	case Week:
		// 1 January 1970 was a Thursday.
		at = func(t time.Time) int { return (days(weekStart(t, first)) - (int(first)+3)%7) / 7 }
		apart = int(math.Round(float64(days(from)-days(before)) / 7))
	case Month:
		at = func(t time.Time) int { return t.Year()*12 + int(t.Month()) - 1 }
		apart = at(from) - at(before)
	case Quarter:
		at = func(t time.Time) int { return t.Year()*4 + (int(t.Month())-1)/3 }
		apart = at(from) - at(before)
	default:
		at = days
		apart = days(from) - days(before)
		if sameDates {
			at = func(t time.Time) int { return (t.Year()*12+int(t.Month()))*32 + t.Day() }
			apart = 12 * 32
		}
	}
	return func(day string, now bool) int {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return math.MinInt
		}
		if now {
			return at(t) - apart
		}
		return at(t)
	}, nil
}
