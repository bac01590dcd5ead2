package sample

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// counts reports whether a metric is known of the account by day.
func (l *line) counts(metric string) bool { return slices.Contains(l.profile.series, metric) }

// tally keeps what targets and months need of a day.
func (l *line) tally(c *calendar, i int, values map[string]float64) {
	if c.date(i).Day() == 1 {
		l.month = 0
	}
	l.month += values["reach"]
	from, _ := c.term()
	if i == from {
		l.since, l.from = map[string]float64{}, l.followers
	}
	if l.since != nil {
		for _, metric := range l.profile.series {
			l.since[metric] += values[metric]
		}
	}
}

// term are the first and last day that the targets run for: four months, of
// which the third is the current one.
func (c *calendar) term() (from, to int) {
	first := c.date(c.days).AddDate(0, 0, 1-c.date(c.days).Day())
	return max(0, c.index(first.AddDate(0, -2, 0))), c.index(first.AddDate(0, 2, 0)) - 1
}

// aim is a target of the sample: how the channel of a place among the brand's
// stands against it today.
type aim struct {
	channel int
	metric  string
	pace    float64 // 1 is as expected
	note    string
}

// aims are those of each brand. The third channel has no fresh numbers.
var aims = []aim{
	{0, "new_followers", 1.06, "sample.aim_followers"},
	{0, "engagements", 0.88, "sample.aim_engagements"},
	{1, "link_clicks", 0.52, "sample.aim_clicks"},
	{1, "followers", 1.01, ""},
	{2, "followers", 1.1, ""},
}

// targets writes a target for each aim that the channels can have.
func (m *maker) targets() error {
	from, to := m.calendar.term()
	gone := float64(m.calendar.days-from) / float64(to-from+1)
	at := m.calendar.at(from, 10*60)
	for _, b := range m.brands {
		var lines []*line
		for _, l := range m.lines {
			if l.BrandID == b.ID && l.profile != nil {
				lines = append(lines, l)
			}
		}
		for _, a := range aims {
			if a.channel >= len(lines) || a.metric != "followers" && !lines[a.channel].counts(a.metric) {
				continue
			}
			l := lines[a.channel]
			baseline, done := 0.0, l.since[a.metric]
			if a.metric == "followers" {
				baseline, done = math.Round(l.from), l.followers-l.from
			}
			note := ""
			if a.note != "" {
				note = lang.T(m.client.Language, a.note)
			}
			value := baseline + neat(done/gone/a.pace)
			row := m.row(at)
			if err := m.tables.target.add(row.ID, b.ID, l.ID, a.metric, "channel", "", baseline, value, m.calendar.day(from), m.calendar.day(to), note, int64(at), int64(at)); err != nil {
				return err
			}
		}
	}
	return m.campaigns()
}

// bids are the targets of campaigns of ads: of one that runs all year, for the
// term, and of the last of the story's that has ended, for its months.
var bids = []struct {
	metric string
	pace   float64
	note   string
}{
	{"spend", 1.02, "sample.aim_budget"},
	{"conversions", 0.93, ""},
}

// campaigns writes the targets of a brand's accounts of ads.
func (m *maker) campaigns() error {
	from, to := m.calendar.term()
	for _, l := range m.lines {
		if l.plan.Ads == nil {
			continue
		}
		last, lastFrom, lastTo := m.calendar.ended()
		for _, bid := range bids {
			write := func(campaign string, from, to int, share float64) error {
				value := neat(l.ran(campaign, from, min(to, m.calendar.days-1))[bid.metric] / share / bid.pace)
				at := m.calendar.at(from, 10*60)
				note := ""
				if bid.note != "" {
					note = lang.T(m.client.Language, bid.note)
				}
				return m.tables.target.add(m.row(at).ID, l.BrandID, l.ID, bid.metric, "channel", campaign, 0, value,
					m.calendar.day(from), m.calendar.day(to), note, int64(at), int64(at))
			}
			if err := write(l.plan.Ads.Always[0], from, to, float64(m.calendar.days-from)/float64(to-from+1)); err != nil {
				return err
			}
			if last == nil {
				continue
			}
			if err := write(capital(last.Name), lastFrom, lastTo, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// ended is the last campaign of the story that has ended, and the first and last
// day of its months; nil where none has.
func (c *calendar) ended() (last *campaign, from, to int) {
	for i := c.days - 1; i >= 0; i-- {
		now := c.campaign(i)
		if now == nil || now == c.campaign(c.days) {
			continue
		}
		first := c.date(i).AddDate(0, 0, 1-c.date(i).Day())
		for from = i; from > 0 && c.campaign(from-1) == now; from-- {
		}
		if now.From != c.day(from)[5:] {
			return nil, 0, 0 // it began before the first day
		}
		from = c.index(c.date(from).AddDate(0, 0, 1-c.date(from).Day()))
		if to = c.index(first.AddDate(0, 1, 0)) - 1; to < c.days {
			return now, from, to
		}
	}
	return nil, 0, 0
}

// costs are a month's, beside those of ads.
type costs struct {
	Influencers float64 `json:"influencers"`
	Tools       float64 `json:"tools"`
	Hour        int64   `json:"hour"` // of work, in hundredths
}

// worth writes down what conversions are worth and what it all costs, so that
// the return can be told.
func (m *maker) worth(tx *store.Tx) error {
	for _, l := range m.lines {
		if l.plan.Site == nil {
			continue
		}
		plan := l.plan.Site
		made := kpi.ConversionGoal{Row: m.row(m.start), BrandID: l.BrandID, Name: plan.Goal.Name, Event: plan.Goal.Event, Value: plan.Goal.Value, Currency: m.client.Currency}
		if err := store.Create(tx, &made, &made.Row); err != nil {
			return err
		}
		rate := kpi.HourRate{Row: m.row(m.start), BrandID: l.BrandID, Value: plan.Costs.Hour, Currency: m.client.Currency}
		if err := store.Create(tx, &rate, &rate.Row); err != nil {
			return err
		}
		paid := m.lines[slices.IndexFunc(m.lines, func(o *line) bool { return o.BrandID == l.BrandID })] // for: the brand's first channel
		for _, month := range m.calendar.months() {
			for _, cost := range []struct {
				metric string
				amount float64
			}{{"influencer_cost", plan.Costs.Influencers}, {"tool_cost", plan.Costs.Tools}} {
				if err := m.tables.measurement.add(paid.ID, cost.metric, "month", m.calendar.day(month[0]), "", cost.amount, "", m.lead.Name, m.known(month[1]+3)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// neat rounds to two figures, as people set targets.
func neat(v float64) float64 {
	if v <= 0 {
		return 10
	}
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	return max(1, math.Round(v/unit)*unit)
}

// summaries writes the text of the report for each of the last three whole
// months.
func (m *maker) summaries() error {
	months := m.calendar.months()
	for n := max(0, len(months)-3); n < len(months); n++ {
		first := m.calendar.date(months[n][0])
		now := m.tallies[n]
		growth := ""
		if n > 0 && m.tallies[n-1].followers > 0 {
			growth = m.percent(now.followers/m.tallies[n-1].followers*100 - 100)
		} else {
			growth = m.percent(0)
		}
		note := ""
		if m.calendar.bad[0] >= months[n][0] && m.calendar.bad[0] <= months[n][1] {
			note = m.story.SummaryNote
		}
		text := strings.NewReplacer("{month}", capital(m.teller.tongue.Months[first.Month()-1]), "{followers}", m.number(now.followers), "{growth}", growth,
			"{posts}", strconv.Itoa(now.posts), "{entries}", m.number(float64(now.entries)), "{incident}", note).Replace(m.story.Summary)
		at := store.Instant(min(m.calendar.at(months[n][1]+3, 11*60), m.now))
		row := m.row(at)
		if err := m.tables.summary.add(row.ID, "client-monthly", first.Format("2006-01"), text, m.lead.Name, int64(at), int64(at)); err != nil {
			return err
		}
	}
	return nil
}

// number is a whole number as the client writes it.
func (m *maker) number(v float64) string {
	digits := strconv.FormatFloat(math.Round(v), 'f', -1, 64)
	point := ","
	if m.client.Currency == "EUR" {
		point = "."
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + point + digits[i:]
	}
	return digits
}

func (m *maker) percent(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	if v >= 0 {
		text = "+" + text
	}
	if m.client.Currency == "EUR" {
		text = strings.Replace(text, ".", ",", 1)
	}
	if m.client.Language == "es" {
		text += "\u00a0" // a space that does not break, as Spanish has it
	}
	return text + "%"
}
