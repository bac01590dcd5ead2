package sample_test

import (
	"context"
	"database/sql"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// TestTheYearHasAStory reads the default sample as the rooms do.
func TestTheYearHasAStory(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	o := sample.Defaults
	o.Today = today
	mustFill(t, a, o)
	statuses := map[string]int{}
	languages := map[string]bool{}
	for _, c := range clients(t, a) {
		languages[c.Language] = true
		if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				stands, err := kpi.Stands(tx, kpi.StandQuery{Today: today, Currency: c.Currency})
				if err != nil {
					return err
				}
				for _, s := range stands {
					statuses[s.Status]++
				}
				t.Run(c.Name+" counts only what the catalogue knows", func(t *testing.T) {
					if err := tx.Rows("SELECT DISTINCT metric FROM measurement", nil, func(r *sql.Rows) error {
						var key string
						err := r.Scan(&key)
						if !metric.Stored(key) {
							t.Errorf("%q is no metric of a channel", key)
						}
						return err
					}); err != nil {
						t.Error(err)
					}
					for column, known := range map[string][]string{"kind": community.Kinds, "outcome": community.Outcomes} {
						if err := tx.Rows("SELECT DISTINCT "+column+" FROM activity", nil, func(r *sql.Rows) error {
							var value string
							err := r.Scan(&value)
							if !slices.Contains(known, value) {
								t.Errorf("%s %q is not known", column, value)
							}
							return err
						}); err != nil {
							t.Error(err)
						}
					}
				})
				t.Run(c.Name+" has a bad week in the last month, and answers late in it", func(t *testing.T) {
					stats := func(from, to string) *community.Statistics {
						s, err := community.Stats(tx, community.Scope{From: from, To: to, Zone: w.Zone, OfficeHours: w.Client.OfficeHours})
						if err != nil || s.NetSentiment == nil || s.OfficeResponse == nil {
							t.Fatalf("%+v %v", s, err)
						}
						return s
					}
					october, september := stats("2026-10-01", "2026-10-31"), stats("2026-09-01", "2026-09-30")
					if *october.NetSentiment >= *september.NetSentiment {
						t.Errorf("net sentiment %.0f, before %.0f", *october.NetSentiment, *september.NetSentiment)
					}
					if *october.OfficeResponse.P90Min <= *september.OfficeResponse.P90Min {
						t.Errorf("nine in ten answered in %.0f minutes, before in %.0f", *october.OfficeResponse.P90Min, *september.OfficeResponse.P90Min)
					}
					if m := *september.OfficeResponse.MedianMin; m < 5 || m > 240 {
						t.Errorf("half are answered in %.0f minutes of office hours", m)
					}
				})
				t.Run(c.Name+" grows over the year", func(t *testing.T) {
					rows, err := kpi.Numbers(tx, kpi.Query{From: "2025-10-01", To: "2026-10-31", By: "month", Metrics: []string{"channel.followers"}})
					if err != nil {
						t.Fatal(err)
					}
					first, last := map[string]float64{}, map[string]float64{}
					for _, r := range rows {
						if r.ChannelID == nil || r.Value == nil {
							continue
						}
						if _, known := first[*r.ChannelID]; !known {
							first[*r.ChannelID] = *r.Value
						}
						last[*r.ChannelID] = *r.Value
					}
					if len(first) == 0 {
						t.Fatal("no followers")
					}
					for channel := range first {
						if last[channel] <= first[channel] || last[channel] > 4*first[channel] {
							t.Errorf("from %.0f to %.0f followers", first[channel], last[channel])
						}
					}
				})
				return nil
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, status := range []string{kpi.OnTrack, kpi.AtRisk, kpi.OffTrack, kpi.Stale} {
		if statuses[status] == 0 {
			t.Errorf("no target is %s: %v", status, statuses)
		}
	}
	if !languages["es"] || !languages["en"] {
		t.Errorf("languages %v", languages)
	}
}
