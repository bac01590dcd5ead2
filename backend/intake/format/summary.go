package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
)

// Visitor receives the rows of a file. Any function may be nil. What a pointer
// points to is overwritten by the next row: copy what is kept (its strings
// may be kept).
type Visitor struct {
	Post    func(*Post) error
	Reading func(*Reading) error
	Skip    func(Skip) error
	// Progress is called every few thousand rows with the bytes read so far
	// of the file's Size.
	Progress func(read int64)
}

// Post is one row of a posts export.
type Post struct {
	Row        int // as a spreadsheet numbers it: the header of a plain export is row 1
	Account    Account
	PlatformID string // text, exactly as the platform writes it
	Permalink  string // http(s), or ""
	Title      string // one line, at most 120 characters
	Text       string // the whole caption
	// Type is one of "image", "carousel", "reel", "video", "story", "link",
	// "text", "other", or "" when the file does not say.
	Type string
	// Local is the wall clock of publication as the file writes it, in
	// time.UTC: put the client's zone to its year, month, day, hour and minute.
	Local     time.Time
	DurationS *float64 // seconds
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

// Reading is one day's value of one metric of an account.
type Reading struct {
	Row      int
	Metric   string
	Day      string // YYYY-MM-DD
	Grain    string // "day"
	Amount   float64
	Platform string // "" when the file does not say: ask
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
	Skipped   int
	Skips     []Skip         // the first MaxSkips of them
	SkippedBy map[string]int // how many for each Key
	Accounts  []AccountCount // with most posts first
	Columns   []Source
	// Sums adds each metric over all rows that are not skipped, whatever
	// their account; of unique metrics (reach, viewers) a check-sum only.
	Sums map[string]float64
	// Checksums adds the rows that are skipped too, where their numbers could
	// be read: what a spreadsheet finds at the foot of the file's columns.
	Checksums map[string]float64
	Parts     []Part // one a platform, in the file's order
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

// AccountCount is an account with its posts in a file and their sums.
type AccountCount struct {
	Account
	Posts int                `json:"posts"`
	Sums  map[string]float64 `json:"sums"`
}

// maxAccounts is how many accounts one export may name: collaborations bring
// a few, and a file of thousands is something else.
const maxAccounts = 1000

// tally counts while a file is read, and hands rows on to the visitor.
type tally struct {
	v        Visitor
	sum      Summary
	accounts map[string]*account
	last     *account
	parts    []*part
	left     sums // of rows that are skipped
	warned   map[string]bool
	longIDs  int // of more than 15 digits, which a spreadsheet cannot hold
	rounded  int // of those, the ones with zeros from the 16th on
}

type account struct {
	AccountCount
	key  string
	sums sums
}

type part struct {
	Part
	from, to time.Time
	sums     sums
}

// sums adds amounts by metric in few comparisons: a file has a dozen.
type sums []Value

func (s *sums) add(metric string, amount float64) {
	for i := range *s {
		if (*s)[i].Metric == metric {
			(*s)[i].Amount += amount
			return
		}
	}
	*s = append(*s, Value{metric, amount})
}

// table is the sums without the noise of adding decimals in binary.
func (s sums) table() map[string]float64 {
	m := make(map[string]float64, len(s))
	for _, v := range s {
		m[v.Metric] = math.Round(v.Amount*1e6) / 1e6
	}
	return m
}

func newTally(m *Match, v Visitor) *tally {
	return &tally{v: v, accounts: map[string]*account{}, warned: map[string]bool{}, sum: Summary{
		Format: m.Format, Platform: m.Platform(), Currency: m.Currency, Columns: m.Columns,
		Warnings: slices.Clone(m.Warnings), SkippedBy: map[string]int{}, Skips: []Skip{},
	}}
}

func (t *tally) progress(read int64) {
	if t.v.Progress != nil && t.sum.Rows&0xFFF == 0 {
		t.v.Progress(read)
	}
}

func (t *tally) skip(row int, key string, args ...any) error {
	s := Skip{Row: row, Note: Note{key, args}}
	t.sum.Skipped++
	t.sum.SkippedBy[key]++
	if len(t.sum.Skips) < MaxSkips {
		t.sum.Skips = append(t.sum.Skips, s)
	}
	if t.v.Skip != nil {
		return t.v.Skip(s)
	}
	return nil
}

// warn says something about the file once.
func (t *tally) warn(key string, args ...any) {
	if !t.warned[key] {
		t.warned[key] = true
		t.sum.Warnings = append(t.sum.Warnings, Note{key, args})
	}
}

func (t *tally) part(platform string) *part {
	for _, p := range t.parts {
		if p.Platform == platform {
			return p
		}
	}
	p := &part{Part: Part{Platform: platform}}
	t.parts = append(t.parts, p)
	return p
}

func (p *part) row(at time.Time) {
	p.Rows++
	if p.from.IsZero() || at.Before(p.from) {
		p.from = at
	}
	if at.After(p.to) {
		p.to = at
	}
}

// account is the one with that id, or handle, or name.
func (t *tally) account(id, handle, name []byte, file string) (*account, error) {
	key := id
	if len(key) == 0 {
		if key = handle; len(key) == 0 {
			key = name
		}
	}
	if t.last != nil && t.last.key == string(key) {
		return t.last, nil
	}
	a := t.accounts[string(key)]
	if a == nil {
		if len(t.accounts) == maxAccounts {
			return nil, fault.New(fault.Invalid, "read.accounts", file, maxAccounts)
		}
		a = &account{key: string(key)}
		a.Account = Account{ID: string(id), Handle: string(handle), Name: string(name)}
		t.accounts[a.key] = a
	}
	t.last = a
	return a, nil
}

func (t *tally) post(p *Post, platform string, a *account) error {
	t.sum.Posts++
	a.Posts++
	if n := len(p.PlatformID); n > 15 {
		t.longIDs++
		if strings.Trim(p.PlatformID[15:], "0") == "" {
			t.rounded++
		}
	}
	part := t.part(platform)
	part.row(p.Local)
	for _, v := range p.Values {
		part.sums.add(v.Metric, v.Amount)
		a.sums.add(v.Metric, v.Amount)
	}
	if t.v.Post != nil {
		return t.v.Post(p)
	}
	return nil
}

func (t *tally) reading(r *Reading, at time.Time) error {
	t.sum.Readings++
	part := t.part(r.Platform)
	part.row(at)
	part.sums.add(r.Metric, r.Amount)
	if t.v.Reading != nil {
		return t.v.Reading(r)
	}
	return nil
}

func (t *tally) finish() *Summary {
	s := &t.sum
	var all sums
	s.Parts = []Part{}
	for _, p := range t.parts {
		p.Sums = p.sums.table()
		if p.Rows > 0 {
			p.From, p.To = p.from.Format(time.DateOnly), p.to.Format(time.DateOnly)
		}
		s.Parts = append(s.Parts, p.Part)
		for _, v := range p.sums {
			all.add(v.Metric, v.Amount)
		}
		if s.From == "" || p.From < s.From {
			s.From = p.From
		}
		s.To = max(s.To, p.To)
	}
	if t.rounded >= 5 && t.rounded == t.longIDs {
		t.warn("read.warn.rounded_ids")
	}
	s.Sums = all.table()
	for _, v := range t.left {
		all.add(v.Metric, v.Amount)
	}
	s.Checksums = all.table()
	s.Accounts = []AccountCount{}
	for _, a := range t.accounts {
		a.Sums = a.sums.table()
		s.Accounts = append(s.Accounts, a.AccountCount)
	}
	slices.SortFunc(s.Accounts, func(a, b AccountCount) int {
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Handle, b.Handle), cmp.Compare(a.Name, b.Name))
	})
	return s
}
