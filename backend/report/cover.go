package report

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// cover is the first sheet: who it is for, of which month, by whom. A panel in
// the brand's color stands at its right.
func (w *writer) cover() error {
	m, t := w.m, w.styles.theme
	sheet := w.sheetOf(w.words.t("sheet_cover"))
	p, err := w.newPage(sheet, 0)
	if err != nil {
		return err
	}
	const rows, panel = 26, 11
	for r := 1; r <= rows; r++ {
		p.height[r] = 20
	}
	brandNames := ""
	for i, b := range m.Brands {
		if i > 0 {
			brandNames += " · "
		}
		brandNames += b.Name
	}
	shown, light := false, false
	if len(m.Brands) > 0 && m.Brands[0].logo != nil {
		b := m.Brands[0]
		if l, ok := inspectLogo(b.logo); ok {
			scale := min(240/float64(l.width), 96/float64(l.height))
			cell := at(firstColumn, 3)
			if l.light {
				scale = min(scale, 200/float64(l.width))
				cell, light = at(panel, 3), true
			}
			free := excelize.GraphicOptions{ScaleX: scale, ScaleY: scale, LockAspectRatio: true, AltText: b.Name, Positioning: "oneCell"}
			if light {
				free.OffsetX = 20
			}
			kind := "." + b.logoKind
			p.must(w.book.AddPictureFromBytes(sheet, cell, &excelize.Picture{Extension: kind, File: b.logo, Format: &free}))
			shown = true
		}
	}
	left := panel - 2
	// Each line of the title is as high as its letters need at that width.
	lay := func(row int, text string, f face) {
		f.wrap = true
		p.wide(firstColumn, left, row, text, f)
		p.height[row] = max(20, float64(lines(text, left-firstColumn+1, f.size))*f.size*1.3+4)
	}
	if !shown || light {
		first := brandNames
		if first == "" {
			first = m.Client
		}
		lay(4, short(first, 80), face{size: 22, bold: true, color: t.accent, valign: "center"})
	}
	lay(10, w.words.t("title"), face{size: 14, color: t.soft, valign: "bottom"})
	size := 36.0
	if len([]rune(m.Client)) > 40 {
		size = 24
	}
	lay(11, m.Client, face{size: size, bold: true, color: t.ink, valign: "center"})
	if shown && !light && brandNames != "" && brandNames != m.Client { // else the brand stands above already
		lay(12, short(brandNames, 160), face{size: 16, color: t.ink, valign: "center"})
	}
	lay(14, monthName(m.Period, m.Language), face{size: 20, color: t.accent, bold: true, valign: "center"})
	label, value := face{size: 9, color: t.soft, valign: "center"}, face{size: 11, color: t.ink, align: "left", valign: "center"}
	row := 19
	pair := func(key string, write func(row int)) {
		p.wide(firstColumn, 4, row, w.words.t(key), label)
		write(row)
		p.merge(5, row, left, row, value)
		row++
	}
	if m.PreparedBy != "" {
		pair("prepared_by", func(r int) { p.text(5, r, m.PreparedBy, value) })
	}
	pair("period", func(r int) { p.text(5, r, w.span(m.From, m.To), value) })
	pair("compared_with", func(r int) { p.text(5, r, w.span(m.PreviousFrom, m.PreviousTo), value) })
	pair("written_on", func(r int) { p.day(5, r, m.WrittenOn, value) })
	pair("days_in", func(r int) { p.text(5, r, m.Timezone, value) })
	ground := face{fill: t.accent, color: "FFFFFF", indent: 1, align: "left"}
	if len(m.Brands) > 0 && !m.Several {
		b, line := m.Brands[0], ground
		line.size, line.valign = 9, "center"
		p.wide(panel, lastColumn, rows-3, short(b.Sector, 60), line)
		p.wide(panel, lastColumn, rows-2, short(strings.TrimPrefix(strings.TrimPrefix(b.Website, "https://"), "http://"), 60), line)
	}
	p.fill(panel, 1, lastColumn, rows, ground)
	p.fill(panel-1, 1, panel-1, rows, face{})
	p.must(w.print(sheet, 0, true))
	return p.close()
}

// span is two days in words.
func (w *writer) span(from, to string) string { return w.dayText(from) + " – " + w.dayText(to) }

func (w *writer) dayText(day string) string { return dayName(day, w.m.Language) }

// dayName is a day in words.
func dayName(day, language string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	if language == "en" {
		return t.Format("2 Jan 2006")
	}
	return t.Format("02/01/2006")
}
