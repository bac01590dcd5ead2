package intake

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
)

// What a form may unpack to: 5 years of days of a dozen channels are 10 MB.
const (
	formUnpacked = 256 << 20
	formSheet    = 64 << 20
)

// formPlace is the number that a cell of a form is for.
type formPlace struct{ channel, metric, day string }

// formBook is a form that is being read.
type formBook struct {
	file     *excelize.File
	name     string
	own      string // the hidden sheet, by whatever name
	brand    string
	grain    string
	labels   map[string][]string // by token: what its row or column is called
	from, to string              // the first and last span of the tokens
	metrics  []string
	from1904 bool
	whole    func(metric string) bool // its numbers have no decimals
	blanks   []formPlace
	shown    map[int]string // by style: see formRows.shows
}

// openForm opens a workbook and reads its hidden sheet.
func openForm(path string) (b *formBook, err error) {
	name := filepath.Base(path)
	damaged := fault.Bad("file", "read.book_damaged", name)
	defer func() {
		// A damaged workbook must not end the program.
		if r := recover(); r != nil {
			b, err = nil, damaged
		}
	}()
	file, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: formUnpacked, UnzipXMLSizeLimit: formSheet})
	if err != nil {
		return nil, damaged
	}
	b = &formBook{file: file, name: name, labels: map[string][]string{}, shown: map[int]string{}}
	props, err := file.GetWorkbookProps()
	b.from1904 = err == nil && props.Date1904 != nil && *props.Date1904
	for _, sheet := range file.GetSheetList() {
		if mark, err := file.GetCellValue(sheet, "A1"); err == nil && mark == FormMark {
			b.own = sheet
		}
	}
	if b.own == "" {
		_ = file.Close()
		return nil, fault.Bad("file", "intake.form_none", name)
	}
	rows, err := file.GetRows(b.own, excelize.Options{RawCellValue: true})
	if err != nil {
		_ = file.Close()
		return nil, damaged
	}
	seen := map[string]bool{}
	for i, row := range rows {
		if i == 0 || len(row) < 2 {
			continue
		}
		switch {
		case row[0] == "brand":
			b.brand = row[1]
		case row[0] == "grain":
			b.grain = row[1]
		case strings.HasPrefix(row[0], formToken):
			b.labels[row[0]] = row[1:]
			if first, second, ok := parts(row[0]); ok && first == b.grain {
				if b.from == "" || second < b.from {
					b.from = second
				}
				b.to = max(b.to, second)
			} else if ok && !seen[second] {
				seen[second] = true
				b.metrics = append(b.metrics, second)
			}
		}
	}
	return b, nil
}

// parts takes a token apart.
func parts(token string) (first, second string, ok bool) {
	rest, ok := strings.CutPrefix(token, formToken)
	if !ok {
		return "", "", false
	}
	first, second, ok = strings.Cut(rest, "|")
	return first, strings.TrimSpace(second), ok
}

// cells reads the numbers of every sheet.
func (b *formBook) cells(language string) (found []FormCell, problems []FormProblem, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, problems, err = nil, nil, fault.Bad("file", "read.book_damaged", b.name)
		}
	}()
	taken := map[formPlace]FormCell{}
	for _, sheet := range b.file.GetSheetList() {
		if sheet == b.own {
			continue
		}
		rows, err := b.file.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, nil, fault.Bad("file", "read.book_damaged", b.name)
		}
		s := &formRows{formBook: b, sheet: sheet, rows: rows, language: language, told: map[int]bool{}}
		s.find()
		if s.keyColumn < 0 {
			continue // a sheet of somebody's own
		}
		s.read(taken)
		found, problems = append(found, s.found...), append(problems, s.problems...)
	}
	return found, problems, nil
}

// formRows is one sheet of a form.
type formRows struct {
	*formBook
	sheet     string
	rows      [][]string
	language  string
	keyColumn int // of the tokens of rows, -1 where there are none
	keyRow    int
	header    int          // the row that says what the columns are called
	told      map[int]bool // columns without a token of which a problem was told
	names     map[int]bool // columns that hold the names of rows
	found     []FormCell
	problems  []FormProblem
}

func (s *formRows) at(row, column int) string {
	if row < 0 || column < 0 || row >= len(s.rows) || column >= len(s.rows[row]) {
		return ""
	}
	return strings.TrimSpace(s.rows[row][column])
}

// find looks for the column and the row of tokens, and for the names.
func (s *formRows) find() {
	columns, lines := map[int]int{}, map[int]int{}
	for i, row := range s.rows {
		for j := range row {
			if strings.HasPrefix(s.at(i, j), formToken) {
				columns[j]++
				lines[i]++
			}
		}
	}
	// One token stands in every row of the column, so the row of tokens has the most but for the column itself.
	s.keyColumn, s.keyRow = -1, -1
	best := 0
	for row, n := range lines {
		for column, m := range columns {
			if strings.HasPrefix(s.at(row, column), formToken) {
				continue // where they cross there is none
			}
			if n*m > best || n*m == best && (row < s.keyRow || row == s.keyRow && column < s.keyColumn) {
				best, s.keyRow, s.keyColumn = n*m, row, column
			}
		}
	}
	s.header, s.names = -1, map[int]bool{}
	if s.keyColumn < 0 {
		return
	}
	most := 0
	for i := range s.rows {
		if i == s.keyRow || s.at(i, s.keyColumn) != "" {
			continue
		}
		matched := 0
		for j := range s.rows[i] {
			if token := s.at(s.keyRow, j); token != "" && s.named(token, s.at(i, j)) {
				matched++
			}
		}
		if matched > most {
			most, s.header = matched, i
		}
	}
	for i := range s.rows {
		if token := s.at(i, s.keyColumn); token != "" && i != s.keyRow {
			for j := range s.rows[i] {
				if j != s.keyColumn && s.at(s.keyRow, j) == "" && s.named(token, s.at(i, j)) {
					s.names[j] = true
				}
			}
		}
	}
}

// named reports whether a cell holds a name of a token.
func (s *formRows) named(token, cell string) bool {
	first, second, ok := parts(token)
	if !ok || cell == "" {
		return false
	}
	if first != s.grain {
		for _, label := range s.labels[token] {
			if read.Header(label) == read.Header(cell) {
				return true
			}
		}
		return false
	}
	serial, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return strings.HasPrefix(cell, second)
	}
	day, err := excelize.ExcelDateToTime(serial, s.from1904)
	return err == nil && day.Format(time.DateOnly) == second
}

// rowNamed reports whether a row still says what its token means: the channel
// and the metric, or the day.
func (s *formRows) rowNamed(row int, token string) bool {
	first, _, _ := parts(token)
	if first == s.grain {
		for j := range s.names {
			if s.named(token, s.at(row, j)) {
				return true
			}
		}
		return false
	}
	for _, label := range s.labels[token] {
		there := label == ""
		for j := range s.names {
			there = there || read.Header(label) == read.Header(s.at(row, j))
		}
		if !there {
			return false
		}
	}
	return true
}

func (s *formRows) problem(row, column int, key string, args ...any) {
	cell, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return
	}
	s.problems = append(s.problems, FormProblem{s.sheet, cell, s.at(row, column), lang.T(s.language, key, args...)})
}

// read takes the numbers of a sheet.
func (s *formRows) read(taken map[formPlace]FormCell) {
	columns := map[int]string{}
	for j := range s.rows[s.keyRow] {
		token := s.at(s.keyRow, j)
		if token == "" {
			continue
		}
		if _, known := s.labels[token]; !known {
			s.problem(s.keyRow, j, "intake.form_token")
			continue
		}
		if !s.named(token, s.at(s.header, j)) {
			s.problem(max(s.header, 0), j, "intake.form_column_named", s.called(token))
			continue
		}
		columns[j] = token
	}
	for i, row := range s.rows {
		if i == s.keyRow || i == s.header {
			continue
		}
		token := s.at(i, s.keyColumn)
		if _, known := s.labels[token]; !known {
			if i > s.header {
				s.extraRow(i, columns)
			}
			continue
		}
		if !s.rowNamed(i, token) {
			for j := range row {
				if columns[j] != "" && s.at(i, j) != "" {
					s.problem(i, j, "intake.form_row_named", s.called(token))
					break
				}
			}
			continue
		}
		for j := range max(len(row), len(s.rows[s.keyRow])) {
			switch {
			case columns[j] != "":
				s.cell(i, j, token, columns[j], taken)
			case j != s.keyColumn && !s.names[j] && s.at(s.keyRow, j) == "" && s.at(i, j) != "" && !s.told[j]:
				s.told[j] = true
				s.problem(i, j, "intake.form_extra_column")
			}
		}
	}
}

// extraRow tells of a row that somebody added.
func (s *formRows) extraRow(row int, columns map[int]string) {
	for j := range s.rows[row] {
		if columns[j] != "" && s.at(row, j) != "" {
			s.problem(row, j, "intake.form_extra_row")
			return
		}
	}
}

// called is what a token is called, for a sentence.
func (s *formRows) called(token string) string {
	first, second, _ := parts(token)
	switch {
	case first == s.grain && s.grain == kpi.Month:
		return second[:min(7, len(second))]
	case first == s.grain:
		return second
	}
	names := []string{}
	for _, label := range s.labels[token] {
		if label != "" {
			names = append(names, label)
		}
	}
	return strings.Join(names, ", ")
}

// cell reads one number.
func (s *formRows) cell(row, column int, rowToken, columnToken string, taken map[formPlace]FormCell) {
	series, span := rowToken, columnToken
	if first, _, _ := parts(rowToken); first == s.grain {
		series, span = columnToken, rowToken
	}
	channel, key, _ := parts(series)
	grain, day, _ := parts(span)
	if channel == s.grain || grain != s.grain {
		return // a day where a metric should be: the tokens were moved
	}
	place := formPlace{channel, key, day}
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return
	}
	value, state := s.number(row, column, name, key)
	switch state {
	case "":
	case blank:
		s.blanks = append(s.blanks, place)
		return
	default:
		s.problem(row, column, state, s.at(row, column))
		return
	}
	if other, twice := taken[place]; twice {
		if other.Value != value {
			s.problem(row, column, "intake.form_twice", other.Sheet+"!"+other.Cell)
		}
		return
	}
	one := FormCell{Sheet: s.sheet, Cell: name, ChannelID: channel, Metric: key, Grain: s.grain, Day: day, Value: value}
	taken[place] = one
	s.found = append(s.found, one)
}

const blank = "blank"

// number is the value of a cell, or why there is none: blank, or the key of a
// sentence. Of a formula it is the value that was saved.
func (s *formRows) number(row, column int, name, metric string) (float64, string) {
	text := s.at(row, column)
	if text == "" {
		if formula, err := s.file.GetCellFormula(s.sheet, name); err == nil && formula != "" {
			return 0, "intake.form_formula"
		}
		return 0, blank
	}
	if read.Missing([]byte(text)) {
		return 0, blank
	}
	kind, err := s.file.GetCellType(s.sheet, name)
	if err != nil {
		return 0, "intake.form_number"
	}
	switch kind {
	case excelize.CellTypeBool, excelize.CellTypeDate, excelize.CellTypeError:
		if kind == excelize.CellTypeDate {
			return 0, "intake.form_date"
		}
		return 0, "intake.form_number"
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		value, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return 0, "intake.form_number"
		}
		return value, s.shows(name)
	}
	return s.typed(text, metric)
}

// typed reads a number that a cell holds as text. A sign that could stand before
// decimals or in the thousands is not guessed.
func (s *formRows) typed(text, metric string) (float64, string) {
	bare := []byte(strings.NewReplacer("\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(text))
	point, isPoint := read.Style{Decimal: '.', Thousands: ','}.Number(bare)
	comma, isComma := read.Style{Decimal: ',', Thousands: '.'}.Number(bare)
	if len(bare) > 1 && bare[0] == '0' && (bare[1] == '.' || bare[1] == ',') {
		// No group begins with 0.
		isPoint, isComma = isPoint && bare[1] == '.', isComma && bare[1] == ','
	}
	switch {
	case !isPoint && !isComma:
		return 0, "intake.form_number"
	case !isComma || isPoint && point == comma:
		return point, ""
	case !isPoint:
		return comma, ""
	case s.whole(metric) && point != float64(int64(point)):
		return comma, ""
	case s.whole(metric) && comma != float64(int64(comma)):
		return point, ""
	}
	return 0, "intake.form_unclear"
}

// shows is the key of a sentence where a cell shows its number as something
// else: a date, as Excel makes by itself of what looks like one, or a word, as
// LibreOffice keeps what is true or false.
func (s *formRows) shows(cell string) string {
	id, err := s.file.GetCellStyle(s.sheet, cell)
	if err != nil {
		return ""
	}
	if shown, known := s.shown[id]; known {
		return shown
	}
	style, err := s.file.GetStyle(id)
	shown := ""
	if err == nil {
		shown = showsOther(style)
	}
	s.shown[id] = shown
	return shown
}

// showsOther reads the number format of a style.
// https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat
func showsOther(style *excelize.Style) string {
	if n := style.NumFmt; n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58 {
		return "intake.form_date"
	}
	if style.CustomNumFmt == nil {
		return ""
	}
	format := strings.ToLower(*style.CustomNumFmt)
	if strings.Contains(format, "general") {
		return ""
	}
	quoted, bracket, digits := false, false, false
	for _, r := range format {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case quoted || bracket:
		case strings.ContainsRune("dmyhs", r):
			return "intake.form_date"
		case strings.ContainsRune("0#?@", r):
			digits = true
		}
	}
	if !digits {
		return "intake.form_number"
	}
	return ""
}
