package format

import "time"

// Visitor receives the rows of a file. Any function may be nil. What a pointer
// points to is overwritten by the next row: copy what is kept (its strings
// may be kept).
type Visitor struct {
	Post    func(*Post) error
	Reading func(*Reading) error
	Share   func(*Share) error
	Skip    func(Skip) error
	// Progress is called every few thousand rows with the bytes read so far
	// of the file's Size.
	Progress func(read int64)
}

// Post is one row of a posts export.
type Post struct {
	Table      int  // its index in the file
	Row        int  // as a spreadsheet numbers it: the header of a plain export is row 1
	Beside     bool // stands in one row with the post before
	Account    Account
	Platform   string // "" when the file does not say
	PlatformID string // text, exactly as the platform writes it
	Permalink  string // http(s), or ""
	Title      string // one line, at most 120 characters
	Text       string // the whole caption
	// Type is one of "image", "carousel", "reel", "video", "story", "link",
	// "text", "other", or "" when the file does not say.
	Type string
	// Local is the wall clock of publication as the file writes it, in
	// time.UTC: put the client's zone to its year, month, day, hour and minute.
	Local time.Time
	// At is the moment itself, where the export gives it away; zero where it does
	// not. Local is then the same in UTC.
	At        time.Time
	DurationS *float64 // seconds
	Currency  string   // of revenue; "" when the file does not say
	Values    []Value  // lifetime to date; a missing metric is absent, a 0 is there
}

// Value is a number of a metric.
type Value struct {
	Metric string
	Amount float64
}

// Account says whose post it is. Parts that the file does not have are "".
type Account struct {
	ID     string `json:"id"`
	Handle string `json:"handle"` // without @
	Name   string `json:"name"`
}

// Reading is the value of one metric of an account in a day or a run of days.
type Reading struct {
	Table    int // its index in the file
	Row      int
	Account  Account // of a file that holds several
	Platform string  // "" when the file does not say: ask
	Metric   string
	Day      string // YYYY-MM-DD, the first
	To       string // the last of a run of days; "" for one day
	Amount   float64
	Currency string // of money; "" when the file does not say
	Derived  bool   // added up from rows of parts, or the total beside them: no row of its own
}

// Share is the value of one metric of one part of a whole in a run of days:
// spend of a campaign, followers in a country.
type Share struct {
	Table     int
	Row       int
	Account   Account
	Platform  string
	Dimension string
	Part      []string // names from the outermost in: campaign, ad set, ad
	From, To  string   // days, both included
	Metric    string
	Amount    float64
	Currency  string
}

// Skip is a row that cannot be imported, and why.
type Skip struct {
	Row int
	Note
}

// MaxSkips is how many skipped rows a Summary lists.
const MaxSkips = 1000

// Summary is what Parse found in a file.
type Summary struct {
	Format    string
	Platform  string // "" when the file names none or several: see Parts
	From, To  string // first and last day, YYYY-MM-DD, of the rows that are not skipped; "" without any
	Currency  string // of revenue, "" without
	Rows      int    // data rows, the skipped ones included
	Posts     int
	Readings  int
	Shares    int
	Skipped   int
	Skips     []Skip         // the first MaxSkips of them
	SkippedBy map[string]int // how many for each Key
	Accounts  []AccountCount // with most posts first
	Columns   []Source
	// Sums adds each metric over all rows that are not skipped, whatever
	// their account; of unique metrics (reach, viewers) a check-sum only, of a
	// stock (followers) the last. Where several tables of the file tell of one
	// metric, it is that of the first: the others tell of the same in other words.
	Sums map[string]float64
	// Checksums adds the rows that are skipped too, where their numbers could
	// be read: what a spreadsheet finds at the foot of the file's columns.
	Checksums map[string]float64
	Parts     []Part     // one a platform, in the file's order
	Tables    []TableSum // one a table, in the file's order
	Warnings  []Note
}

// Part is the share of one platform in a file.
type Part struct {
	Platform string             `json:"platform"` // "" when the file does not say
	From     string             `json:"from"`     // first and last day, YYYY-MM-DD
	To       string             `json:"to"`
	Rows     int                `json:"rows"` // not skipped
	Sums     map[string]float64 `json:"sums"`
}

// TableSum is what one table of a file adds up to.
type TableSum struct {
	Name string             `json:"name"` // "" in a file of one
	Rows int                `json:"rows"` // not skipped
	Sums map[string]float64 `json:"sums"`
}

// AccountCount is an account with its posts in a file and their sums.
type AccountCount struct {
	Account
	Platform string             `json:"platform"` // where all accounts in the file are own; "" otherwise
	Posts    int                `json:"posts"`
	Sums     map[string]float64 `json:"sums"`
}

// maxAccounts is how many accounts one export may name: collaborations bring
// a few, and a file of thousands is something else.
const maxAccounts = 1000
