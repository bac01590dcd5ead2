package kpi

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/store"
)

// Why a table of parts does not count.
const (
	Outvoted = "outvoted" // a newer file tells of the same days
	Outside  = "outside"  // its days are not all in the period, and no row is split
	Overlaps = "overlaps" // another that counts tells of some of its days, and of more
)

// PartRun is a table of parts of a run of days, as one file gave it.
type PartRun struct {
	ChannelID string `json:"channel_id"`
	Channel   string `json:"channel"` // platform:handle
	Dimension string `json:"dimension"`
	From      string `json:"from"`
	To        string `json:"to"`
	ImportID  string `json:"import_id"`
	File      string `json:"file"`
	Rows      int    `json:"rows"`            // numbers that it gives
	Site      bool   `json:"site,omitempty"`  // of campaigns: the site's own analytics, which tell of them beside the ads
	Why       string `json:"why,omitempty"`   // it does not count
	Break     bool   `json:"break,omitempty"` // it comes of another kind of file than the one before: the two are not compared

	format  string
	counts  bool
	metrics []string // that it has
}

func (r *PartRun) span() Span { return Span{r.From, r.To} }

// side keys a channel, and of campaigns those of ads apart from those of a site.
func (r *PartRun) side() string {
	if r.Site {
		return r.ChannelID + " site "
	}
	return r.ChannelID + " "
}

// partRuns lists the tables of dimensions that a query overlaps, those that were
// outvoted among them.
func partRuns(tx *store.Tx, q PartsQuery, dimensions []string) ([]PartRun, error) {
	all := []PartRun{}
	err := tx.Rows(`SELECT c.id, c.platform || ':' || c.handle, b.dimension, b.from_day, b.to_day, b.import_id,
			max(b.counts), count(*), json_group_array(DISTINCT b.metric), coalesce(i.file, ''), coalesce(i.format, '')
		FROM channel c JOIN breakdown b ON b.channel_id = c.id LEFT JOIN import i ON i.id = b.import_id
		WHERE `+partsWhere+` GROUP BY c.id, b.dimension, b.from_day, b.to_day, b.import_id`, partsArgs(q, dimensions), func(r *sql.Rows) error {
		var one PartRun
		var metrics string
		if err := r.Scan(&one.ChannelID, &one.Channel, &one.Dimension, &one.From, &one.To, &one.ImportID,
			&one.counts, &one.Rows, &metrics, &one.File, &one.format); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(metrics), &one.metrics); err != nil {
			return err
		}
		// A table of campaigns without a number of ads is one of visits.
		platform, _, _ := strings.Cut(one.Channel, ":")
		one.Site = one.Dimension == "campaign" && platform != "google_ads" && platform != "meta_ads" && !slices.ContainsFunc(one.metrics, func(key string) bool {
			return slices.Contains([]string{"spend", "impressions", "clicks", "link_clicks", "reach"}, key)
		})
		all = append(all, one)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("runs of parts: %w", err)
	}
	return all, nil
}

// electRuns chooses of tables those that count in a period beside some that
// count already, and says why each of the others does not. The longest run is
// chosen first, of equals the finest dimension.
func electRuns(found []PartRun, period Span, taken []PartRun) (runs, left []PartRun) {
	runs, left = []PartRun{}, []PartRun{}
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b PartRun) int {
		finer := func(r PartRun) int { return slices.Index(campaignDimensions, r.Dimension) }
		return cmp.Or(cmp.Compare(b.span().days(), a.span().days()), finer(b)-finer(a), cmp.Compare(a.From, b.From), cmp.Compare(a.ChannelID, b.ChannelID))
	})
	taken = slices.Clone(taken)
	for _, r := range found {
		switch {
		case !r.counts:
			r.Why = Outvoted
		case !r.span().within(period):
			r.Why = Outside
		case slices.ContainsFunc(taken, func(t PartRun) bool { return t.side() == r.side() && t.span().overlaps(r.span()) }):
			r.Why = Overlaps
		default:
			taken, runs = append(taken, r), append(runs, r)
			continue
		}
		left = append(left, r)
	}
	inTime := func(a, b PartRun) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Channel, b.Channel))
	}
	slices.SortStableFunc(runs, inTime)
	slices.SortStableFunc(left, inTime)
	return runs, left
}

// markBreaks marks the runs that come of another kind of file than the run
// before of the same channel. The runs are in the order of time.
func markBreaks(runs []PartRun) {
	before := map[string]string{}
	for i := range runs {
		format, known := before[runs[i].side()]
		runs[i].Break = known && format != runs[i].format
		before[runs[i].side()] = runs[i].format
	}
}
