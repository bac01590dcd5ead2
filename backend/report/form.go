package report

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// FormOrder says which form to write.
type FormOrder struct {
	Grid     kpi.GridQuery `json:"grid"`
	Filled   bool          `json:"filled"`   // with what was typed already
	Language string        `json:"language"` // of the sheets
}

// form is a form in the making.
type form struct {
	book     *excelize.File
	styles   *styles
	order    FormOrder
	brand    *brand.Brand
	channels []brand.Channel
	metrics  []*metric.Metric
	spans    []string
	typed    map[[3]string]float64 // by channel, metric, day
	names    map[string]bool
}

// WriteForm writes the grid of a brand as a workbook to fill in: the months of
// all channels on one sheet, or the days of each channel on one of its own. Its
// tokens are those that intake.ReadForm reads.
func WriteForm(ctx context.Context, tx *store.Tx, path string, order FormOrder) error {
	if strings.ToLower(filepath.Ext(path)) != ".xlsx" {
		return fault.Bad("out", "report.out_xlsx", filepath.Base(path))
	}
	f := &form{order: order, typed: map[[3]string]float64{}, names: map[string]bool{}}
	if err := f.gather(tx); err != nil {
		return err
	}
	return SaveFile(ctx, path, func(out io.Writer) error {
		f.book = excelize.NewFile()
		defer func() { _ = f.book.Close() }()
		var err error
		if f.styles, err = newStyles(f.book, brandTheme(f.brand.Color, f.brand.Color2)); err != nil {
			return err
		}
		if err := f.write(ctx); err != nil {
			return err
		}
		return pack(f.book, nil, out)
	})
}

// gather reads what the form is of.
func (f *form) gather(tx *store.Tx) error {
	q := f.order.Grid
	var err error
	if f.brand, err = store.Find[brand.Brand](tx, q.Brand); err != nil {
		return err
	}
	grid, err := kpi.Grid(tx, q)
	if err != nil {
		return err
	}
	f.spans = grid.Spans
	if f.order.Filled {
		for _, c := range grid.Cells {
			if c.Typed != nil {
				f.typed[[3]string{c.ChannelID, c.Metric, c.Day}] = *c.Typed
			}
		}
	}
	all, err := brand.Channels(tx, q.Brand)
	if err != nil {
		return err
	}
	for _, c := range all {
		if len(q.Channels) == 0 || slices.Contains(q.Channels, c.ID) {
			f.channels = append(f.channels, c)
		}
	}
	known, err := kpi.Catalogue(tx)
	if err != nil {
		return err
	}
	for _, m := range known.All() {
		if m.Level == metric.Channel && known.Stored(m.Key) && (len(q.Metrics) == 0 || slices.Contains(q.Metrics, m.Key)) {
			f.metrics = append(f.metrics, m)
		}
	}
	if len(f.channels) == 0 {
		return fault.Bad("brand", "report.form_no_channels")
	}
	return nil
}

func (f *form) say(key string, args ...any) string { return lang.T(f.order.Language, key, args...) }

func (f *form) channelName(c brand.Channel) string {
	return printable(brand.PlatformName(f.order.Language, c.Platform) + " " + short(c.Handle, 80))
}

func (f *form) metricName(m *metric.Metric) string {
	return short(m.Name(f.order.Language), 80)
}

// line is a row or a column of a form.
type line struct {
	token string
	names []any  // what it is called: texts, or a day
	month bool   // its day stands for the month
	key   string // of the metric, "" for a span
	id    string // of the channel
	day   string
}

func (f *form) spanLines() []line {
	lines := make([]line, len(f.spans))
	for i, day := range f.spans {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			continue
		}
		lines[i] = line{token: intake.FormSpan(f.order.Grid.Grain, day), names: []any{serial(at)}, month: f.order.Grid.Grain == kpi.Month, day: day}
	}
	return lines
}

func (f *form) series(c brand.Channel, whole bool) []line {
	lines := make([]line, len(f.metrics))
	for i, m := range f.metrics {
		names := []any{f.metricName(m)}
		if whole {
			names = []any{f.channelName(c), f.metricName(m)}
		}
		lines[i] = line{token: intake.FormSeries(c.ID, m.Key), names: names, key: m.Key, id: c.ID}
	}
	return lines
}

func (f *form) write(ctx context.Context) error {
	if f.order.Grid.Grain == kpi.Month {
		var rows []line
		for _, c := range f.channels {
			rows = append(rows, f.series(c, true)...)
		}
		heads := []string{f.say("report.channel"), f.say("report.metric")}
		if err := f.sheet(f.say("report.form"), "", heads, rows, f.spanLines()); err != nil {
			return err
		}
	} else {
		for _, c := range f.channels {
			if err := ctx.Err(); err != nil {
				return err
			}
			name := f.channelName(c)
			if err := f.sheet(name, name, []string{f.say("report.form_day")}, f.spanLines(), f.series(c, false)); err != nil {
				return err
			}
		}
	}
	if err := f.hidden(); err != nil {
		return err
	}
	if err := f.book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.book.SetActiveSheet(0)
	return nil
}

// The rows of a sheet of a form: title, how, the hidden tokens, what the columns
// are called, and what is filled in.
const (
	formKeys  = 3
	formHeads = 4
	formFirst = 5
)

// sheet writes one sheet: the hidden column of tokens, the names of the rows,
// and a column to fill in for each of columns.
func (f *form) sheet(name, of string, heads []string, rows, columns []line) error {
	name = sheetName(name, f.names)
	if _, err := f.book.NewSheet(name); err != nil {
		return err
	}
	look := func(l face) int {
		id, err := f.styles.id(l)
		if err != nil {
			return 0
		}
		return id
	}
	title, how := look(face{size: 14, bold: true}), look(face{color: f.styles.theme.soft})
	head := look(face{bold: true, color: "FFFFFF", fill: f.styles.theme.accent, valign: "center"})
	headRight := look(face{bold: true, color: "FFFFFF", fill: f.styles.theme.accent, align: "right", valign: "center"})
	headMonth := look(face{bold: true, color: "FFFFFF", fill: f.styles.theme.accent, align: "right", valign: "center", format: "mmm yyyy"})
	label, day := look(face{fill: f.styles.theme.ground}), look(face{fill: f.styles.theme.ground, format: "ddd yyyy-mm-dd", align: "left"})
	open, err := f.open()
	if err != nil {
		return err
	}
	first := len(heads) + 2 // the first column to fill in, from 1
	text := f.say("report.form_title", f.brand.Name)
	if of != "" {
		text += ", " + of
	}
	set := func(column, row int, value any, style int) error {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		return errors.Join(f.book.SetCellValue(name, cell, value), f.book.SetCellStyle(name, cell, cell, style))
	}
	err = errors.Join(set(2, 1, printable(text), title), set(2, 2, f.say("report.form_how"), how))
	for i, text := range heads {
		err = errors.Join(err, set(2+i, formHeads, text, head))
	}
	for i, c := range columns {
		style := headRight
		if c.month {
			style = headMonth
		}
		err = errors.Join(err, set(first+i, formKeys, c.token, 0), set(first+i, formHeads, c.names[0], style))
	}
	for i, r := range rows {
		row := formFirst + i
		err = errors.Join(err, set(1, row, r.token, 0))
		for j, text := range r.names {
			style := label
			if r.day != "" {
				style = day
			}
			err = errors.Join(err, set(2+j, row, text, style))
		}
		for j, c := range columns {
			s, span := r, c
			if r.day != "" {
				s, span = c, r
			}
			if value, ok := f.typed[[3]string{s.id, s.key, span.day}]; ok {
				err = errors.Join(err, set(first+j, row, value, open))
			}
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(err, f.guard(name, heads, len(rows), len(columns), first, open))
}

// open is the style of a cell to fill in: not locked, and a number.
func (f *form) open() (int, error) {
	format := "#,##0.######"
	return f.book.NewStyle(&excelize.Style{
		Font:         &excelize.Font{Family: font, Size: 10, Color: f.styles.theme.ink},
		CustomNumFmt: &format,
		Border:       []excelize.Border{{Type: "bottom", Color: f.styles.theme.rule, Style: 1}, {Type: "right", Color: f.styles.theme.rule, Style: 1}},
		Protection:   &excelize.Protection{Locked: false},
	})
}

// guard hides the tokens, freezes the names, and lets nothing but numbers be
// typed, into the cells that are for them alone.
func (f *form) guard(name string, heads []string, rows, columns, first, open int) error {
	if rows == 0 || columns == 0 {
		return nil
	}
	corner, err := excelize.CoordinatesToCellName(first, formFirst)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(first+columns-1, formFirst+rows-1)
	if err != nil {
		return err
	}
	from, err := excelize.ColumnNumberToName(first)
	if err != nil {
		return err
	}
	to, err := excelize.ColumnNumberToName(first + columns - 1)
	if err != nil {
		return err
	}
	// Where values were filled in the style is the same.
	err = f.book.SetCellStyle(name, corner, last, open)
	numbers := excelize.NewDataValidation(true)
	numbers.Sqref = corner + ":" + last
	numbers.SetError(excelize.DataValidationErrorStyleStop, f.say("report.form_bad_title"), f.say("report.form_bad"))
	err = errors.Join(err,
		numbers.SetRange(0, "", excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual),
		f.book.AddDataValidation(name, numbers),
		f.book.SetColVisible(name, "A", false),
		f.book.SetRowVisible(name, formKeys, false),
		f.book.SetRowHeight(name, 1, 24), f.book.SetRowHeight(name, formHeads, 22),
		f.book.SetColWidth(name, "B", "B", 30), f.book.SetColWidth(name, from, to, 14))
	if len(heads) > 1 {
		err = errors.Join(err, f.book.SetColWidth(name, "C", "C", 24))
	}
	hideGrid := false
	return errors.Join(err,
		f.book.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &hideGrid}),
		f.book.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: first - 1, YSplit: formHeads, TopLeftCell: corner, ActivePane: "bottomRight",
			Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}}}),
		// Without a password: it keeps from slips, not from people.
		f.book.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
			FormatCells: true, FormatColumns: true, FormatRows: true}))
}

// hidden writes the sheet that says what the tokens are called.
func (f *form) hidden() error {
	name := sheetName(intake.FormSheet, f.names)
	if _, err := f.book.NewSheet(name); err != nil {
		return err
	}
	rows := [][]any{{intake.FormMark, 1}, {"brand", f.brand.ID}, {"grain", f.order.Grid.Grain}}
	for _, c := range f.channels {
		for _, l := range f.series(c, f.order.Grid.Grain == kpi.Month) {
			rows = append(rows, append([]any{l.token}, l.names...))
		}
	}
	for _, l := range f.spanLines() {
		rows = append(rows, []any{l.token, l.day})
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.book.SetSheetRow(name, cell, &row); err != nil {
			return err
		}
	}
	return errors.Join(f.book.SetSheetVisible(name, false, true), f.book.ProtectSheet(name, &excelize.SheetProtectionOptions{}))
}
