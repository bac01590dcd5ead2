package kpi

import (
	"math"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// The reasons why there is no forecast.
const (
	OfKind     = "kind"     // ratios, unique and lifetime numbers have none
	OfCampaign = "campaign" // numbers of campaigns come by runs of days
	TooShort   = "short"    // too little history by day for as many days ahead
	Ended      = "ended"    // the span is over, or has not begun
)

// Outlook is one repetition of a target by day, and all that have begun.
type Outlook struct {
	Stand   Stand          `json:"stand"`
	Points  []OutlookPoint `json:"points"`  // at most a hundred; none of what has no course
	History []Stand        `json:"history"` // the newest first, at most 36; of a target that repeats
}

// OutlookPoint is a day of an outlook. Of a flow all numbers are sums from the
// first day of the span.
type OutlookPoint struct {
	Day      string   `json:"day"`
	Actual   *float64 `json:"actual"` // nil after the newest number
	Expected *float64 `json:"expected"`
	Forecast *float64 `json:"forecast"` // nil up to the newest number
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

// OutlookQuery asks for a target's outlook.
type OutlookQuery struct {
	Target   string `json:"target"` // id
	Number   int    `json:"number"` // of the repetition, from 1 on; 0 is the one that today lies in
	Today    string `json:"today"`
	Currency string `json:"currency"`
}

const (
	mostPoints = 100
	mostPast   = 36
)

// OutlookOf tells how a repetition of a target went and is likely to go on.
func OutlookOf(tx *store.Tx, q OutlookQuery) (*Outlook, error) {
	t, err := store.Find[Target](tx, q.Target)
	if err != nil {
		return nil, err
	}
	now := t.index(q.Today)
	number := now
	if q.Number > 0 {
		if number = q.Number - 1; t.count() > 0 && number >= t.count() {
			return nil, fault.Bad("number", "kpi.target_number")
		}
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	ask := StandQuery{Today: q.Today, Currency: q.Currency}
	s, err := standOf(tx, known, *t, number, ask)
	if err != nil {
		return nil, err
	}
	o := &Outlook{Stand: *s, Points: []OutlookPoint{}, History: []Stand{}}
	c, err := courseOf(tx, s, q.Today, q.Currency)
	if err != nil {
		return nil, err
	}
	o.Stand.foresee(c)
	o.Stand.decide()
	o.points(c)
	if t.Repeats == "" {
		return o, nil
	}
	for n := now; n >= 0 && len(o.History) < mostPast; n-- {
		past, err := standOf(tx, known, *t, n, ask)
		if err != nil {
			return nil, err
		}
		o.History = append(o.History, *past)
	}
	return o, nil
}

// course is a target's metric by day.
type course struct {
	first   time.Time  // day of the first value
	values  []*float64 // up to the newest whole day
	begin   int        // place of the first day of the span
	days    int        // of the span
	ahead   *Forecast  // from the day after the last value to the end of the span
	reason  string     // why ahead is nil
	matched bool       // the days of the span add up to its number: none of it was given by week or month
}

// courseOf reads the course of a stand's metric and forecasts it to the end of
// the span; nil where the metric has no course by day.
//
// A series of several channels ends where the first of them has no newer number,
// so that a file which is not there yet is not taken for a fall. Today is not
// over and is forecast too.
func courseOf(tx *store.Tx, s *Stand, today, currency string) (*course, error) {
	t := s.Target
	switch {
	case t.Campaign != "":
		return &course{reason: OfCampaign}, nil
	case s.Kind != metric.Flow && s.Kind != metric.Stock && s.Kind != metric.Lifetime:
		return &course{reason: OfKind}, nil
	case s.Actual == nil || s.LastData == "":
		return &course{reason: Ended}, nil
	}
	from, err := parseDay("from", s.From)
	if err != nil {
		return nil, err
	}
	span := Span{s.From, s.To}
	running := today <= s.To
	c := &course{first: from.AddDate(0, 0, -mostHistory), days: span.days(), begin: mostHistory}
	if !running {
		c.first, c.begin, c.reason = from, 0, Ended
	}
	to := min(s.To, today)
	q := Query{Brand: t.BrandID, From: text(c.first), To: to, By: Day, Metrics: []string{t.Level + "." + t.Metric}, Currency: currency}
	if t.ChannelID != nil {
		q.Channels = []string{*t.ChannelID}
	}
	rows, err := Numbers(tx, q)
	if err != nil {
		return nil, err
	}
	lines := map[string][]*float64{}
	for _, r := range rows {
		id := ""
		if r.ChannelID != nil {
			id = *r.ChannelID
		}
		lines[id] = append(lines[id], r.Value)
	}
	if t.ChannelID != nil {
		c.values = lines[*t.ChannelID]
	} else {
		c.values = lines[""]
	}
	c.matched = s.Kind == metric.Stock || math.Abs(c.soFar()-*s.Actual) < 1e-6*max(1, math.Abs(*s.Actual))
	c.cut(s, lines, today)
	if !running {
		return c, nil
	}
	if s.Kind == metric.Lifetime {
		c.reason = OfKind
		return c, nil
	}
	return c, c.extend(s)
}

// cut ends the values at the newest day that is whole, and fills the days
// between that tell of nothing where nothing is 0: posts and the log.
func (c *course) cut(s *Stand, lines map[string][]*float64, today string) {
	end := min(len(c.values), int(day(s.LastData).Sub(c.first).Hours()/24)+1)
	if s.LastData >= today && today < s.To {
		end = min(end, int(day(today).Sub(c.first).Hours()/24))
	}
	if s.Target.Level != metric.Channel {
		began := false
		for i := range max(0, end) {
			if began = began || c.values[i] != nil; began && c.values[i] == nil {
				zero := 0.0
				c.values[i] = &zero
			}
		}
	} else if s.Kind == metric.Flow {
		for id, line := range lines {
			last := len(line) - 1
			for last >= 0 && line[last] == nil {
				last--
			}
			if id != "" && last >= end-28 {
				end = min(end, last+1)
			}
		}
	}
	c.values = c.values[:max(0, end)]
}

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// extend forecasts the rest of the span.
func (c *course) extend(s *Stand) error {
	c.reason = TooShort
	ahead := c.begin + c.days - len(c.values)
	first := 0
	for first < len(c.values) && c.values[first] == nil {
		first++
	}
	history := c.values[first:]
	if !c.matched || ahead < 1 || s.Kind == metric.Flow && len(c.values) < c.begin {
		return nil
	}
	var scale []float64
	if s.Kind == metric.Flow && len(s.Target.Weights) == 12 {
		mean := 0.0
		for i := range len(history) + ahead {
			at := text(c.first.AddDate(0, 0, first+i))
			w := weigh(s.Target.Weights, Span{at, at})
			scale = append(scale, w)
			mean += w / float64(len(history)+ahead)
		}
		if mean == 0 {
			return nil
		}
		for i := range scale {
			scale[i] /= mean
		}
	}
	if c.ahead = Extend(history, ahead, s.Kind == metric.Flow, scale); c.ahead != nil {
		c.reason = ""
	}
	return nil
}

// soFar is the sum of a flow's values within the span.
func (c *course) soFar() float64 {
	sum := 0.0
	for i := c.begin; i < len(c.values); i++ {
		if c.values[i] != nil {
			sum += *c.values[i]
		}
	}
	return sum
}

// foresee writes the forecast of a course into a stand.
func (s *Stand) foresee(c *course) {
	s.NoForecast = c.reason
	if s.Status == Stale || s.Status == NoData {
		if c.reason != OfCampaign {
			s.NoForecast = TooShort
		}
		return
	}
	if c.ahead == nil {
		return
	}
	last := len(c.ahead.Path) - 1
	value, low, high := c.ahead.Path[last], c.ahead.Low[last], c.ahead.High[last]
	if s.Kind == metric.Flow {
		sum := c.soFar()
		value, low, high = value+sum, low+sum, high+sum
	}
	if s.Unit == metric.Count {
		value, low, high = math.Round(value), math.Round(low), math.Round(high)
	}
	s.Forecast, s.Low, s.High = &value, &low, &high
}

// points lists the days of the span, or one in so many where there are many.
func (o *Outlook) points(c *course) {
	if c.days == 0 || !c.matched {
		return
	}
	s := &o.Stand
	flow := s.Kind != metric.Stock
	from := day(s.From)
	step := (c.days + mostPoints - 1) / mostPoints
	sum, known := 0.0, false
	for i := range c.days {
		at := text(from.AddDate(0, 0, i))
		p := OutlookPoint{Day: at}
		share := s.Target.Baseline + (s.Target.Value-s.Target.Baseline)*expected(s.Target.Weights, Span{s.From, s.To}, at)/100
		p.Expected = &share
		ahead := c.begin + i - len(c.values)
		if ahead < 0 {
			if v := c.values[c.begin+i]; v != nil {
				known = true
				if flow {
					sum += *v
				} else {
					sum = *v
				}
			}
			if known {
				v := sum
				p.Actual = &v
			}
		} else if s.Forecast != nil {
			base := 0.0
			if flow {
				base = c.soFar()
			}
			value, low, high := base+c.ahead.Path[ahead], base+c.ahead.Low[ahead], base+c.ahead.High[ahead]
			p.Forecast, p.Low, p.High = &value, &low, &high
		}
		last := ahead == -1 || i == c.days-1
		if i%step == 0 || last {
			o.Points = append(o.Points, p)
		}
	}
}
