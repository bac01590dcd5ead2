package report

import (
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
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
	if err := g.targets(); err != nil {
		return err
	}
	for _, name := range headline {
		for _, b := range g.brands {
			if len(g.m.KPIs) == MostKPIs {
				return nil
			}
			for _, m := range g.known.All() {
				if m.ID() != name || g.shown(m.Key, b.Name) {
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

// targets puts what was promised first: each target that touches the month, with
// the repetition that belongs to it, as it stood on the month's last day, or
// stands today.
func (g *gathering) targets() error {
	today := min(g.tx.Now.Day(g.w.Zone), g.m.To)
	stands, err := kpi.Stands(g.tx, kpi.StandQuery{Brand: g.brand, From: g.m.From, To: g.m.To, Today: today, Currency: g.w.Client.Currency})
	if err != nil {
		return err
	}
	for _, s := range stands {
		t := s.Target
		m := g.known.Find(t.Metric, t.Level)
		i := slices.IndexFunc(g.brands, func(b brand.Brand) bool { return b.ID == t.BrandID })
		if m == nil || i < 0 || len(g.m.KPIs) == MostKPIs {
			continue
		}
		f := g.figure(m, t.BrandID, t.ChannelID)
		if t.Campaign != "" {
			if f, err = g.ofCampaign(m, t); err != nil {
				return err
			}
		}
		k := KPI{Figure: f, Brand: g.brands[i].Name, Campaign: t.Campaign, Baseline: &t.Baseline, Target: &t.Value,
			TargetFrom: s.From, TargetTo: s.To, ToDate: s.Actual, NoToDate: s.NoActual, Attainment: s.Attainment, Pace: s.Pace, Status: s.Status}
		if t.ChannelID != nil {
			label, in := g.sums.labels[*t.ChannelID]
			if !in {
				continue // its channel was deleted
			}
			k.Channel = label
		}
		if k.Unit == metric.Money && k.Currency == "" {
			k.Currency = g.w.Client.Currency
		}
		g.m.KPIs = append(g.m.KPIs, k)
	}
	return nil
}

// ofCampaign is the number of a campaign in the month and in the month before.
func (g *gathering) ofCampaign(m *metric.Metric, t kpi.Target) (Figure, error) {
	f := Figure{Metric: m.Key, Level: m.Level, Name: m.Name(string(g.words)), Unit: m.Unit, Direction: m.Direction}
	if m.Unit == metric.Money {
		f.Currency = g.w.Client.Currency
	}
	var err error
	if f.Value, err = kpi.CampaignValue(g.tx, t, kpi.Span{From: g.m.From, To: g.m.To}, g.w.Client.Currency); err != nil {
		return f, err
	}
	f.Previous, err = kpi.CampaignValue(g.tx, t, kpi.Span{From: g.m.PreviousFrom, To: g.m.PreviousTo}, g.w.Client.Currency)
	f.Change = changeOf(m.Unit, f.Value, f.Previous)
	return f, err
}

// shown tells whether a metric of a brand is among the KPIs, at whatever level:
// the views of an account and those of its posts side by side would puzzle.
func (g *gathering) shown(key, brandName string) bool {
	return slices.ContainsFunc(g.m.KPIs, func(k KPI) bool {
		return k.Metric == key && k.Brand == brandName && k.Channel == "" && k.Campaign == ""
	})
}
