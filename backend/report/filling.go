package report

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// filling is the rows of a sheet of data, written straight into the compressor
// while the file is packed: they are never held, neither in memory nor in a
// temporary file, and cost a third of what excelize's own writer takes.
// excelize makes the sheet around them, with its header and its table.
type filling struct {
	table   string // the part of its table
	columns []Column
	faces   []int // style of each column
	quoted  []int // style of each column for text that looks like a formula
	rows    func(add func([]any) error) error
}

// packer is the zip file that excelize writes into. It holds a part that is to
// be filled until the next one begins.
type packer struct {
	*zip.Writer
	fillings map[string]*filling // by the part of their sheet
	last     map[string]int      // last row of a table, by its part
	held     string
	body     bytes.Buffer
}

// Create begins a part.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.release(); err != nil {
		return nil, err
	}
	if _, is := p.last[name]; is || p.fillings[name] != nil {
		p.held = name
		return &p.body, nil
	}
	return p.Writer.Create(name)
}

// Close ends the file.
func (p *packer) Close() error {
	if err := p.release(); err != nil {
		return err
	}
	return p.Writer.Close()
}

// release writes the part that is held: a sheet with its rows, a table with the
// range that they took. excelize packs sheets before tables.
func (p *packer) release() error {
	name, body := p.held, p.body.Bytes()
	if name == "" {
		return nil
	}
	p.held = ""
	defer p.body.Reset()
	part, err := p.Writer.Create(name)
	if err != nil {
		return err
	}
	f := p.fillings[name]
	if f == nil {
		body = tableRange.ReplaceAll(body, []byte("${1}"+strconv.Itoa(max(2, p.last[name]))+`"`))
		_, err = part.Write(body)
		return err
	}
	end := []byte("</sheetData>")
	head, tail, found := bytes.Cut(body, end)
	if !found {
		return fmt.Errorf("%s has no rows", name)
	}
	if _, err := part.Write(head); err != nil {
		return err
	}
	if p.last[f.table], err = f.write(part); err != nil {
		return err
	}
	_, err = part.Write(append(end, tail...))
	return err
}

var tableRange = regexp.MustCompile(`( ref="A1:[A-Z]+)2"`)

// write writes the rows below the header and returns the number of the last.
func (f *filling) write(out io.Writer) (int, error) {
	w := rowWriter{filling: f, out: bufio.NewWriterSize(out, 64<<10), row: 1,
		said: make([]string, len(f.columns)), cells: make([][]byte, len(f.columns)), letters: make([]string, len(f.columns))}
	for i := range f.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return 0, err
		}
		w.letters[i] = name
	}
	if err := f.rows(w.add); err != nil {
		return 0, err
	}
	return w.row, w.out.Flush()
}

// rowWriter writes rows as XML.
type rowWriter struct {
	*filling
	out     *bufio.Writer
	line    []byte
	letters []string
	said    []string // the last text of each column: they repeat themselves
	cells   [][]byte // and what it became
	row     int
	day     string // the last day, and its serial number
	days    float64
}

func (w *rowWriter) add(row []any) error {
	if len(row) != len(w.columns) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(row), len(w.columns))
	}
	if w.row++; w.row > mostRows {
		return fault.New(fault.Invalid, "report.too_many_rows", mostRows)
	}
	w.line = append(w.line[:0], `<row r="`...)
	w.line = strconv.AppendInt(w.line, int64(w.row), 10)
	w.line = append(w.line, `">`...)
	for i, c := range w.columns {
		if err := w.cell(i, c.Kind, row[i]); err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	w.line = append(w.line, "</row>"...)
	_, err := w.out.Write(w.line)
	return err
}

func (w *rowWriter) cell(i int, kind string, value any) error {
	switch kind {
	case Number, Percent:
		n, ok, err := number(value)
		if err != nil || !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return err
		}
		if kind == Percent {
			n /= 100
		}
		w.number(i, n)
		return nil
	case Date, DateTime:
		if day, is := value.(string); is && day != "" && day == w.day {
			w.number(i, w.days)
			return nil
		}
		when, ok, err := moment(value)
		if err != nil || !ok {
			return err
		}
		n := serial(when)
		if kind == Date {
			n = math.Floor(n)
			w.day, w.days = when.Format(time.DateOnly), n
		}
		w.number(i, n)
		return nil
	}
	text, ok, err := words(value)
	if err != nil || !ok {
		return err
	}
	if text != w.said[i] || w.cells[i] == nil {
		if err := w.say(i, text); err != nil {
			return err
		}
	}
	w.begin(i)
	w.line = append(w.line, w.cells[i]...)
	return nil
}

// begin opens a cell up to the end of its name.
func (w *rowWriter) begin(i int) {
	w.line = append(w.line, `<c r="`...)
	w.line = append(w.line, w.letters[i]...)
	w.line = strconv.AppendInt(w.line, int64(w.row), 10)
	w.line = append(w.line, `" s="`...)
}

func (w *rowWriter) number(i int, n float64) {
	w.begin(i)
	w.line = strconv.AppendInt(w.line, int64(w.faces[i]), 10)
	w.line = append(w.line, `"><v>`...)
	w.line = strconv.AppendFloat(w.line, n, 'g', -1, 64)
	w.line = append(w.line, `</v></c>`...)
}

// mostLetters is what Excel allows in a cell, in units of UTF-16.
const mostLetters = 32767

// escaped is a text that a spreadsheet would read as a code for a character.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// say keeps the rest of a cell of text.
func (w *rowWriter) say(i int, text string) error {
	w.said[i] = text
	text = printable(text)
	if len(text) > mostLetters {
		text = cut(text, mostLetters)
	}
	face := w.faces[i]
	if looksLikeFormula(text) {
		face = w.quoted[i]
	}
	var b bytes.Buffer
	b.WriteString(strconv.Itoa(face))
	b.WriteString(`" t="inlineStr"><is><t`)
	if strings.TrimSpace(text) != text {
		b.WriteString(` xml:space="preserve"`)
	}
	b.WriteString(">")
	if err := xml.EscapeText(&b, []byte(escaped.ReplaceAllString(text, "_x005F$0"))); err != nil {
		return err
	}
	b.WriteString("</t></is></c>")
	w.cells[i] = b.Bytes()
	return nil
}
