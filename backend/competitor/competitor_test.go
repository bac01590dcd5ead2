package competitor_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// house is a client's file with a brand on Instagram and two competitors.
type house struct {
	*testing.T
	file           *store.File
	brand, channel string
	rivals         []*competitor.Competitor
}

func newHouse(t *testing.T) *house {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 11, 10, 9, 30, 0, 0, time.UTC) }
	f, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	h := &house{T: t, file: f}
	h.must(func(tx *store.Tx) error {
		b, err := brand.Add(tx, brand.Patch{Name: ptr("Alba")})
		if err != nil {
			return err
		}
		c, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: ptr("@alba")})
		if err != nil {
			return err
		}
		h.brand, h.channel = b.ID, c.ID
		for _, name := range []string{"Norte", "Sur"} {
			r, err := competitor.Add(tx, b.ID, competitor.Patch{Name: &name}, []competitor.AccountPatch{{Platform: ptr("instagram"), Handle: ptr("@" + name)}})
			if err != nil {
				return err
			}
			h.rivals = append(h.rivals, r)
		}
		return nil
	})
	return h
}

func ptr[T any](v T) *T { return &v }

func (h *house) write(fn func(*store.Tx) error) error {
	return h.file.Write(context.Background(), "Ana", fn)
}

func (h *house) must(fn func(*store.Tx) error) {
	h.Helper()
	if err := h.write(fn); err != nil {
		h.Fatal(err)
	}
}

// see writes a number of a rival's first account.
func (h *house) see(rival int, metric, day string, v float64) {
	h.Helper()
	h.must(func(tx *store.Tx) error {
		return competitor.Set(tx, []competitor.Number{{AccountID: h.rivals[rival].Accounts[0].ID, Metric: metric, Day: day, Value: &v}})
	})
}

// own types a number of the brand's channel for a month.
func (h *house) own(metric, day string, v float64) {
	h.Helper()
	h.must(func(tx *store.Tx) error {
		return kpi.Set(tx, kpi.Entry{ChannelID: h.channel, Metric: metric, Grain: kpi.Month, Day: day, Value: v})
	})
}

func (h *house) compare(from, to string) *competitor.Comparison {
	h.Helper()
	var found *competitor.Comparison
	h.must(func(tx *store.Tx) (err error) {
		found, err = competitor.Compare(tx, h.brand, from, to)
		return err
	})
	return found
}

func (h *house) is(what string, got *float64, want float64) {
	h.Helper()
	if got == nil || *got != want {
		if got == nil {
			h.Errorf("%s is missing, want %v", what, want)
			return
		}
		h.Errorf("%s is %v, want %v", what, *got, want)
	}
}

func TestCompare(t *testing.T) {
	t.Run("the average leaves the own brand out, and ranks hold it", func(t *testing.T) {
		h := newHouse(t)
		h.own("followers", "2026-09-01", 1000)
		h.own("followers", "2026-10-01", 1100)
		h.see(0, "followers", "2026-09-30", 4000)
		h.see(0, "followers", "2026-10-31", 4200)
		h.see(1, "followers", "2026-10-15", 800)
		rows := h.compare("2026-10-01", "2026-10-31").Rows
		if len(rows) != 4 || rows[0].Kind != "own" || rows[1].Name != "Norte" || rows[3].Kind != "average" {
			t.Fatalf("rows are %+v", rows)
		}
		h.is("the average", rows[3].Followers.Value, 2500)
		h.is("own growth", rows[0].Growth.Value, 10)
		h.is("the rival's growth", rows[1].Growth.Value, 5)
		if rows[2].Growth.Value != nil {
			t.Error("a growth without a start is a number")
		}
		if *rows[0].Followers.Rank != 2 || rows[0].Followers.N != 3 {
			t.Errorf("the own rank is %d of %d", *rows[0].Followers.Rank, rows[0].Followers.N)
		}
		if rows[3].Growth.N != 1 {
			t.Errorf("the average growth is of %d", rows[3].Growth.N)
		}
	})
	t.Run("of two counts of a month the last day's is taken, and a month that is cut is left out", func(t *testing.T) {
		h := newHouse(t)
		h.see(0, "posts", "2026-10-10", 5)
		h.see(0, "posts", "2026-10-31", 20)
		h.see(0, "engagements", "2026-10-31", 600)
		h.see(0, "posts", "2026-11-05", 9)
		rows := h.compare("2026-10-01", "2026-11-05").Rows
		h.is("posts", rows[1].Posts.Value, 20)
		h.is("engagements per post", rows[1].PerPost.Value, 30)
	})
	t.Run("a deleted competitor is gone and undo brings it back", func(t *testing.T) {
		h := newHouse(t)
		h.must(func(tx *store.Tx) error { return competitor.Delete(tx, h.rivals[0].ID) })
		if n := len(h.compare("2026-10-01", "2026-10-31").Rows); n != 3 {
			t.Errorf("%d rows are left", n)
		}
		if _, err := h.file.Undo(context.Background(), "Ana", 0); err != nil {
			t.Fatal(err)
		}
		if n := len(h.compare("2026-10-01", "2026-10-31").Rows); n != 4 {
			t.Errorf("%d rows came back", n)
		}
	})
}

func TestToldOf(t *testing.T) {
	h := newHouse(t)
	h.see(0, "followers", "2026-08-31", 3900)
	h.see(0, "followers", "2026-09-30", 4000)
	h.see(0, "posts", "2026-10-10", 5)
	h.see(0, "posts", "2026-10-31", 20)
	h.must(func(tx *store.Tx) error {
		_, err := competitor.ReadFile(tx, h.brand, "en", "rivals.csv", records("competitor|day|followers\nNorte|2026-10-31|4200\nSur|2026-08-31|800"))
		return err
	})
	rows := h.compare("2026-10-01", "2026-10-31").Rows
	t.Run("each number says who noted it, when, and from which row of which file", func(t *testing.T) {
		told := rows[1].Told
		if len(told) != 3 || told[0].Day != "2026-09-30" || told[0].Value != 4000 || told[0].File != "" || told[0].Who != "Ana" || told[0].At == 0 {
			t.Fatalf("told %+v", told)
		}
		if told[1].Day != "2026-10-31" || told[1].File != "rivals.csv" || told[1].Row != 2 || told[2].Metric != "posts" || told[2].Value != 20 {
			t.Errorf("told %+v", told)
		}
	})
	t.Run("one that was last seen before the period says so", func(t *testing.T) {
		if told := rows[2].Told; len(told) != 1 || told[0].Day != "2026-08-31" || told[0].Row != 3 {
			t.Errorf("told %+v", told)
		}
	})
	t.Run("a number typed over one of a file is typed", func(t *testing.T) {
		h.see(0, "followers", "2026-10-31", 4300)
		if told := h.compare("2026-10-01", "2026-10-31").Rows[1].Told; told[1].File != "" || told[1].Row != 0 {
			t.Errorf("told %+v", told)
		}
	})
	t.Run("the sheet of a day says it of what stands in it and of what was last seen", func(t *testing.T) {
		var lines []competitor.Line
		h.must(func(tx *store.Tx) (err error) { lines, err = competitor.Sheet(tx, h.brand, "2026-10-31"); return err })
		if lines[0].Told["posts"].Value != 20 || lines[1].Told["followers"].Row != 3 {
			t.Errorf("the lines are %+v", lines)
		}
	})
	t.Run("the own brand and the average are lists, not null", func(t *testing.T) {
		if rows[0].Told == nil || rows[len(rows)-1].Told == nil {
			t.Error("a list is nil")
		}
	})
}

func TestShareOfVoice(t *testing.T) {
	ask := func(h *house, by string) []kpi.Row {
		h.Helper()
		var rows []kpi.Row
		h.must(func(tx *store.Tx) (err error) {
			rows, err = kpi.Numbers(tx, kpi.Query{Brand: h.brand, From: "2026-09-01", To: "2026-10-31", By: by, Metrics: []string{"share_of_voice", "competitor_mentions"}})
			return err
		})
		return rows
	}
	value := func(rows []kpi.Row, metric, from string) *float64 {
		for _, r := range rows {
			if r.Metric == metric && r.From == from && r.ChannelID == nil {
				return r.Value
			}
		}
		return nil
	}
	h := newHouse(t)
	h.own("mentions", "2026-09-01", 100)
	h.own("mentions", "2026-10-01", 50)
	h.see(0, "mentions", "2026-09-30", 200)
	h.see(1, "mentions", "2026-09-12", 60)
	h.see(1, "mentions", "2026-09-30", 100)
	h.see(0, "mentions", "2026-10-20", 150)
	t.Run("it is own of own and competitors' mentions", func(t *testing.T) {
		h := &house{T: t, file: h.file, brand: h.brand}
		h.is("September", value(ask(h, kpi.Month), "share_of_voice", "2026-09-01"), 25)
		h.is("October", value(ask(h, kpi.Month), "share_of_voice", "2026-10-01"), 25)
		h.is("both months", value(ask(h, ""), "share_of_voice", "2026-09-01"), 25)
		voice := h.compare("2026-09-01", "2026-10-31").Voices[0]
		h.is("the page", voice.Share, 25)
		if strings.Join(voice.Set, " ") != "Norte Sur" || voice.N != 2 {
			t.Errorf("the set is %v", voice.Set)
		}
	})
	t.Run("days have none", func(t *testing.T) {
		h := &house{T: t, file: h.file, brand: h.brand}
		if value(ask(h, kpi.Day), "competitor_mentions", "2026-09-30") != nil {
			t.Error("a month's count stands at a day")
		}
	})
	t.Run("a platform without a channel of the brand is left out", func(t *testing.T) {
		h := &house{T: t, file: h.file, brand: h.brand, rivals: h.rivals}
		h.must(func(tx *store.Tx) error {
			a, err := competitor.AddAccount(tx, h.rivals[0].ID, competitor.AccountPatch{Platform: ptr("x"), Handle: ptr("@norte")})
			if err != nil {
				return err
			}
			return competitor.Set(tx, []competitor.Number{{AccountID: a.ID, Metric: "mentions", Day: "2026-09-30", Value: ptr(9000.0)}})
		})
		h.is("September", value(ask(h, kpi.Month), "share_of_voice", "2026-09-01"), 25)
	})
	t.Run("a typed total counts in its place", func(t *testing.T) {
		h := &house{T: t, file: h.file, brand: h.brand, channel: h.channel}
		h.own("competitor_mentions", "2026-10-01", 450)
		h.is("October", value(ask(h, kpi.Month), "share_of_voice", "2026-10-01"), 10)
	})
}

func records(text string) (all []competitor.Record) {
	for i, line := range strings.Split(text, "\n") {
		all = append(all, competitor.Record{Number: i + 1, Cells: strings.Split(line, "|")})
	}
	return all
}

func TestReadFile(t *testing.T) {
	read := func(h *house, text string) (*competitor.Read, error) {
		h.Helper()
		var out *competitor.Read
		err := h.write(func(tx *store.Tx) (err error) {
			out, err = competitor.ReadFile(tx, h.brand, "en", "rivals.csv", records(text))
			return err
		})
		return out, err
	}
	for _, try := range []struct {
		name, text string
		numbers    int
		problems   []int
		refused    bool
	}{
		{"one column a metric", "Competitor|Platform|Day|Followers|Mentions\nNorte|Instagram|2026-10-31|4,200|12\nsur||2026-10-31|800|", 3, nil, false},
		{"metric and value in Spanish", "Competidor|Plataforma|Fecha|Métrica|Valor\nNorte|instagram|31/10/2026|Seguidores|4.200", 1, nil, false},
		{"an unknown competitor, a wrong number and an unclear day are named by row",
			"competitor|platform|day|followers\nOeste|instagram|2026-10-31|5\nNorte|instagram|2026-10-31|1.5\nNorte|instagram|03/04/2026|5\nSur|instagram|2026-10-31|7", 0, []int{2, 3, 4}, false},
		{"the same number twice is named", "competitor|day|followers\nNorte|2026-10-31|5\nNorte|2026-10-31|6", 0, []int{3}, false},
		{"another table is refused", "post|day|likes\na|2026-10-31|5", 0, nil, true},
		{"two columns of one meaning are refused", "competitor|day|followers|fans\nNorte|2026-10-31|5|6", 0, nil, true},
	} {
		t.Run(try.name, func(t *testing.T) {
			h := newHouse(t)
			out, err := read(h, try.text)
			if (err != nil) != try.refused {
				t.Fatalf("err is %v", err)
			}
			if err != nil {
				return
			}
			rows := []int{}
			for _, p := range out.Problems {
				rows = append(rows, p.Row)
			}
			if out.Numbers != try.numbers || len(rows) != len(try.problems) {
				t.Fatalf("read %+v", out)
			}
			for i := range rows {
				if rows[i] != try.problems[i] {
					t.Errorf("row %d is wrong, want %d", rows[i], try.problems[i])
				}
			}
			var n int
			h.must(func(tx *store.Tx) error {
				_, err := tx.Get("SELECT count(*) FROM competitor_number", nil, &n)
				return err
			})
			if n != try.numbers {
				t.Errorf("%d numbers stand in the file", n)
			}
		})
	}
}

func TestNotes(t *testing.T) {
	h := newHouse(t)
	for i, kind := range []string{"threat", "opportunity", "neutral"} {
		h.must(func(tx *store.Tx) error {
			_, err := competitor.AddNote(tx, competitor.NotePatch{CompetitorID: &h.rivals[i%2].ID, Day: ptr("2026-10-0" + string(rune('1'+i))), Kind: &kind, Text: ptr("50% off, " + kind)})
			return err
		})
	}
	for _, try := range []struct {
		name   string
		filter competitor.NoteFilter
		found  int
	}{
		{"all of a brand", competitor.NoteFilter{}, 3},
		{"of a kind", competitor.NoteFilter{Kinds: []string{"threat", "neutral"}}, 2},
		{"of a competitor", competitor.NoteFilter{Competitors: []string{h.rivals[1].ID}}, 1},
		{"of days", competitor.NoteFilter{From: "2026-10-02", To: "2026-10-02"}, 1},
		{"with words, a sign of LIKE taken as it stands", competitor.NoteFilter{Search: "50% off, t"}, 1},
	} {
		t.Run(try.name, func(t *testing.T) {
			try.filter.Brand = h.brand
			var notes []competitor.Note
			h.must(func(tx *store.Tx) (err error) { notes, err = competitor.Notes(tx, try.filter); return err })
			if len(notes) != try.found {
				t.Errorf("found %d, want %d", len(notes), try.found)
			}
		})
	}
	t.Run("a script is no link", func(t *testing.T) {
		err := h.write(func(tx *store.Tx) error {
			_, err := competitor.AddNote(tx, competitor.NotePatch{CompetitorID: &h.rivals[0].ID, Day: ptr("2026-10-01"), Text: ptr("x"), Link: ptr("javascript:alert(1)")})
			return err
		})
		if err == nil {
			t.Error("it was taken")
		}
	})
}
