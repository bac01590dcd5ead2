package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// site is how a website is visited.
type site struct {
	Sessions   float64  `json:"sessions"` // a day, beside those that ads bring
	Rate       float64  `json:"rate"`     // conversions for each
	Basket     float64  `json:"basket"`   // revenue of a sale; 0 is not told
	Events     []string `json:"events"`   // that are conversions; the first is the sale
	Newsletter string   `json:"newsletter"`
	Profile    string   `json:"profile"` // campaigns as the links name them
	Pages      []string `json:"pages"`
	Costs      costs    `json:"costs"`
	Goal       goal     `json:"goal"`
}

// goal is what a conversion is worth, in hundredths.
type goal struct {
	Name  string `json:"name"`
	Event string `json:"event"` // "" is every conversion
	Value int64  `json:"value"`
}

// visits are those of one campaign from one source, by day.
type visits struct {
	source, campaign string
	share, rate      float64 // of the sessions that no ad brings; of the site's rate
	from             *line   // the account of ads that brings them; nil is none
	days             []visited
}

// visited is what came of the visits of a day, or of several.
type visited struct{ sessions, engaged, views, users, fresh, sales, others, revenue float64 }

func (v *visited) add(o visited) {
	v.sessions += o.sessions
	v.engaged += o.engaged
	v.views += o.views
	v.users += o.users
	v.fresh += o.fresh
	v.sales += o.sales
	v.others += o.others
	v.revenue += o.revenue
}

func (v *visits) between(from, to int) visited {
	var sum visited
	for _, d := range v.days[from : to+1] {
		sum.add(d)
	}
	return sum
}

// open lists where the visits of a site come from.
func (l *line) open(ads []*line) {
	plan := l.plan.Site
	l.visits = []*visits{
		{source: "google / organic", campaign: "(organic)", share: 0.42, rate: 1},
		{source: "(direct) / (none)", campaign: "(direct)", share: 0.28, rate: 1.2},
		{source: "instagram / social", campaign: plan.Profile, share: 0.18, rate: 0.6},
		{source: "newsletter / email", campaign: plan.Newsletter, share: 0.12, rate: 1.9},
	}
	for _, account := range ads {
		source := "google / cpc"
		if account.Platform == "meta_ads" {
			source = "facebook / paid"
		}
		for _, a := range account.adverts {
			if !slices.ContainsFunc(l.visits, func(v *visits) bool { return v.from == account && v.campaign == a.campaign }) {
				l.visits = append(l.visits, &visits{source: source, campaign: a.campaign, rate: 1.1, from: account})
			}
		}
	}
}

// receive makes the visits of day i. Not everybody who clicks on an ad waits for
// the page.
func (l *line) receive(c *calendar, i int) {
	plan := l.plan.Site
	grown := 0.8 + 0.4*float64(i)/float64(max(c.days, 1))
	for _, v := range l.visits {
		mean := plan.Sessions * v.share * grown * c.busy(i)
		if v.from != nil {
			for _, a := range v.from.adverts {
				if a.campaign == v.campaign {
					mean += a.days[i].links * 0.84
				}
			}
		}
		d := visited{sessions: math.Round(l.luck.around(mean, 0.1))}
		d.engaged = math.Round(d.sessions * clamp(l.luck.around(0.58, 0.06), 0.3, 0.9))
		d.views = math.Round(d.sessions * clamp(l.luck.around(2.6, 0.08), 1, 5))
		d.users = math.Round(d.sessions * 0.88)
		d.fresh = math.Round(d.users * clamp(l.luck.around(0.6, 0.08), 0.2, 0.9))
		d.sales = float64(l.luck.often(d.sessions * plan.Rate * v.rate * (1 - 0.5*c.trouble(i))))
		if len(plan.Events) > 1 {
			d.others = float64(l.luck.often(d.sessions * plan.Rate * 0.5))
		}
		for range int(d.sales) {
			d.revenue += math.Round(l.luck.around(plan.Basket, 0.35)*100) / 100
		}
		v.days = append(v.days, d)
	}
}

// siteFiles are the reports of a brand's websites, month by month.
func (m *maker) siteFiles(brandID string, d download) []export {
	var files []export
	for _, l := range m.lines {
		if l.BrandID != brandID || l.plan.Site == nil || d.brief {
			continue
		}
		for _, month := range d.months(m.calendar) {
			files = append(files, m.siteExport(l, month[0], month[1]))
		}
	}
	return files
}

// siteExport is a snapshot of reports of Google Analytics: days, campaigns,
// sources, pages and events of a run of days, a table each.
func (m *maker) siteExport(l *line, from, to int) export {
	language := m.client.Language
	var out bytes.Buffer
	line := "# ----------------------------------------\n"
	fmt.Fprintf(&out, "%s# %s\n# %s: %s\n# %s: %s\n%s", line, say(language, "Reports snapshot", "Resumen de informes"),
		say(language, "Account", "Cuenta"), m.nameOf(l), say(language, "Property", "Propiedad"), l.Handle, line)
	rows := csv.NewWriter(&out)
	table := func(header ...string) {
		rows.Flush()
		fmt.Fprintf(&out, "# \n# %s: %s\n# %s: %s\n", say(language, "Start date", "Fecha de inicio"), m.calendar.ga4Day(from),
			say(language, "End date", "Fecha de finalización"), m.calendar.ga4Day(to))
		_ = rows.Write(header) // a bytes.Buffer refuses nothing
	}
	whole := func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }
	priced := l.plan.Site.Basket > 0
	sessions, engaged, key := say(language, "Sessions", "Sesiones"), say(language, "Engaged sessions", "Sesiones con interacción"), say(language, "Key events", "Eventos clave")
	revenue := say(language, "Total revenue", "Ingresos totales")
	results := func(header []string, v visited) (names, cells []string) {
		names = append(header, sessions, engaged, key)
		cells = []string{whole(v.sessions), whole(v.engaged), whole(v.sales + v.others)}
		if priced {
			names, cells = append(names, revenue), append(cells, strconv.FormatFloat(v.revenue, 'f', 2, 64))
		}
		return names, cells
	}

	users, fresh, views := say(language, "Active users", "Usuarios activos"), say(language, "New users", "Usuarios nuevos"), say(language, "Views", "Vistas")
	header, _ := results([]string{say(language, "Date", "Fecha"), users, fresh, views}, visited{})
	table(header...)
	var all visited
	for i := from; i <= to; i++ {
		var day visited
		for _, v := range l.visits {
			day.add(v.days[i])
		}
		all.add(day)
		_, cells := results(nil, day)
		_ = rows.Write(append([]string{m.calendar.ga4Day(i), whole(day.users), whole(day.fresh), whole(day.views)}, cells...))
	}
	// Those who come on two days are one in a month.
	table(users)
	_ = rows.Write([]string{whole(all.users * 0.71)})

	for _, by := range []struct {
		header string
		of     func(*visits) string
	}{
		{say(language, "Session campaign", "Campaña de la sesión"), func(v *visits) string { return v.campaign }},
		{say(language, "Session source / medium", "Fuente/medio de la sesión"), func(v *visits) string { return v.source }},
	} {
		header, _ := results([]string{by.header}, visited{})
		table(header...)
		var names []string
		sums := map[string]*visited{}
		for _, v := range l.visits {
			if sums[by.of(v)] == nil {
				names, sums[by.of(v)] = append(names, by.of(v)), &visited{}
			}
			sums[by.of(v)].add(v.between(from, to))
		}
		slices.SortStableFunc(names, func(a, b string) int { return int(sums[b].sessions - sums[a].sessions) })
		for _, name := range names {
			if sums[name].sessions > 0 {
				_, cells := results(nil, *sums[name])
				_ = rows.Write(append([]string{name}, cells...))
			}
		}
	}

	table(say(language, "Page path and screen class", "Ruta de página y clase de pantalla"), views)
	left := all.views
	for i, page := range l.plan.Site.Pages {
		share := math.Round(all.views * 0.34 * math.Pow(0.66, float64(i)) * clamp(m.files.around(1, 0.08), 0.8, 1.2))
		if i == len(l.plan.Site.Pages)-1 {
			share = left
		}
		share = min(share, left)
		left -= share
		_ = rows.Write([]string{page, whole(share)})
	}

	table(say(language, "Event name", "Nombre del evento"), say(language, "Event count", "Número de eventos"), key)
	for _, e := range []struct {
		name       string
		count, key float64
	}{{"page_view", all.views, 0}, {"session_start", all.sessions, 0}, {"scroll", math.Round(all.views * 0.4), 0}} {
		_ = rows.Write([]string{e.name, whole(e.count), whole(e.key)})
	}
	for i, name := range l.plan.Site.Events {
		count := []float64{all.sales, all.others}[i]
		_ = rows.Write([]string{name, whole(count), whole(count)})
	}
	rows.Flush()
	return export{name: "data-export", data: out.Bytes()}
}
