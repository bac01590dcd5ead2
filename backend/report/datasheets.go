package report

import (
	"errors"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/metric"
)

// dataSheets writes the rows that everything else is worked out from, each
// table on a sheet of its own.
func (w *writer) dataSheets(data Data, progress func(int64)) error {
	if data.Measurements == nil {
		data.Measurements = func(func(*Measurement) error) error { return nil }
	}
	if data.Posts == nil {
		data.Posts = func(func(*PostRow) error) error { return nil }
	}
	if data.Activities == nil {
		data.Activities = func(func(*Activity) error) error { return nil }
	}
	var done int64
	step := func() error {
		if done++; done%250 == 0 {
			if progress != nil {
				progress(done)
			}
			return w.ctx.Err()
		}
		return nil
	}
	when := func(previous bool) string {
		if previous {
			return w.words.t("previous_span")
		}
		return w.words.t("current")
	}
	t := w.words.t
	columns := []Column{{t("channel"), Text}, {t("metric"), Text}, {t("day"), Date}, {t("grain"), Text}, {t("when"), Text}, {t("value"), Number}, {t("unit"), Text}, {t("source"), Text}}
	if w.m.Several {
		columns = append([]Column{{t("brand"), Text}}, columns...)
	}
	grains := map[string]string{}
	for _, g := range []string{"day", "week", "month"} {
		grains[g] = t("grain." + g)
	}
	cells := make([]any, len(columns))
	err := w.dataSheet(t("sheet_data"), measurementTable, columns, func(add func([]any) error) error {
		return data.Measurements(func(m *Measurement) error {
			c := cells
			if w.m.Several {
				c[0] = m.Brand
				c = c[1:]
			}
			c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7] = m.Channel, m.Metric, m.Day, grains[m.Grain], when(m.Previous), m.Value, m.Unit, m.Source
			if err := step(); err != nil {
				return err
			}
			return add(cells)
		})
	})
	if err != nil {
		return err
	}
	if err := w.postData(data, when, step); err != nil {
		return err
	}
	columns = []Column{{t("channel"), Text}, {t("kind"), Text}, {t("sentiment"), Text}, {t("when"), Text}, {t("entries"), Number}, {t("quantity"), Number}}
	if w.m.Several {
		columns = append([]Column{{t("brand"), Text}}, columns...)
	}
	return w.dataSheet(t("sheet_data_log"), activityTable, columns, func(add func([]any) error) error {
		return data.Activities(func(a *Activity) error {
			row := []any{a.Channel, a.Kind, a.Sentiment, when(a.Previous), a.Entries, a.Quantity}
			if w.m.Several {
				row = append([]any{a.Brand}, row...)
			}
			if err := step(); err != nil {
				return err
			}
			return add(row)
		})
	})
}

func (w *writer) postData(data Data, when func(bool) string, step func() error) error {
	t := w.words.t
	columns := []Column{{t("channel"), Text}, {t("published"), DateTime}, {t("when"), Text}, {t("type"), Text}, {t("title_of_post"), Text}, {t("link"), Link}}
	if w.m.Several {
		columns = append([]Column{{t("brand"), Text}}, columns...)
	}
	for _, key := range metric.PostColumns {
		columns = append(columns, Column{postMetricName(key, w.m.Language), Number})
	}
	cells := make([]any, len(columns))
	return w.dataSheet(t("sheet_data_posts"), postTable, columns, func(add func([]any) error) error {
		return data.Posts(func(p *PostRow) error {
			c := cells
			if w.m.Several {
				c[0] = p.Brand
				c = c[1:]
			}
			published, err := time.Parse("2006-01-02 15:04", p.Published)
			if err != nil {
				return err
			}
			kind := p.Type
			if kind != "" {
				kind = w.postType(kind)
			}
			c[0], c[1], c[2], c[3], c[4], c[5] = p.Channel, published, when(p.Previous), kind, short(p.Title, 250), p.Link
			for i, key := range metric.PostColumns {
				value := p.Metrics[key]
				if key == "engagements" {
					value = p.Engagements
				}
				c[6+i] = value
			}
			if err := step(); err != nil {
				return err
			}
			return add(cells)
		})
	})
}

// postType is a type of post in words, or as it is.
func (w *writer) postType(kind string) string {
	if key := "type." + kind; w.words.t(key) != "report."+key {
		return w.words.t(key)
	}
	return kind
}

// dataSheet makes a sheet with one table, whose rows are asked for when the file
// is packed.
func (w *writer) dataSheet(title, table string, columns []Column, rows func(add func([]any) error) error) error {
	sheet := w.sheetOf(title)
	if err := w.addSheet(sheet); err != nil {
		return err
	}
	fit := true
	if err := w.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	t, err := newTable(w.book, w.styles, sheet, table, columns)
	if err != nil {
		return err
	}
	// The n-th sheet and the n-th table of a new workbook are these parts of its file.
	w.fillings[fmt.Sprintf("xl/worksheets/sheet%d.xml", len(w.names))] = &filling{
		table: fmt.Sprintf("xl/tables/table%d.xml", len(w.fillings)+1), columns: t.columns, faces: t.faces, quoted: t.quoted, rows: rows,
	}
	if err := w.printExcerpt(sheet, columns); err != nil {
		return err
	}
	return t.close()
}

// The part of a data sheet that is printed.
const (
	excerptRows  = 41
	excerptWidth = 210.0 // of its columns, in letters
)

// printExcerpt sets a data sheet up for paper: its rows are for formulas and
// pivots, and would be dozens of pages, so that one page shows what stands
// there, above a foot that says so. Who wants more clears the print area: the
// head repeats on every page.
func (w *writer) printExcerpt(sheet string, columns []Column) error {
	last, width := 0, 0.0
	for _, c := range columns {
		if width += columnLetters(c); width > excerptWidth {
			break
		}
		last++
	}
	one := 1
	return errors.Join(
		w.print(sheet, 1, false),
		w.book.SetPageLayout(sheet, &excelize.PageLayoutOptions{FitToWidth: &one, FitToHeight: &one}),
		w.headAndFoot(sheet, short(sheet, 31)+" · "+w.words.t("excerpt")),
		w.printOnly(sheet, last, excerptRows),
	)
}
