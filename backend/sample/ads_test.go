package sample_test

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// TestAdsAndSitesComeFromFiles reads what the sample imported of ads, of web
// analytics and of an audience.
func TestAdsAndSitesComeFromFiles(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	mustFill(t, a, sample.Options{Clients: 2, Months: 8, Seed: 7, Today: today})
	for _, c := range clients(t, a) {
		if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				channels, err := brand.Channels(tx, "")
				if err != nil {
					return err
				}
				on := func(platform string) brand.Channel {
					return channels[slices.IndexFunc(channels, func(c brand.Channel) bool { return c.Platform == platform })]
				}
				site, ads := on("website"), on("meta_ads")
				number := func(channel, metric string) *float64 {
					rows, err := kpi.Numbers(tx, kpi.Query{Brand: site.BrandID, From: "2026-10-01", To: "2026-10-31", Metrics: []string{"channel." + metric}, Currency: c.Currency})
					if err != nil {
						t.Fatal(err)
					}
					for _, r := range rows {
						if channel == "" && r.ChannelID == nil || r.ChannelID != nil && *r.ChannelID == channel {
							return r.Value
						}
					}
					return nil
				}
				t.Run(c.Name+": every file is in the ledger, and no row of it is left out", func(t *testing.T) {
					ledger, err := intake.Ledger(tx, c.Language)
					if err != nil {
						t.Fatal(err)
					}
					formats := map[string]int{}
					for _, e := range ledger {
						formats[e.Format]++
						if e.Format != "meta_content" && e.Skips > 0 {
							t.Errorf("%s left out %d rows", e.File, e.Skips)
						}
					}
					if formats["meta_ads"] < 9 || formats["ga4"] < 9 || formats["meta_audience"] < 5 {
						t.Errorf("formats %v", formats)
					}
				})
				t.Run(c.Name+": campaigns of the site add up to its days", func(t *testing.T) {
					parts, err := kpi.Breakdowns(tx, kpi.PartsQuery{Channels: []string{site.ID}, Dimension: "campaign", From: "2026-10-01", To: "2026-10-31", Currency: c.Currency})
					if err != nil {
						t.Fatal(err)
					}
					sum := map[string]float64{}
					for _, r := range parts.Rows {
						for key, v := range r.Values {
							sum[key] += v
						}
					}
					for _, key := range []string{"sessions", "conversions"} {
						if got := number(site.ID, key); got == nil || *got != sum[key] || *got == 0 {
							t.Errorf("%s: %v, its campaigns %v", key, got, sum[key])
						}
					}
				})
				t.Run(c.Name+": ads add up to the account, and their conversions are not added to the site's", func(t *testing.T) {
					parts, err := kpi.Breakdowns(tx, kpi.PartsQuery{Channels: []string{ads.ID}, Dimension: "ad", From: "2026-10-01", To: "2026-10-31", Currency: c.Currency})
					if err != nil {
						t.Fatal(err)
					}
					sum := 0.0
					for _, r := range parts.Rows {
						sum += r.Values["spend"]
					}
					if got := number(ads.ID, "spend"); got == nil || math.Abs(*got-sum) > 0.005 || sum == 0 {
						t.Errorf("spent %v, by its ads %v", got, sum)
					}
					for _, key := range []string{"conversions", metric.ConversionValue} {
						if number(site.ID, key) == nil {
							t.Errorf("the site has no %s", key)
						}
						if got := number("", key); got != nil && number(ads.ID, key) != nil {
							t.Errorf("%s of the brand: %v", key, *got)
						}
					}
					for _, key := range []string{"roas", "roi"} {
						if got := number("", key); got == nil {
							t.Errorf("no %s", key)
						}
					}
				})
				t.Run(c.Name+": the shares of an audience come to about a hundred, in several months", func(t *testing.T) {
					parts, err := kpi.Breakdowns(tx, kpi.PartsQuery{Brand: site.BrandID, Dimension: "age_gender", From: "2026-03-01", To: today, Currency: c.Currency})
					if err != nil {
						t.Fatal(err)
					}
					sum := 0.0
					for _, r := range parts.Rows {
						sum += r.Values["followers_share"]
					}
					if sum < 92 || sum > 108 || len(parts.Runs) < 5 {
						t.Errorf("%.1f %%, as of %v", sum, parts.Runs)
					}
				})
				t.Run(c.Name+": campaigns with a target have numbers", func(t *testing.T) {
					stands, err := kpi.Stands(tx, kpi.StandQuery{Brand: site.BrandID, Today: today, Currency: c.Currency})
					if err != nil {
						t.Fatal(err)
					}
					known := 0
					for _, s := range stands {
						if s.Target.Campaign != "" {
							known++
							if s.Actual == nil || *s.Actual == 0 {
								t.Errorf("%s of %s: %+v", s.Target.Metric, s.Target.Campaign, s)
							}
						}
					}
					if known < 4 {
						t.Errorf("%d targets of campaigns", known)
					}
				})
				return tx.Rows("SELECT DISTINCT metric FROM breakdown", nil, func(r *sql.Rows) error {
					var key string
					err := r.Scan(&key)
					if metric.Find(key, metric.Channel) == nil {
						t.Errorf("%q is no metric", key)
					}
					return err
				})
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
}
