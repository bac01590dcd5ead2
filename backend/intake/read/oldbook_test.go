package read

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// rec writes one record of an old workbook.
func rec(kind int, parts ...any) []byte {
	var data []byte
	for _, p := range parts {
		switch v := p.(type) {
		case int:
			data = binary.LittleEndian.AppendUint16(data, uint16(v))
		case byte:
			data = append(data, v)
		case uint32:
			data = binary.LittleEndian.AppendUint32(data, v)
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		case string:
			data = append(data, v...)
		case []byte:
			data = append(data, v...)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(data))), data...)
}

// wide writes a text as UTF-16.
func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// oldStream writes a workbook with sheets of cells, each the records between
// its BOF and its EOF. Cell format 1 shows a day, 2 a day by its own format.
func oldStream(globals []byte, sheets ...[]byte) []byte {
	all := rec(recBOF, biff8, 5, 0, 0, uint32(0), uint32(0))
	all = append(all, globals...)
	all = append(all, rec(recFormat, 164, 10, byte(0), "dd/mm/yyyy")...)
	for _, format := range []int{0, 14, 164} {
		all = append(all, rec(recXF, 0, format, []byte(strings.Repeat("\x00", 16)))...)
	}
	var places []int
	for i := range sheets {
		places = append(places, len(all)+4)
		all = append(all, rec(recSheet, uint32(0), 0, byte(1), byte(0), string(rune('A'+i)))...)
	}
	all = append(all, rec(recEOF)...)
	for i, s := range sheets {
		binary.LittleEndian.PutUint32(all[places[i]:], uint32(len(all)))
		all = append(all, rec(recBOF, biff8, 0x10, 0, 0, uint32(0), uint32(0))...)
		all = append(all, s...)
		all = append(all, rec(recEOF)...)
	}
	return all
}

// compound puts a stream into a compound file.
func compound(name string, stream []byte) []byte {
	const sector = 512
	size := max(len(stream), 4096)
	n := (size + sector - 1) / sector
	fats := 1
	for fats*128 < n+1+fats {
		fats++
	}
	head := make([]byte, sector)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	put16, put32 := binary.LittleEndian.PutUint16, binary.LittleEndian.PutUint32
	put16(head[24:], 0x3E)
	put16(head[26:], 3)
	put16(head[28:], 0xFFFE)
	put16(head[30:], 9)
	put16(head[32:], 6)
	put32(head[44:], uint32(fats))
	put32(head[48:], uint32(fats)) // the directory
	put32(head[56:], 4096)
	put32(head[60:], 0xFFFFFFFE)
	put32(head[68:], 0xFFFFFFFE)
	fat := bytes.Repeat([]byte{0xFF}, fats*sector)
	for i := range 109 {
		put32(head[76+4*i:], 0xFFFFFFFF)
		if i < fats {
			put32(head[76+4*i:], uint32(i))
			put32(fat[4*i:], 0xFFFFFFFD)
		}
	}
	put32(fat[4*fats:], 0xFFFFFFFE)
	for i := range n {
		next := uint32(fats + 2 + i)
		if i == n-1 {
			next = 0xFFFFFFFE
		}
		put32(fat[4*(fats+1+i):], next)
	}
	entry := func(name string, kind byte, child, start uint32, size int) []byte {
		e := make([]byte, 128)
		copy(e, wide(name))
		put16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		put32(e[68:], 0xFFFFFFFF)
		put32(e[72:], 0xFFFFFFFF)
		put32(e[76:], child)
		put32(e[116:], start)
		put32(e[120:], uint32(size))
		return e
	}
	none := uint32(0xFFFFFFFF)
	directory := append(entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), entry(name, 2, none, uint32(fats+1), size)...)
	directory = append(directory, make([]byte, 256)...)
	body := make([]byte, n*sector)
	copy(body, stream)
	return slices.Concat(head, fat, directory, body)
}

func openOld(t *testing.T, raw []byte) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "book.xls")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return Open(t.Context(), path)
}

// lines are the rows of a table with their numbers.
func lines(t *testing.T, table *Table) []string {
	t.Helper()
	rows, err := table.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var cells []string
		for _, c := range rows.Cells() {
			cells = append(cells, string(c))
		}
		all = append(all, strings.Join(cells, "|"))
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return all
}

// everyCell is a workbook with a cell of each kind.
func everyCell() []byte {
	// The third text is broken amid its characters, and goes on in wide ones.
	texts := slices.Concat(
		rec(recSST, uint32(3), uint32(3), 4, byte(0), "Date", 2, byte(1), wide("Ñu"), 6, byte(0), "bro"),
		rec(recContinue, byte(1), wide("ken")))
	cells := slices.Concat(
		rec(recLabelSST, 0, 0, 0, uint32(0)), rec(recLabelSST, 0, 1, 0, uint32(1)), rec(recLabelSST, 0, 2, 0, uint32(2)),
		rec(recLabel, 0, 3, 0, 3, byte(0), "old"),
		rec(recNumber, 2, 0, 1, 46000.0), rec(recNumber, 2, 1, 0, 0.25), rec(recRK, 2, 2, 0, uint32(1234<<2|2|1)),
		rec(recMulRK, 2, 3, 0, uint32(7<<2|2), 2, uint32(46000<<2|2), 4),
		// Rows may come out of order.
		rec(recBoolErr, 1, 0, 0, byte(0x2A), byte(1)), rec(recBoolErr, 1, 1, 0, byte(1), byte(0)),
		rec(recFormula, 3, 0, 0, 12.5, 0, uint32(0), 0),
		rec(recFormula, 3, 1, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0), rec(recString, 4, byte(0), "text"),
		rec(recNumber, 3, 2, 0, 1.47689e18), rec(recNumber, 3, 3, 1, 46000.75))
	return oldStream(texts, cells)
}

func TestOldBookReadsEachKindOfCell(t *testing.T) {
	f, err := openOld(t, compound("Workbook", everyCell()))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Date|Ñu|broken|old", "#N/A|TRUE", "2025-12-09|0.25|12.34|7|2025-12-09", "12.5|text|1.47689E+18|2025-12-09T18:00:00"}
	if got := lines(t, f.Tables[0]); !slices.Equal(got, want) || len(f.Tables) != 1 || f.Tables[0].Name != "" {
		t.Errorf("%q reads\n%q, want\n%q", f.Tables[0].Name, got, want)
	}
}

func TestOldBookNamesItsSheetsAndLeavesOutBlankOnes(t *testing.T) {
	f, err := openOld(t, compound("Workbook", oldStream(nil, rec(recNumber, 1, 1, 0, 5.0), nil, rec(recNumber, 0, 0, 0, 6.0))))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Tables) != 2 || f.Tables[0].Name != "A" || f.Tables[1].Name != "C" || f.Tables[0].Head[0].Number != 2 || lines(t, f.Tables[1])[0] != "6" {
		t.Errorf("%+v", f.Tables)
	}
}

func TestOldBookCountsDaysFrom1904(t *testing.T) {
	f, err := openOld(t, compound("Workbook", oldStream(rec(recDate1904, 1), rec(recNumber, 0, 0, 1, 44538.0))))
	if err != nil {
		t.Fatal(err)
	}
	if got := lines(t, f.Tables[0]); got[0] != "2025-12-09" {
		t.Errorf("reads %q", got)
	}
}

func TestOldBookRefusesWithASentence(t *testing.T) {
	whole := compound("Workbook", everyCell())
	for name, try := range map[string]struct {
		raw []byte
		key string
	}{
		"a locked one":         {compound("Workbook", oldStream(rec(recFilePass, 1), nil)), "read.book_locked"},
		"one older than 97":    {compound("Book", rec(recBOF, 0x0500, 5)), "read.book_locked"},
		"an encrypted new one": {compound("EncryptedPackage", nil), "read.book_locked"},
		"a letter":             {compound("WordDocument", nil), "read.looks.document"},
		"one that was cut":     {whole[:1500], "read.book_damaged"},
		"one without its end":  {compound("Workbook", everyCell()[:60]), "read.book_damaged"},
		"texts that never end": {compound("Workbook", oldStream(rec(recSST, uint32(9), uint32(1<<31-1)), nil)), "read.book_damaged"},
		"a sheet that is no such": {compound("Workbook", slices.Concat(rec(recBOF, biff8, 5), rec(recSheet, uint32(4), 0, byte(1), byte(0), "A"), rec(recEOF))),
			"read.book_damaged"},
		"one of blank sheets": {compound("Workbook", oldStream(nil, nil)), "read.no_tables"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := openOld(t, try.raw)
			if e := fault.Of(err); e == nil || e.Key != try.key {
				t.Errorf("gives %v, want %s", err, try.key)
			}
		})
	}
}

// TestOldBookReadsWhatAnOfficeSuiteWrites compares a workbook with its copy in
// the old format.
func TestOldBookReadsWhatAnOfficeSuiteWrites(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not here")
	}
	book := excelize.NewFile()
	defer book.Close()
	day, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	sheet := book.GetSheetName(0)
	if _, err := book.NewSheet("Blank"); err != nil {
		t.Fatal(err)
	}
	for row := 1; row <= 400; row++ {
		cell := func(column int) string {
			name, err := excelize.CoordinatesToCellName(column, row)
			if err != nil {
				t.Fatal(err)
			}
			return name
		}
		for column, v := range []any{strings.Repeat("Ünï", row) + "😀", row * 1000, float64(row) / 7, 45000 + row, -row, ""} {
			if err := book.SetCellValue(sheet, cell(column+1), v); err != nil {
				t.Fatal(err)
			}
		}
		if err := book.SetCellStyle(sheet, cell(4), cell(4), day); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "book.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+folder+"/office", "--headless", "--convert-to", "xls", "--outdir", folder, path)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not start: %v\n%s", err, out)
	}
	newer, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	older, err := Open(t.Context(), filepath.Join(folder, "book.xls"))
	if err != nil {
		t.Fatal(err)
	}
	a, b := lines(t, newer.Tables[0]), lines(t, older.Tables[0])
	if len(a) != 400 || len(b) != len(a) {
		t.Fatalf("%d and %d rows", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("row %d reads\n%q\nand\n%q", i+1, a[i], b[i])
		}
	}
}

// FuzzOldBook reads any stream as a workbook, and any compound file: it is
// refused with a sentence, or read to its end.
func FuzzOldBook(f *testing.F) {
	f.Add(everyCell())
	f.Add(oldStream(rec(recFilePass, 1), nil))
	f.Add(oldStream(nil, rec(recNumber, 1, 1, 0, 5.0), nil))
	f.Add(compound("Workbook", everyCell()))
	path := filepath.Join(f.TempDir(), "book.xls")
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
			raw = compound("Workbook", raw)
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(context.Background(), path)
		if err != nil {
			if fault.Of(err) == nil {
				t.Fatal(err)
			}
			return
		}
		for _, table := range file.Tables {
			rows, err := table.Rows(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				if len(rows.Cells()) > oldColumns {
					t.Fatalf("%d cells", len(rows.Cells()))
				}
			}
			if err := rows.Err(); err != nil && fault.Of(err) == nil {
				t.Fatal(err)
			}
		}
	})
}
