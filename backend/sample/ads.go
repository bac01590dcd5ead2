package sample

import (
	"math"
)

// ads is how an account of ads buys.
type ads struct {
	Spend  float64  `json:"spend"`  // a day, in the client's currency
	Cpm    float64  `json:"cpm"`    // what a thousand impressions cost
	Ctr    float64  `json:"ctr"`    // clicks on the link for each impression
	Rate   float64  `json:"rate"`   // conversions for each of those
	Basket float64  `json:"basket"` // revenue of a conversion; 0 is not told
	Always []string `json:"always"` // campaigns that run all year; those of the story join them
	Sets   []string `json:"sets"`   // ad sets or ad groups of each campaign
	Pieces []string `json:"pieces"` // ads of each set; none where the export stops at the set
}

// advert is the innermost part of an account of ads, with its numbers by day.
type advert struct {
	campaign, set, piece string
	of                   *campaign // of the story; nil runs all year
	weight, taste        float64   // its share of the campaign's spend, and how well it is liked
	days                 []bought
}

// bought is what an ad got for its money on a day, or on several.
type bought struct{ spend, impressions, clicks, links, conversions, revenue float64 }

func (b *bought) add(o bought) {
	b.spend += o.spend
	b.impressions += o.impressions
	b.clicks += o.clicks
	b.links += o.links
	b.conversions += o.conversions
	b.revenue += o.revenue
}

// between adds up days, the last one with them.
func (a *advert) between(from, to int) bought {
	var sum bought
	for _, d := range a.days[from : to+1] {
		sum.add(d)
	}
	return sum
}

// reach is about how many people so many impressions went to: fewer, the longer
// they ran.
func reach(impressions float64, days int) float64 {
	return math.Round(impressions / (1.15 + 0.045*float64(days)))
}

// draft makes the ads of an account: each campaign has the same sets, and each
// of them the same pieces.
func (l *line) draft(s *story) {
	plan := l.plan.Ads
	pieces := plan.Pieces
	if len(pieces) == 0 {
		pieces = []string{""}
	}
	campaign := func(name string, of *campaign, share float64) {
		for n, set := range plan.Sets {
			for k, piece := range pieces {
				l.adverts = append(l.adverts, &advert{campaign: name, set: set, piece: piece, of: of,
					weight: share * []float64{0.62, 0.38}[n%2] * []float64{0.55, 0.45}[k%2], taste: clamp(l.luck.around(1, 0.25), 0.6, 1.7)})
			}
		}
	}
	for _, name := range plan.Always {
		campaign(name, nil, 1/float64(len(plan.Always)))
	}
	for i := range s.Campaigns {
		campaign(capital(s.Campaigns[i].Name), &s.Campaigns[i], s.Campaigns[i].Lift)
	}
}

// buy runs the ads of day i.
func (l *line) buy(c *calendar, i int) {
	plan, now := l.plan.Ads, c.campaign(i)
	grown := 0.85 + 0.3*float64(i)/float64(max(c.days, 1))
	for _, a := range l.adverts {
		var d bought
		if a.of == nil || a.of == now {
			d.spend = math.Round(l.luck.around(plan.Spend*a.weight*grown*math.Sqrt(c.busy(i)), 0.1)*100) / 100
			d.impressions = math.Round(l.luck.around(d.spend/plan.Cpm*1000, 0.12))
			d.links = math.Round(l.luck.around(d.impressions*plan.Ctr*a.taste*(1-0.4*c.trouble(i)), 0.15))
			d.clicks = math.Round(d.links * 1.25)
			d.conversions = float64(l.luck.often(d.links * plan.Rate * math.Sqrt(a.taste)))
			for range int(d.conversions) {
				d.revenue += math.Round(l.luck.around(plan.Basket, 0.3)*100) / 100
			}
		}
		a.days = append(a.days, d)
	}
}

// ran is what a campaign of the account got on some days, by metric.
func (l *line) ran(campaign string, from, to int) map[string]float64 {
	var sum bought
	for _, a := range l.adverts {
		if a.campaign == campaign {
			sum.add(a.between(from, to))
		}
	}
	return map[string]float64{"spend": sum.spend, "conversions": sum.conversions}
}
