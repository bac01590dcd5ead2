// Package report writes the workbooks that an agency hands to its clients, and
// the lists that a person exports. It alone writes Excel.
package report

import (
	"slices"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// ClientMonthly is the report of a month for the client.
const ClientMonthly = "client-monthly"

// Kinds are the reports that can be written.
var Kinds = []string{ClientMonthly}

// Monthly is everything that a report of a month says: the page shows it, and
// the workbook holds the same numbers. What is missing is nil, never 0.
type Monthly struct {
	Kind         string       `json:"kind"`
	Client       string       `json:"client"`
	Language     string       `json:"language"` // of the words within
	Currency     string       `json:"currency"`
	Timezone     string       `json:"timezone"`
	Period       string       `json:"period"` // YYYY-MM
	From         string       `json:"from"`
	To           string       `json:"to"`
	PreviousFrom string       `json:"previous_from"`
	PreviousTo   string       `json:"previous_to"`
	Several      bool         `json:"several"` // of several brands: each thing says which it is of
	Brands       []Brand      `json:"brands"`
	Summary      string       `json:"summary"` // what the account lead wrote
	PreparedBy   string       `json:"prepared_by"`
	Paper        string       `json:"paper"`      // that of the client's country
	WrittenOn    string       `json:"written_on"` // day in the client's zone
	KPIs         []KPI        `json:"kpis"`       // at most MostKPIs, those with a target first
	Channels     []Channel    `json:"channels"`
	Posts        []Post       `json:"posts"` // of the month, ranked, at most MostPosts
	PostCount    int          `json:"post_count"`
	Community    Community    `json:"community"`
	Rivals       []Rivals     `json:"rivals"` // of the brands that have competitors of whom anything is known
	Definitions  []Definition `json:"definitions"`
	Sources      []Source     `json:"sources"`
	Gaps         []Gap        `json:"gaps"`
}

// The limits of what a page of the report lists; the data sheets hold all.
const (
	MostKPIs   = 8
	MostPosts  = 500
	mostTopics = 12
)

// Brand is one whose numbers are in the report.
type Brand struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Sector  string `json:"sector"`
	Website string `json:"website"`
	Color   string `json:"color"`
	Color2  string `json:"color2"`

	logo     []byte
	logoKind string
}

// Figure is one number of the month beside that of the month before.
type Figure struct {
	Metric    string   `json:"metric"`
	Level     string   `json:"level"`
	Name      string   `json:"name"`
	Unit      string   `json:"unit"`
	Direction string   `json:"direction"`
	Currency  string   `json:"currency"` // of money
	Value     *float64 `json:"value" ts_type:"number | null"`
	Previous  *float64 `json:"previous" ts_type:"number | null"`
	Change    *float64 `json:"change" ts_type:"number | null"`   // %, or a difference in points where the unit is % or points; to one decimal
	Decimals  *int     `json:"decimals" ts_type:"number | null"` // of an own metric; null: as its unit has
	N         *int     `json:"n" ts_type:"number | null"`        // size of the sample, where it matters
	Seen      string   `json:"seen"`                             // of a last value from before the month: the day it is of
	Break     bool     `json:"break"`                            // the platform changed what it counts within the time compared

	value, previous *recipe
}

// KPI is a figure of a brand or of one channel with what was promised.
type KPI struct {
	Figure
	Brand      string   `json:"brand"`
	Channel    string   `json:"channel"`  // "" is the whole brand
	Campaign   string   `json:"campaign"` // "" is not of a campaign
	Baseline   *float64 `json:"baseline" ts_type:"number | null"`
	Target     *float64 `json:"target" ts_type:"number | null"`
	TargetFrom string   `json:"target_from"`
	TargetTo   string   `json:"target_to"`
	ToDate     *float64 `json:"to_date" ts_type:"number | null"`    // from TargetFrom to the month's end
	NoToDate   string   `json:"no_to_date"`                         // why ToDate is nil though there are numbers, as kpi.Stand.NoActual has it
	Attainment *float64 `json:"attainment" ts_type:"number | null"` // %, of ToDate
	Pace       *float64 `json:"pace" ts_type:"number | null"`
	Status     string   `json:"status"` // of the kpi room; "" without a target
}

// Channel is the numbers of one channel.
type Channel struct {
	ID       string   `json:"id"`
	Brand    string   `json:"brand"`
	Platform string   `json:"platform"`
	Label    string   `json:"label"` // platform and handle; with the brand where there are several
	Link     string   `json:"link"`
	Account  []Figure `json:"account"` // of the account in the month
	Content  []Figure `json:"content"` // of the posts of the month, to date
	Days     []Days   `json:"days"`    // for the charts: at most three series
	Posts    int      `json:"posts"`   // published in the month
}

// byDay tells whether the account has numbers of days in the month; reach by day
// gives none of the month, because it never adds.
func (c *Channel) byDay() bool {
	return slices.ContainsFunc(c.Days, func(d Days) bool { return d.Level == metric.Channel })
}

// Days is one series of a channel by day.
type Days struct {
	Metric   string     `json:"metric"`
	Level    string     `json:"level"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit"`
	Values   []*float64 `json:"values" ts_type:"number | null"`   // of each day of the month
	Previous []*float64 `json:"previous" ts_type:"number | null"` // of each day of the month before
}

// Post is a post of the month with its numbers to date.
type Post struct {
	Rank           int                 `json:"rank"`
	Brand          string              `json:"brand"`
	Channel        string              `json:"channel"` // its label
	PublishedAt    store.Instant       `json:"published_at" ts_type:"string"`
	Published      string              `json:"published"` // wall clock of the client, 2026-10-05 09:30
	Type           string              `json:"type"`
	Title          string              `json:"title"`
	Link           string              `json:"link"` // http(s) or ""
	Metrics        map[string]*float64 `json:"metrics"`
	Engagements    *float64            `json:"engagements" ts_type:"number | null"`
	EngagementRate *float64            `json:"engagement_rate_reach" ts_type:"number | null"` // %
}

// Community is what was done and heard in the month.
type Community struct {
	Rows     []Volume               `json:"rows"`     // by channel
	Kinds    []string               `json:"kinds"`    // that occur, in the order of the log
	Totals   map[string]int64       `json:"totals"`   // by kind
	Quantity int64                  `json:"quantity"` // of all
	Previous *int64                 `json:"previous" ts_type:"number | null"`
	Negative int64                  `json:"negative"`
	Neutral  int64                  `json:"neutral"`
	Positive int64                  `json:"positive"`
	Unsaid   int64                  `json:"unsaid"`
	Net      *float64               `json:"net_sentiment" ts_type:"number | null"` // points
	ToAnswer int64                  `json:"to_answer"`
	Answered int64                  `json:"answered"`
	Rate     *float64               `json:"response_rate" ts_type:"number | null"` // %
	Response *community.Response    `json:"response"`                              // by the clock
	Office   *community.Response    `json:"office_response"`                       // within office hours
	Topics   []community.TopicCount `json:"topics"`
}

// Volume is how much was done on a channel, by kind.
type Volume struct {
	Brand    string           `json:"brand"`
	Channel  string           `json:"channel"` // its label
	Kinds    map[string]int64 `json:"kinds"`
	Quantity int64            `json:"quantity"`
}

// Definition says what a metric of the report means.
type Definition struct {
	Metric  string `json:"metric"`
	Level   string `json:"level"`
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
	Formula string `json:"formula"` // "" of what is counted
	Assumes string `json:"assumes"` // what it stands on that no file says, in lines; "" is nothing
	Source  string `json:"source"`  // where the numbers come from
	Files   string `json:"files"`   // their numbers in Sources, from 1: "2, 5–9"
}

// Source is a file that numbers of the report came from.
type Source struct {
	File     string `json:"file"`
	Channels string `json:"channels"`
	From     string `json:"from"`
	To       string `json:"to"`
	Rows     int64  `json:"rows"`
	Imported string `json:"imported"` // day
}

// Gap is something that the report lacks, and where to get it.
type Gap struct {
	Channel string `json:"channel"` // its label, or "" of the whole report
	Text    string `json:"text"`    // what is missing
	Hint    string `json:"hint"`    // where to get it; for the agency, and not in the workbook
	Ours    bool   `json:"ours"`    // a matter of the agency: the workbook does not mention it

	key, hint string
}

// Explain says in the language of the screen what the month lacks, and where the
// agency gets it.
func (m *Monthly) Explain(language string) {
	for i := range m.Gaps {
		g := &m.Gaps[i]
		g.Text, g.Hint = speech(language).t(g.key), speech(language).t(g.hint)
	}
}

// Measurement is a row of the data sheet: one number of a channel that counts.
type Measurement struct {
	Brand, Channel, Metric string // names
	Day                    string
	Grain                  string // day, week or month
	Previous               bool   // of the month before
	Value                  float64
	Unit                   string
	Source                 string // a file, or who typed it
}

// PostRow is a row of the sheet of posts: one post of the month or of the month before.
type PostRow struct {
	Post
	Previous bool
}

// Activity is a row of the sheet of the log: how much of one kind and mood on a
// channel in a month.
type Activity struct {
	Brand, Channel, Kind, Sentiment string // words
	Previous                        bool
	Entries, Quantity               int64
}

// Data hands over the rows of the data sheets one by one; each function calls
// its argument for every row and stops at its error. A nil one has no rows.
type Data struct {
	Measurements func(func(*Measurement) error) error
	Posts        func(func(*PostRow) error) error
	Activities   func(func(*Activity) error) error
}
