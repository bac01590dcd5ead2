package kpi

import (
	"time"

	"github.com/brandloop/brandloop/backend/fault"
)

// Repetitions are the lengths that a target can repeat in, "" is once.
var Repetitions = []string{"", "month", "quarter", "year"}

// months is how many months a repetition has, 0 where nothing repeats.
func (t *Target) months() int {
	return map[string]int{"month": 1, "quarter": 3, "year": 12}[t.Repeats]
}

// repeat checks until when a target repeats, and moves that day to the end of
// the repetition that it lies in.
func (t *Target) repeat() error {
	if t.Repeats == "" {
		t.RepeatsUntil = ""
	}
	if t.RepeatsUntil == "" {
		return nil
	}
	if _, err := parseDay("repeats_until", t.RepeatsUntil); err != nil {
		return err
	}
	if t.RepeatsUntil < t.FromDay {
		return fault.Bad("repeats_until", "kpi.target_until")
	}
	until := t.RepeatsUntil
	t.RepeatsUntil = ""
	t.RepeatsUntil = t.repetition(t.index(until)).To
	return nil
}

// begin is the first day of the repetition with a number from 0 on. Of a month
// that is too short for the day it is the last day, and the next months have
// the day again.
func (t *Target) begin(n int) time.Time {
	from, err := time.Parse(time.DateOnly, t.FromDay)
	if err != nil {
		return time.Time{}
	}
	first := from.AddDate(0, n*t.months(), 1-from.Day())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(from.Day(), last)-1)
}

// repetition is the span of the repetition with a number from 0 on. Each begins
// the day after the one before has ended. A target that does not repeat has one.
func (t *Target) repetition(n int) Span {
	if t.Repeats == "" {
		return Span{t.FromDay, t.ToDay}
	}
	return Span{text(t.begin(n)), text(t.begin(n+1).AddDate(0, 0, -1))}
}

// count is how many repetitions there are, 0 without end.
func (t *Target) count() int {
	switch {
	case t.Repeats == "":
		return 1
	case t.RepeatsUntil == "":
		return 0
	}
	return t.at(t.RepeatsUntil) + 1
}

// at is the number of the repetition that a day lies in, were there no end; 0
// before the first.
func (t *Target) at(day string) int {
	months := t.months()
	from, err1 := time.Parse(time.DateOnly, t.FromDay)
	to, err2 := time.Parse(time.DateOnly, day)
	if months == 0 || err1 != nil || err2 != nil || day <= t.FromDay {
		return 0
	}
	n := ((to.Year()-from.Year())*12 + int(to.Month()-from.Month())) / months
	if to.Before(t.begin(n)) {
		n--
	}
	return n
}

// index is the number of the repetition that a day lies in: the first before
// it, the last after it.
func (t *Target) index(day string) int {
	n := t.at(day)
	if all := t.count(); all > 0 {
		n = min(n, all-1)
	}
	return n
}

// touching is the number of the repetition that stands for a period: the last
// that touches it and has begun by a day, else the first that touches it.
func (t *Target) touching(period Span, today string) (int, bool) {
	first, last := t.index(period.From), t.index(period.To)
	if !t.repetition(last).overlaps(period) {
		return 0, false
	}
	if !t.repetition(first).overlaps(period) {
		first++
	}
	return max(first, min(last, t.index(today))), true
}
