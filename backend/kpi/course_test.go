package kpi_test

import (
	"context"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) course(q kpi.CourseQuery) []kpi.CourseRow {
	h.Helper()
	var rows []kpi.CourseRow
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		rows, err = kpi.Course(tx, q)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return rows
}

func TestSpansMeetByTheirPlace(t *testing.T) {
	h := newHouse(t)
	h.channel("instagram", "@alba")
	for _, try := range []struct {
		name, by, from, to, compare string
		spans                       int
		pairs                       map[string]string // first days of a span and of its neighbour, "" for none
		left                        int               // spans that have none
	}{
		{"quarters of a leap year meet those of the year before, one by one", "quarter", "2024-01-01", "2024-12-31", "last_year", 4,
			map[string]string{"2024-01-01": "2023-01-01", "2024-10-01": "2023-10-01"}, 0},
		{"a quarter that runs meets the same of last year", "quarter", "2026-01-01", "2026-11-25", "last_year", 4,
			map[string]string{"2026-01-01": "2025-01-01", "2026-10-01": "2025-10-01"}, 0},
		{"two quarters meet the two before", "quarter", "2026-04-01", "2026-09-30", "previous", 2,
			map[string]string{"2026-04-01": "2025-10-01", "2026-07-01": "2026-01-01"}, 0},
		{"six months from February meet the six before by place", "quarter", "2026-02-01", "2026-07-31", "previous", 3,
			map[string]string{"2026-02-01": "2025-08-01", "2026-04-01": "2025-10-01", "2026-07-01": "2026-01-01"}, 0},
		{"months meet those of the quarter before, of whatever length", "month", "2026-04-01", "2026-06-30", "previous", 3,
			map[string]string{"2026-04-01": "2026-01-01", "2026-05-01": "2026-02-01", "2026-06-01": "2026-03-01"}, 0},
		{"months of a range meet as many months earlier", "month", "2026-02-10", "2026-04-20", "previous", 3,
			map[string]string{"2026-02-10": "2025-12-02", "2026-03-01": "2026-01-01", "2026-04-01": "2026-02-01"}, 0},
		{"a whole week never meets the one day that a year began with", "week", "2024-01-01", "2024-12-31", "last_year", 53,
			map[string]string{"2024-01-01": "2023-01-02", "2024-12-23": "2023-12-25", "2024-12-30": ""}, 1},
		{"the weeks of a year meet those 52 earlier", "week", "2027-01-01", "2027-12-31", "last_year", 53,
			map[string]string{"2027-01-01": "2026-01-01", "2027-01-04": "2026-01-05", "2027-12-27": "2026-12-28"}, 0},
		{"the weeks of a quarter meet the weeks of the quarter before", "week", "2024-01-01", "2024-03-31", "previous", 13,
			map[string]string{"2024-01-01": "2023-10-02", "2024-03-25": "2023-12-25"}, 0},
		{"a day meets its date of last year, 29 February none", "day", "2024-02-01", "2024-03-31", "last_year", 60,
			map[string]string{"2024-02-28": "2023-02-28", "2024-02-29": "", "2024-03-01": "2023-03-01"}, 1},
		{"the last days of March meet nothing of February", "day", "2026-03-01", "2026-03-31", "previous", 31,
			map[string]string{"2026-03-01": "2026-02-01", "2026-03-28": "2026-02-28", "2026-03-29": ""}, 3},
		{"a total meets the total", "total", "2026-03-01", "2026-03-31", "previous", 1, map[string]string{"2026-03-01": "2026-02-01"}, 0},
		{"nothing is met where nothing is compared", "month", "2026-03-01", "2026-03-31", "none", 1, map[string]string{"2026-03-01": ""}, 1},
	} {
		t.Run(try.name, func(t *testing.T) {
			compared, err := kpi.Compared(kpi.Span{From: try.from, To: try.to}, try.compare)
			if err != nil {
				t.Fatal(err)
			}
			rows := h.course(kpi.CourseQuery{Query: kpi.Query{Brand: h.brand.ID, From: try.from, To: try.to, By: try.by, Metrics: []string{"channel.views"}},
				CompareFrom: compared.From, CompareTo: compared.To})
			spans, left := 0, 0
			for _, r := range rows {
				if r.ChannelID != nil {
					continue
				}
				spans++
				met := ""
				if r.Before != nil {
					met = r.Before.From
				} else {
					left++
				}
				if want, ok := try.pairs[r.From]; ok && met != want {
					t.Errorf("%s meets %q, not %q", r.From, met, want)
				}
			}
			if spans != try.spans || left != try.left {
				t.Errorf("%d spans, %d alone; not %d and %d", spans, left, try.spans, try.left)
			}
		})
	}
}

func TestACourseHoldsTheNumbersOfBothPeriods(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	for i, day := range []string{"2025-01-01", "2025-02-28", "2025-03-31", "2025-06-30", "2025-12-31"} {
		h.set(ig, "views", kpi.Day, day, float64(10*(i+1)))
	}
	h.set(fb, "views", kpi.Day, "2026-01-01", 7)
	query := kpi.Query{Brand: h.brand.ID, From: "2026-01-01", To: "2026-12-31", By: kpi.Quarter, Metrics: []string{"channel.views"}}
	rows := h.course(kpi.CourseQuery{Query: query, CompareFrom: "2025-01-01", CompareTo: "2025-12-31"})
	plain := h.numbers(query)
	if len(rows) != len(plain) || len(rows) != 12 {
		t.Fatalf("%d rows, %d numbers", len(rows), len(plain))
	}
	want := map[string][]float64{"": {60, 40, -1, 50}, ig: {60, 40, -1, 50}, fb: {-1, -1, -1, -1}}
	for i, r := range rows {
		channel := ""
		if r.ChannelID != nil {
			channel = *r.ChannelID
		}
		if r.From != plain[i].From || (r.Value == nil) != (plain[i].Value == nil) {
			t.Errorf("row %d is not that of the numbers: %+v", i, r)
		}
		v := want[channel][i%4]
		if r.Before == nil || (r.Before.Value == nil) != (v < 0) || v >= 0 && *r.Before.Value != v {
			t.Errorf("%s %s stands beside %+v, not %v", channel, r.From, r.Before, v)
		}
	}
}

func TestACourseEndsToday(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.set(ig, "followers", "day", "2026-10-01", 500)
	query := kpi.Query{Brand: h.brand.ID, From: "2026-10-01", To: "2026-10-04", By: "day", Metrics: []string{"channel.followers"}}
	for today, want := range map[string]int{"2026-10-02": 2, "": 4} {
		known := 0
		for _, r := range h.course(kpi.CourseQuery{Query: query, Today: today}) {
			if r.ChannelID != nil && r.Value != nil {
				known++
			}
		}
		if known != want {
			t.Errorf("today %q: %d days have a last value, want %d", today, known, want)
		}
	}
}
