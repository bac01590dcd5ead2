package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// months are the runs of days of a download, month by month.
func (d download) months(c *calendar) [][2]int {
	var all [][2]int
	for from := d.from; from <= d.to; {
		to := from
		for to < d.to && !c.monthEnd(to) {
			to++
		}
		all = append(all, [2]int{from, to})
		from = to + 1
	}
	return all
}

// metaAdsExport is what Meta's Ads Manager gives of a run of days, a row for
// each ad that ran.
func (m *maker) metaAdsExport(l *line, from, to int) export {
	language := m.client.Language
	var out bytes.Buffer
	out.WriteString("\ufeff")
	rows := csv.NewWriter(&out)
	header := []string{say(language, "Reporting starts", "Inicio del informe"), say(language, "Reporting ends", "Fin del informe"),
		say(language, "Campaign name", "Nombre de la campaña"), say(language, "Ad set name", "Nombre del conjunto de anuncios"), say(language, "Ad name", "Nombre del anuncio"),
		say(language, "Reach", "Alcance"), say(language, "Impressions", "Impresiones"),
		fmt.Sprintf(say(language, "Amount spent (%s)", "Importe gastado (%s)"), m.client.Currency),
		say(language, "Clicks (all)", "Clics (todos)"), say(language, "Link clicks", "Clics en el enlace"), say(language, "Purchases", "Compras")}
	priced := l.plan.Ads.Basket > 0
	if priced {
		header = append(header, say(language, "Purchases conversion value", "Valor de conversión de compras"))
	}
	_ = rows.Write(header) // a bytes.Buffer refuses nothing
	whole := func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }
	for _, a := range l.adverts {
		sum := a.between(from, to)
		if sum.impressions == 0 {
			continue
		}
		cells := []string{m.calendar.day(from), m.calendar.day(to), a.campaign, a.set, a.piece, whole(reach(sum.impressions, to-from+1)), whole(sum.impressions),
			strconv.FormatFloat(sum.spend, 'f', 2, 64), whole(sum.clicks), whole(sum.links), whole(sum.conversions)}
		if priced {
			cells = append(cells, strconv.FormatFloat(sum.revenue, 'f', 2, 64))
		}
		_ = rows.Write(cells)
	}
	rows.Flush()
	name := func(i int) string { return m.calendar.date(i).Format("Jan-2-2006") }
	return export{name: fmt.Sprintf("%s-%s-%s-%s", strings.ReplaceAll(m.nameOf(l), " ", "-"), say(language, "Ads", "Anuncios"), name(from), name(to)), data: out.Bytes()}
}

// googleAdsExport is the campaign report of Google Ads by ad group, as its
// English screens give it, with the totals below.
func (m *maker) googleAdsExport(l *line, from, to int) export {
	var out bytes.Buffer
	day := func(i int) string { return m.calendar.date(i).Format("2 January 2006") }
	fmt.Fprintf(&out, "Campaign report\n%s - %s\n", day(from), day(to))
	rows := csv.NewWriter(&out)
	_ = rows.Write([]string{"Campaign status", "Campaign", "Ad group", "Currency code", "Clicks", "Impr.", "CTR", "Cost", "Conversions", "Conv. value"})
	number := func(v float64, digits int) string {
		text := strconv.FormatFloat(v, 'f', digits, 64)
		point := strings.IndexByte(text+".", '.')
		for i := point - 3; i > 0; i -= 3 {
			text = text[:i] + "," + text[i:]
		}
		return text
	}
	write := func(status, campaign, group string, sum bought) {
		_ = rows.Write([]string{status, campaign, group, m.client.Currency, number(sum.links, 0), number(sum.impressions, 0),
			strconv.FormatFloat(sum.links/sum.impressions*100, 'f', 2, 64) + "%", number(sum.spend, 2), number(sum.conversions, 2), number(sum.revenue, 2)})
	}
	var all bought
	for _, a := range l.adverts {
		sum := a.between(from, to)
		if sum.impressions == 0 {
			continue
		}
		all.add(sum)
		status := "Enabled"
		if a.of != nil && a.of.To < m.calendar.day(to)[5:] {
			status = "Ended"
		}
		write(status, a.campaign, a.set, sum)
	}
	write("Total: Campaigns", " --", " --", all)
	write("Total: Account", "", "", all)
	rows.Flush()
	return export{name: "Campaign report", data: out.Bytes()}
}

// adFiles are the reports of a brand's accounts of ads. Meta's is looked at in
// between too.
func (m *maker) adFiles(brandID string, d download) []export {
	var files []export
	for _, l := range m.lines {
		if l.BrandID != brandID || l.plan.Ads == nil || d.brief && l.Platform != "meta_ads" {
			continue
		}
		report := m.googleAdsExport
		if l.Platform == "meta_ads" {
			report = m.metaAdsExport
		}
		for _, month := range d.months(m.calendar) {
			files = append(files, report(l, month[0], month[1]))
		}
	}
	return files
}

// ga4Day is a day as Google Analytics writes it.
func (c *calendar) ga4Day(i int) string {
	return strings.ReplaceAll(c.date(i).Format(time.DateOnly), "-", "")
}
