package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

var listColumns = []Column{{"Text", Text}, {"Number", Number}, {"Day", Date}, {"At", DateTime}, {"Link", Link}, {"text", Text}}

func listRows(rows ...[]any) func() ([]any, error) {
	return func() ([]any, error) {
		if len(rows) == 0 {
			return nil, nil
		}
		row := rows[0]
		rows = rows[1:]
		return row, nil
	}
}

func TestWriteListAsWorkbook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.xlsx")
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	missing := (*float64)(nil)
	err = WriteList(t.Context(), path, "Log: [all]/x", listColumns, listRows(
		[]any{"=1+1", 12.5, "2026-10-31", time.Date(2026, 10, 31, 23, 30, 0, 0, madrid), "https://example.com/a?b=1&c=2", "x\x00\x1by\n<&>"},
		[]any{nil, missing, "", nil, "javascript:alert(1)", "ñ 👍🏽 _x0041_"},
	))
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	sheet := book.GetSheetName(0)
	if sheet != "Log- -all--x" {
		t.Errorf("sheet is named %q", sheet)
	}
	raw := excelize.Options{RawCellValue: true}
	for cell, want := range map[string]string{
		"A1": "Text", "F1": "text 2", "A2": "=1+1", "B2": "12.5", "C2": "46326", "D2": "46326.9791666667",
		"E2": "https://example.com/a?b=1&c=2", "F2": "xy\n<&>", "A3": "", "B3": "", "C3": "", "D3": "", "F3": "ñ 👍🏽 _x0041_",
	} {
		if got, err := book.GetCellValue(sheet, cell, raw); err != nil || !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s = %q, want %q (%v)", cell, got, want, err)
		}
	}
	if formula, err := book.GetCellFormula(sheet, "A2"); formula != "" || err != nil {
		t.Errorf("a text became the formula %q (%v)", formula, err)
	}
	if yes, link, _ := book.GetCellHyperLink(sheet, "E2"); !yes || link != "https://example.com/a?b=1&c=2" {
		t.Errorf("link of E2 is %q", link)
	}
	if yes, link, _ := book.GetCellHyperLink(sheet, "E3"); yes {
		t.Errorf("E3 links to %q", link)
	}
	tables, err := book.GetTables(sheet)
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:F3" {
		t.Errorf("tables are %+v (%v)", tables, err)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode is %v (%v)", info.Mode(), err)
		}
	}
	sound(t, path)
}

func TestWriteListAsCSV(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.csv")
	err := WriteList(t.Context(), path, "Log", listColumns, listRows(
		[]any{"=cmd|' /C calc'!A0", -3.25, "2026-10-31", time.Date(2026, 10, 31, 23, 30, 0, 0, time.UTC), "https://example.com", "a \"b\", c"},
		[]any{"@x", nil, nil, nil, nil, "ñ"},
	))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffText,Number,Day,At,Link,text\r\n" +
		"'=cmd|' /C calc'!A0,-3.25,2026-10-31,2026-10-31 23:30:00,https://example.com,\"a \"\"b\"\", c\"\r\n" +
		"'@x,,,,,ñ\r\n"
	if string(got) != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestWriteListRefuses(t *testing.T) {
	dir := t.TempDir()
	open := filepath.Join(dir, "open.xlsx")
	if err := os.WriteFile(filepath.Join(dir, ".~lock.open.xlsx#"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.xlsx"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct{ name, path, key string }{
		{"a folder", filepath.Join(dir, "folder.xlsx"), "report.out_folder"},
		{"a file in a folder that is not there", filepath.Join(dir, "no", "a.xlsx"), "report.out_nowhere"},
		{"a file that is open elsewhere", open, "report.out_open"},
		{"an unknown ending", filepath.Join(dir, "a.pdf"), "report.out_ending"},
	} {
		t.Run(try.name, func(t *testing.T) {
			f := fault.Of(WriteList(t.Context(), try.path, "x", listColumns, listRows()))
			if f == nil || f.Key != try.key {
				t.Errorf("got %v, want %s", f, try.key)
			}
		})
	}
}

func TestWriteListLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "list.xlsx")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	ctx, cancel := context.WithCancel(t.Context())
	rows := 0
	for name, next := range map[string]func() ([]any, error){
		"a row that fails": func() ([]any, error) { return nil, broken },
		"a cancel halfway": func() ([]any, error) {
			if rows++; rows == 3 {
				cancel()
			}
			return []any{"a", 1, nil, nil, nil, nil}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := WriteList(ctx, path, "x", listColumns, next)
			if !errors.Is(err, broken) && !fault.Is(err, fault.Canceled) {
				t.Errorf("got %v", err)
			}
			if got, _ := os.ReadFile(path); string(got) != "before" {
				t.Errorf("the file was touched: %q", got)
			}
			if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) != 1 {
				t.Errorf("files left: %v", files)
			}
			if files, _ := filepath.Glob(filepath.Join(dir, ".*")); len(files) != 0 {
				t.Errorf("hidden files left: %v", files)
			}
		})
	}
}

func TestWriteEmptyListHasTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.xlsx")
	if err := WriteList(t.Context(), path, "", listColumns, listRows()); err != nil {
		t.Fatal(err)
	}
	sound(t, path)
}
