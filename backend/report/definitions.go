package report

import "strings"

// definitions is the sheet that says what each metric means, how it is worked
// out and where it came from; files by their numbers on the sheet of files.
func (w *writer) definitions() error {
	m, t := w.m, w.styles.theme
	p, err := w.newPage(w.sheetOf(w.words.t("sheet_definitions")), 5)
	if err != nil {
		return err
	}
	p.title(w.words.t("sheet_definitions"), monthName(m.Period, m.Language))
	p.wide(firstColumn, lastColumn, 3, w.words.t("missing_rule"), face{size: 9, color: t.soft, valign: "center", wrap: true})
	p.height[3] = 28
	head := p.head()
	p.height[5] = 20
	p.wide(2, 3, 5, w.words.t("metric"), head)
	p.wide(4, 7, 5, w.words.t("meaning"), head)
	p.wide(8, 10, 5, w.words.t("formula"), head)
	p.wide(11, lastColumn, 5, w.words.t("source"), head)
	row := 6
	for _, d := range m.Definitions {
		body := face{valign: "center", bottom: t.rule, wrap: true, size: 9}
		bold := body
		bold.bold = true
		name := d.Name + "\n" + w.words.t("level."+d.Level)
		source := d.Source
		if d.Files != "" {
			source += "\n" + w.words.t("file_numbers", d.Files)
		}
		p.wide(2, 3, row, name, bold)
		p.wide(4, 7, row, d.Meaning, body)
		formula := strings.Trim(d.Formula+"\n"+d.Assumes, "\n")
		p.wide(8, 10, row, formula, body)
		p.wide(11, lastColumn, row, shortLines(source, 400), body)
		n := max(lines(name, 2, 9), lines(d.Meaning, 4, 9), lines(formula, 3, 9), lines(shortLines(source, 400), 3, 9))
		p.height[row] = float64(n)*12.5 + 6
		row++
	}
	p.must(w.print(p.sheet, 5, false))
	return p.close()
}

// files is the sheet of the files that tell of days of either month.
func (w *writer) files() error {
	m := w.m
	if len(m.Sources) == 0 {
		return nil
	}
	p, err := w.newPage(w.sheetOf(w.words.t("files")), 4)
	if err != nil {
		return err
	}
	p.title(w.words.t("files"), monthName(m.Period, m.Language))
	row := 4
	head := p.head()
	p.height[row] = 20
	p.text(2, row, w.words.t("file_number"), head)
	p.wide(3, 6, row, w.words.t("file"), head)
	p.wide(7, 9, row, w.words.t("channel"), head)
	right := head
	right.align = "right"
	p.text(10, row, w.words.t("from"), right)
	p.text(11, row, w.words.t("to"), right)
	p.text(12, row, w.words.t("rows"), right)
	p.text(13, row, w.words.t("imported"), right)
	for i, s := range m.Sources {
		row++
		body := p.body()
		body.size, body.wrap = 9, true
		p.wide(3, 6, row, short(s.File, 160), body)
		p.wide(7, 9, row, short(s.Channels, 120), body)
		p.height[row] = max(18, float64(max(lines(short(s.File, 160), 4, 9), lines(short(s.Channels, 120), 3, 9)))*12.5+6)
		body.wrap, body.align = false, "left"
		number := float64(i + 1)
		p.number(2, row, &number, "count", "", body)
		body.align = "right"
		p.day(10, row, s.From, body)
		p.day(11, row, s.To, body)
		n := float64(s.Rows)
		p.number(12, row, &n, "count", "", body)
		p.day(13, row, s.Imported, body)
	}
	p.must(w.print(p.sheet, 4, false))
	return p.close()
}
