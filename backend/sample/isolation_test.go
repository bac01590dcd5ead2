package sample_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// ids are those of every row of a file that has one.
func ids(t *testing.T, a *agency.Agency, client string) map[string]string {
	t.Helper()
	all := map[string]string{}
	if err := a.With(context.Background(), client, func(w *agency.Workspace) error {
		return w.File.Read(context.Background(), func(tx *store.Tx) error {
			for _, table := range []string{"brand", "channel", "post", "target", "activity", "summary"} {
				if err := tx.Rows("SELECT id FROM "+table, nil, func(r *sql.Rows) error {
					var id string
					err := r.Scan(&id)
					all[id] = table
					return err
				}); err != nil {
					return err
				}
			}
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestNoClientReachesAnother(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	mustFill(t, a, sample.Options{Clients: 3, Months: 1, Seed: 2, Today: today})
	all := clients(t, a)
	for i, mine := range all {
		own := ids(t, a, mine.ID)
		if len(own) < 100 {
			t.Fatalf("%s has %d rows", mine.Name, len(own))
		}
		for k, theirs := range all {
			if i == k {
				continue
			}
			for id := range ids(t, a, theirs.ID) {
				if table, shared := own[id]; shared {
					t.Errorf("%s and %s share %s of %s", mine.Name, theirs.Name, id, table)
				}
			}
			if err := a.With(ctx, theirs.ID, func(w *agency.Workspace) error {
				return w.File.Write(ctx, "", func(tx *store.Tx) error {
					for id, table := range own {
						var err error
						switch table {
						case "brand":
							_, err = brand.Update(tx, id, brand.Patch{})
						case "channel":
							err = brand.DeleteChannel(tx, id)
						default:
							continue
						}
						if !fault.Is(err, fault.NotFound) {
							t.Errorf("%s of %s was found in the file of %s: %v", table, mine.Name, theirs.Name, err)
						}
					}
					return nil
				})
			}); err != nil {
				t.Fatal(err)
			}
		}
	}
}
