package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/lang"
)

// A page is twelve columns of equal width between two narrow margins; what it
// holds stands on them, so that all pages of a workbook align.
const (
	firstColumn = 2 // B
	lastColumn  = 13
	columnWidth = 11.7
	columnPixel = 87 // of columnWidth in Arial 10
)

// page is a sheet that is laid out in memory and written at the end.
type page struct {
	book   *excelize.File
	stream *excelize.StreamWriter
	styles *styles
	words  speech
	sheet  string
	rows   [][]any
	height map[int]float64
	err    error
}

// speech says sentences of this room in the language of the workbook.
type speech string

func (w speech) t(key string, args ...any) string { return lang.T(string(w), "report."+key, args...) }

// newPage begins a page on a new sheet; freeze rows stay in sight.
func (w *writer) newPage(sheet string, freeze int) (*page, error) {
	if err := w.addSheet(sheet); err != nil {
		return nil, err
	}
	fit := true
	if err := w.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &w.styles.theme.accent}); err != nil {
		return nil, err
	}
	hidden := false
	if err := w.book.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &hidden}); err != nil {
		return nil, err
	}
	stream, err := w.book.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	p := &page{book: w.book, stream: stream, styles: w.styles, words: w.words, sheet: sheet, height: map[int]float64{}}
	p.must(stream.SetColWidth(1, 1, 2.5))
	p.must(stream.SetColWidth(firstColumn, lastColumn, columnWidth))
	p.must(stream.SetColWidth(lastColumn+1, lastColumn+1, 2.5))
	if freeze > 0 {
		p.must(stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: freeze, TopLeftCell: "A" + strconv.Itoa(freeze+1), ActivePane: "bottomLeft"}))
	}
	return p, p.err
}

// addSheet makes a sheet. The first takes the place of the one that a new book
// has and is the one in sight: to choose another later, excelize would read all
// sheets again.
func (w *writer) addSheet(sheet string) error {
	if len(w.names) == 1 {
		return w.book.SetSheetName("Sheet1", sheet)
	}
	_, err := w.book.NewSheet(sheet)
	return err
}

// must keeps the first error; close returns it.
func (p *page) must(err error) {
	if p.err == nil && err != nil {
		p.err = fmt.Errorf("sheet %s: %w", p.sheet, err)
	}
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // only of columns below 1 or beyond XFD
	}
	return name
}

func (p *page) put(column, row int, cell excelize.Cell) {
	for len(p.rows) < row {
		p.rows = append(p.rows, nil)
	}
	line := p.rows[row-1]
	for len(line) < column {
		line = append(line, nil)
	}
	line[column-1] = cell
	p.rows[row-1] = line
}

func (p *page) style(f face) int {
	id, err := p.styles.id(f)
	p.must(err)
	return id
}

// text writes a text; one that looks like a formula stays text.
func (p *page) text(column, row int, text string, f face) {
	text = printable(text)
	f.quote = looksLikeFormula(text)
	cell := excelize.Cell{StyleID: p.style(f)}
	if text != "" {
		cell.Value = text
	}
	p.put(column, row, cell)
}

// link writes a text that leads to an address, where that is one.
func (p *page) link(column, row int, text, address string, f face) {
	if !webLink(address) {
		p.text(column, row, text, f)
		return
	}
	f.color, f.underline = linkColor, true
	p.text(column, row, text, f)
	p.must(p.book.SetCellHyperLink(p.sheet, at(column, row), address, "External"))
}

// number writes a value in a unit, or an empty cell.
func (p *page) number(column, row int, value *float64, unit, currency string, f face) {
	p.formula(column, row, "", value, unit, currency, f)
}

// formula writes a formula with the value that it has, or an empty cell where
// there is none.
func (p *page) formula(column, row int, formula string, value *float64, unit, currency string, f face) {
	if f.format == "" {
		f.format = unitFormat(unit, currency, string(p.words))
	}
	if f.align == "" {
		f.align = "right"
	}
	cell := excelize.Cell{StyleID: p.style(f)}
	if value != nil {
		v := *value
		if unit == unitPercent {
			v /= 100
		}
		cell.Value, cell.Formula = v, formula
		if whole := int64(v); float64(whole) == v && math.Abs(v) < 1e15 {
			cell.Value = whole
		}
	}
	p.put(column, row, cell)
}

// day writes a date.
func (p *page) day(column, row int, day string, f face) {
	f.format = dayFormat(string(p.words))
	cell := excelize.Cell{StyleID: p.style(f)}
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		cell.Value = int64(serial(t))
	}
	p.put(column, row, cell)
}

// fill gives the empty cells of a rectangle a look.
func (p *page) fill(c1, r1, c2, r2 int, f face) {
	id := p.style(f)
	for r := r1; r <= r2; r++ {
		for c := c1; c <= c2; c++ {
			if len(p.rows) < r || len(p.rows[r-1]) < c || p.rows[r-1][c-1] == nil {
				p.put(c, r, excelize.Cell{StyleID: id})
			}
		}
	}
}

// merge joins a rectangle whose first cell is written, in that cell's look.
func (p *page) merge(c1, r1, c2, r2 int, f face) {
	p.fill(c1, r1, c2, r2, f)
	if c1 != c2 || r1 != r2 {
		p.must(p.stream.MergeCell(at(c1, r1), at(c2, r2)))
	}
}

// wide writes a text over the columns c1 to c2 of a row.
func (p *page) wide(c1, c2, row int, text string, f face) {
	p.text(c1, row, text, f)
	p.merge(c1, row, c2, row, f)
}

// note says why a cell is empty.
func (p *page) note(column, row int, text string) {
	p.must(p.book.AddComment(p.sheet, excelize.Comment{
		Cell: at(column, row), Author: "Brandloop", Width: 240, Height: 70,
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: font, Size: 9}}},
	}))
}

// title writes the head of a page: two rows, the brand's color below them.
func (p *page) title(text, aside string) {
	t := p.styles.theme
	p.height[1], p.height[2] = 12, 30
	p.wide(firstColumn, 9, 2, text, face{size: 20, bold: true, color: t.ink, valign: "center", bottom: t.accent, thick: true})
	p.wide(10, lastColumn, 2, aside, face{color: t.soft, align: "right", valign: "center", bottom: t.accent, thick: true})
}

// heading writes the head of a part of a page and returns the row after it.
func (p *page) heading(row int, text string) int {
	p.height[row] = 26
	p.wide(firstColumn, lastColumn, row, text, face{size: 13, bold: true, color: p.styles.theme.accent, valign: "bottom"})
	p.height[row+1] = 6
	return row + 2
}

// head is the look of the heads of columns.
func (p *page) head() face {
	t := p.styles.theme
	return face{size: 9, bold: true, color: t.soft, valign: "bottom", bottom: t.ink, wrap: true}
}

// body is the look of a cell in a table of a page.
func (p *page) body() face { return face{valign: "center", bottom: p.styles.theme.rule} }

// points is how high rows are, from first to last.
func (p *page) points(first, last int) float64 {
	var sum float64
	for r := first; r <= last; r++ {
		if h := p.height[r]; h > 0 {
			sum += h
		} else {
			sum += 15
		}
	}
	return sum
}

// pagePoints is how much of a sheet fits on a printed page, the smaller of both
// papers, below the rows that repeat.
const pagePoints = 470

// close writes the page out.
func (p *page) close() error {
	last := len(p.rows)
	for row := range p.height {
		last = max(last, row)
	}
	for i := range last {
		var cells []any
		if i < len(p.rows) {
			cells = p.rows[i]
		}
		opts := []excelize.RowOpts{}
		if h := p.height[i+1]; h > 0 {
			opts = append(opts, excelize.RowOpts{Height: min(h, excelize.MaxRowHeight)})
		}
		if cells != nil || len(opts) > 0 {
			p.must(p.stream.SetRow("A"+strconv.Itoa(i+1), cells, opts...))
		}
	}
	if p.err != nil {
		return p.err
	}
	return p.stream.Flush()
}

// lines is how many lines a text takes in Arial of a size over a width in
// columns of the page, about.
func lines(text string, columns int, size float64) int {
	perLine := int(float64(columns) * columnWidth * 11.2 / size)
	n := 0
	for _, paragraph := range strings.Split(text, "\n") {
		used := 0
		n++
		for _, word := range strings.Fields(paragraph) {
			length := len([]rune(word))
			if used > 0 && used+1+length > perLine {
				n++
				used = 0
			}
			if used > 0 {
				used++
			}
			used += length
			for used > perLine {
				n++
				used -= perLine
			}
		}
	}
	return n
}
