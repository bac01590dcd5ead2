package agency

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// many is an agency with more clients than files stay open.
func many(t *testing.T, n int) (*Agency, []string) {
	t.Helper()
	ctx := context.Background()
	a, err := Open(ctx, t.TempDir(), time.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	var ids []string
	for i := range n {
		name := fmt.Sprintf("Client %02d", i)
		c, err := a.AddClient(ctx, ClientPatch{Name: &name})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	return a, ids
}

// standing counts the files that are open, and those of them that are in use.
func (a *Agency) standing() (open, used int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, w := range a.open {
		if w.users > 0 {
			used++
		}
	}
	return len(a.open), used
}

func TestFewFilesStayOpen(t *testing.T) {
	ctx := context.Background()
	write := func(a *Agency, id, name string) error {
		return a.With(ctx, id, func(w *Workspace) error {
			return w.File.Write(ctx, "", func(tx *store.Tx) error {
				tx.Label("brand.did_add", name)
				_, err := tx.Exec("INSERT INTO brand (id, name, created_at, updated_at) VALUES (?, ?, 1, 1)", store.NewID(), name)
				return err
			})
		})
	}
	count := func(t *testing.T, a *Agency, id string) (n int) {
		t.Helper()
		if err := a.With(ctx, id, func(w *Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				_, err := tx.Get("SELECT count(*) FROM brand", nil, &n)
				return err
			})
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}

	t.Run("the ones used last", func(t *testing.T) {
		a, ids := many(t, mostOpen+5)
		for i, id := range ids {
			if err := write(a, id, "Alba"); err != nil {
				t.Fatal(err)
			}
			if open, _ := a.standing(); open != min(i+1, mostOpen) {
				t.Fatalf("%d files are open after the use of %d", open, i+1)
			}
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		for i, id := range ids {
			if _, open := a.open[id]; open != (i >= len(ids)-mostOpen) {
				t.Errorf("file %d: open %v", i, open)
			}
		}
	})
	t.Run("but none is closed while it is in use", func(t *testing.T) {
		a, ids := many(t, mostOpen+4)
		var enter func(i int) error
		enter = func(i int) error {
			if i == len(ids) {
				if open, used := a.standing(); open != len(ids) || used != len(ids) {
					t.Errorf("%d are open and %d in use", open, used)
				}
				return nil
			}
			return a.With(ctx, ids[i], func(w *Workspace) error {
				if err := enter(i + 1); err != nil {
					return err
				}
				return w.File.Read(ctx, func(tx *store.Tx) error {
					var n int
					_, err := tx.Get("SELECT count(*) FROM brand", nil, &n)
					return err
				})
			})
		}
		if err := enter(0); err != nil {
			t.Fatal(err)
		}
		if open, used := a.standing(); open != mostOpen || used != 0 {
			t.Errorf("%d are open and %d in use", open, used)
		}
	})
	t.Run("whoever works at the same time, and nothing is lost", func(t *testing.T) {
		a, ids := many(t, mostOpen+3)
		const workers, rounds = 6, 6
		wrote := make([][]int, workers)
		var group sync.WaitGroup
		for n := range workers {
			wrote[n] = make([]int, len(ids))
			group.Go(func() {
				r := rand.New(rand.NewPCG(uint64(n), 1))
				for round := range rounds {
					i := r.IntN(len(ids))
					if err := write(a, ids[i], fmt.Sprint(n, " ", round)); err != nil {
						t.Error(err)
						return
					}
					wrote[n][i]++
					if open, used := a.standing(); open > max(mostOpen, used)+workers {
						t.Errorf("%d files are open, %d in use", open, used)
					}
				}
			})
		}
		group.Wait()
		if open, used := a.standing(); open > mostOpen || used != 0 {
			t.Errorf("%d files are open at the end, %d in use", open, used)
		}
		for i, id := range ids {
			want := 0
			for n := range workers {
				want += wrote[n][i]
			}
			if got := count(t, a, id); got != want {
				t.Errorf("client %d has %d brands, want %d", i, got, want)
			}
		}
	})
}
