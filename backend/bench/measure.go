package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// line is one row of the table.
type line struct {
	name       string
	ours, bare string
	ratio      float64
	goal       float64 // at most; 0: none is set
	note       string
}

func (l line) verdict() string {
	switch {
	case l.goal == 0:
		return ""
	case l.ratio <= l.goal:
		return "yes"
	}
	return "no"
}

// median and ninetyFifth choose from sorted times.
func median(sorted []time.Duration) time.Duration { return sorted[len(sorted)/2] }

func ninetyFifth(sorted []time.Duration) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*95/100)]
}

// compare times ours and bare in turn, each first in every second round, after
// one round that does not count.
func compare(name string, goal float64, rounds int, stat func([]time.Duration) time.Duration, ours, bare func() error) (line, error) {
	var times [2][]time.Duration
	for round := range rounds + 1 {
		for turn := range 2 {
			which := (round + turn) % 2
			begun := time.Now()
			if err := [2]func() error{ours, bare}[which](); err != nil {
				return line{}, fmt.Errorf("%s: %w", name, err)
			}
			if round > 0 {
				times[which] = append(times[which], time.Since(begun))
			}
		}
	}
	for i := range times {
		slices.Sort(times[i])
	}
	o, b := stat(times[0]), stat(times[1])
	l := line{name: name, ours: short(o), bare: short(b), ratio: float64(o) / float64(b), goal: goal}
	say("%-60s %9s %9s %.2f", name, l.ours, l.bare, l.ratio)
	return l, nil
}

func short(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.2f ms", d.Seconds()*1000)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

// table writes the lines in Markdown, in columns that also read well as text.
func table(w io.Writer, lines []line) {
	rows := [][]string{{"What", "Brandloop", "bare", "ratio", "goal", "met"}}
	for _, l := range lines {
		goal := ""
		if l.goal > 0 {
			goal = fmt.Sprintf("≤ %.1f", l.goal)
		}
		rows = append(rows, []string{l.name, l.ours, l.bare, fmt.Sprintf("%.2f", l.ratio), goal, l.verdict()})
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	write := func(cells []string, fill string) {
		for i, cell := range cells {
			pad := strings.Repeat(fill, widths[i]-len([]rune(cell)))
			if i == 0 {
				_, _ = fmt.Fprint(w, "| ", cell, pad, " |")
			} else {
				_, _ = fmt.Fprint(w, " ", pad, cell, " |")
			}
		}
		_, _ = fmt.Fprintln(w)
	}
	for i, r := range rows {
		write(r, " ")
		if i == 0 {
			rule := make([]string, len(r))
			for k := range rule {
				rule[k] = strings.Repeat("-", widths[k])
			}
			write(rule, " ")
		}
	}
	for _, l := range lines {
		if l.note != "" {
			_, _ = fmt.Fprintf(w, "\n%s: %s\n", l.name, l.note)
		}
	}
}

// alternate is compare for works that time themselves, and have something to do
// before and after.
func alternate(rounds int, ours, bare func() (time.Duration, error)) (medians [2]time.Duration, err error) {
	var times [2][]time.Duration
	for round := range rounds {
		for turn := range 2 {
			which := (round + turn) % 2
			took, err := []func() (time.Duration, error){ours, bare}[which]()
			if err != nil {
				return medians, err
			}
			times[which] = append(times[which], took)
		}
	}
	for i := range times {
		slices.Sort(times[i])
		medians[i] = median(times[i])
	}
	return medians, nil
}
