package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

func TestWeekSecond(t *testing.T) {
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	const day = 86_400
	f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
	for at, want := range map[string]int64{
		"2026-03-01T23:30:00Z": 30 * 60,            // Monday already
		"2026-03-29T00:59:59Z": 6*day + 2*3600 - 1, // the second before summer time
		"2026-03-29T01:00:00Z": 6*day + 3*3600,     // and that after
		"2026-03-08T22:59:00Z": 7*day - 60,         // the last minute of Sunday
		"1969-12-31T23:00:00Z": 3 * day,            // before the first instant
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := store.WeekSecond(store.At(when), madrid); got != want {
			t.Errorf("%s: %d, want %d", at, got, want)
		}
		var got int64
		if err := f.Read(context.Background(), func(tx *store.Tx) error {
			_, err := tx.Get("SELECT week_second(?, ?)", []any{store.At(when), "Europe/Madrid"}, &got)
			return err
		}); err != nil || got != want {
			t.Errorf("%s in SQL: %d, %v, want %d", at, got, err, want)
		}
	}
}
