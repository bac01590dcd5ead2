package report

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// compete registers three competitors of a brand on its first two platforms, the
// third on one only and not looked at in October, types mentions of the brand,
// and notes what was seen.
func (o made) compete(tx *store.Tx, brandID string) error {
	if !o.rivals {
		return nil
	}
	channels, err := brand.Channels(tx, brandID)
	if err != nil {
		return err
	}
	for i, c := range channels[:2] {
		for month, v := range map[string]float64{"2026-09-01": 180, "2026-10-01": 240} {
			if err := kpi.Set(tx, kpi.Entry{ChannelID: c.ID, Metric: "mentions", Grain: kpi.Month, Day: month, Value: v - float64(60*i)}); err != nil {
				return err
			}
		}
	}
	for i, name := range []string{"Norte", "=Sur & Cía", "Hornos del Mediterráneo Occidental"} {
		r, err := competitor.Add(tx, brandID, competitor.Patch{Name: &name}, nil)
		if err != nil {
			return err
		}
		var rows []competitor.Record
		for _, c := range channels[:2-i/2] {
			if _, err := competitor.AddAccount(tx, r.ID, competitor.AccountPatch{Platform: &c.Platform, Handle: p(fmt.Sprintf("@rival.%d", i))}); err != nil {
				return err
			}
			size := float64(8000 * (i + 1))
			rows = append(rows, competitor.Record{Number: len(rows) + 2, Cells: []string{name, c.Platform, "2026-09-30", fmt.Sprint(size), "12", "", "90"}})
			if i < 2 {
				rows = append(rows, competitor.Record{Number: len(rows) + 2, Cells: []string{name, c.Platform, "2026-10-31", fmt.Sprint(size * 1.03), "14", fmt.Sprint(size / 20), fmt.Sprint(100 * i)}})
			}
		}
		head := competitor.Record{Number: 1, Cells: []string{"competitor", "platform", "day", "followers", "posts", "engagements", "mentions"}}
		read, err := competitor.ReadFile(tx, brandID, "en", "rivals-"+fmt.Sprint(i)+".csv", append([]competitor.Record{head}, rows...))
		if err != nil || len(read.Problems) > 0 {
			return fmt.Errorf("%v %+v", err, read)
		}
		for k, kind := range competitor.Kinds {
			if _, err := competitor.AddNote(tx, competitor.NotePatch{CompetitorID: &r.ID, Day: p(fmt.Sprintf("2026-10-%02d", 5*i+k+1)), Kind: &kind,
				Text: p(strings.Repeat("A prize draw with the bakery around the corner, for whoever brings a friend. ", 1+2*k)), Link: p([]string{"", "https://example.com/draw"}[k%2])}); err != nil {
				return err
			}
		}
	}
	return nil
}

// wordOf is the cell of a sheet that holds a text.
func wordOf(cells map[string]string, text string) (column, row int) {
	for cell, found := range cells {
		if c, r, err := excelize.CellNameToCoordinates(cell); found == text && err == nil && (row == 0 || r < row) {
			column, row = c, r
		}
	}
	return column, row
}

// TestCompetitorsInTheWorkbook compares the sheet with what the page of
// competitors asks for.
func TestCompetitorsInTheWorkbook(t *testing.T) {
	months["rivals"].make(t, func(ctx context.Context, w *agency.Workspace) {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		m := must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
		var page, before *competitor.Comparison
		err := w.File.Read(ctx, func(tx *store.Tx) (err error) {
			if page, err = competitor.Compare(tx, m.Brands[0].ID, "2026-10-01", "2026-10-31"); err == nil {
				before, err = competitor.Compare(tx, m.Brands[0].ID, "2026-09-01", "2026-09-30")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		cells := cellsOf(t, path, "Competitors")
		t.Run("the numbers of both months are those of the page", func(t *testing.T) {
			for _, platform := range []string{"instagram", "facebook"} {
				_, row := wordOf(cells, brand.PlatformName("en", platform))
				if row == 0 {
					t.Fatalf("no block of %s", platform)
				}
				row++
				for i, s := range page.Rows {
					if s.Platform != platform {
						continue
					}
					name := s.Name
					if s.Kind == competitor.Average {
						name = "Average without the brand"
					}
					if cells[at(firstColumn, row)] != name {
						t.Fatalf("row %d is of %q, want %q", row, cells[at(firstColumn, row)], name)
					}
					for k, f := range rivalFigures {
						wantNumber(t, cells, at(rivalFollowers+k, row), f.of(&s), f.unit, name+" "+f.key)
						var was *competitor.Standing
						for j := range before.Rows {
							if o := &before.Rows[j]; o.Platform == platform && o.Kind == s.Kind && o.CompetitorID == s.CompetitorID {
								was = o
							}
						}
						wantNumber(t, cells, at(rivalFollowers+k, row+1), f.of(was), f.unit, name+" "+f.key+" before")
					}
					if s.Kind == competitor.Rival && i > 0 && cells[at(rivalSeen, row)] == "" {
						t.Errorf("%s was seen on no day", name)
					}
					row += 2
				}
			}
		})
		t.Run("the shares of voice are those of the page, with the competitors that they count", func(t *testing.T) {
			_, row := wordOf(cells, "Competitors counted")
			for _, v := range page.Voices {
				row++
				wantNumber(t, cells, at(rivalFollowers, row), v.Share, "%", "share "+v.Platform)
				wantNumber(t, cells, at(rivalFollowers+1, row), v.Own, "", "own "+v.Platform)
				wantNumber(t, cells, at(rivalFollowers+2, row), v.Rivals, "", "theirs "+v.Platform)
				if got := cells[at(rivalFollowers+3, row)]; got != strings.Join(v.Set, ", ") || got != "=Sur & Cía, Norte" {
					t.Errorf("the set of %q is %q, not %q", v.Platform, got, v.Set)
				}
				row++
			}
		})
		t.Run("what was seen has its day, kind and link, and no text is a formula", func(t *testing.T) {
			book := must[*excelize.File](t)(excelize.OpenFile(path))
			defer func() { _ = book.Close() }()
			_, row := wordOf(cells, "What was seen")
			row++
			if len(m.Rivals[0].Notes) != 9 || cells[at(firstColumn, row)] != fmt.Sprint(int64(serial(time.Date(2026, 10, 13, 0, 0, 0, 0, time.UTC)))) || cells[at(firstColumn+1, row)] != "– Neutral" {
				t.Errorf("%d notes, the first on %s, %s", len(m.Rivals[0].Notes), cells[at(firstColumn, row)], cells[at(firstColumn+1, row)])
			}
			if ok, link, err := book.GetCellHyperLink("Competitors", at(lastColumn, row+1)); err != nil || !ok || link != "https://example.com/draw" {
				t.Errorf("the link is %q (%v, %v)", link, ok, err)
			}
			_, sur := wordOf(cells, "=Sur & Cía")
			if formula, err := book.GetCellFormula("Competitors", at(firstColumn, sur)); formula != "" || err != nil {
				t.Errorf("the name is the formula %q (%v)", formula, err)
			}
		})
		t.Run("averages, growth and the brand's own numbers are live", func(t *testing.T) {
			book := must[*excelize.File](t)(excelize.OpenFile(path))
			defer func() { _ = book.Close() }()
			_, own := wordOf(cells, "Alba")
			for column, want := range map[int]string{rivalFollowers: "SUMIFS(", rivalFollowers + 1: "/", rivalFollowers + 4: "/"} {
				if formula := must[string](t)(book.GetCellFormula("Competitors", at(column, own))); !strings.Contains(formula, want) {
					t.Errorf("column %d of the brand is %q", column, formula)
				}
			}
			_, mean := wordOf(cells, "Average without the brand")
			if formula := must[string](t)(book.GetCellFormula("Competitors", at(rivalFollowers, mean))); strings.Count(formula, ",") != 2 {
				t.Errorf("the average is %q", formula)
			}
		})
		t.Run("the definitions say what the numbers of competitors are and where they were read", func(t *testing.T) {
			found := 0
			for _, d := range m.Definitions {
				if strings.Contains(d.Source, "rivals-0.csv, rivals-1.csv, rivals-2.csv") {
					found++
				}
			}
			if found != 7 {
				t.Errorf("%d definitions name the files", found)
			}
		})
	})
}

func TestNoSheetOfCompetitorsWithoutAny(t *testing.T) {
	for name, note := range map[string]bool{"registered and nothing known": false, "seen, and no number known": true} {
		t.Run(name, func(t *testing.T) {
			made{brands: 1, channels: 1, posts: 3}.make(t, func(ctx context.Context, w *agency.Workspace) {
				err := w.File.Write(ctx, "Ana", func(tx *store.Tx) error {
					brands, err := brand.Brands(tx)
					if err != nil {
						return err
					}
					r, err := competitor.Add(tx, brands[0].ID, competitor.Patch{Name: p("Norte")}, []competitor.AccountPatch{{Platform: p("instagram"), Handle: p("@norte")}})
					if err == nil && note {
						_, err = competitor.AddNote(tx, competitor.NotePatch{CompetitorID: &r.ID, Day: p("2026-10-05"), Kind: p("threat"), Text: p("A draw")})
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(t.TempDir(), "x.xlsx")
				must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
				sound(t, path)
				book := must[*excelize.File](t)(excelize.OpenFile(path))
				defer func() { _ = book.Close() }()
				at := must[int](t)(book.GetSheetIndex("Competitors"))
				if (at >= 0) != note {
					t.Errorf("the sheets are %q", book.GetSheetList())
				}
			})
		})
	}
}
