package report

import (
	"slices"

	"github.com/brandloop/brandloop/backend/metric"
)

// headline are the series that stand for a month where no targets were set, the
// most telling first.
var headline = []string{
	"channel.followers", "channel.views", "channel.impressions", "post.views", "channel.reach", "channel.engagements", "post.engagements",
	"post.engagement_rate_reach", "channel.net_followers", "log.response_rate", "log.first_response_time", "log.net_sentiment",
	"channel.link_clicks", "channel.conversions", "post.posts", "log.activities",
}

// kpis chooses what the summary shows: what has a target, then the headline of
// each brand in turn, at most MostKPIs.
func (g *gathering) kpis() error {
	for _, name := range headline {
		for _, b := range g.brands {
			if len(g.m.KPIs) == MostKPIs {
				return nil
			}
			for _, m := range metric.All() {
				if m.ID() != name || g.shown(m, b.Name) {
					continue
				}
				if f := g.figure(m, b.ID, nil); f.Value != nil {
					g.m.KPIs = append(g.m.KPIs, KPI{Figure: f, Brand: b.Name})
				}
			}
		}
	}
	return nil
}

// shown tells whether a series of a brand is among the KPIs.
func (g *gathering) shown(m *metric.Metric, brandName string) bool {
	return slices.ContainsFunc(g.m.KPIs, func(k KPI) bool {
		return k.Metric == m.Key && k.Level == m.Level && k.Brand == brandName && k.Channel == ""
	})
}
