package sample

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// maker makes one client.
type maker struct {
	seed     uint64
	client   agency.Client
	story    *story
	calendar *calendar
	teller   *teller
	luck     chance // of ids and of what belongs to no channel
	start    store.Instant
	now      store.Instant
	clock    store.Instant // that of the client's file
	files    chance        // of what is downloaded
	fetched  map[string]int
	brands   []brand.Brand
	logos    [][]byte
	lines    []*line
	lead, cm agency.Person
	more     float64 // factor of the log
	tables   *tables
	tallies  []tally // of the whole months
	filled   Filled
}

// tally is what a month came to, for the text of its report.
type tally struct {
	posts, entries int
	followers      float64 // of the first channel, at its end
}

func newMaker(s *story, words *tongue, number, round int, o Options, today time.Time, start store.Instant, team []agency.Person) (*maker, error) {
	zone, err := time.LoadLocation(s.Timezone)
	if err != nil {
		return nil, fmt.Errorf("zone of a story: %w", err)
	}
	m := &maker{seed: o.Seed, story: s, luck: newChance(o.Seed, part(number, "client")), start: start + store.Instant(number)*60_000, more: 1,
		files: newChance(o.Seed, part(number, "files")), fetched: map[string]int{}}
	m.calendar = newCalendar(s, zone, today, o.Months, m.luck)
	m.tallies = make([]tally, o.Months)
	m.now = m.calendar.at(m.calendar.days, 8*60)
	crew := crews[s.Language]
	m.lead, m.cm = team[crew[0]], team[crew[1]]
	m.client = agency.Client{Row: m.row(m.start), Name: s.name(round), Currency: s.Currency, Timezone: s.Timezone, Language: s.Language,
		OfficeHours: m.calendar.hours, Notes: s.Notes}
	m.client.Slug = agency.Slug(m.client.Name)
	persons := []choice[string]{}
	for i, p := range crew {
		m.client.Team = append(m.client.Team, team[p].ID)
		persons = append(persons, choice[string]{[]float64{0.08, 0.6, 0.25, 0.07}[i], team[p].ID})
	}
	m.teller = &teller{calendar: m.calendar, tongue: words, luck: newChance(o.Seed, part(number, "log")), persons: persons}
	for i, b := range s.Brands {
		if err := m.outline(b, o, fmt.Sprintf("%d/%d", number, i)); err != nil {
			return nil, err
		}
	}
	if o.Activities > 0 {
		daily := 0.0
		for _, l := range m.lines {
			daily += l.plan.Entries
		}
		m.more = float64(o.Activities) / (daily * float64(max(m.calendar.days, 1)))
	}
	return m, nil
}

func (m *maker) row(at store.Instant) store.Row {
	return store.Row{ID: m.luck.id(at), CreatedAt: at, UpdatedAt: at}
}

// outline prepares a brand and its channels.
func (m *maker) outline(b outline, o Options, seedPart string) error {
	name := m.client.Name + b.Suffix
	made := brand.Brand{Row: m.row(m.start + store.Instant(len(m.brands))), Name: name, Color: b.Color, Color2: b.Color2, Sector: b.Sector,
		Website: "https://" + agency.Slug(name) + ".example"}
	logo, err := drawLogo(b.Symbol, b.Color, b.Color2)
	if err != nil {
		return err
	}
	var accounts []*line // of ads: the story names them before the site that they lead to
	for i, acc := range b.Channels {
		handle := "@" + strings.ReplaceAll(agency.Slug(name), "-", "")
		switch acc.Platform {
		case "google_business", "linkedin", "whatsapp", "google_ads", "meta_ads":
			handle = name
		case "website":
			handle = strings.TrimPrefix(made.Website, "https://")
		}
		l := &line{plan: acc, profile: profiles[acc.Platform], luck: newChance(o.Seed, fmt.Sprintf("%s/%s", seedPart, acc.Platform)), until: m.calendar.days}
		l.Channel = brand.Channel{Row: m.row(made.CreatedAt + store.Instant(i+1)), BrandID: made.ID, Platform: acc.Platform, Handle: handle,
			Since: m.calendar.first.AddDate(-2, 0, -40*i).Format(time.DateOnly)}
		l.Link = fmt.Sprintf("https://%s.example/%s", strings.ReplaceAll(acc.Platform, "_", "-"), l.account())
		if acc.Site != nil {
			l.Link = made.Website
		}
		// Someone forgot to type the numbers of the third channel for a while.
		if i == 2 && !l.profile.fromFiles() {
			l.until = max(0, m.calendar.days-18)
		}
		l.accountID = fmt.Sprintf("%d", 17_840_000_000_000_000+m.files.Int64N(1e10))
		l.followers = acc.Followers / math.Pow(1+acc.Growth, float64(m.calendar.days)/30.4)
		switch {
		case acc.Ads != nil:
			l.draft(m.story)
			accounts = append(accounts, l)
		case acc.Site != nil:
			l.open(accounts)
		case acc.Platform == "instagram":
			l.audience = b.Audience
		}
		m.lines = append(m.lines, l)
	}
	m.brands, m.logos = append(m.brands, made), append(m.logos, logo)
	return nil
}

// fromFiles reports whether numbers of the platform come from its exports.
func (p *profile) fromFiles() bool { return p != nil && p.exported }

// fill makes the client's file and counts what it holds. told hears of each day
// that is done, once as it happened and once as its numbers came in.
func (m *maker) fill(ctx context.Context, a *agency.Agency, told func(day int)) error {
	m.clock = m.start
	file, err := open(ctx, a, m.client.ID, func() time.Time { return m.clock.Time() })
	if err != nil {
		return err
	}
	if err = m.tell(ctx, file, told); err == nil {
		err = m.importAll(ctx, &agency.Workspace{Client: m.client, Zone: m.calendar.zone, File: file}, told)
	}
	if err == nil {
		err = m.tag(ctx, file)
	}
	if err == nil {
		err = m.count(ctx, file)
	}
	m.filled.Brands, m.filled.Channels = len(m.brands), len(m.lines)
	return errors.Join(err, file.Close())
}

// tell writes down what happened, but for what exports will tell.
func (m *maker) tell(ctx context.Context, file *store.File, told func(day int)) error {
	return file.Write(ctx, "", func(tx *store.Tx) (err error) {
		if err := tx.Quiet(); err != nil {
			return err
		}
		tx.Now = m.start
		if err := m.foundations(tx); err != nil {
			return err
		}
		if m.tables, err = newTables(tx, m.calendar.zone); err != nil {
			return err
		}
		defer m.tables.close()
		for i := range m.calendar.days {
			if err := m.day(i); err != nil {
				return err
			}
			told(i + 1)
		}
		if err := m.targets(); err != nil {
			return err
		}
		if err := m.worth(tx); err != nil {
			return err
		}
		if err := m.competitors(tx); err != nil {
			return err
		}
		return m.summaries()
	})
}

// foundations are the brands with their logos, and the channels.
func (m *maker) foundations(tx *store.Tx) error {
	for i := range m.brands {
		if err := store.Create(tx, &m.brands[i], &m.brands[i].Row); err != nil {
			return err
		}
		if _, err := brand.SetLogo(tx, m.brands[i].ID, m.brands[i].Name+".png", m.logos[i]); err != nil {
			return err
		}
	}
	for _, l := range m.lines {
		if err := store.Create(tx, &l.Channel, &l.Channel.Row); err != nil {
			return err
		}
	}
	return nil
}

// day makes what happened on day i.
func (m *maker) day(i int) error {
	var month *tally
	if n := m.calendar.month(i); n < len(m.tallies) {
		month = &m.tallies[n]
	}
	for n, l := range m.lines {
		switch {
		case l.plan.Ads != nil:
			l.buy(m.calendar, i)
		case l.plan.Site != nil:
			l.receive(m.calendar, i)
		}
		if l.profile == nil {
			continue
		}
		posted := l.publish(m.calendar, i)
		for _, p := range posted {
			if l.profile.exported {
				l.posts = append(l.posts, p)
			} else if err := m.post(l, p); err != nil {
				return err
			}
		}
		if err := m.numbers(l, i, posted); err != nil {
			return err
		}
		if month != nil {
			month.posts += len(posted)
			if n == 0 {
				month.followers = math.Round(l.followers)
			}
		}
	}
	for _, e := range m.teller.entries(i, m.lines, m.more) {
		logged, err := m.tables.entry(e, m.luck, m.now)
		if err != nil {
			return err
		}
		if logged && month != nil {
			month.entries++
		}
	}
	return nil
}

// post writes a post down.
func (m *maker) post(l *line, p *post) error {
	known := m.known(p.day + 1)
	var seconds any
	if p.seconds > 0 {
		seconds = p.seconds
	}
	row := []any{m.luck.id(p.at), l.ID, p.id, l.permalink(p), p.title, p.text, p.kind, int64(p.at), m.calendar.day(p.day), seconds, nil, tags(p), p.pillar, known, known}
	values := p.asOf(m.calendar.days)
	for _, metric := range content.Metrics {
		if v, ok := values[metric]; ok {
			row = append(row, v)
		} else {
			row = append(row, nil)
		}
	}
	return m.tables.post.add(row...)
}

// known is when what happened before day i was written down: that morning.
func (m *maker) known(i int) int64 { return int64(min(m.calendar.at(i, 9*60+20), m.now)) }

// numbers writes the account's numbers of a day, and of the month where the day
// ends one.
func (m *maker) numbers(l *line, i int, posted []*post) error {
	before := l.followers
	values := l.values(l.run(m.calendar, i, posted))
	values["lost_followers"] = max(0, values["new_followers"]-(math.Round(l.followers)-math.Round(before)))
	l.tally(m.calendar, i, values)
	if i >= l.until {
		return nil
	}
	write := func(metric, grain, day string, v float64) error {
		return m.tables.measurement.add(l.ID, metric, grain, day, "", v, "", m.cm.Name, m.known(i+1))
	}
	day := m.calendar.day(i)
	if l.profile.exported {
		l.daily = append(l.daily, values)
	}
	for _, metric := range l.profile.series {
		if l.profile.exported {
			break
		}
		if err := write(metric, "day", day, values[metric]); err != nil {
			return err
		}
	}
	if err := write("followers", "day", day, math.Round(l.followers)); err != nil {
		return err
	}
	// People reached in a month are fewer than the sum of its days, by those who
	// come back.
	if _, counts := values["reach"]; counts && m.calendar.monthEnd(i) && l.counts("reach") {
		return write("reach", "month", day[:8]+"01", math.Round(l.month*0.58))
	}
	return nil
}
