package report

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// clerk is a client's file with a brand, two channels and a few typed numbers.
type clerk struct {
	*testing.T
	file     *store.File
	brand    string
	channels [2]string
}

func newClerk(t *testing.T) *clerk {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 11, 10, 9, 30, 0, 0, time.UTC) }
	f, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	c := &clerk{T: t, file: f}
	c.write(func(tx *store.Tx) error {
		name := "Alba"
		b, err := brand.Add(tx, brand.Patch{Name: &name})
		if err != nil {
			return err
		}
		c.brand = b.ID
		for i, platform := range []string{"instagram", "tiktok"} {
			handle := "@alba"
			ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err != nil {
				return err
			}
			c.channels[i] = ch.ID
		}
		return kpi.SetAll(tx, []kpi.Entry{
			{ChannelID: c.channels[0], Metric: "followers", Grain: kpi.Month, Day: "2026-01-01", Value: 1000},
			{ChannelID: c.channels[0], Metric: "views", Grain: kpi.Month, Day: "2026-02-01", Value: 2500},
			{ChannelID: c.channels[1], Metric: "views", Grain: kpi.Day, Day: "2026-01-02", Value: 70},
		})
	})
	return c
}

func (c *clerk) write(fn func(*store.Tx) error) {
	c.Helper()
	if err := c.file.Write(context.Background(), "Ana", fn); err != nil {
		c.Fatal(err)
	}
}

// form writes a form of followers, views and spend.
func (c *clerk) form(grain string, filled bool) string {
	c.Helper()
	path := filepath.Join(c.TempDir(), "form.xlsx")
	to := "2026-03-31"
	if grain == kpi.Day {
		to = "2026-01-05"
	}
	if err := c.file.Read(context.Background(), func(tx *store.Tx) error {
		return WriteForm(context.Background(), tx, path, FormOrder{Language: "en", Filled: filled, Grid: kpi.GridQuery{
			Brand: c.brand, Grain: grain, From: "2026-01-01", To: to, Metrics: []string{"followers", "views", "spend"}}})
	}); err != nil {
		c.Fatal(err)
	}
	return path
}

func (c *clerk) read(path string) (form *intake.Form, err error) {
	err = c.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		form, err = intake.ReadForm(tx, c.brand, path, "en")
		return err
	})
	return form, err
}

// resaved are workbooks as LibreOffice saves them, in the same order.
func resaved(t *testing.T, files []string) []string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	out := t.TempDir()
	args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}, files...)
	if said, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	all := make([]string, len(files))
	for i, file := range files {
		all[i] = filepath.Join(out, filepath.Base(file))
	}
	return all
}

// In the form of months D to F are January to March; 5 to 7 are followers, views
// and spend of the first channel, 8 to 10 of the second.
var formTries = []struct {
	name   string
	grain  string
	edit   func(b *excelize.File, sheet string) error
	counts string // added changed same kept
	bad    string // cells with problems
	office string // counts, where LibreOffice makes others of them
	words  string // in a problem
}{
	{"comes back as it was", kpi.Month, func(*excelize.File, string) error { return nil }, "0 0 2 0", "", "", ""},
	{"adds and changes", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D6", 300, "D5", 1001, "F10", 12.5)
	}, "2 1 1 0", "", "", ""},
	{"clears nothing by a blank", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D5", nil, "E6", "-")
	}, "0 0 0 2", "", "", ""},
	{"is read when its sheet was renamed", kpi.Month, func(b *excelize.File, s string) error {
		return join(set(b, s, "D6", 5), b.SetSheetName(s, "Números 2026"))
	}, "1 0 2 0", "", "", ""},
	{"is read when rows and columns were put between", kpi.Month, func(b *excelize.File, s string) error {
		return join(set(b, s, "D6", 5), b.UnprotectSheet(s), b.InsertRows(s, 6, 2), b.InsertCols(s, "E", 1))
	}, "1 0 2 0", "", "", ""},
	{"is read when rows changed places", kpi.Month, func(b *excelize.File, s string) error {
		return join(set(b, s, "D10", 9), b.UnprotectSheet(s), b.DuplicateRowTo(s, 10, 5), b.RemoveRow(s, 11))
	}, "1 0 2 0", "", "", ""},
	{"is read when columns changed places", kpi.Month, func(b *excelize.File, s string) error {
		if err := join(set(b, s, "F5", 77), b.UnprotectSheet(s)); err != nil {
			return err
		}
		for row := 3; row <= 10; row++ {
			f, d := fmt.Sprintf("F%d", row), fmt.Sprintf("D%d", row)
			last, err := b.GetCellValue(s, f, excelize.Options{RawCellValue: true})
			if err != nil {
				return err
			}
			first, err := b.GetCellValue(s, d, excelize.Options{RawCellValue: true})
			if err != nil {
				return err
			}
			if err := join(raw(b, s, f, first), raw(b, s, d, last)); err != nil {
				return err
			}
		}
		return nil
	}, "1 0 2 0", "", "", ""},
	{"refuses numbers in rows and columns of its own", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "B12", "Total", "D12", 99, "H5", 4)
	}, "0 0 2 0", "D12 H5", "", "row was added"},
	{"refuses a row of another name", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "C6", "Impressions", "D6", 4)
	}, "0 0 1 0", "D6", "", "that of Instagram @alba, Views"},
	{"refuses a column of another month", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "E4", "Apr 2026", "E5", 4)
	}, "0 0 1 0", "E4", "", "that of 2026-02"},
	{"reads numbers that are text", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D6", "1.234", "E7", "1.234,5", "D7", "2,5", "F6", "1 250")
	}, "3 0 2 0", "F6", "", "no number"},
	{"guesses no text that means two numbers", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D7", "1.000", "E7", "1,234")
	}, "0 0 2 0", "D7 E7", "", "can mean two numbers"},
	{"refuses words and errors", kpi.Month, func(b *excelize.File, s string) error {
		return join(set(b, s, "D6", "abc"), b.SetCellFormula(s, "D9", "NA()"))
	}, "0 0 2 0", "D6 D9", "", "“abc” is no number"},
	// LibreOffice keeps what is true as 1, in the format of the cell.
	{"refuses what is true", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D8", true)
	}, "0 0 2 0", "D8", "1 0 2 0", "no number"},
	{"refuses what a count cannot be", kpi.Month, func(b *excelize.File, s string) error {
		return set(b, s, "D6", 2.5, "D8", -3)
	}, "0 0 2 0", "D6 D8", "", "whole number"},
	{"refuses a number that became a date", kpi.Month, func(b *excelize.File, s string) error {
		style, err := b.NewStyle(&excelize.Style{NumFmt: 14})
		return join(err, set(b, s, "D6", 46023), b.SetCellStyle(s, "D6", "D6", style))
	}, "0 0 2 0", "D6", "", "made a date"},
	{"takes the saved result of a formula", kpi.Month, func(b *excelize.File, s string) error {
		return b.SetCellFormula(s, "D6", "200+50")
	}, "0 0 2 0", "D6", "1 0 2 0", "no saved result"},
	{"refuses the same number twice", kpi.Month, func(b *excelize.File, s string) error {
		return join(b.UnprotectSheet(s), b.DuplicateRow(s, 5), set(b, s, "D6", 4))
	}, "0 0 2 0", "D6", "", "Template!D5"},
	{"of days has a sheet for each channel", kpi.Day, func(b *excelize.File, s string) error {
		return join(set(b, s, "C5", 10, "D9", 20), set(b, "TikTok @alba", "D6", 71))
	}, "2 1 0 0", "", "", ""},
	{"of days refuses a day that was changed", kpi.Day, func(b *excelize.File, s string) error {
		return set(b, s, "B5", 46100, "C5", 10, "C6", 20)
	}, "1 0 1 0", "C5", "", "that of 2026-01-01"},
}

func TestForm(t *testing.T) {
	c := newClerk(t)
	files := make([]string, len(formTries))
	folder := t.TempDir()
	for i, try := range formTries {
		book, err := excelize.OpenFile(c.form(try.grain, true))
		if err != nil {
			t.Fatal(err)
		}
		if err := try.edit(book, book.GetSheetName(0)); err != nil {
			t.Fatal(try.name, err)
		}
		files[i] = filepath.Join(folder, fmt.Sprintf("%02d.xlsx", i))
		if err := book.SaveAs(files[i]); err != nil {
			t.Fatal(err)
		}
		_ = book.Close()
	}
	judge := func(t *testing.T, i int, file, counts, bad string) {
		t.Helper()
		form, err := c.read(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(form.Added, form.Changed, form.Same, form.Kept); got != counts {
			t.Errorf("added, changed, same, kept: %s, not %s; %+v", got, counts, form)
		}
		cells, words := []string{}, ""
		for _, p := range form.Problems {
			cells, words = append(cells, p.Cell), words+p.Message+"\n"
		}
		slices.Sort(cells)
		if got := strings.Join(cells, " "); got != bad {
			t.Errorf("problems in %q, not in %q: %s", got, bad, words)
		}
		if bad != "" && !strings.Contains(words, formTries[i].words) {
			t.Errorf("%q is not said in %q", formTries[i].words, words)
		}
	}
	for i, try := range formTries {
		t.Run(try.name, func(t *testing.T) { judge(t, i, files[i], try.counts, try.bad) })
	}
	t.Run("re-saved by LibreOffice", func(t *testing.T) {
		for i, file := range resaved(t, files) {
			try := formTries[i]
			t.Run(try.name, func(t *testing.T) {
				if try.office != "" {
					judge(t, i, file, try.office, "")
					return
				}
				judge(t, i, file, try.counts, try.bad)
			})
		}
	})
}

func TestFormIsTaken(t *testing.T) {
	c := newClerk(t)
	path := c.form(kpi.Month, false)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := join(set(book, book.GetSheetName(0), "D5", 1100, "D6", 5, "E6", "x"), book.Save(), book.Close()); err != nil {
		t.Fatal(err)
	}
	form, err := c.read(path)
	if err != nil {
		t.Fatal(err)
	}
	take := func(path, hash string) error {
		return c.file.Write(t.Context(), "Ana", func(tx *store.Tx) error {
			_, err := intake.TakeForm(tx, c.brand, path, hash, "en")
			return err
		})
	}
	typed := func() string {
		var text string
		if err := c.file.Read(t.Context(), func(tx *store.Tx) error {
			grid, err := kpi.Grid(tx, kpi.GridQuery{Brand: c.brand, Grain: kpi.Month, From: "2026-01-01", To: "2026-03-31", Channels: c.channels[:1]})
			if err != nil {
				return err
			}
			for _, cell := range grid.Cells {
				text += fmt.Sprintf("%s %s %v, ", cell.Metric, cell.Day[:7], *cell.Typed)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return text
	}
	const before = "followers 2026-01 1000, views 2026-02 2500, "
	t.Run("not when it changed since it was looked at", func(t *testing.T) {
		if err := take(path, "other"); fault.Of(err) == nil || fault.Of(err).Code != fault.Conflict {
			t.Error(err)
		}
		if got := typed(); got != before {
			t.Error(got)
		}
	})
	t.Run("as one action with one undo", func(t *testing.T) {
		if err := take(path, form.Hash); err != nil {
			t.Fatal(err)
		}
		if got := typed(); got != "followers 2026-01 1100, views 2026-01 5, views 2026-02 2500, " {
			t.Error(got)
		}
		if _, err := c.file.Undo(t.Context(), "Ana", 0); err != nil {
			t.Fatal(err)
		}
		if got := typed(); got != before {
			t.Error("after undo:", got)
		}
	})
	t.Run("not of another brand, and no other workbook", func(t *testing.T) {
		if err := c.file.Read(t.Context(), func(tx *store.Tx) error {
			_, err := intake.ReadForm(tx, "another", path, "en")
			return err
		}); fault.Of(err) == nil {
			t.Error(err)
		}
		other := filepath.Join(t.TempDir(), "other.xlsx")
		book := excelize.NewFile()
		if err := join(book.SaveAs(other), book.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := c.read(other); fault.Of(err) == nil {
			t.Error(err)
		}
		if err := os.WriteFile(other, []byte("PK no workbook"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := c.read(other); fault.Of(err) == nil {
			t.Error(err)
		}
	})
}

func set(b *excelize.File, sheet string, cells ...any) error {
	for i := 0; i < len(cells); i += 2 {
		if err := b.SetCellValue(sheet, cells[i].(string), cells[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// raw writes a value as the file holds it: a number where it is one.
func raw(b *excelize.File, sheet, cell, value string) error {
	if value == "" {
		return b.SetCellValue(sheet, cell, nil)
	}
	var n float64
	if _, err := fmt.Sscanf(value, "%g", &n); err == nil && fmt.Sprint(n) == value {
		return b.SetCellValue(sheet, cell, n)
	}
	return b.SetCellValue(sheet, cell, value)
}

func join(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}
