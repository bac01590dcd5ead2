package portfolio_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/portfolio"
	"github.com/brandloop/brandloop/backend/store"
)

func ptr[T any](v T) *T { return &v }

// house is an agency whose clients have brands with followers.
type house struct {
	*testing.T
	agency *agency.Agency
	secret []string // what may not be told
}

// client makes a client with a brand for each number of followers.
func (h *house) client(name, sector string, followers ...float64) (client, first string) {
	h.Helper()
	ctx := context.Background()
	c, err := h.agency.AddClient(ctx, agency.ClientPatch{Name: &name})
	if err != nil {
		h.Fatal(err)
	}
	h.secret = append(h.secret, c.ID, name)
	err = h.agency.With(ctx, c.ID, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "", func(tx *store.Tx) error {
			for i, v := range followers {
				b, err := brand.Add(tx, brand.Patch{Name: ptr(fmt.Sprintf("%s brand %d", name, i)), Sector: &sector})
				if err != nil {
					return err
				}
				ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: ptr("@h" + b.ID)})
				if err != nil {
					return err
				}
				if err := kpi.Set(tx, kpi.Entry{ChannelID: ch.ID, Metric: "followers", Grain: kpi.Day, Day: "2026-10-31", Value: v}); err != nil {
					return err
				}
				h.secret = append(h.secret, b.ID, b.Name, ch.ID, ch.Handle, fmt.Sprint(v))
				if first == "" {
					first = b.ID
				}
			}
			return nil
		})
	})
	if err != nil {
		h.Fatal(err)
	}
	return c.ID, first
}

func TestAgainst(t *testing.T) {
	for _, try := range []struct {
		name             string
		others           [][]float64
		n                int
		median, quartile bool
		stands           string
	}{
		{"nothing is told of two brands", [][]float64{{1234}, {2345}}, 0, false, false, ""},
		{"nothing is told of three brands of one client", [][]float64{{1234, 2345, 3456}}, 0, false, false, ""},
		{"a median of three brands, and no quartiles", [][]float64{{1234}, {2345}, {3456}}, 3, true, false, "above"},
		{"quartiles of five brands", [][]float64{{1234, 2345}, {3456}, {45678}, {56789}}, 5, true, true, "above"},
	} {
		t.Run(try.name, func(t *testing.T) {
			a, err := agency.Open(context.Background(), t.TempDir(), func() time.Time { return time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC) }, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = a.Close() }()
			h := &house{T: t, agency: a}
			// Brands of the same client are not others.
			client, own := h.client("Own", "Hostelería", 5021, 6000, 7000, 8000)
			h.secret = nil
			for i, followers := range try.others {
				h.client(fmt.Sprintf("Other %d", i), " hosteleria ", followers...)
			}
			h.client("Elsewhere", "Software", 111, 222, 333)
			found, err := portfolio.Against(context.Background(), a,
				portfolio.Query{Client: client, Brand: own, Metric: "channel.followers", From: "2026-10-01", To: "2026-10-31"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if found.N != try.n || found.Enough != try.median || (found.Median != nil) != try.median || (found.Lower != nil) != try.quartile ||
				(found.Upper != nil) != try.quartile || found.Stands != try.stands {
				t.Errorf("told %+v", found)
			}
			raw, err := json.Marshal(found)
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range h.secret {
				if strings.Contains(string(raw), secret) {
					t.Errorf("%s tells %s", raw, secret)
				}
			}
		})
	}
	t.Run("it ends when it is canceled", func(t *testing.T) {
		a, err := agency.Open(context.Background(), t.TempDir(), time.Now, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = a.Close() }()
		h := &house{T: t, agency: a}
		client, own := h.client("Own", "Retail", 1)
		for i := range 3 {
			h.client(fmt.Sprint("Other ", i), "Retail", 1)
		}
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		_, err = portfolio.Against(ctx, a, portfolio.Query{Client: client, Brand: own, Metric: "channel.followers", From: "2026-10-01", To: "2026-10-31"},
			func(int64, int64) { stop() })
		if err == nil {
			t.Error("it went on")
		}
	})
}
