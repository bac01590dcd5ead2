package main

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/sample"
)

func init() { children["list"] = listAlone }

var listColumns = []report.Column{
	{Name: "Day", Kind: report.Date}, {Name: "Channel", Kind: report.Text}, {Name: "Metric", Kind: report.Text}, {Name: "Value", Kind: report.Number},
	{Name: "Previous", Kind: report.Number}, {Name: "Change", Kind: report.Percent}, {Name: "Likes", Kind: report.Number}, {Name: "Comments", Kind: report.Number},
	{Name: "Shares", Kind: report.Number}, {Name: "Saves", Kind: report.Number}, {Name: "Note", Kind: report.Text}, {Name: "When", Kind: report.DateTime},
}

var listStart = time.Date(2020, 1, 1, 9, 30, 0, 0, time.UTC)

func listCells(i int, into []any) []any {
	day := listStart.AddDate(0, 0, i%2000)
	return append(into[:0], day, "instagram:@aurora", "channel.views", float64(i*7%9001), float64(i*11%8999), float64(i%400)/10, float64(i%611), float64(i%97), float64(i%53),
		float64(i%71), "note "+strconv.Itoa(i), day)
}

// writeList writes n rows as the app exports a list.
func writeList(ctx context.Context, path string, n int) error {
	i := 0
	var cells []any
	return report.WriteList(ctx, path, "Data", listColumns, func() ([]any, error) {
		if i == n {
			return nil, nil
		}
		cells = listCells(i, cells)
		i++
		return cells, nil
	})
}

// streamList writes the same cells by excelize's StreamWriter as it comes, with
// Go's own compressor.
func streamList(path string, n int) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	styles := map[string]int{}
	for name, format := range map[string]string{"day": "yyyy-mm-dd", "number": "#,##0", "percent": "0.0%", "moment": "yyyy-mm-dd hh:mm"} {
		if styles[name], err = book.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return err
		}
	}
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	head := make([]any, len(listColumns))
	for i, c := range listColumns {
		head[i] = c.Name
	}
	if err := w.SetRow("A1", head); err != nil {
		return err
	}
	style := []int{styles["day"], 0, 0, styles["number"], styles["number"], styles["percent"], styles["number"], styles["number"], styles["number"], styles["number"], 0, styles["moment"]}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	var values []any
	cells := make([]any, len(listColumns))
	for i := range n {
		values = listCells(i, values)
		for k, v := range values {
			if at, isTime := v.(time.Time); isTime {
				days := at.Sub(epoch).Hours() / 24
				if k == 0 {
					days = float64(int(days))
				}
				v = days
			}
			if k == 5 {
				v = v.(float64) / 100
			}
			cells[k] = excelize.Cell{StyleID: style[k], Value: v}
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := w.SetRow(at, cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return book.SaveAs(path)
}

// lists times a list of 100,000 rows as a workbook.
func lists(ctx context.Context, b *bench) ([]line, error) {
	n, rounds := 100_000, 5
	if b.quick {
		n, rounds = 10_000, 3
	}
	took, err := compare(fmt.Sprintf("workbook of %d rows × %d columns", n, len(listColumns)), 0.8, rounds, median,
		func() error { return writeList(ctx, filepath.Join(b.dir, "list-ours.xlsx"), n) },
		func() error { return streamList(filepath.Join(b.dir, "list-bare.xlsx"), n) })
	if err != nil {
		return nil, err
	}
	took.note = "“bare” is excelize's StreamWriter with Go's own compressor, writing the same cells."
	memory, err := flat(ctx, fmt.Sprintf("memory of a workbook of %d rows", 5*n), 1.3, []string{"list", b.dir, strconv.Itoa(n / 2)}, []string{"list", b.dir, strconv.Itoa(5 * n)})
	return []line{took, memory}, err
}

func listAlone(ctx context.Context, args []string) error {
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	return writeList(ctx, filepath.Join(args[0], "list-alone.xlsx"), n)
}

// monthly times the report of a client of the sample, from query to closed
// file, against writing the cells and charts that it came to.
func monthly(ctx context.Context, b *bench) ([]line, error) {
	folder := filepath.Join(b.dir, "demo")
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	a, err := agency.Open(ctx, folder, time.Now, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = a.Close() }()
	o := sample.Defaults
	o.Today, o.Clients = b.size.Today, 1
	if _, err := sample.Fill(ctx, a, o, nil); err != nil {
		return nil, err
	}
	clients, err := a.Clients(ctx)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(b.dir, "monthly-ours.xlsx")
	save := func() error {
		return a.With(ctx, clients[0].ID, func(w *agency.Workspace) error {
			_, err := report.Save(ctx, w, path, report.Order{Period: "2026-10"}, nil)
			return err
		})
	}
	if err := save(); err != nil {
		return nil, err
	}
	same, err := readBook(path)
	if err != nil {
		return nil, err
	}
	took, err := compare("monthly workbook of a client, from query to closed file", 1.5, b.rounds(20), median, save,
		func() error { return same.write(filepath.Join(b.dir, "monthly-bare.xlsx")) })
	took.note = fmt.Sprintf("“bare” writes the same %d cells with their styles, and %d charts, by excelize with its usual calls; it asks nothing of a database.", same.cells, len(same.charts))
	return []line{took}, err
}

// book is what a workbook holds, to be written anew.
type book struct {
	sheets []sheet
	styles []*excelize.Style // by place
	charts []chart
	cells  int
}

type sheet struct {
	name string
	rows [][]cell
}

type cell struct {
	value   any
	formula string
	style   int // place in styles, -1: none
}

// chart is one chart of a sheet: its kind and the ranges that it shows.
type chart struct {
	sheet  string
	kind   excelize.ChartType
	series []excelize.ChartSeries
}

// readBook reads a workbook.
func readBook(path string) (b *book, err error) {
	file, err := excelize.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	b = &book{}
	places := map[int]int{0: -1}
	for _, name := range file.GetSheetList() {
		rows, err := file.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		s := sheet{name: name}
		for y, row := range rows {
			cells := make([]cell, len(row))
			for x, text := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					return nil, err
				}
				c := cell{style: -1}
				if c.formula, err = file.GetCellFormula(name, at); err != nil {
					return nil, err
				}
				if number, err := strconv.ParseFloat(text, 64); err == nil {
					c.value = number
				} else if text != "" {
					c.value = text
				}
				id, err := file.GetCellStyle(name, at)
				if err != nil {
					return nil, err
				}
				place, known := places[id]
				if !known {
					style, err := file.GetStyle(id)
					if err != nil {
						return nil, err
					}
					place = len(b.styles)
					places[id] = place
					b.styles = append(b.styles, style)
				}
				c.style = place
				if c.value != nil || c.formula != "" || c.style >= 0 {
					b.cells++
				}
				cells[x] = c
			}
			s.rows = append(s.rows, cells)
		}
		b.sheets = append(b.sheets, s)
	}
	b.charts, err = readCharts(path)
	return b, err
}

var chartRange = regexp.MustCompile(`'?([^'!]+)'?!`)

// readCharts reads the kind and the ranges of each chart from the file's parts.
func readCharts(path string) ([]chart, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = z.Close() }()
	var all []chart
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/charts/chart") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		c := chart{kind: excelize.Line}
		if strings.Contains(string(text), "<c:barChart>") || strings.Contains(string(text), "<barChart>") {
			c.kind = excelize.Col
		}
		decode := xml.NewDecoder(strings.NewReader(string(text)))
		inside := ""
		for {
			token, err := decode.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, err
			}
			start, isStart := token.(xml.StartElement)
			if !isStart {
				continue
			}
			switch start.Name.Local {
			case "ser":
				c.series = append(c.series, excelize.ChartSeries{})
			case "tx", "cat", "val":
				inside = start.Name.Local
			case "f":
				var ref string
				if err := decode.DecodeElement(&ref, &start); err != nil {
					return nil, err
				}
				if len(c.series) == 0 {
					continue
				}
				s := &c.series[len(c.series)-1]
				switch inside {
				case "tx":
					s.Name = ref
				case "cat":
					s.Categories = ref
				case "val":
					s.Values = ref
				}
			}
		}
		if len(c.series) == 0 {
			continue
		}
		if m := chartRange.FindStringSubmatch(c.series[0].Values); m != nil {
			c.sheet = m[1]
		}
		all = append(all, c)
	}
	return all, nil
}

// write writes the book by the calls that excelize's documentation shows.
func (b *book) write(path string) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	ids := make([]int, len(b.styles))
	for i, s := range b.styles {
		if ids[i], err = file.NewStyle(s); err != nil {
			return err
		}
	}
	for i, s := range b.sheets {
		if i == 0 {
			err = file.SetSheetName("Sheet1", s.name)
		} else {
			_, err = file.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
		for y, row := range s.rows {
			for x, c := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					return err
				}
				if c.value != nil {
					if err := file.SetCellValue(s.name, at, c.value); err != nil {
						return err
					}
				}
				if c.formula != "" {
					if err := file.SetCellFormula(s.name, at, c.formula); err != nil {
						return err
					}
				}
				if c.style >= 0 {
					if err := file.SetCellStyle(s.name, at, at, ids[c.style]); err != nil {
						return err
					}
				}
			}
		}
	}
	for i, c := range b.charts {
		if err := file.AddChart(b.sheets[min(1, len(b.sheets)-1)].name, fmt.Sprintf("Z%d", 1+20*i), &excelize.Chart{Type: c.kind, Series: c.series}); err != nil {
			return err
		}
	}
	return file.SaveAs(path)
}
