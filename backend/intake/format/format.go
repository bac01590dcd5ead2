package format

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
)

// formats are all that can be imported.
var formats = slices.Concat([]*Format{
	&metaContent, &metaDays, &metaAudience, &metaResults, &metaAds,
	&tiktokOverview, &tiktokFollowers, &tiktokContent, &tiktokGenders, &tiktokTerritories, &tiktokBusiness, &tiktokDays, &tiktokFollowerDays, &tiktokVideos,
	&youtubeContent, &youtubeTotals,
	&ga4, &googleAds, &searchQueries, &searchPages, &searchCountries, &searchDevices, &searchAppearances, &searchDays,
	&linkedinDays, &linkedinPosts, &linkedinFollowers, &linkedinVisitors,
	&linkedinDiscovery, &linkedinEngagement, &linkedinTop, &linkedinMemberFollowers,
	&xPosts, &xDays, &sproutPosts, &sproutProfiles,
	&insightsPosts, &insightsStories, &insightsClicks, &insightsPage,
}, youtubeTables, linkedinParts)

// A Format declares one kind of table in export files. The tables of one file
// may be of several kinds, whose Key is then the same: the sheets of a workbook.
type Format struct {
	Key     string   // of the file, in the ledger and in JSON
	Shape   Shape    // what a row is
	Needs   []Field  // what the header row of such a table always has
	Of      []Field  // beside Needs, one of these has a column; none is no demand
	Any     []string // beside Needs, one of these metrics must have a column; none is no demand
	Never   []Field  // what it never has: by these it is told from a table of the same words
	Columns []Column // what its headers feed, by the headers' names

	// Together says that the tables in an archive are one export of one account, as
	// the platform packs them; else an archive is but many files.
	Together bool

	// Platform is the one that such a file is always of; "" where Network tells.
	Platform string
	// Instead are the platforms whose channel takes the file in where the brand has
	// none of Platform: spend may be booked where the ads ran.
	Instead []string
	// Network tells the platform from the fields that the file has; "" when
	// they do not say.
	Network func(has func(Field) bool) string
	// Named limits the format to tables of some names (of the sheet or of the
	// file), where headers alone do not tell; nil is no limit.
	Named func(table, file string) bool
	// Fit looks at a table that has all of the above: it may leave out columns that
	// tell the same as others, and reports whether the table is of this format; nil is yes.
	Fit func(*Table) bool
	// Time reads a moment as this format writes it: a wall clock, in time.UTC.
	// In tables of days it reads the day.
	Time func(cell []byte) (time.Time, bool)
	// Types are the names of post types in lower case, and our key of each.
	Types map[string]string
	// Numbers is how amounts are written where it is not as in 1234.5; nil is
	// that. It is asked once for each table.
	Numbers func(*Table) read.Style
	// Dimension is what the parts of a table of parts are: campaign, country.
	Dimension string
	// Period tells which days a table is about, where its rows do not: both "" when
	// nothing says, and a file of parts is refused.
	Period func(*Table) (from, to string)
	// Refuse says why a file that is of the format must not come in as it stands; nil
	// is never.
	Refuse func(*Table) error
	// NoPeriod is the key of that refusal; "" is that of files that say their days above the header.
	NoPeriod string
	// Check returns the key of the reason to skip a row, or "". "-" passes over
	// it in silence: a total is no data.
	Check func(*row) string
	// IDOf finds the id of a post that stands in no column of its own; "" where
	// there is none.
	IDOf func(*row) string
	// Whole reports whether a row is the total of the table. It counts as no row; its
	// numbers are readings of the table's Period, where that is known.
	Whole func(*row) bool
	// Sums says that the rows of parts add up to the account's numbers of those days.
	Sums bool
	// Subtotals says that a row of all groups or smaller parts may stand above them.
	Subtotals bool
	// Engagements says that a table of days has no column of engagements: they are
	// its reactions, comments, shares and saves together.
	Engagements bool
	// Mend completes a post from what its format knows beyond the columns.
	Mend func(*row, *Post)
	// Own says that all accounts in a file are the agency's: each row goes to the
	// channel of its platform and account.
	Own bool
	// Described says that the row below the header may describe the columns.
	Described bool
	// Dayless says that nothing in the file tells of which day it is.
	Dayless bool
	// Slashed says that dates are written with the month first, 12/31/2025, unless
	// those of the file tell otherwise.
	Slashed bool
	// Text says that the platform exports a text with points before decimals and no
	// workbook: that was made of it by a spreadsheet.
	Text bool
	// Localised says that the platform itself writes the day first for some people.
	Localised bool
	// Grains says that rows may be of weeks or months in place of days.
	Grains bool
	// Undated says that days are written without a year.
	Undated bool

	// find recognises a table that has no plain header row, false when it is not
	// this format; walk reads it whole.
	find func(context.Context, *Table) (bool, error)
	// dates are those of a table that has no columns of them.
	dates func(*Table) []string
	walk  func(context.Context, *Table, *tally) error
}

// Shape is what a row of a table is.
type Shape int

// The shapes.
const (
	Posts Shape = iota // one post with its numbers to date
	Days               // the numbers of one day of the account
	Parts              // the numbers of one part of a whole in a run of days
)

// Source is a column of a file, in the file's order, and what it feeds: a
// metric, a field, or neither when it is not imported.
type Source struct {
	Header string `json:"header"`
	Metric string `json:"metric"`
	Field  string `json:"field"`
	Table  string `json:"table"` // its name, "" in a file of one
}

// Match is a file whose format is known.
type Match struct {
	Format    string   // the Key of its tables
	Platforms []string // that the file names, sorted; empty when it names none
	Columns   []Source
	Currency  string // of Money columns, "" without one
	Warnings  []Note // about the file as a whole
	// Undated says that its days have no year. Until is then the last day that it
	// tells of: at first by the day when the file was written. A year that a
	// person knows better is given to SetYear.
	Undated bool
	Until   time.Time
	// Named says that the name of the file tells the year of Until.
	Named bool
	// Day is the one that a file is taken to be of which does not say so: that on
	// which it was written, unless SetDay says another. "" of any other file.
	Day string

	file   *read.File
	tables []*Table
}

// SetYear says in which year the last day of an undated file lies.
func (m *Match) SetYear(year int) {
	m.Until = time.Date(year, m.Until.Month(), m.Until.Day(), 0, 0, 0, 0, time.UTC)
	for _, t := range m.tables {
		t.until = m.Until
		if t.format.Dayless {
			t.from, t.to = m.Until.Format(time.DateOnly), m.Until.Format(time.DateOnly)
		}
	}
}

// Table is a table whose format is known.
type Table struct {
	*read.Table
	file     *read.File
	format   *Format
	header   int // the index in Head of the header row
	use      []use
	columns  []Source
	platform string
	currency string
	mixed    bool                      // the cells of money bear signs of several currencies
	runEnd   func(time.Time) time.Time // of the run that the day of a row of parts begins; nil of that day alone
	style    read.Style
	from, to string    // of tables of parts
	parts    string    // what they are, where it is not what the format says
	partial  bool      // they are not all that the account has: their total is not the account's
	until    time.Time // of undated tables: the last day
	changes  int       // and how often the year changes in them
	dayFirst bool      // of slashed dates
	turned   bool      // a spreadsheet has exchanged the days and months of dates
	unread   bool      // a spreadsheet has left dates as texts
	odd      string    // the look of dates that a spreadsheet has written again
	unsure   bool      // in which order is not known
	lengths  uint64    // a bit for each length of a date
	mapped   bool      // read as a Mapping says
	order    string    // of the dates of a mapped table
	resaved  string    // the order of days and months that a spreadsheet wrote anew
	rounded  bool      // a spreadsheet has rounded the ids
	written  []decimals
	blocks   []block // of results
	webs     []*ga4Block
	warnings []Note
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

// Recognise tells the format of a file from the heads of its tables; of a file
// of daily results, which is small, from the whole. Tables of no known format are
// left out beside known ones, sheets with a warning. A file of nothing that can be imported comes back
// as a fault.Error whose sentence says what it holds and what is expected.
func Recognise(ctx context.Context, f *read.File) (*Match, error) {
	m := &Match{file: f}
	var unread []*read.Table
	for _, table := range f.Tables {
		t, err := recognise(ctx, f, table)
		if err != nil {
			return nil, err
		}
		switch {
		case t != nil:
			m.tables = append(m.tables, t)
		case f.Archive:
			unread = append(unread, table)
		case !linkedinDemographics(table):
			m.Warnings = append(m.Warnings, Note{"read.warn.unread_table", []any{clip(table.Name, 60)}})
		}
	}
	if len(m.tables) == 0 {
		return nil, unknown(f)
	}
	// Tables of another format beside are no part of the export.
	m.Format = m.tables[0].format.Key
	m.tables = slices.DeleteFunc(m.tables, func(t *Table) bool {
		other := t.format.Key != m.Format
		if other {
			m.Warnings = append(m.Warnings, Note{"read.warn.other_table", []any{clip(t.Name, 60)}})
		}
		return other
	})
	if m.Format == youtubeContent.Key {
		m.Warnings = append(m.Warnings, youtubeLeft(unread)...)
	}
	if slices.ContainsFunc(m.tables, func(t *Table) bool { return t.partial }) {
		m.tables = slices.DeleteFunc(m.tables, func(t *Table) bool {
			if t.format.Shape == Days {
				m.Warnings = append(m.Warnings, Note{"read.warn.partial_days", []any{clip(t.Name, 60)}})
			}
			return t.format.Shape == Days
		})
	}
	return m, m.gather(ctx)
}

// recognise finds the format of one table, nil where none knows it.
func recognise(ctx context.Context, f *read.File, table *read.Table) (*Table, error) {
	var best *Table
	most := 0
	for _, format := range formats {
		if format.Named != nil && !format.Named(table.Name, f.Name) {
			continue
		}
		if format.find != nil {
			t := &Table{Table: table, file: f, format: format, platform: format.Platform}
			found, err := format.find(ctx, t)
			if err != nil || found {
				return t, err
			}
			continue
		}
		t, score, err := format.match(ctx, f, table)
		if err != nil {
			return nil, err
		}
		if t != nil && score > most {
			best, most = t, score
		}
	}
	return best, nil
}

// gather says of the file what its tables say.
func (m *Match) gather(ctx context.Context) error {
	if err := m.order(ctx); err != nil {
		return err
	}
	for _, t := range m.tables {
		t.rounded = t.roundedIDs()
		if err := t.arrange(ctx); err != nil {
			return err
		}
		if t.format.Refuse != nil {
			if err := t.format.Refuse(t); err != nil {
				return err
			}
		}
		if t.hourly() {
			return fault.New(fault.Invalid, "read.hours", t.Title())
		}
		if err := t.signed(); err != nil {
			return err
		}
		if t.format.Numbers != nil {
			t.style = t.format.Numbers(t)
		}
		if t.format.Period != nil {
			if t.from, t.to = t.format.Period(t); t.format.Shape == Parts && !t.has(From) && !t.has(Day) && (t.from == "" || t.to < t.from) {
				return fault.New(fault.Invalid, cmp.Or(t.format.NoPeriod, "read.no_period"), t.Title())
			}
		}
		m.list(t)
		if t.platform != "" {
			m.names(t.platform)
		}
		for _, b := range t.blocks {
			m.names(b.platform)
		}
		if m.Currency == "" {
			m.Currency = t.currency
		}
		m.Warnings = append(m.Warnings, t.warnings...)
		if t.Repaired {
			m.Warnings = append(m.Warnings, Note{Key: "read.warn.repaired"})
		}
		if t.Lossy {
			m.Warnings = append(m.Warnings, Note{Key: "read.warn.lossy"})
		}
		m.Undated = m.Undated || t.format.Undated
	}
	if m.Undated {
		if err := m.date(ctx); err != nil {
			return err
		}
	}
	if !m.Undated && slices.ContainsFunc(m.tables, func(t *Table) bool { return t.format.Dayless }) {
		m.SetDay(m.written())
		m.Warnings = append(m.Warnings, Note{"read.warn.dayless", []any{m.Day}})
	}
	return nil
}

// few is how many columns may be unknown beside a single known number before it is
// said: one word may be the same in a language that is not known.
const few = 4

// list adds the columns of a table to those of the file.
func (m *Match) list(t *Table) {
	var numbers []string
	unknown := 0
	for _, c := range t.columns {
		switch {
		case c.Metric != "":
			numbers = append(numbers, c.Header)
		case c.Field == "":
			unknown++
		}
		if len(m.tables) > 1 {
			c.Table = t.Name
		}
		m.Columns = append(m.Columns, c)
	}
	if len(numbers) == 1 && unknown >= few && t.format.numbers() >= few && t.format.Key != MappedKey {
		m.Warnings = append(m.Warnings, Note{"read.warn.few_columns", []any{clip(numbers[0], 60), unknown}})
	}
}

// numbers is how many metrics the format knows columns of.
func (f *Format) numbers() int {
	metrics := map[string]bool{}
	for _, c := range f.Columns {
		if c.Metric != "" {
			metrics[c.Metric] = true
		}
	}
	return len(metrics)
}

// has reports whether a column of the table is a field.
func (t *Table) has(f Field) bool {
	return slices.ContainsFunc(t.use, func(u use) bool { return u.field == f })
}

// Own reports whether all accounts in the file are the agency's.
func (m *Match) Own() bool { return m.tables[0].format.Own }

// Instead are the platforms whose channel takes the file in where the brand has
// none of its own; empty where only its own does.
func (m *Match) Instead() []string { return m.tables[0].format.Instead }

// One reports whether the file is one export: a file with one table, a workbook, or
// an archive as the platform packs it.
func (m *Match) One() bool {
	return !m.file.Archive || len(m.file.Tables) == 1 || len(m.tables) > 0 && m.tables[0].format.Together && !slices.ContainsFunc(m.Warnings, func(n Note) bool { return n.Key == "read.warn.other_table" })
}

func (m *Match) names(platform string) {
	if platform != "" && !slices.Contains(m.Platforms, platform) {
		m.Platforms = append(m.Platforms, platform)
		slices.Sort(m.Platforms)
	}
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
// file's order, and returns what it found. It may be called again; what a whole walk
// alone can tell of a spreadsheet's work is known from the second on, and to the
// first where its visitor takes neither posts nor readings. An error of
// the visitor ends it and comes back as it is; a cancelled ctx ends it with
// fault.Canceled.
func (m *Match) Parse(ctx context.Context, v Visitor) (*Summary, error) {
	t, lost, again := newTally(m, v), []Note(nil), false
	for i, table := range m.tables {
		t.table, t.began = i, false
		walk := table.format.walk
		if walk == nil {
			walk = [...]func(context.Context, *Table, *tally) error{walkPosts, walkDays, walkParts}[table.format.Shape]
		}
		if err := walk(ctx, table, t); err != nil {
			return nil, err
		}
		lost = append(lost, table.lostDecimals()...)
		if table.Comma != 0 && table.format.Slashed && table.odd == "" && bits.OnesCount64(table.lengths) > 1 {
			if err := table.rewritten(ctx); err != nil {
				return nil, err
			}
			again = again || table.odd != ""
		}
	}
	if len(lost) > 0 {
		m.Columns, m.Warnings = nil, append(m.Warnings, lost...)
		for _, table := range m.tables {
			m.list(table)
		}
	}
	if (again || len(lost) > 0) && v.Post == nil && v.Reading == nil {
		return m.Parse(ctx, v)
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
	for _, t := range f.Tables {
		for _, record := range t.Head[:min(len(t.Head), headerRows)] {
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
	}
	var names []string
	for _, cell := range header {
		if name := clip(strings.Join(strings.Fields(cell), " "), 40); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case slices.ContainsFunc(f.Tables, ofOnePost):
		return fault.New(fault.Invalid, "read.one_post", f.Name)
	case len(names) < 2:
		return fault.New(fault.Invalid, "read.unknown_text", f.Name)
	case slices.ContainsFunc(names, func(n string) bool { return read.Header(n) == "active followers" }):
		return fault.New(fault.Invalid, "read.activity", f.Name)
	case ofCompetitors(names):
		return fault.New(fault.Invalid, "read.competitors", f.Name)
	}
	more := ""
	if len(names) > 6 {
		names, more = names[:6], "…"
	}
	return fault.New(fault.Invalid, "read.unknown_table", f.Name, strings.Join(names, ", ")+more)
}

// ofCompetitors reports whether a header is that of LinkedIn's list of competitors:
// pages by name, with the new followers of each.
func ofCompetitors(names []string) bool {
	return slices.Contains([]string{"page", "página", "company", "empresa"}, read.Header(names[0])) &&
		slices.ContainsFunc(names, func(n string) bool {
			return slices.Contains([]string{"new followers", "nuevos seguidores", "novos seguidores"}, read.Header(n))
		})
}

// ofOnePost reports whether a sheet is LinkedIn's of a single post: its link stands
// beside the words that name it, above its numbers.
func ofOnePost(t *read.Table) bool {
	for _, record := range t.Head {
		cells := record.Cells
		if len(cells) >= 2 && slices.Contains([]string{"post url", "url de la publicación", "url da publicação"}, read.Header(cells[0])) &&
			linkedinLink.MatchString(cells[1]) && strings.Contains(cells[1], "linkedin.com/") {
			return true
		}
	}
	return false
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
