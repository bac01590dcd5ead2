package community_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

// fits says by the letter of Filter whether an activity is meant.
func fits(f community.Filter, a community.Activity) bool {
	among := func(chosen []string, value string) bool { return len(chosen) == 0 || slices.Contains(chosen, value) }
	sentiment := community.Unsaid
	if a.Sentiment != nil {
		sentiment = *a.Sentiment
	}
	topical := len(f.Topics) == 0
	for _, t := range a.Topics {
		topical = topical || slices.Contains(f.Topics, t)
	}
	return (f.BrandID == "" || a.BrandID == f.BrandID) && among(f.ChannelIDs, a.ChannelID) && among(f.Kinds, a.Kind) &&
		among(f.Sentiments, sentiment) && among(f.PersonIDs, a.PersonID) && topical &&
		(f.From == "" || a.Day >= f.From) && (f.To == "" || a.Day <= f.To) &&
		(f.Search == "" || strings.Contains(strings.ToLower(a.Text), f.Search))
}

func TestPagesShowEveryRowOnce(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(7, 7))
	d.random(r, 1500)
	everything := d.all(community.Filter{}, 500)
	some := func(from []string) []string {
		if r.IntN(2) == 0 {
			return nil
		}
		chosen := slices.Clone(from)
		r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		return chosen[:1+r.IntN(len(chosen))]
	}
	for i := range 300 {
		f := community.Filter{
			ChannelIDs: some(d.channels), Kinds: some(community.Kinds), Sentiments: some(append([]string{community.Unsaid}, community.Sentiments...)),
			Topics: some([]string{"price", "shipping", "quality"}), PersonIDs: some([]string{"", "ana", "luis"}),
		}
		if r.IntN(3) == 0 {
			f.BrandID = d.brands[r.IntN(2)]
		}
		if r.IntN(3) == 0 {
			f.From = fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(5), 1+r.IntN(28))
		}
		if r.IntN(3) == 0 {
			f.To = fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(5), 1+r.IntN(28))
		}
		if r.IntN(4) == 0 {
			f.Search = []string{"gracias", "precio"}[r.IntN(2)]
		}
		t.Run(fmt.Sprintf("filter %d", i), func(t *testing.T) {
			d.t = t
			var want []community.Activity
			for _, a := range everything {
				if fits(f, a) {
					want = append(want, a)
				}
			}
			if f.Search != "" {
				sort.Slice(want, func(i, j int) bool { return want[i].Key > want[j].Key })
			}
			got := d.all(f, 1+r.IntN(90))
			if len(got) != len(want) {
				t.Fatalf("%+v: %d rows, want %d", f, len(got), len(want))
			}
			for i := range got {
				if got[i].ID != want[i].ID {
					t.Fatalf("%+v: row %d is %s, want %s", f, i, got[i].Day, want[i].Day)
				}
			}
			d.mustRead(func(tx *store.Tx) error {
				total, err := community.Count(tx, d.zone, f)
				if err == nil && (total.N != int64(len(want)) || !total.Exact) {
					t.Errorf("%+v: counted %+v, want %d", f, total, len(want))
				}
				return err
			})
		})
	}
}

func TestRulerLeadsToEveryRow(t *testing.T) {
	d := newDesk(t)
	d.random(rand.New(rand.NewPCG(8, 8)), 1500)
	for name, f := range map[string]community.Filter{
		"everything":     {},
		"one stream":     {ChannelIDs: d.channels[:1]},
		"many streams":   {Kinds: community.Kinds[:3], Sentiments: []string{"positive", community.Unsaid}},
		"several topics": {Topics: []string{"price", "shipping"}},
		"words":          {Search: "gracias"},
		"nothing":        {Search: "nowhere"},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			want := d.all(f, 500)
			d.mustRead(func(tx *store.Tx) error {
				r, err := community.Measure(tx, d.zone, f, 0)
				if err != nil {
					return err
				}
				if r.Total.N != int64(len(want)) || !r.Total.Exact {
					t.Errorf("measured %+v, want %d", r.Total, len(want))
				}
				if len(r.Marks) != len(want)/r.Step {
					t.Errorf("%d marks every %d rows along %d", len(r.Marks), r.Step, len(want))
				}
				for at := 0; at < len(want); at += 70 {
					cursor := fmt.Sprintf("+%d", at%r.Step)
					if at >= r.Step {
						cursor = r.Marks[at/r.Step-1] + cursor
					}
					page, err := community.Page(tx, d.zone, f, cursor, 20)
					if err != nil {
						return err
					}
					ids, err := community.IDs(tx, d.zone, f, cursor, 20)
					if err != nil {
						return err
					}
					if len(page.Rows) != min(20, len(want)-at) || len(ids) != len(page.Rows) {
						t.Fatalf("%d rows and %d ids at %d of %d", len(page.Rows), len(ids), at, len(want))
					}
					for i, row := range page.Rows {
						if row.ID != want[at+i].ID || ids[i] != row.ID {
							t.Fatalf("row %d is %s, want %s", at+i, row.ID, want[at+i].ID)
						}
					}
				}
				return nil
			})
		})
	}
}

func TestPageBeginsWithADay(t *testing.T) {
	d := newDesk(t)
	for _, day := range []string{"01", "02", "03"} {
		d.mustAdd(community.Entry{Text: day, At: at("2026-03-" + day + "T23:30:00+01:00")})
	}
	d.mustRead(func(tx *store.Tx) error {
		page, err := community.Page(tx, d.zone, community.Filter{}, "2026-03-02", 10)
		if err == nil && (len(page.Rows) != 2 || page.Rows[0].Text != "02") {
			t.Errorf("got %+v", page.Rows)
		}
		return err
	})
	d.mustRead(func(tx *store.Tx) error {
		_, err := community.Page(tx, d.zone, community.Filter{}, "nonsense", 10)
		wantFault(t, err, "community.cursor_wrong")
		_, err = community.Page(tx, d.zone, community.Filter{}, "+-1", 10)
		wantFault(t, err, "community.cursor_wrong")
		_, err = community.Page(tx, d.zone, community.Filter{From: "5 May"}, "", 10)
		wantFault(t, err, "community.day_wrong")
		_, err = community.Page(tx, d.zone, community.Filter{Sentiments: []string{"angry"}}, "", 10)
		wantFault(t, err, "community.sentiment_unknown")
		return nil
	})
}

func TestSearch(t *testing.T) {
	d := newDesk(t)
	d.mustAdd(community.Entry{Text: "¿Cuánto cuesta el envío a Málaga?", Answer: "Nada", Author: "@marta.núñez", Topics: []string{"Envíos"}})
	d.mustAdd(community.Entry{Text: "Gracias por la respuesta, ÁNGEL", Outcome: "resolved"})
	d.mustAdd(community.Entry{Text: `He said "don't" OR NEAR(x) AND *`, Kind: "mention"})
	for _, try := range []struct {
		search string
		found  int
	}{
		{"envio", 1},
		{"ENVÍO malaga", 1},
		{"mal", 1},
		{"ma", 0},    // too short to begin a word with
		{"resp ", 0}, // a space ends the word
		{"angel", 1},
		{"nunez", 1},
		{"envios", 1}, // a topic
		{`"la respuesta"`, 1},
		{`"respuesta la"`, 0},
		{"don't", 1},
		{`OR AND NOT`, 0},
		{`or and near`, 1},
		{`"`, 3}, {`*`, 3}, {`""" "`, 3}, {`text:`, 0}, {`gracias^`, 1}, {`(gracias`, 1}, {`-gracias`, 1}, {`{a b}: c`, 0},
		{"\x00\xff", 3}, {"gracias\x00", 1},
	} {
		t.Run(fmt.Sprintf("%q finds %d", try.search, try.found), func(t *testing.T) {
			d.t = t
			equal(t, "rows", len(d.all(community.Filter{Search: try.search}, 2)), try.found)
		})
	}
	t.Run("marks what was found", func(t *testing.T) {
		rows := d.all(community.Filter{Search: "malag"}, 10)
		if len(rows) != 1 || !strings.Contains(rows[0].Snippet, "\x02Málaga\x03") {
			t.Errorf("got %+v", rows)
		}
	})
	t.Run("takes a common word as it stands, a rare one for a beginning", func(t *testing.T) {
		d := newDesk(t)
		d.mustAdd(community.Entry{Text: "precioso"})
		for range 49 {
			d.mustAdd(community.Entry{Text: "el precio"})
		}
		equal(t, "of 49 and one that begins so", len(d.all(community.Filter{Search: "precio"}, 20)), 50)
		d.mustAdd(community.Entry{Text: "otro precio"})
		equal(t, "of 50", len(d.all(community.Filter{Search: "precio"}, 20)), 50)
		equal(t, "of what it begins", len(d.all(community.Filter{Search: "precios"}, 20)), 1)
	})
	t.Run("follows a change and its undo", func(t *testing.T) {
		d.t = t
		found := d.all(community.Filter{Search: "malaga"}, 10)
		d.mustWrite(func(tx *store.Tx) error {
			_, err := community.Update(tx, d.zone, found[0].ID, community.Patch{Text: ptr("a Córdoba")})
			return err
		})
		equal(t, "old word", len(d.all(community.Filter{Search: "malaga"}, 10)), 0)
		equal(t, "new word", len(d.all(community.Filter{Search: "cordoba"}, 10)), 1)
		d.mustUndo()
		equal(t, "old word again", len(d.all(community.Filter{Search: "malaga"}, 10)), 1)
		equal(t, "new word again", len(d.all(community.Filter{Search: "cordoba"}, 10)), 0)
	})
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{`a "b c" d`, `"`, `né`, `a* OR b`, "x\x00y", `NEAR(a b)`} {
		f.Add(seed)
	}
	d := newDesk(f)
	d.mustAdd(community.Entry{Text: "a b c"})
	f.Fuzz(func(t *testing.T, typed string) {
		d.t = t
		d.all(community.Filter{Search: typed}, 5)
	})
}
