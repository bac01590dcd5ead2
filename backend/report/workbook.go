package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// The papers that a workbook can be set up for.
const (
	A4     = "a4"
	Letter = "letter"
)

// letterCurrencies are those of the countries that print on Letter.
// https://en.wikipedia.org/wiki/Letter_(paper_size)
var letterCurrencies = map[string]bool{
	"USD": true, "CAD": true, "MXN": true, "COP": true, "CLP": true, "VES": true, "PHP": true, "CRC": true,
	"GTQ": true, "NIO": true, "PAB": true, "DOP": true, "SVC": true, "HNL": true,
}

// PaperFor is the paper of the countries that pay in a currency.
func PaperFor(currency string) string {
	if letterCurrencies[currency] {
		return Letter
	}
	return A4
}

// CheckPaper refuses an unknown paper; "" is the one that fits the client.
func CheckPaper(paper string) error {
	if paper != "" && paper != A4 && paper != Letter {
		return fault.Bad("paper", "report.paper_unknown", paper)
	}
	return nil
}

// writer is a workbook in the making.
type writer struct {
	ctx        context.Context
	book       *excelize.File
	m          *Monthly
	styles     *styles
	words      speech
	paper      string
	names      map[string]bool     // of sheets, in small letters
	fillings   map[string]*filling // of the sheets of data
	conditions map[string]int      // looks of rules
}

// Write writes the workbook of a month to path, whole or not at all. data gives
// the rows of the data sheets. progress hears of rows written.
func Write(ctx context.Context, path string, m *Monthly, data Data, paper string, progress func(rows int64)) error {
	if err := CheckPaper(paper); err != nil {
		return err
	}
	if paper == "" {
		paper = m.Paper
	}
	if strings.ToLower(filepath.Ext(path)) != ".xlsx" {
		return fault.Bad("out", "report.out_xlsx", filepath.Base(path))
	}
	return SaveFile(ctx, path, func(out io.Writer) error {
		book := excelize.NewFile()
		defer func() { _ = book.Close() }()
		w := &writer{ctx: ctx, book: book, m: m, words: speech(m.Language), paper: paper, names: map[string]bool{}, conditions: map[string]int{}, fillings: map[string]*filling{}}
		if err := w.write(data, progress); err != nil {
			return err
		}
		return pack(book, w.fillings, out)
	})
}

func (w *writer) write(data Data, progress func(int64)) error {
	var color, color2 string
	if len(w.m.Brands) > 0 {
		color, color2 = w.m.Brands[0].Color, w.m.Brands[0].Color2
	}
	var err error
	if w.styles, err = newStyles(w.book, brandTheme(color, color2)); err != nil {
		return err
	}
	steps := []func() error{w.cover, w.overview}
	for i := range w.m.Channels {
		// One without any number stands on the summary as missing.
		if c := &w.m.Channels[i]; len(c.Account)+len(c.Content)+len(c.Days) > 0 {
			steps = append(steps, func() error { return w.channel(c) })
		}
	}
	// The data comes last: what is set on the book reads every sheet there is.
	steps = append(steps, w.posts, w.community, w.rivals, w.definitions, w.files, w.properties,
		func() error { return w.dataSheets(data, progress) })
	for _, step := range steps {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// properties says what the file is.
func (w *writer) properties() error {
	m := w.m
	title := w.words.t("title") + " · " + m.Client + " · " + monthName(m.Period, m.Language)
	now := time.Now().UTC().Format(time.RFC3339)
	by := m.PreparedBy
	if by == "" {
		by = "Brandloop"
	}
	return errors.Join(
		w.book.SetDocProps(&excelize.DocProperties{Title: printable(title), Creator: printable(by), LastModifiedBy: printable(by), Created: now, Modified: now, Language: m.Language}),
		w.book.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "16.0300", Company: ""}),
	)
}

// print sets a sheet up for paper: landscape, one page wide, its first rows
// repeated on each page, with head and foot.
func (w *writer) print(sheet string, repeat int, bare bool) error {
	size := 9
	if w.paper == Letter {
		size = 1
	}
	landscape, wide, tall := "landscape", 1, 0
	if bare {
		tall = 1
	}
	side, top, edge, centered := 0.5, 0.7, 0.3, true
	if bare {
		top = 0.4
	}
	err := errors.Join(
		w.book.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}),
		w.book.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &centered}),
	)
	if err != nil || bare {
		return err
	}
	if err := w.headAndFoot(sheet, short(sheet, 31)); err != nil || repeat == 0 {
		return err
	}
	return w.book.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("%s!$1:$%d", quoted(sheet), repeat),
	})
}

// headAndFoot writes what stands above and below each page of a sheet.
func (w *writer) headAndFoot(sheet, foot string) error {
	m := w.m
	grey := "&8&K6B7280"
	by := ""
	if m.PreparedBy != "" {
		by = w.words.t("prepared_by") + " " + short(m.PreparedBy, 40)
	}
	return w.book.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + grey + headText(short(m.Client, 60)) + "&R" + grey + headText(w.words.t("title")+" · "+monthName(m.Period, m.Language)),
		OddFooter: "&L" + grey + headText(by) + "&C" + grey + headText(foot) + "&R" + grey + w.words.t("page_of", "&P", "&N"),
	})
}

// printOnly leaves what is right of and below a cell to the file.
func (w *writer) printOnly(sheet string, column, row int) error {
	return w.book.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: sheet, RefersTo: quoted(sheet) + "!$A$1:" + absolute(column, row),
	})
}

// quoted is the name of a sheet as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// headText is text for a head or foot of a page, where & begins a code. A digit
// first would be read as the size before it.
func headText(text string) string {
	return " " + strings.ReplaceAll(strings.Join(strings.Fields(printable(text)), " "), "&", "&&")
}

// short is at most n letters of a text.
func short(text string, n int) string {
	letters := []rune(strings.Join(strings.Fields(printable(text)), " "))
	if len(letters) <= n {
		return string(letters)
	}
	return strings.TrimSpace(string(letters[:n-1])) + "…"
}

// monthName is 2026-10 in words: October 2026, octubre de 2026.
func monthName(period, language string) string {
	t, err := time.Parse("2006-01", period)
	if err != nil {
		return period
	}
	w := speech(language)
	return w.t("month_of", w.t(fmt.Sprintf("month.%d", t.Month())), t.Year())
}

// sheetOf is a free name for a sheet.
func (w *writer) sheetOf(name string) string { return sheetName(name, w.names) }
