package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// mixed writes a folder of n export files of five kinds.
func mixed(folder string, n int) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for i := range n {
		var text strings.Builder
		name := ""
		switch i % 5 {
		case 0:
			name = fmt.Sprintf("posts %d.csv", i)
			text.WriteString("\uFEFFPost ID,Account ID,Account username,Publish time,Permalink,Post type,Date,Views,Reach,Likes\n")
			for k := range 300 {
				fmt.Fprintf(&text, "17%03d%011d,900,aurora,%02d/%02d/2026 10:00,https://instagram.example/p/%d,IG image,Lifetime,%d,%d,%d\n", i, k, k%12+1, k%28+1, k, k*7, k*5, k)
			}
		case 1:
			name = fmt.Sprintf("Reach (%d).csv", i)
			text.WriteString("sep=,\n\"Instagram reach\"\n\"Date\",\"Primary\"\n")
			for k := range 365 {
				fmt.Fprintf(&text, "\"%sT00:00:00\",\"%d\"\n", time.Date(2025, 1, 1+k, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), k*3+i)
			}
		case 2:
			name = fmt.Sprintf("overview %d.csv", i)
			text.WriteString("Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,New followers,Lost followers\n")
			for k := range 60 {
				fmt.Fprintf(&text, "%s,%d,%d,%d,%d,%d,%d,%d,%d\n", time.Date(2026, 1, 1+k, 0, 0, 0, 0, time.UTC).Format("2006/01/02"), k*90, k*70, k, k*2, k, k, k%9, k%2)
			}
		case 3:
			name = fmt.Sprintf("pages %d.csv", i)
			text.WriteString("# ---\n# Pages and screens\n# Property: aurora.example\n# ---\n# Start date: 20260101\n# End date: 20260131\nPage path and screen class,Views,Active users,Event count\n")
			for k := range 300 {
				fmt.Fprintf(&text, "/page-%d/,%d,%d,%d\n", k, k*9, k*4, k*20)
			}
		default:
			name = fmt.Sprintf("campaigns %d.csv", i)
			text.WriteString("Campaign report\n1 January 2026 - 31 January 2026\nCampaign status,Campaign,Currency code,Clicks,Impr.,Cost,Conversions\n")
			for k := range 60 {
				fmt.Fprintf(&text, "Enabled,Campaign %d,EUR,%d,\"1,%03d\",%d.50,%d.00\n", k, k*3, k, k, k%7)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text.String()), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// recognition times how long a folder of mixed files takes until all of it is
// shown, against a second for ten of them.
func recognition(ctx context.Context, b *bench) (lines []line, err error) {
	const files = 100
	folder := filepath.Join(b.dir, "mixed")
	if err := mixed(folder, files); err != nil {
		return nil, err
	}
	a, client, _, err := emptyClient(ctx, filepath.Join(b.dir, "recognise"))
	if a != nil {
		defer func() { err = errors.Join(err, a.Close()) }()
	}
	if err != nil {
		return nil, err
	}
	if err := a.With(ctx, client, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "", func(tx *store.Tx) error {
			brands, err := brand.Brands(tx)
			if err != nil {
				return err
			}
			for _, platform := range []string{"tiktok", "website", "google_ads"} {
				handle := "aurora"
				if _, err := brand.AddChannel(tx, brands[0].ID, brand.ChannelPatch{Platform: &platform, Handle: &handle}); err != nil {
					return err
				}
			}
			return nil
		})
	}); err != nil {
		return nil, err
	}
	var times []time.Duration
	for range b.rounds(5) {
		begun := time.Now()
		paths, err := intake.Expand(ctx, filepath.Join(b.dir, "unpacked"), []string{folder})
		if err != nil {
			return nil, err
		}
		asked := make([]intake.Request, len(paths))
		for i, p := range paths {
			asked[i].Path = p
		}
		outcomes, err := intake.RunAll(ctx, a, "", client, asked, intake.Options{Language: "en", DryRun: true, Ask: true})
		if err != nil {
			return nil, err
		}
		for _, o := range outcomes {
			if o.Format == "" {
				return nil, fmt.Errorf("%s was not recognised", o.File)
			}
		}
		times = append(times, time.Since(begun))
	}
	slices.Sort(times)
	took, allowed := median(times), files/10*time.Second
	l := line{name: fmt.Sprintf("%d mixed files of a folder, until all are shown", files), ours: short(took), bare: short(allowed),
		ratio: float64(took) / float64(allowed), goal: 1, note: "“bare” is what is allowed: a second for ten files."}
	say("%-60s %9s %9s %.2f", l.name, l.ours, l.bare, l.ratio)
	return []line{l}, nil
}
