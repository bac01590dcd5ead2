package report

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
)

const benchRows = 100_000

func eachBenchRow(fn func(*Measurement) error) error {
	row := Measurement{Channel: "Instagram @alba", Grain: "day", Unit: "count", Source: "instagram Oct-2026.csv"}
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range benchRows {
		row.Metric = "Metric " + strconv.Itoa(i%25)
		row.Day = start.AddDate(0, 0, i/25).Format(time.DateOnly)
		row.Value = float64(i) * 1.5
		if err := fn(&row); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkDataRows(b *testing.B) {
	dir := b.TempDir()
	for i := range b.N {
		m := &Monthly{Client: "Bench", Language: "en", Currency: "EUR", Paper: A4, Period: "2026-10", From: "2026-10-01", To: "2026-10-31", PreviousFrom: "2026-09-01", PreviousTo: "2026-09-30"}
		if err := Write(context.Background(), filepath.Join(dir, fmt.Sprint(i, ".xlsx")), m, Data{Measurements: eachBenchRow}, "", nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBareRows writes the same cells with excelize's own writer and Go's
// own compressor.
func BenchmarkBareRows(b *testing.B) {
	dir := b.TempDir()
	for i := range b.N {
		book := excelize.NewFile()
		w, err := book.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			b.Fatal(err)
		}
		n := 1
		err = eachBenchRow(func(m *Measurement) error {
			n++
			day, err := time.Parse(time.DateOnly, m.Day)
			if err != nil {
				return err
			}
			cell := func(v any) excelize.Cell { return excelize.Cell{StyleID: style, Value: v} }
			return w.SetRow("A"+strconv.Itoa(n), []any{cell(m.Channel), cell(m.Metric), cell(day), cell("day"), cell("This month"), cell(m.Value), cell(m.Unit), cell(m.Source)})
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := book.SaveAs(filepath.Join(dir, fmt.Sprint(i, ".xlsx"))); err != nil {
			b.Fatal(err)
		}
		if err := book.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMonth(b *testing.B) {
	months["usual"].make(b, func(ctx context.Context, w *agency.Workspace) {
		dir := b.TempDir()
		b.ResetTimer()
		for i := range b.N {
			if _, err := Save(ctx, w, filepath.Join(dir, fmt.Sprint(i, ".xlsx")), Order{Period: "2026-10"}, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkBareMonth writes the cells and charts of the same month, read from
// its workbook before, with excelize alone.
func BenchmarkBareMonth(b *testing.B) {
	months["usual"].make(b, func(ctx context.Context, w *agency.Workspace) {
		dir := b.TempDir()
		path := filepath.Join(dir, "month.xlsx")
		m, err := Save(ctx, w, path, Order{Period: "2026-10"}, nil)
		if err != nil {
			b.Fatal(err)
		}
		charts := 2
		for _, c := range m.Channels {
			charts += len(c.Days) + 1
		}
		sheets, merged := bareCells(b, path)
		b.ResetTimer()
		for i := range b.N {
			bareMonth(b, filepath.Join(dir, fmt.Sprint(i, ".xlsx")), sheets, merged, charts)
		}
	})
}

type bareCell struct {
	name, formula string
	value         any
	style         int
}

func bareCells(b *testing.B, path string) (sheets [][]bareCell, merged [][]excelize.MergeCell) {
	b.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		var cells []bareCell
		for r, row := range rows {
			for c, text := range row {
				if text == "" {
					continue
				}
				cell := bareCell{name: at(c+1, r+1), value: text}
				if v, err := strconv.ParseFloat(text, 64); err == nil {
					cell.value = v
				}
				cell.formula, _ = book.GetCellFormula(sheet, cell.name)
				cell.style, _ = book.GetCellStyle(sheet, cell.name)
				cells = append(cells, cell)
			}
		}
		joined, err := book.GetMergeCells(sheet)
		if err != nil {
			b.Fatal(err)
		}
		sheets, merged = append(sheets, cells), append(merged, joined)
	}
	return sheets, merged
}

func bareMonth(b *testing.B, path string, sheets [][]bareCell, merged [][]excelize.MergeCell, charts int) {
	b.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	most := 0
	for _, cells := range sheets {
		for _, c := range cells {
			most = max(most, c.style)
		}
	}
	for n := range most {
		if _, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: font, Size: 8 + float64(n)/4}}); err != nil {
			b.Fatal(err)
		}
	}
	for i, cells := range sheets {
		sheet := fmt.Sprint("S", i)
		if _, err := book.NewSheet(sheet); err != nil {
			b.Fatal(err)
		}
		for _, c := range cells {
			if err := book.SetCellValue(sheet, c.name, c.value); err != nil {
				b.Fatal(err)
			}
			if c.formula != "" {
				if err := book.SetCellFormula(sheet, c.name, c.formula); err != nil {
					b.Fatal(err)
				}
			}
			if err := book.SetCellStyle(sheet, c.name, c.name, c.style); err != nil {
				b.Fatal(err)
			}
		}
		for _, m := range merged[i] {
			if err := book.MergeCell(sheet, m.GetStartAxis(), m.GetEndAxis()); err != nil {
				b.Fatal(err)
			}
		}
	}
	for n := range charts {
		err := book.AddChart("S2", at(1+n*8, 60), &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{
			{Name: "S2!$C$20", Categories: "S2!$B$21:$B$51", Values: "S2!$C$21:$C$51"}, {Name: "S2!$D$20", Categories: "S2!$B$21:$B$51", Values: "S2!$D$21:$D$51"},
		}})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		b.Fatal(err)
	}
}
