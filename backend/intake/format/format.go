package format

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
)

// formats are all that can be imported.
var formats = []*Format{&metaContent, &metaResults}

// A Format declares one kind of export file.
type Format struct {
	Key     string   // in the ledger and in JSON
	Needs   []Field  // what the header row of such a file always has
	Columns []Column // what its headers feed, by the headers' names

	// Network tells the platform from the fields that the file has; "" when
	// they do not say.
	Network func(has func(Field) bool) string
	// Time reads a moment as this format writes it: a wall clock, in time.UTC.
	Time func(cell []byte) (time.Time, bool)
	// Types are the names of post types in lower case, and our key of each.
	Types map[string]string
	// Check returns the key of the reason to skip a row, or "".
	Check func(*row) string

	// find recognises a file that is no plain table, nil when it is not this
	// format; walk reads it whole.
	find func(context.Context, *read.File) (*Match, error)
	walk func(context.Context, *Match, *tally) error
}

// A Column says what some headers feed: a metric or a field of the post.
type Column struct {
	Metric  string
	Field   Field
	Amount  Amount
	Headers []string
}

// Amount is what the numbers of a column may be.
type Amount int

// The kinds of Amount.
const (
	Count   Amount = iota // whole and not negative
	Measure               // with decimals, not negative
	Money                 // with decimals; the currency stands in the header: (USD)
)

// Field is a part of a post that is no metric.
type Field int

// The fields.
const (
	NoField Field = iota
	ID
	OtherID // the id where there is no ID
	Published
	Permalink
	Title
	Text
	Type
	Duration
	AccountID
	AccountHandle
	AccountName
	PageID
	PageName
	Lifetime // says that values are to date, or holds a day
	Remark   // what the platform says about the row
	fieldCount
)

var fieldNames = [fieldCount]string{"", "id", "id", "published_at", "permalink", "title", "text", "type", "duration_s",
	"account_id", "account_handle", "account_name", "account_id", "account_name", "date", "remark"}

// String is the field's name as a screen and JSON know it.
func (f Field) String() string { return fieldNames[f] }

// Source is a column of a file, in the file's order, and what it feeds: a
// metric, a field, or neither when it is not imported.
type Source struct {
	Header string `json:"header"`
	Metric string `json:"metric"`
	Field  string `json:"field"`
}

// Match is a file whose format is known.
type Match struct {
	Format    string   // the Format's Key
	Platforms []string // that the file names, sorted; empty when it names none
	Columns   []Source
	Currency  string // of Money columns, "" without one
	Warnings  []Note // about the file as a whole

	file   *read.File
	format *Format
	header int // the index in file.Head of the header row
	width  []use
	blocks []block
}

// Note is a sentence of package lang with what fills it.
type Note struct {
	Key  string
	Args []any
}

// In is the sentence in a language.
func (n Note) In(code string) string { return lang.T(code, n.Key, n.Args...) }

// Platform is the one platform that the file names, "" when it names none or
// several.
func (m *Match) Platform() string {
	if len(m.Platforms) != 1 {
		return ""
	}
	return m.Platforms[0]
}

// Recognise tells the format of a file from its head; of a file of daily
// results, which is small, from the whole. A file of nothing that can be
// imported comes back as a fault.Error whose sentence says what it holds and
// what is expected.
func Recognise(ctx context.Context, f *read.File) (*Match, error) {
	var best *Match
	most := 0
	for _, format := range formats {
		if format.find != nil {
			m, err := format.find(ctx, f)
			if err != nil {
				return nil, err
			}
			if m != nil {
				return m.about(f, format), nil
			}
			continue
		}
		if m, score := format.match(f); m != nil && score > most {
			best, most = m.about(f, format), score
		}
	}
	if best == nil {
		return nil, unknown(f)
	}
	return best, nil
}

func (m *Match) about(f *read.File, format *Format) *Match {
	if m == nil {
		return nil
	}
	m.Format, m.file, m.format = format.Key, f, format
	if f.Repaired {
		m.Warnings = append(m.Warnings, Note{Key: "read.warn.repaired"})
	}
	if f.Lossy {
		m.Warnings = append(m.Warnings, Note{Key: "read.warn.lossy"})
	}
	return m
}

// Parse recognises the file and reads it whole: see Match.Parse.
func Parse(ctx context.Context, f *read.File, v Visitor) (*Summary, error) {
	m, err := Recognise(ctx, f)
	if err != nil {
		return nil, err
	}
	return m.Parse(ctx, v)
}

// Parse reads the file whole, gives each of its rows to the visitor in the
// file's order, and returns what it found. It may be called again. An error of
// the visitor ends it and comes back as it is; a cancelled ctx ends it with
// fault.Canceled.
func (m *Match) Parse(ctx context.Context, v Visitor) (*Summary, error) {
	t := newTally(m, v)
	walk := m.format.walk
	if walk == nil {
		walk = walkPosts
	}
	if err := walk(ctx, m, t); err != nil {
		return nil, err
	}
	return t.finish(), nil
}

// Headers is every header that some format knows, as read.Header writes it.
func Headers() map[string]bool {
	all := map[string]bool{}
	for _, f := range formats {
		for _, c := range f.Columns {
			for _, h := range c.Headers {
				all[read.Header(h)] = true
			}
		}
	}
	return all
}

// unknown is the refusal of a table that no format knows.
func unknown(f *read.File) error {
	known := Headers()
	var header []string
	most := -1
	for _, record := range f.Head[:min(len(f.Head), headerRows)] {
		score := len(record.Cells)
		for _, cell := range record.Cells {
			if known[read.Header(cell)] {
				score += 3
			}
		}
		if score > most {
			most, header = score, record.Cells
		}
	}
	var names []string
	for _, cell := range header {
		if name := clip(strings.Join(strings.Fields(cell), " "), 40); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) < 2 {
		return fault.New(fault.Invalid, "read.unknown_text", f.Name)
	}
	more := ""
	if len(names) > 6 {
		names, more = names[:6], "…"
	}
	return fault.New(fault.Invalid, "read.unknown_table", f.Name, strings.Join(names, ", ")+more)
}

// clip cuts s to at most n characters.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.TrimSpace(s[:i]) + "…"
		}
		n--
	}
	return s
}
