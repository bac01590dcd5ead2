package community_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

var weekdays = []agency.Span{
	{Day: 1, From: "09:00", To: "14:00"}, {Day: 1, From: "16:00", To: "19:00"}, {Day: 2, From: "09:00", To: "18:00"}, {Day: 2, From: "12:00", To: "20:30"},
	{Day: 4, From: "22:00", To: "24:00"}, {Day: 5, From: "00:00", To: "03:30"}, {Day: 7, From: "00:00", To: "24:00"},
}

// officeMinutes counts, minute by minute, how much of a stretch is office time.
func officeMinutes(from, to time.Time, hours []agency.Span, zone *time.Location) float64 {
	n := 0
	for t := from; t.Before(to); t = t.Add(time.Minute) {
		local := t.In(zone)
		weekday, clock := (int(local.Weekday())+6)%7+1, local.Format("15:04")
		if slices.ContainsFunc(hours, func(s agency.Span) bool { return s.Day == weekday && s.From <= clock && clock < s.To }) {
			n++
		}
	}
	return float64(n)
}

// figures of durations in minutes by their definitions.
func figures(minutes []float64) string {
	if len(minutes) == 0 {
		return "0"
	}
	sort.Float64s(minutes)
	n, sum := len(minutes), 0.0
	for _, m := range minutes {
		sum += m
	}
	return fmt.Sprintf("%d %.6f %.6f %.6f", n, (minutes[(n-1)/2]+minutes[n/2])/2, minutes[int(math.Ceil(0.9*float64(n)-1e-9))-1], sum/float64(n))
}

func told(r *community.Response) string {
	if r.N == 0 {
		return "0"
	}
	return fmt.Sprintf("%d %.6f %.6f %.6f", r.N, *r.MedianMin, *r.P90Min, *r.MeanMin)
}

// brute works statistics out row by row.
type brute struct {
	cells                                 map[string][2]int64
	topics                                map[string][2]int64
	toAnswer, answered, negative, missing int64
	clock, office                         []float64
	bad, fair, good                       int64
	minutes                               float64
	noted                                 bool
}

func count(rows []community.Activity, s community.Scope) *brute {
	b := &brute{cells: map[string][2]int64{}, topics: map[string][2]int64{}}
	for _, a := range rows {
		if !fits(community.Filter{BrandID: s.BrandID, ChannelIDs: s.ChannelIDs, From: s.From, To: s.To}, a) {
			continue
		}
		word := ""
		if a.Sentiment != nil {
			word = *a.Sentiment
		}
		key := a.ChannelID + a.Kind + word
		b.cells[key] = [2]int64{b.cells[key][0] + 1, b.cells[key][1] + a.Quantity}
		for _, t := range a.Topics {
			b.topics[t] = [2]int64{b.topics[t][0] + 1, b.topics[t][1] + a.Quantity}
		}
		switch word {
		case "negative":
			b.bad += a.Quantity
		case "neutral":
			b.fair += a.Quantity
		case "positive":
			b.good += a.Quantity
		}
		if a.Minutes != nil {
			b.minutes, b.noted = b.minutes+*a.Minutes, true
		}
		if a.ReceivedAt == nil || a.Outcome == "spam" || a.Outcome == "no_reply_needed" ||
			!slices.Contains([]string{"reply", "comment", "direct_message", "mention", "review"}, a.Kind) {
			continue
		}
		b.toAnswer += a.Quantity
		if a.AnsweredAt != nil || a.Kind == "reply" {
			b.answered += a.Quantity
		}
		switch {
		case a.AnsweredAt == nil:
			b.missing++
		case *a.AnsweredAt < *a.ReceivedAt:
			b.negative++
		default:
			b.clock = append(b.clock, float64(*a.AnsweredAt-*a.ReceivedAt)/60_000)
			b.office = append(b.office, officeMinutes(a.ReceivedAt.Time(), a.AnsweredAt.Time(), s.OfficeHours, s.Zone))
		}
	}
	return b
}

func TestStatisticsEqualCountingByHand(t *testing.T) {
	d := newDesk(t)
	d.random(rand.New(rand.NewPCG(3, 9)), 700)
	rows := d.all(community.Filter{}, 500)
	for name, s := range map[string]community.Scope{
		"a month":                        {From: "2026-03-01", To: "2026-03-31", OfficeHours: weekdays},
		"a month without office hours":   {From: "2026-03-01", To: "2026-03-31"},
		"a month of a brand":             {From: "2026-02-01", To: "2026-02-28", BrandID: d.brands[1]},
		"a month of a channel":           {From: "2026-04-01", To: "2026-04-30", ChannelIDs: d.channels[:1], OfficeHours: weekdays},
		"days within a month":            {From: "2026-03-20", To: "2026-03-30"},
		"days across the change of time": {From: "2026-03-28", To: "2026-04-02", OfficeHours: weekdays},
		"all months":                     {From: "2026-01-01", To: "2026-05-31", BrandID: d.brands[0]},
		"for ever":                       {},
		"an empty month":                 {From: "2025-03-01", To: "2025-03-31", OfficeHours: weekdays},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			s.Zone = d.zone
			want := count(rows, s)
			d.mustRead(func(tx *store.Tx) error {
				got, err := community.Stats(tx, s)
				if err != nil {
					return err
				}
				compare(t, got, want)
				equal(t, "clock", told(got.Response), figures(want.clock))
				if s.OfficeHours != nil {
					equal(t, "office", told(got.OfficeResponse), figures(want.office))
				} else if got.OfficeResponse != nil {
					t.Error("office figures without hours")
				}
				alone, err := community.Responses(tx, s)
				if err == nil {
					equal(t, "responses alone", told(alone), told(got.Response))
				}
				cells, err := community.Counts(tx, s)
				equal(t, "cells alone", fmt.Sprintf("%d", len(cells)), fmt.Sprintf("%d", len(got.Cells)))
				return err
			})
		})
	}
}

func compare(t *testing.T, got *community.Statistics, want *brute) {
	t.Helper()
	equal(t, "cells", len(got.Cells), len(want.cells))
	var entries, quantity int64
	for _, c := range got.Cells {
		word := ""
		if c.Sentiment != nil {
			word = *c.Sentiment
		}
		equal(t, "cell", [2]int64{c.Entries, c.Quantity}, want.cells[c.ChannelID+c.Kind+word])
		entries, quantity = entries+c.Entries, quantity+c.Quantity
	}
	equal(t, "entries", got.Entries, entries)
	equal(t, "quantity", got.Quantity, quantity)
	kinds := int64(0)
	for _, k := range got.Kinds {
		equal(t, "kind "+k.Kind, k.Negative+k.Neutral+k.Positive+k.Unsaid, k.Quantity)
		kinds += k.Quantity
	}
	equal(t, "kinds", kinds, quantity)
	equal(t, "sentiments", fmt.Sprint(got.Negative, got.Neutral, got.Positive), fmt.Sprint(want.bad, want.fair, want.good))
	equal(t, "to answer", got.ToAnswer, want.toAnswer)
	equal(t, "answered", got.Answered, want.answered)
	equal(t, "negative", got.Response.Negative, want.negative)
	equal(t, "missing", got.Response.Missing, want.missing)
	equal(t, "topics", len(got.Topics), len(want.topics))
	for _, topic := range got.Topics {
		equal(t, topic.Topic, [2]int64{topic.Entries, topic.Quantity}, want.topics[topic.Topic])
	}
	equal(t, "minutes noted", got.Minutes != nil, want.noted)
	if got.Minutes != nil {
		equal(t, "minutes", *got.Minutes, want.minutes)
	}
	equal(t, "net sentiment known", got.NetSentiment != nil, want.bad+want.fair+want.good > 0)
	if got.NetSentiment != nil {
		equal(t, "net sentiment", *got.NetSentiment, float64(want.good-want.bad)/float64(want.good+want.fair+want.bad)*100)
	}
	equal(t, "rate known", got.ResponseRate != nil, want.toAnswer > 0)
}

func TestOfficeHoursInEveryZone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, name := range []string{"Europe/Madrid", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC"} {
		t.Run(strings.ReplaceAll(name, "/", " "), func(t *testing.T) {
			d := newDesk(t)
			d.zone = mustZone(t, name)
			for range 25 {
				// 2011 has the day that Samoa left out, 2018 midnights that Brazil left out.
				year := []int{2011, 2018, 2026}[r.IntN(3)]
				from := time.Date(year, time.Month(1+r.IntN(12)), 1+r.IntN(31), r.IntN(24), r.IntN(60), 0, 0, time.UTC)
				to := from.Add(time.Duration(r.IntN(14*24*60)) * time.Minute)
				a := d.mustAdd(community.Entry{ReceivedAt: ptr(store.At(from)), AnsweredAt: ptr(store.At(to))})
				d.mustRead(func(tx *store.Tx) error {
					st, err := community.Stats(tx, community.Scope{From: a.Day, To: a.Day, Zone: d.zone, OfficeHours: weekdays})
					if err == nil {
						equal(t, fmt.Sprint(from, " to ", to), *st.OfficeResponse.MedianMin, officeMinutes(from, to, weekdays, d.zone))
					}
					return err
				})
				d.mustWrite(func(tx *store.Tx) error { return community.Delete(tx, d.zone, a.ID) })
			}
		})
	}
}
