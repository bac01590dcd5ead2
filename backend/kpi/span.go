package kpi

import (
	"time"

	"github.com/brandloop/brandloop/backend/fault"
)

// Span is a run of days, both ends within it.
type Span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// parseDay reads YYYY-MM-DD.
func parseDay(field, day string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return t, fault.Bad(field, "kpi.day_wrong", day)
	}
	return t, nil
}

func text(t time.Time) string { return t.Format(time.DateOnly) }

// dayBefore is the day before a day; "" of none.
func dayBefore(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return text(t.AddDate(0, 0, -1))
}

// weekStart is the first day of the week of t; weeks begin on first.
func weekStart(t time.Time, first time.Weekday) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())-int(first)+7)%7)
}

// spanStart is the first day of the day, week or month that a day lies in; weeks
// begin on first.
func spanStart(grain, day string, first time.Weekday) (string, error) {
	t, err := parseDay("day", day)
	if err != nil {
		return "", err
	}
	switch grain {
	case Day:
		return text(t), nil
	case Week:
		return text(weekStart(t, first)), nil
	case Month:
		return text(t.AddDate(0, 0, 1-t.Day())), nil
	}
	return "", fault.Bad("grain", "kpi.grain_unknown", grain)
}

// spanOf is the span of a grain that starts on a day, as measurements hold it.
func spanOf(grain, start string) Span {
	t, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return Span{start, start}
	}
	switch grain {
	case Week:
		t = t.AddDate(0, 0, 6)
	case Month:
		t = t.AddDate(0, 1, -1)
	}
	return Span{start, text(t)}
}

// within reports whether s lies in other whole.
func (s Span) within(other Span) bool { return s.From >= other.From && s.To <= other.To }

func (s Span) overlaps(other Span) bool { return s.From <= other.To && s.To >= other.From }

// days is how many days a span has.
func (s Span) days() int {
	from, err1 := time.Parse(time.DateOnly, s.From)
	to, err2 := time.Parse(time.DateOnly, s.To)
	if err1 != nil || err2 != nil || to.Before(from) {
		return 0
	}
	return int(to.Sub(from).Hours()/24) + 1
}

// mostSpans bounds the rows of one query: some thirty years of days.
const mostSpans = 11000

// Quarter is a step of Numbers beside the grains; no number is measured by it.
const Quarter = "quarter"

// split cuts a period by day, week (from first on), month, quarter or not at all
// (total or ""); the first and last piece may be shorter.
func split(period Span, by string, first time.Weekday) ([]Span, error) {
	from, err := parseDay("from", period.From)
	if err != nil {
		return nil, err
	}
	to, err := parseDay("to", period.To)
	if err != nil {
		return nil, err
	}
	if to.Before(from) {
		return nil, fault.Bad("to", "kpi.to_before_from")
	}
	var next func(time.Time) time.Time
	switch by {
	case "", "total":
		return []Span{period}, nil
	case Day:
		next = func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	case Week:
		next = func(t time.Time) time.Time { return weekStart(t, first).AddDate(0, 0, 7) }
	case Month:
		next = func(t time.Time) time.Time { return t.AddDate(0, 1, 1-t.Day()) }
	case Quarter:
		next = func(t time.Time) time.Time { return t.AddDate(0, 3-(int(t.Month())-1)%3, 1-t.Day()) }
	default:
		return nil, fault.Bad("by", "kpi.by_unknown", by)
	}
	spans := []Span{}
	for t := from; !t.After(to); {
		after := next(t)
		last := after.AddDate(0, 0, -1)
		if last.After(to) {
			last = to
		}
		if spans = append(spans, Span{text(t), text(last)}); len(spans) > mostSpans {
			return nil, fault.Bad("from", "kpi.period_long")
		}
		t = after
	}
	return spans, nil
}

// exact lists the grains whose span s is; weeks begin on first.
func (s Span) exact(first time.Weekday) []string {
	var grains []string
	for _, grain := range []string{Day, Week, Month} {
		start, err := spanStart(grain, s.From, first)
		if err == nil && start == s.From && spanOf(grain, start) == s {
			grains = append(grains, grain)
		}
	}
	return grains
}
