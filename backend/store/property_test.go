package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// work are the tables that undo answers for, and what is derived from them.
var work = []string{"brand", "channel", "target", "activity", "activity_topic", "measurement", "post", "summary"}

// state is every row of them as SQL literals, and what the search index finds.
func state(t *testing.T, f *store.File) string {
	t.Helper()
	var b strings.Builder
	if err := f.Read(context.Background(), func(tx *store.Tx) error {
		for _, table := range work {
			var columns []string
			if err := tx.Rows("SELECT 'quote(' || name || ')' FROM pragma_table_info(?) ORDER BY cid", []any{table}, func(r *sql.Rows) error {
				var c string
				err := r.Scan(&c)
				columns = append(columns, c)
				return err
			}); err != nil {
				return err
			}
			row := strings.Join(columns, " || ' ' || ")
			if err := tx.Rows("SELECT "+row+" FROM "+table+" ORDER BY 1", nil, func(r *sql.Rows) error {
				var text string
				err := r.Scan(&text)
				fmt.Fprintln(&b, table, text)
				return err
			}); err != nil {
				return err
			}
		}
		for _, word := range words {
			var found string
			if _, err := tx.Get("SELECT coalesce(group_concat(rowid), '') FROM (SELECT rowid FROM activity_search WHERE activity_search MATCH ? ORDER BY rowid)", []any{word}, &found); err != nil {
				return err
			}
			fmt.Fprintln(&b, word, found)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var words = []string{"café", "horario", "precio", "gracias", "mañana"}

// player does random things to a file.
type player struct {
	*rand.Rand
	made map[string][]string // ids by table
	n    int
}

func (p *player) id() string { p.n++; return fmt.Sprintf("id%06d", p.n) }

func (p *player) some(table string) (string, bool) {
	if len(p.made[table]) == 0 {
		return "", false
	}
	return p.made[table][p.IntN(len(p.made[table]))], true
}

func (p *player) words() string {
	var all []string
	for range 1 + p.IntN(4) {
		all = append(all, words[p.IntN(len(words))])
	}
	return strings.Join(all, " ") + fmt.Sprint(" ", p.n)
}

func (p *player) topics() string {
	return []string{"[]", `["horario"]`, `["horario","Precio"]`, `["niños"]`}[p.IntN(4)]
}

func (p *player) day() string { return fmt.Sprintf("2026-10-%02d", 1+p.IntN(5)) }

// change is one random change; none when what it needs is not there yet.
func (p *player) change(tx *store.Tx) error {
	brand, _ := p.some("brand")
	channel, spoken := p.some("channel")
	one := func(query string, args ...any) error { _, err := tx.Exec(query, args...); return err }
	insert := func(table, columns string, args ...any) error {
		id := p.id()
		if err := one("INSERT INTO "+table+" (id, created_at, updated_at, "+columns+") VALUES (?, ?, ?"+strings.Repeat(", ?", len(args))+")",
			append([]any{id, tx.Now, tx.Now}, args...)...); err != nil {
			return err
		}
		p.made[table] = append(p.made[table], id)
		return nil
	}
	update := func(table, set string, args ...any) error {
		id, any := p.some(table)
		if !any {
			return nil
		}
		return one("UPDATE "+table+" SET updated_at = "+fmt.Sprint(int64(tx.Now))+", "+set+" WHERE id = ?", append(args, id)...)
	}
	remove := func(table string) error { return update(table, "deleted_at = ?", tx.Now) }
	if brand == "" {
		return insert("brand", "name", p.words())
	}
	if !spoken {
		return insert("channel", "brand_id, platform, handle", brand, "x", p.id())
	}
	switch p.IntN(17) {
	case 0:
		return insert("brand", "name", p.words())
	case 1:
		return update("brand", "name = ?, color = ?", p.words(), "#00"+fmt.Sprint(1000+p.IntN(9000)))
	case 2:
		return remove("brand")
	case 3:
		return insert("channel", "brand_id, platform, handle", brand, "x", p.id())
	case 4:
		return update("channel", "brand_id = ?, link = ?", brand, p.words())
	case 5:
		return insert("target", "brand_id, channel_id, metric, value, from_day, to_day", brand, channel, "reach", p.Float64()/3, p.day(), "2026-12-31")
	case 6:
		return update("target", "value = ?, channel_id = NULL", p.Float64()*1e9)
	case 7:
		return remove("target")
	case 8, 9, 10:
		return insert("activity", "brand_id, channel_id, kind, occurred_at, day, ym, topics, text, minutes, sentiment", brand, channel, "reply",
			int64(tx.Now)-p.Int64N(1e9), p.day(), 202610, p.topics(), p.words(), p.Float64()*10, p.IntN(3)-1)
	case 11:
		return update("activity", "text = ?, topics = ?, occurred_at = occurred_at + ?", p.words(), p.topics(), p.IntN(3))
	case 12:
		return remove("activity")
	case 13, 14:
		return one(`INSERT INTO measurement (channel_id, metric, grain, day, value, as_of, created_at) VALUES (?, 'reach', 'day', ?, ?, '', ?)
			ON CONFLICT DO UPDATE SET value = excluded.value`, channel, p.day(), p.NormFloat64()*1e5, tx.Now)
	case 15:
		return one("DELETE FROM measurement WHERE channel_id = ? AND day = ? AND import_id = ''", channel, p.day())
	default:
		// Several records in one action, one of them hard deleted.
		if err := insert("summary", "kind, period, text", "client-monthly", p.id(), p.words()); err != nil {
			return err
		}
		return one("DELETE FROM summary WHERE id <> ?", p.made["summary"][len(p.made["summary"])-1])
	}
}

// TestUndoIsExact does, undoes and redoes at random, and compares the whole file
// with what it was at that point of its history.
func TestUndoIsExact(t *testing.T) {
	ctx := context.Background()
	games, moves := 8, 80
	if testing.Short() {
		games = 3
	}
	for seed := range games {
		t.Run(fmt.Sprintf("in game %d", seed), func(t *testing.T) {
			now := clock()
			path := filepath.Join(t.TempDir(), "client.db")
			open := func() *store.File {
				f, err := store.Open(ctx, path, store.Client, func() time.Time { now = now.Add(7 * time.Millisecond); return now })
				if err != nil {
					t.Fatal(err)
				}
				return f
			}
			f := open()
			defer func() { _ = f.Close() }()
			p := &player{Rand: rand.New(rand.NewPCG(uint64(seed), 5)), made: map[string][]string{}}
			past, at := []string{state(t, f)}, 0 // past[at] is now
			for move := range moves {
				switch chance := p.Float64(); {
				case chance < 0.6:
					before := past[at]
					err := f.Write(ctx, "Ana", func(tx *store.Tx) error {
						tx.Label("store.gone")
						for range 1 + p.IntN(3) {
							if err := p.change(tx); err != nil {
								return err
							}
						}
						return nil
					})
					after := state(t, f)
					if err != nil {
						if !fault.Is(err, fault.Conflict) {
							t.Fatal(err)
						}
						if after != before {
							t.Fatalf("move %d was refused and changed something", move)
						}
						continue
					}
					undo, _, err := f.Next(ctx)
					if err != nil {
						t.Fatal(err)
					}
					if undo == nil || undo.At != store.At(now) && after == before {
						continue // nothing changed: no action
					}
					past, at = append(past[:at+1], after), at+1
				case chance < 0.8:
					_, err := f.Undo(ctx, "Ana", 0)
					if at == 0 {
						if !fault.Is(err, fault.NotFound) {
							t.Fatalf("undo of nothing: %v", err)
						}
						continue
					}
					if err != nil {
						t.Fatalf("move %d: undo: %v", move, err)
					}
					at--
				case chance < 0.96:
					_, err := f.Redo(ctx, "Ana")
					if at == len(past)-1 {
						if !fault.Is(err, fault.NotFound) {
							t.Fatalf("redo of nothing: %v", err)
						}
						continue
					}
					if err != nil {
						t.Fatalf("move %d: redo: %v", move, err)
					}
					at++
				default:
					if err := f.Close(); err != nil {
						t.Fatal(err)
					}
					f = open()
				}
				if got := state(t, f); got != past[at] {
					t.Fatalf("move %d: the file is\n%s\nand was\n%s", move, got, past[at])
				}
			}
			for ; at > 0; at-- {
				if _, err := f.Undo(ctx, "Ana", 0); err != nil {
					t.Fatal(err)
				}
				if got := state(t, f); got != past[at-1] {
					t.Fatalf("undone to %d: the file is\n%s\nand was\n%s", at-1, got, past[at-1])
				}
			}
			for ; at < len(past)-1; at++ {
				if _, err := f.Redo(ctx, "Ana"); err != nil {
					t.Fatal(err)
				}
			}
			if got := state(t, f); got != past[at] {
				t.Fatal("redoing all is not what it was")
			}
			if problems, err := f.Check(ctx); err != nil || len(problems) > 0 {
				t.Fatalf("check: %q %v", problems, err)
			}
		})
	}
}
