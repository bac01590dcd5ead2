package community_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// desk is a client's file with two brands of two channels each.
type desk struct {
	t        testing.TB
	file     *store.File
	zone     *time.Location
	brands   []string
	channels []string // the first two of the first brand
}

func clock() time.Time { return time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC) }

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	f, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	d := &desk{t: t, file: f, zone: mustZone(t, "Europe/Madrid")}
	d.mustWrite(func(tx *store.Tx) error {
		for i, name := range []string{"Alba", "Bruma"} {
			b, err := brand.Add(tx, brand.Patch{Name: &name})
			if err != nil {
				return err
			}
			d.brands = append(d.brands, b.ID)
			for j, platform := range []string{"instagram", "facebook"} {
				handle := fmt.Sprintf("@h%d%d", i, j)
				c, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
				if err != nil {
					return err
				}
				d.channels = append(d.channels, c.ID)
			}
		}
		return nil
	})
	return d
}

func (d *desk) write(fn func(*store.Tx) error) error {
	return d.file.Write(context.Background(), "Ana", fn)
}

func (d *desk) mustWrite(fn func(*store.Tx) error) {
	d.t.Helper()
	if err := d.write(fn); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) mustRead(fn func(*store.Tx) error) {
	d.t.Helper()
	if err := d.file.Read(context.Background(), fn); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) mustAdd(e community.Entry) *community.Activity {
	d.t.Helper()
	if e.ChannelID == "" {
		e.ChannelID = d.channels[0]
	}
	if e.Kind == "" {
		e.Kind = "comment"
	}
	var a *community.Activity
	d.mustWrite(func(tx *store.Tx) (err error) {
		a, err = community.Add(tx, d.zone, e)
		return err
	})
	return a
}

func (d *desk) mustUndo() {
	d.t.Helper()
	if _, err := d.file.Undo(context.Background(), "Ana", 0); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) mustRedo() {
	d.t.Helper()
	if _, err := d.file.Redo(context.Background(), "Ana"); err != nil {
		d.t.Fatal(err)
	}
}

// all reads a filter's rows through pages of a size.
func (d *desk) all(f community.Filter, size int) []community.Activity {
	d.t.Helper()
	rows := []community.Activity{}
	d.mustRead(func(tx *store.Tx) error {
		for next := ""; ; {
			page, err := community.Page(tx, d.zone, f, next, size)
			if err != nil {
				return err
			}
			rows = append(rows, page.Rows...)
			if next = page.Next; next == "" {
				return nil
			}
		}
	})
	return rows
}

func (d *desk) texts(f community.Filter) []string {
	d.t.Helper()
	texts := []string{}
	for _, a := range d.all(f, 50) {
		texts = append(texts, a.Text)
	}
	return texts
}

func at(text string) *store.Instant {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	i := store.At(t)
	return &i
}

func ptr[T any](v T) *T { return &v }

func wantFault(t testing.TB, err error, key string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// random makes entries that use every field in every way, many at the same
// moment.
func (d *desk) random(r *rand.Rand, n int) {
	d.t.Helper()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	d.mustWrite(func(tx *store.Tx) error {
		w, err := community.NewWriter(tx, d.zone)
		if err != nil {
			return err
		}
		defer func() { _ = w.Close() }()
		tx.Label("community.did_add_many", n)
		for i := range n {
			moment := store.At(start.Add(time.Duration(r.IntN(150*48)) * 30 * time.Minute))
			e := community.Entry{
				ChannelID: d.channels[r.IntN(len(d.channels))],
				Kind:      community.Kinds[r.IntN(len(community.Kinds))],
				Quantity:  int64(r.IntN(4)),
				Outcome:   community.Outcomes[r.IntN(len(community.Outcomes))],
				PersonID:  []string{"", "ana", "luis"}[r.IntN(3)],
				Text:      []string{"gracias", "¿cuánto cuesta el envío?", "precio", "Gracias por el precio"}[r.IntN(4)] + fmt.Sprint(" n", i),
				At:        &moment,
			}
			if r.IntN(3) > 0 {
				e.Sentiment = community.Sentiments[r.IntN(3)]
			}
			if r.IntN(3) > 0 {
				e.ReceivedAt = &moment
				if r.IntN(4) > 0 {
					e.AnsweredAt = ptr(moment + store.Instant(r.IntN(5000)-200)*60_000)
				}
			}
			for range r.IntN(3) {
				e.Topics = append(e.Topics, []string{"price", "shipping", "Quality", "hours"}[r.IntN(4)])
			}
			if r.IntN(3) == 0 {
				e.Minutes = ptr(float64(r.IntN(90)) / 2)
			}
			if err := w.Add(e); err != nil {
				return err
			}
		}
		return nil
	})
	// Deleted rows must be found nowhere.
	d.mustWrite(func(tx *store.Tx) error {
		rows, err := community.Page(tx, d.zone, community.Filter{}, "", 500)
		if err != nil {
			return err
		}
		var ids []string
		for i := 0; i < len(rows.Rows); i += 7 {
			ids = append(ids, rows.Rows[i].ID)
		}
		_, err = community.DeleteMany(tx, d.zone, community.Chosen{IDs: ids})
		return err
	})
}
