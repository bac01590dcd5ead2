package kpi

import (
	"cmp"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// CampaignQuery asks for the campaigns of a period.
type CampaignQuery struct {
	Brand    string   `json:"brand"`    // id; "" is every brand
	Channels []string `json:"channels"` // ids: only these
	From     string   `json:"from"`     // days, both within the period
	To       string   `json:"to"`
	Today    string   `json:"today"`    // of the client's calendar
	Currency string   `json:"currency"` // the client's
}

// CampaignLine is an account of ads, a campaign, an ad set or an ad; of a
// website, the site or a campaign (UTM).
type CampaignLine struct {
	ID        string   `json:"id"`
	ChannelID string   `json:"channel_id"`
	Channel   string   `json:"channel"` // platform:handle
	Part      []string `json:"part"`    // names from the campaign in; none is the whole account
	// Values are those of the table's metrics, ratios worked out from the sums of
	// what stands below; nil where nothing tells of them.
	Values   map[string]*float64 `json:"values"`
	Currency string              `json:"currency,omitempty"` // of the money; "" also where several meet, and then there is no money
	Mixed    bool                `json:"mixed,omitempty"`    // several currencies meet
	Targets  []Stand             `json:"targets"`            // of the campaign that the line is
}

// CampaignTable is the campaigns of a period. A sale that an ad brought stands in
// the ads and in the site's analytics: the two are never added.
type CampaignTable struct {
	AdMetrics   []string       `json:"ad_metrics"` // keys of the columns
	Ads         []CampaignLine `json:"ads"`        // each account, below it its campaigns, the dearest first, below each its ad sets with their ads
	SiteMetrics []string       `json:"site_metrics"`
	Sites       []CampaignLine `json:"sites"` // each site, below it its campaigns, the most visited first
	Runs        []PartRun      `json:"runs"`  // that count, the oldest first
	Left        []PartRun      `json:"left"`  // that overlap the period and do not count
}

// The columns of campaigns: sums, and ratios of them.
var (
	adMetrics   = []string{"spend", "conversions", "cpa", "ad_revenue", "roas", "impressions", "link_clicks", "ctr", "cpc", "cpm"}
	siteMetrics = []string{"sessions", "engaged_sessions", "conversions", "conversion_rate_sessions", "revenue"}
)

// CampaignsOf answers a query. A run of days that sticks out of the period is
// left out whole; of runs of the same days the one by ads counts before those by
// ad set and by campaign.
func CampaignsOf(tx *store.Tx, q CampaignQuery) (*CampaignTable, error) {
	parts, err := breakdowns(tx, PartsQuery{Brand: q.Brand, Channels: q.Channels, From: q.From, To: q.To, Currency: q.Currency}, campaignDimensions)
	if err != nil {
		return nil, err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	targets, err := Stands(tx, StandQuery{Brand: q.Brand, From: q.From, To: q.To, Today: q.Today, Currency: q.Currency})
	if err != nil {
		return nil, err
	}
	targets = slices.DeleteFunc(targets, func(s Stand) bool { return s.Target.Campaign == "" })
	t := &CampaignTable{AdMetrics: adMetrics, SiteMetrics: siteMetrics, Runs: parts.Runs, Left: parts.Left}
	var ads, sites []PartRow
	for _, r := range parts.Rows {
		if r.site {
			sites = append(sites, r)
		} else {
			ads = append(ads, r)
		}
	}
	t.Ads = campaignLines(known, ads, adMetrics, "spend", "impressions")
	t.Sites = campaignLines(known, sites, siteMetrics, "sessions", "conversions")
	for _, lines := range [][]CampaignLine{t.Ads, t.Sites} {
		for i := range lines {
			l := &lines[i]
			for _, s := range targets {
				if len(l.Part) == 1 && l.Part[0] == s.Target.Campaign && (s.Target.ChannelID == nil || *s.Target.ChannelID == l.ChannelID) {
					l.Targets = append(l.Targets, s)
				}
			}
		}
	}
	return t, nil
}

// campaignLines adds parts up to a tree, listed from the outermost in; lines that
// stand beside each other are sorted by one metric, then another.
func campaignLines(known *metric.Catalogue, rows []PartRow, keys []string, by ...string) []CampaignLine {
	lines := map[string]*CampaignLine{}
	below := map[string][]string{} // ids of lines by that of the line above
	for _, r := range rows {
		for depth := range len(r.Part) + 1 {
			id := lineID(r.ChannelID, r.Part[:depth])
			l := lines[id]
			if l == nil {
				l = &CampaignLine{ID: id, ChannelID: r.ChannelID, Channel: r.Channel, Part: append([]string{}, r.Part[:depth]...),
					Values: map[string]*float64{}, Targets: []Stand{}}
				lines[id] = l
				above := ""
				if depth > 0 {
					above = lineID(r.ChannelID, r.Part[:depth-1])
				}
				below[above] = append(below[above], id)
			}
			l.take(known, r)
		}
	}
	for _, l := range lines {
		l.finish(known, keys)
	}
	all := []CampaignLine{}
	var list func(above string)
	list = func(above string) {
		ids := below[above]
		slices.SortFunc(ids, func(a, b string) int {
			x, y := lines[a], lines[b]
			order := cmp.Or(cmp.Compare(size(y.Values[by[0]]), size(x.Values[by[0]])), cmp.Compare(size(y.Values[by[1]]), size(x.Values[by[1]])), cmp.Compare(a, b))
			if above == "" {
				return cmp.Or(cmp.Compare(x.Channel, y.Channel), order)
			}
			return order
		})
		for _, id := range ids {
			all = append(all, *lines[id])
			list(id)
		}
	}
	list("")
	return all
}

// take adds the flows of a part; people reached are never added.
func (l *CampaignLine) take(known *metric.Catalogue, r PartRow) {
	l.Mixed = l.Mixed || r.Mixed || r.Currency != "" && l.Currency != "" && l.Currency != r.Currency
	l.Currency = cmp.Or(l.Currency, r.Currency)
	for key, v := range r.Values {
		if m := known.Find(key, metric.Channel); m == nil || m.Kind != metric.Flow {
			continue
		}
		if l.Values[key] == nil {
			l.Values[key] = new(float64)
		}
		*l.Values[key] += v
	}
}

// finish keeps the columns, and works out those that are ratios.
func (l *CampaignLine) finish(known *metric.Catalogue, keys []string) {
	sums := l.Values
	for _, v := range sums {
		*v = clean(*v)
	}
	if l.Mixed {
		l.Currency = ""
	}
	l.Values = map[string]*float64{}
	for _, key := range keys {
		m := known.Find(key, metric.Channel)
		money := slices.ContainsFunc(m.Terms(), func(t metric.Term) bool { return known.Find(t.Metric, metric.Channel).Unit == metric.Money })
		switch {
		case l.Mixed && money:
			l.Values[key] = nil
		case m.Formula == nil:
			l.Values[key] = sums[key]
		default:
			l.Values[key] = m.Formula.Of(func(t metric.Term) *float64 { return sums[t.Metric] })
		}
	}
}

// Names is the part as one text: Spring › Set A › Cup.
func (l *CampaignLine) Names() string { return strings.Join(l.Part, " › ") }
