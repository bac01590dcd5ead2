package sample

import (
	"math"
	"slices"
	"strconv"
	"strings"

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
			if err := m.tables.target.add(row.ID, b.ID, l.ID, a.metric, "channel", baseline, value, m.calendar.day(from), m.calendar.day(to), note, int64(at), int64(at)); err != nil {
				return err
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
