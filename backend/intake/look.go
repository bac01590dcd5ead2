package intake

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// Sheet is the beginning of a table, as it stands, for a person to say what it
// holds.
type Sheet struct {
	Name    string         `json:"name"`    // "" in a file of one table
	Rows    []SheetRow     `json:"rows"`    // the first that are not blank
	Header  int            `json:"header"`  // the row that seems to hold the names of the columns
	Mapping format.Mapping `json:"mapping"` // as it was read before, else what the names suggest
}

// SheetRow is a row by its number in a spreadsheet.
type SheetRow struct {
	Row   int      `json:"row"`
	Cells []string `json:"cells"` // cut after a few dozen characters
}

const (
	lookRows = 15
	lookCell = 60
)

// Look shows the tables of a file. What is no table is refused with a sentence.
func Look(ctx context.Context, a *agency.Agency, path string) ([]Sheet, error) {
	f, err := read.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	sheets := []Sheet{}
	for _, t := range f.Tables {
		s := Sheet{Name: t.Name, Rows: []SheetRow{}}
		for _, record := range t.Head[:min(len(t.Head), lookRows)] {
			row := SheetRow{Row: record.Number, Cells: []string{}}
			for _, cell := range record.Cells {
				row.Cells = append(row.Cells, cut(strings.Join(strings.Fields(cell), " ")))
			}
			s.Rows = append(s.Rows, row)
		}
		header := headerOf(t)
		s.Header = header.Number
		s.Mapping = format.Suggest(t.Name, header)
		for _, record := range t.Head {
			known, err := recall(ctx, a, format.ShapeOf(record.Cells))
			if err != nil {
				return nil, err
			}
			if known != nil {
				known.Table, known.Header = t.Name, record.Number
				s.Header, s.Mapping = record.Number, *known
			}
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

func cut(s string) string {
	r := []rune(s)
	if len(r) <= lookCell {
		return s
	}
	return string(r[:lookCell]) + "…"
}

// headerOf is the row of the first that names most columns: words, each once.
func headerOf(t *read.Table) read.Record {
	best, most := t.Head[0], -1
	for _, record := range t.Head[:min(len(t.Head), lookRows)] {
		score := 0
		seen := []string{}
		for _, cell := range record.Cells {
			name := read.Header(cell)
			if name != "" && strings.Trim(name, "0123456789.,:/- %") != "" && !slices.Contains(seen, name) {
				seen = append(seen, name)
				score++
			}
		}
		if score > most {
			best, most = record, score
		}
	}
	return best
}

// Trying is how a mapping reads the first rows of a file.
type Trying struct {
	Rows    []TriedRow `json:"rows"`
	Refusal string     `json:"refusal"` // why the file cannot be read so, a sentence; "" where it can
	Field   string     `json:"field"`   // what is to be answered: decimal, dates, columns, …; "" without a refusal
}

// TriedRow is a row as it stands and as it is read.
type TriedRow struct {
	Row    int      `json:"row"`
	Raw    []string `json:"raw"`    // the cells of the mapped columns, in the order of the mapping
	Parsed []string `json:"parsed"` // what they are read as; "" is missing
	Wrong  []string `json:"wrong"`  // why a cell is not what its column holds, or ""
	Reason string   `json:"reason"` // why the row would be skipped, or ""
}

// How many of the first rows a person is shown, and how many more that would be
// skipped.
const triedRows, triedWrong = 6, 4

// Try reads the first rows of a file as a mapping says.
func Try(ctx context.Context, path, language string, by format.Mapping) (*Trying, error) {
	f, err := read.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	out := &Trying{Rows: []TriedRow{}}
	m, err := format.Map(ctx, f, by)
	if refusal := fault.Of(err); refusal != nil {
		out.Refusal, out.Field = refusal.In(language), refusal.Field
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := m.Try(ctx, by, triedRows, triedWrong)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		t := TriedRow{Row: r.Row, Raw: orEmpty(r.Raw), Parsed: orEmpty(r.Parsed), Wrong: make([]string, len(r.Wrong))}
		for i, wrong := range r.Wrong {
			if wrong != nil {
				t.Wrong[i] = wrong.In(language)
			}
		}
		if r.Reason != nil {
			t.Reason = r.Reason.In(language)
		}
		out.Rows = append(out.Rows, t)
	}
	return out, nil
}

// RememberMapping keeps how files of the shape of this one are read.
func RememberMapping(ctx context.Context, a *agency.Agency, path string, by format.Mapping) error {
	f, err := read.Open(ctx, path)
	if err != nil {
		return err
	}
	if _, err := format.Map(ctx, f, by); err != nil {
		return err
	}
	for _, t := range f.Tables {
		for _, record := range t.Head {
			if t.Name == by.Table && record.Number == by.Header {
				spec, err := json.Marshal(by)
				if err != nil {
					return err
				}
				return a.RememberMapping(ctx, format.ShapeOf(record.Cells), f.Name, string(spec))
			}
		}
	}
	return nil
}
