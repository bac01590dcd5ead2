package report

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// gathering is one month as it is put together on one view of the file.
type gathering struct {
	tx       *store.Tx
	w        *agency.Workspace
	m        *Monthly
	words    speech
	known    *metric.Catalogue
	brand    string // id, or "" of all
	brands   []brand.Brand
	channels []brand.Channel
	sums     *sums
	now      []kpi.Row
	before   []kpi.Row
	numbers  [2]numbers // of this month and of the month before

	fileNumbers map[string]int // place in Sources, from 1, by the import's id
}

// Gather reads what the report of a month says of a brand ("": of all brands of
// the client), in a language ("": the client's).
func Gather(ctx context.Context, w *agency.Workspace, brandID, period, language string) (m *Monthly, err error) {
	err = w.File.Read(ctx, func(tx *store.Tx) error {
		g, err := gather(tx, w, brandID, period, language)
		if err == nil {
			m = g.m
		}
		return err
	})
	return m, err
}

// Order says which workbook to write.
type Order struct {
	Brand      string // id; "" is every brand of the client
	Period     string // YYYY-MM
	Language   string // "" is the client's
	Paper      string // "" is the client's
	PreparedBy string // where the summary names nobody
}

// Save gathers a month and writes its workbook to path, both on one view of the
// file. It returns what the workbook says.
func Save(ctx context.Context, w *agency.Workspace, path string, o Order, progress func(rows int64)) (m *Monthly, err error) {
	err = w.File.Read(ctx, func(tx *store.Tx) error {
		g, err := gather(tx, w, o.Brand, o.Period, o.Language)
		if err != nil {
			return err
		}
		if m = g.m; m.PreparedBy == "" {
			m.PreparedBy = o.PreparedBy
		}
		return Write(ctx, path, m, g.data(), o.Paper, progress)
	})
	return m, err
}

func gather(tx *store.Tx, w *agency.Workspace, brandID, period, language string) (*gathering, error) {
	if err := checkReport(ClientMonthly, period); err != nil {
		return nil, err
	}
	if language == "" {
		language = w.Client.Language
	}
	if !lang.Known(language) {
		return nil, fault.Bad("language", "agency.language_unknown", language, strings.Join(lang.Codes, ", "))
	}
	start, err := time.Parse("2006-01", period)
	if err != nil {
		return nil, fault.Bad("period", "report.period_wrong", period)
	}
	day := func(months, days int) string { return start.AddDate(0, months, days).Format(time.DateOnly) }
	known, err := kpi.Catalogue(tx)
	if err != nil {
		return nil, err
	}
	g := &gathering{tx: tx, w: w, known: known, brand: brandID, words: speech(language)}
	g.m = &Monthly{
		Kind: ClientMonthly, Client: w.Client.Name, Language: language, Currency: w.Client.Currency, Timezone: w.Client.Timezone,
		Period: period, From: day(0, 0), To: day(1, -1), PreviousFrom: day(-1, 0), PreviousTo: day(0, -1),
		Paper: PaperFor(w.Client.Currency), WrittenOn: tx.Now.Day(w.Zone), Brands: []Brand{}, KPIs: []KPI{}, Channels: []Channel{}, Posts: []Post{}, Rivals: []Rivals{},
		Definitions: []Definition{}, Sources: []Source{}, Gaps: []Gap{},
	}
	for _, step := range []func() error{g.scope, g.text, g.add, g.ask, g.kpis, g.eachChannel, g.days, g.posts, g.community, g.tidy, g.rivals, g.sources, g.definitions, g.gaps} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("gather %s: %w", period, err)
		}
	}
	return g, nil
}

// scope finds the brands and channels of the report and names the channels.
func (g *gathering) scope() error {
	all, err := brand.Brands(g.tx)
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b brand.Brand) int { return strings.Compare(a.ID, b.ID) })
	for _, b := range all {
		if g.brand == "" || b.ID == g.brand {
			g.brands = append(g.brands, b)
		}
	}
	if len(g.brands) == 0 {
		return fault.New(fault.NotFound, "store.gone")
	}
	g.m.Several = len(g.brands) > 1
	g.sums = newSums(g.words, g.known)
	taken := map[string]bool{}
	for _, b := range g.brands {
		one := Brand{ID: b.ID, Name: b.Name, Sector: b.Sector, Website: b.Website, Color: b.Color, Color2: b.Color2}
		picture, kind, err := brand.Logo(g.tx, &b)
		if err == nil { // a logo that is lost must not stop a report
			one.logo, one.logoKind = inPixels(picture, kind)
		}
		g.m.Brands = append(g.m.Brands, one)
		channels, err := brand.Channels(g.tx, b.ID)
		if err != nil {
			return err
		}
		for _, c := range channels {
			label := brand.PlatformName(string(g.words), c.Platform) + " " + short(c.Handle, 80)
			if g.m.Several {
				label = short(b.Name, 30) + " · " + label
			}
			for n, base := 2, label; taken[strings.ToLower(label)]; n++ {
				label = fmt.Sprintf("%s (%d)", base, n)
			}
			taken[strings.ToLower(label)] = true
			g.sums.labels[c.ID] = label
			g.channels = append(g.channels, c)
			g.m.Channels = append(g.m.Channels, Channel{ID: c.ID, Brand: b.Name, Platform: c.Platform, Label: label, Link: c.Link,
				Account: []Figure{}, Content: []Figure{}, Days: []Days{}})
		}
	}
	return nil
}

// text reads what the account lead wrote.
func (g *gathering) text() error {
	s, err := FindSummary(g.tx, ClientMonthly, g.brand, g.m.Period)
	if err != nil {
		return err
	}
	g.m.Summary, g.m.PreparedBy = s.Text, s.PreparedBy
	return nil
}

// ask asks the one query for both months.
func (g *gathering) ask() error {
	for i, span := range [][2]string{{g.m.From, g.m.To}, {g.m.PreviousFrom, g.m.PreviousTo}} {
		rows, err := kpi.Numbers(g.tx, kpi.Query{Brand: g.brand, From: span[0], To: span[1], Currency: g.w.Client.Currency})
		if err != nil {
			return err
		}
		g.numbers[i] = numbers{}
		for _, r := range rows {
			if r.Value == nil || r.ChannelID == nil {
				continue
			}
			g.numbers[i][[3]string{r.Level, r.Metric, *r.ChannelID}] = figureFrom(r)
		}
		if i == 0 {
			g.now = rows
		} else {
			g.before = rows
		}
	}
	return nil
}

func figureFrom(r kpi.Row) figureOf {
	n := figureOf{level: r.Level, key: r.Metric, value: *r.Value}
	for _, p := range r.Parts {
		n.parts = append(n.parts, part{p.Metric, cmp.Or(p.Level, r.Level), p.Value, p.Minus, p.Start, p.Under, p.Instead != ""})
	}
	return n
}

// find is the row of a series of a channel, or of a brand with channel nil.
func find(rows []kpi.Row, level, key, brandID string, channel *string) *kpi.Row {
	for i := range rows {
		r := &rows[i]
		if r.Level != level || r.Metric != key || r.BrandID != brandID || (r.ChannelID == nil) != (channel == nil) {
			continue
		}
		if channel == nil || *r.ChannelID == *channel {
			return r
		}
	}
	return nil
}

// figure is a series of a channel, or of a brand with channel nil, in both months.
func (g *gathering) figure(m *metric.Metric, brandID string, channel *string) Figure {
	f := Figure{Metric: m.Key, Level: m.Level, Name: m.Name(string(g.words)), Unit: m.Unit, Direction: m.Direction, Decimals: m.Decimals}
	scope := []string{}
	if channel != nil {
		scope = append(scope, *channel)
	} else {
		for _, c := range g.channels {
			if c.BrandID == brandID {
				scope = append(scope, c.ID)
			}
		}
	}
	if now := find(g.now, m.Level, m.Key, brandID, channel); now != nil && now.Value != nil {
		f.Value, f.N, f.Seen, f.Break = now.Value, now.N, now.Seen, now.Break
		f.Currency = now.Currency
		f.value = g.sums.recipe(figureFrom(*now), scope, false, g.numbers[0])
	}
	if before := find(g.before, m.Level, m.Key, brandID, channel); before != nil && before.Value != nil {
		f.Previous = before.Value
		if f.Currency == "" {
			f.Currency = before.Currency
		}
		f.Break = f.Break || before.Break
		f.previous = g.sums.recipe(figureFrom(*before), scope, true, g.numbers[1])
	}
	if f.Seen == "" || f.Value == nil || f.Previous == nil || *f.Value != *f.Previous {
		f.Change = changeOf(m.Unit, f.Value, f.Previous)
	}
	return f
}

// changeOf is the change from before to now in %, or in points where the unit is
// one of shares: to one decimal, so that what rounds to nothing is no change.
func changeOf(unit string, now, before *float64) *float64 {
	if now == nil || before == nil {
		return nil
	}
	change := *now - *before
	if !inPoints(unit) {
		if *before == 0 {
			return nil
		}
		change = (*now / *before - 1) * 100
	}
	change = math.Round(change*10)/10 + 0 // of −0, 0
	return &change
}

// eachChannel fills in the figures of every channel: all that has a number in
// either month.
func (g *gathering) eachChannel() error {
	for i := range g.m.Channels {
		c := &g.m.Channels[i]
		brandID := g.channels[i].BrandID
		for _, m := range g.known.All() {
			if m.Level == metric.Log {
				continue
			}
			f := g.figure(m, brandID, &c.ID)
			if f.Value == nil && f.Previous == nil {
				continue
			}
			if m.Level == metric.Channel {
				c.Account = append(c.Account, f)
			} else {
				c.Content = append(c.Content, f)
				if m.Key == "posts" && f.Value != nil {
					c.Posts = int(*f.Value)
				}
			}
		}
	}
	return nil
}

// tidy leaves out channels that were not open in the month and say nothing.
func (g *gathering) tidy() error {
	open := map[string]bool{}
	for _, c := range g.channels {
		open[c.ID] = c.Since <= g.m.To && (c.Until == "" || c.Until >= g.m.From)
	}
	g.m.Channels = slices.DeleteFunc(g.m.Channels, func(c Channel) bool {
		return !open[c.ID] && len(c.Account) == 0 && len(c.Content) == 0
	})
	g.channels = slices.DeleteFunc(g.channels, func(c brand.Channel) bool {
		return !slices.ContainsFunc(g.m.Channels, func(kept Channel) bool { return kept.ID == c.ID })
	})
	return nil
}

// charted are the series that are drawn by day, the first three that a channel
// has; those of posts only where the account has none of its own.
var charted = []string{
	"channel.views", "channel.impressions", "channel.reach", "channel.followers", "channel.engagements", "channel.link_clicks",
	"channel.new_followers", "channel.profile_visits", "post.views", "post.impressions", "post.engagements",
}

// days reads the series by day.
func (g *gathering) days() error {
	ids := []string{}
	for _, c := range g.channels {
		ids = append(ids, c.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := kpi.Numbers(g.tx, kpi.Query{Channels: ids, From: g.m.PreviousFrom, To: g.m.To, By: "day", Metrics: charted, Currency: g.w.Client.Currency})
	if err != nil {
		return err
	}
	type at struct{ channel, series string }
	found := map[at]*Days{}
	for _, r := range rows {
		if r.Value == nil || r.ChannelID == nil {
			continue
		}
		k := at{*r.ChannelID, r.Level + "." + r.Metric}
		d := found[k]
		if d == nil {
			d = &Days{Metric: r.Metric, Level: r.Level, Name: nameAt(r.Metric, r.Level, string(g.words)), Unit: r.Unit,
				Values: make([]*float64, daysOf(g.m.From, g.m.To)), Previous: make([]*float64, daysOf(g.m.PreviousFrom, g.m.PreviousTo))}
			found[k] = d
		}
		if r.From >= g.m.From {
			d.Values[daysOf(g.m.From, r.From)-1] = r.Value
		} else {
			d.Previous[daysOf(g.m.PreviousFrom, r.From)-1] = r.Value
		}
	}
	for i := range g.m.Channels {
		c := &g.m.Channels[i]
		for _, name := range charted {
			d := found[at{c.ID, name}]
			if d == nil || len(c.Days) == 3 || d.Level == metric.Post && len(c.Days) > 0 && c.Days[0].Level == metric.Channel {
				continue
			}
			if n := len(slices.DeleteFunc(slices.Clone(d.Values), func(v *float64) bool { return v == nil })); n >= 2 {
				c.Days = append(c.Days, *d)
			}
		}
	}
	return nil
}

// posts reads the posts of the month, those with most engagements first.
func (g *gathering) posts() error {
	return content.Each(g.tx, content.Filter{Brand: g.brand, From: g.m.From, To: g.m.To, Sort: "engagements"}, func(p content.Post) error {
		if _, in := g.sums.labels[p.ChannelID]; !in {
			return nil
		}
		g.m.PostCount++
		if len(g.m.Posts) < MostPosts {
			post := g.post(p)
			post.Rank = g.m.PostCount
			g.m.Posts = append(g.m.Posts, post)
		}
		return nil
	})
}

func (g *gathering) post(p content.Post) Post {
	title := p.Title
	if title == "" {
		title = p.Text
	}
	one := Post{Channel: g.sums.labels[p.ChannelID], Brand: g.brandOf(p.ChannelID), PublishedAt: p.PublishedAt,
		Published: p.PublishedAt.Time().In(g.w.Zone).Format("2006-01-02 15:04"), Type: p.Type, Title: short(title, 250),
		Metrics: map[string]*float64{}, Engagements: p.Engagements, EngagementRate: p.EngagementRate}
	if webLink(p.Permalink) {
		one.Link = p.Permalink
	}
	for key, value := range p.Metrics {
		one.Metrics[key] = &value
	}
	return one
}

// brandOf is the name of a channel's brand.
func (g *gathering) brandOf(channel string) string {
	for i, c := range g.channels {
		if c.ID == channel {
			return g.m.Channels[i].Brand
		}
	}
	return ""
}

// community reads the statistics of the log.
func (g *gathering) community() error {
	scope := community.Scope{BrandID: g.brand, From: g.m.From, To: g.m.To, Zone: g.w.Zone, OfficeHours: g.w.Client.OfficeHours}
	now, err := community.Stats(g.tx, scope)
	if err != nil {
		return err
	}
	c := Community{Rows: []Volume{}, Kinds: []string{}, Totals: map[string]int64{}, Quantity: now.Quantity,
		Negative: now.Negative, Neutral: now.Neutral, Positive: now.Positive, Unsaid: now.Unsaid, Net: now.NetSentiment,
		ToAnswer: now.ToAnswer, Answered: now.Answered, Rate: now.ResponseRate, Response: now.Response, Office: now.OfficeResponse,
		Topics: now.Topics[:min(len(now.Topics), mostTopics)]}
	for _, k := range now.Kinds {
		c.Kinds = append(c.Kinds, k.Kind)
		c.Totals[k.Kind] = k.Quantity
	}
	for i, ch := range g.m.Channels {
		v := Volume{Brand: ch.Brand, Channel: ch.Label, Kinds: map[string]int64{}}
		for _, cell := range now.Cells {
			if cell.ChannelID == g.channels[i].ID {
				v.Kinds[cell.Kind] += cell.Quantity
				v.Quantity += cell.Quantity
			}
		}
		if v.Quantity > 0 {
			c.Rows = append(c.Rows, v)
		}
	}
	gone := Volume{Channel: g.words.t("removed_channels"), Kinds: map[string]int64{}}
	for _, cell := range now.Cells {
		if _, in := g.sums.labels[cell.ChannelID]; !in {
			gone.Kinds[cell.Kind] += cell.Quantity
			gone.Quantity += cell.Quantity
		}
	}
	if gone.Quantity > 0 {
		c.Rows = append(c.Rows, gone)
	}
	var before int64
	for key, t := range g.sums.log {
		if key.previous && key.sentiment == "" {
			before += int64(t.sum)
		}
	}
	if before > 0 {
		c.Previous = &before
	}
	g.m.Community = c
	return nil
}
