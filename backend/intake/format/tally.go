package format

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
)

// tally counts while a file is read, and hands rows on to the visitor.
type tally struct {
	v          Visitor
	table      int        // the index of the one that is being walked
	began      bool       // a table of the text that is being walked
	totals     []TableSum // of tables that say it themselves
	counted    [2]int     // table and row of the reading or share that was counted last
	sum        Summary
	accounts   map[string]*account
	lastSeen   *account
	parts      []*part
	left       sums     // of rows that are skipped
	currencies []string // of amounts of money
	warned     map[string]bool
}

type account struct {
	AccountCount
	key  string
	sums sums
}

// part is what one table says of one platform.
type part struct {
	platform string
	table    int
	rows     int
	from, to time.Time
	sums     sums
}

// sums adds amounts by metric in few comparisons: a file has a dozen.
type sums []sum

type sum struct {
	metric string
	amount float64
	at     time.Time // of a stock: the day of the amount
}

func (s *sums) add(metric string, amount float64) {
	for i := range *s {
		if (*s)[i].metric == metric {
			(*s)[i].amount += amount
			return
		}
	}
	*s = append(*s, sum{metric: metric, amount: amount})
}

// last keeps the amount of the latest day.
func (s *sums) last(metric string, amount float64, at time.Time) {
	for i := range *s {
		if (*s)[i].metric == metric {
			if !at.Before((*s)[i].at) {
				(*s)[i].amount, (*s)[i].at = amount, at
			}
			return
		}
	}
	*s = append(*s, sum{metric, amount, at})
}

// table is the sums without the noise of adding decimals in binary.
func (s sums) table() map[string]float64 {
	m := make(map[string]float64, len(s))
	for _, v := range s {
		m[v.metric] = math.Round(v.amount*1e6) / 1e6
	}
	return m
}

func newTally(m *Match, v Visitor) *tally {
	return &tally{v: v, accounts: map[string]*account{}, warned: map[string]bool{}, sum: Summary{
		Format: m.Format, Platform: m.Platform(), Currency: m.Currency, Columns: m.Columns,
		Warnings: slices.Clone(m.Warnings), SkippedBy: map[string]int{}, Skips: []Skip{}, Tables: tableNames(m.tables),
	}}
}

func tableNames(tables []*Table) []TableSum {
	all := make([]TableSum, len(tables))
	for i, t := range tables {
		if len(tables) > 1 {
			all[i].Name = t.Name
		}
	}
	return all
}

// begin opens another table within a text that holds several.
func (t *tally) begin(name string) {
	if t.began {
		t.table = len(t.sum.Tables)
		t.sum.Tables = append(t.sum.Tables, TableSum{})
	}
	t.began = true
	t.sum.Tables[t.table].Name = clip(name, 80)
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
		if p.platform == platform && p.table == t.table {
			return p
		}
	}
	p := &part{platform: platform, table: t.table}
	t.parts = append(t.parts, p)
	return p
}

// span widens the days that a part tells of.
func (p *part) span(at time.Time) {
	if p.from.IsZero() || at.Before(p.from) {
		p.from = at
	}
	if at.After(p.to) {
		p.to = at
	}
}

// accountOf is the account that a row names.
func (t *tally) accountOf(m *Table, r *row) (*account, error) {
	platform := ""
	if m.format.Own {
		platform = r.platform(m)
	}
	return t.accountOn(platform, r.first(AccountID, PageID), r.text(AccountHandle), r.first(AccountName, PageName), m.file.Name)
}

// account is the one with that id, or handle, or name.
func (t *tally) account(id, handle, name []byte, file string) (*account, error) {
	return t.accountOn("", id, handle, name, file)
}

// accountOn is account where names are told apart by their platforms too.
func (t *tally) accountOn(platform string, id, handle, name []byte, file string) (*account, error) {
	key := id
	if len(key) == 0 {
		if key = handle; len(key) == 0 {
			key = name
		}
	}
	if t.lastSeen != nil && t.lastSeen.key == string(key) && t.lastSeen.Platform == platform {
		return t.lastSeen, nil
	}
	of := platform + " " + string(key)
	a := t.accounts[of]
	if a == nil {
		if len(t.accounts) == maxAccounts {
			return nil, fault.New(fault.Invalid, "read.accounts", file, maxAccounts)
		}
		a = &account{key: string(key)}
		a.Account, a.Platform = Account{ID: string(id), Handle: string(handle), Name: string(name)}, platform
		t.accounts[of] = a
	}
	t.lastSeen = a
	return a, nil
}

func (t *tally) post(p *Post, a *account) error {
	p.Table = t.table
	t.sum.Posts++
	a.Posts++
	part := t.part(p.Platform)
	part.rows++
	part.span(p.Local)
	for _, v := range p.Values {
		part.sums.add(v.Metric, v.Amount)
		a.sums.add(v.Metric, v.Amount)
	}
	if t.v.Post != nil {
		return t.v.Post(p)
	}
	return nil
}

// row counts a row of several readings or shares once.
func (t *tally) row(p *part, number int) {
	if t.counted != [2]int{t.table, number} {
		t.counted = [2]int{t.table, number}
		p.rows++
	}
}

func (t *tally) reading(r *Reading, from, to time.Time) error {
	t.sum.Readings++
	r.Table = t.table
	t.priced(r.Metric, r.Currency)
	part := t.part(r.Platform)
	t.row(part, r.Row)
	part.span(from)
	part.span(to)
	if m := metric.Find(r.Metric, metric.Channel); m != nil && m.Kind == metric.Stock {
		part.sums.last(r.Metric, r.Amount, to)
	} else {
		part.sums.add(r.Metric, r.Amount)
	}
	if t.v.Reading != nil {
		return t.v.Reading(r)
	}
	return nil
}

// whole gives on the total of a table as readings of its period, and lists it
// among the tables under the name of its row.
func (t *tally) whole(m *Table, r *row, number int) error {
	total := TableSum{Name: strings.TrimLeft(m.Name+" › Total", "› "), Sums: map[string]float64{}}
	from, to := m.from, m.to
	if cell := r.text(From); len(cell) > 0 {
		from, to = string(cell), string(r.text(To))
	}
	first, last, ok := days(from, to)
	var err error
	reading := Reading{Derived: true, Table: t.table, Row: number, Platform: r.platform(m), Day: from, To: to, Currency: r.currency(m)}
	priced := !m.has(Currency) || len(r.text(Currency)) == 3
	r.each(func(key string, amount float64) {
		total.Sums[key] = amount
		if isMoney(key) && !priced {
			return // of several currencies
		}
		if reading.Metric, reading.Amount = key, amount; ok && err == nil {
			t.sum.Readings++
			part := t.part(reading.Platform)
			part.span(first)
			part.span(last)
			if t.v.Reading != nil {
				err = t.v.Reading(&reading)
			}
		}
	})
	t.totals = append(t.totals, total)
	return err
}

func (t *tally) share(s *Share, from, to time.Time) error {
	t.sum.Shares++
	s.Table = t.table
	t.priced(s.Metric, s.Currency)
	part := t.part(s.Platform)
	t.row(part, s.Row)
	part.span(from)
	part.span(to)
	part.sums.add(s.Metric, s.Amount)
	if t.v.Share != nil {
		return t.v.Share(s)
	}
	return nil
}

func (t *tally) finish() *Summary {
	s := &t.sum
	s.Parts, s.Accounts = []Part{}, []AccountCount{}
	for i := range s.Tables {
		var of sums
		for _, p := range t.parts {
			if p.table == i {
				s.Tables[i].Rows += p.rows
				of.join(p.sums)
			}
		}
		s.Tables[i].Sums = of.table()
	}
	s.Tables = append(s.Tables, t.totals...)
	var all sums
	taken := map[string]int{} // the table that tells of a metric
	for _, p := range t.parts {
		own := t.ofPlatform(s, p)
		for _, v := range p.sums {
			if at, ok := taken[v.metric]; ok && at != p.table {
				continue
			}
			taken[v.metric] = p.table
			all.add(v.metric, v.amount)
			own.Sums[v.metric] = math.Round((own.Sums[v.metric]+v.amount)*1e6) / 1e6
		}
		if p.from.IsZero() {
			continue
		}
		from, to := p.from.Format(time.DateOnly), p.to.Format(time.DateOnly)
		if own.From == "" || from < own.From {
			own.From = from
		}
		own.To = max(own.To, to)
		if s.From == "" || from < s.From {
			s.From = from
		}
		s.To = max(s.To, to)
	}
	s.Sums = all.table()
	for _, v := range t.left {
		all.add(v.metric, v.amount)
	}
	s.Checksums = all.table()
	t.keepApart()
	for _, a := range t.accounts {
		a.Sums = a.sums.table()
		s.Accounts = append(s.Accounts, a.AccountCount)
	}
	slices.SortFunc(s.Accounts, func(a, b AccountCount) int {
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Handle, b.Handle), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Platform, b.Platform))
	})
	return s
}

// join adds other sums.
func (s *sums) join(other sums) {
	for _, v := range other {
		s.add(v.metric, v.amount)
	}
}

// ofPlatform is the Part of a platform in the summary.
func (t *tally) ofPlatform(s *Summary, p *part) *Part {
	i := slices.IndexFunc(s.Parts, func(o Part) bool { return o.Platform == p.platform })
	if i < 0 {
		i = len(s.Parts)
		s.Parts = append(s.Parts, Part{Platform: p.platform, Sums: map[string]float64{}})
	}
	s.Parts[i].Rows += p.rows
	return &s.Parts[i]
}
