package report

import (
	"archive/zip"
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/sample"
)

// alwaysRecalculate is the setting of LibreOffice to trust no cached value.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recalculated are the values that LibreOffice works out for files whose cached
// ones were spoilt before, by base name.
func recalculated(t *testing.T, files ...string) map[string]*excelize.File {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	profile, out := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", "xlsx", "--outdir", out}
	spoilt := t.TempDir()
	for _, file := range files {
		to := filepath.Join(spoilt, filepath.Base(file))
		spoil(t, file, to)
		args = append(args, to)
	}
	if said, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	books := map[string]*excelize.File{}
	for _, file := range files {
		book, err := excelize.OpenFile(filepath.Join(out, filepath.Base(file)))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = book.Close() })
		books[filepath.Base(file)] = book
	}
	return books
}

var cached = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// spoil copies a workbook with a wrong value in every cell of a formula.
func spoil(t *testing.T, from, to string) {
	t.Helper()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	n := 0
	for name, body := range unpack(t, from) {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			n += len(cached.FindAllString(body, -1))
			body = cached.ReplaceAllString(body, "$1<v>987654321</v>")
		}
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Errorf("%s has no formula", from)
	}
}

func TestRecalculatedValuesEqualCached(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, name := range []string{"usual", "spanish", "several", "one-post", "weird", "long", "rivals", "rivales"} {
		months[name].make(t, func(ctx context.Context, w *agency.Workspace) {
			path := filepath.Join(dir, name+".xlsx")
			if _, err := Save(ctx, w, path, Order{Period: "2026-10"}, nil); err != nil {
				t.Fatal(err)
			}
			files = append(files, path)
		})
	}
	books := recalculated(t, files...)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ours, err := excelize.OpenFile(file)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = ours.Close() }()
			theirs := books[filepath.Base(file)]
			compared := 0
			for _, sheet := range ours.GetSheetList() {
				compared += compareFormulas(t, ours, theirs, sheet)
			}
			if compared < 5 {
				t.Errorf("only %d formulas", compared)
			}
		})
	}
}

func compareFormulas(t *testing.T, ours, theirs *excelize.File, sheet string) int {
	t.Helper()
	raw := excelize.Options{RawCellValue: true}
	rows, err := ours.GetRows(sheet, raw)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range rows {
		for c := range rows[r] {
			cell := at(c+1, r+1)
			formula, err := ours.GetCellFormula(sheet, cell)
			if err != nil || formula == "" || rows[r][c] == "" { // a part of a merged cell; sound looks for values that lack
				continue
			}
			n++
			want, err1 := strconv.ParseFloat(rows[r][c], 64)
			text, err2 := theirs.GetCellValue(sheet, cell, raw)
			got, err3 := strconv.ParseFloat(text, 64)
			if err1 != nil || err2 != nil || err3 != nil || math.Abs(got-want) > 1e-6*math.Max(1, math.Abs(want)) {
				t.Errorf("%s!%s: cached %s, recalculated %s: =%s", sheet, cell, rows[r][c], text, formula)
			}
		}
	}
	return n
}

func TestSampleAgencyIsRecalculatedToTheSame(t *testing.T) {
	ctx := t.Context()
	a := must[*agency.Agency](t)(agency.Open(ctx, t.TempDir(), func() time.Time { return october }, nil))
	defer func() { _ = a.Close() }()
	if _, err := sample.Fill(ctx, a, sample.Options{Clients: 3, Months: 3, Seed: 7, Today: "2026-11-03"}, nil); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var files []string
	for _, c := range must[[]agency.Client](t)(a.Clients(ctx)) {
		path := filepath.Join(dir, c.Slug+".xlsx")
		err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
			_, err := Save(ctx, w, path, Order{Period: "2026-10"}, nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, path)
		files = append(files, path)
	}
	books := recalculated(t, files...)
	for _, file := range files {
		ours, err := excelize.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, sheet := range ours.GetSheetList() {
			compared += compareFormulas(t, ours, books[filepath.Base(file)], sheet)
		}
		if err := ours.Close(); err != nil {
			t.Error(err)
		}
		t.Logf("%s: %d formulas", filepath.Base(file), compared)
	}
}
