package format

import (
	"strings"
	"testing"
)

const (
	ga4Head = "# ----------------------------------------\n# Traffic acquisition\n# Account: Aurora\n# Property: aurora.example\n# ----------------------------------------\n"
	ga4All  = "# \n# All Users\n# Start date: 20260101\n# End date: 20260131\n"
)

func TestGA4OfManyHands(t *testing.T) {
	for name, c := range map[string]struct {
		text, sums, dimensions string
		rows, skipped          int
	}{
		"as a spreadsheet saved it, with blank cells to the right": {
			strings.ReplaceAll(ga4Head, "\n", ",,,\n") + ",,,\n# 20260101-20260131,,,\n,,,\nSession campaign,Sessions,Key events,\n,70,9,Grand total\nspring,50,6,\nwinter,20,3,\n,,,\nDate,Sessions,,\n20260101,70,,\n",
			`{"conversions":9,"sessions":70}`, "campaign", 3, 0},
		"a day by an unknown second dimension is a part of it": {ga4Head + ga4All + "Date,Browser,Sessions\n20260101,Firefox,30\n20260101,Safari,20\n",
			`{"sessions":50}`, "browser", 2, 0},
		"a day by the hour too": {ga4Head + ga4All + "Date,Hour,Sessions\n20260101,00,30\n20260101,01,20\n",
			`{"sessions":50}`, "hour", 2, 0},
		"parts of an unknown dimension": {ga4Head + ga4All + "Session medium,Engagement rate,Sessions\nemail,0.5,30\n(none),0.4,20\n",
			`{"sessions":50}`, "session_medium", 2, 0},
		"a rate before the first number is no part": {ga4Head + ga4All + "Engagement rate,Sessions\n0.5,30\n",
			`{"sessions":30}`, "", 1, 0},
		"totals are one row": {ga4Head + ga4All + "Tasa de rebote por página,Sessions\n/a,30\n/b,20\n",
			`{}`, "", 2, 2},
		"users of 2023 are active ones, and ids of countries are no second count": {
			ga4Head + ga4All + "Country ID,Users\nES,7\n\n# Start date: 20260101\n# End date: 20260131\nCountry,Users\nSpain,7\n",
			`{"active_users":7}`, "country", 1, 0},
		"two runs of days in one table": {ga4Head + ga4All + "Session default channel group,Date range,Sessions\nDirect,\"Jan 1 - Jan 31, 2026\",30\nDirect,\"Dec 1 - Dec 31, 2025\",20\n",
			`{"sessions":50}`, "channel_group", 2, 0},
		"two runs of days, a table each": {ga4Head + ga4All + "Session default channel group,Sessions\nDirect,30\n\n# All Users\n# Start date: 20251201\n# End date: 20251231\nSession default channel group,Sessions\nDirect,20\n",
			`{"sessions":30}`, "channel_group", 2, 0},
		"some users beside all": {ga4Head + ga4All + "Session default channel group,Sessions\nDirect,30\n\n# Mobile traffic\n# Start date: 20260101\n# End date: 20260131\nSession default channel group,Sessions\nDirect,20\n",
			`{"sessions":30}`, "channel_group", 1, 0},
		"one dimension twice": {ga4Head + ga4All + "Page path,Views,Sessions\n/a,30,5\n\n# Start date: 20260101\n# End date: 20260131\nPage path and screen class,Views,Event count\n/a,30,9\n",
			`{"events":9,"page_views":30,"sessions":5}`, "page", 2, 0},
		"German comments": {"# ---\n# Bericht\n# Konto: Aurora\n# Property: aurora\n# ---\n# Alle Nutzer\n# Startdatum: 20260101\n# Schlussdatum: 20260131\nSeitentitel und Bildschirmklasse,Aufrufe,Aktive Nutzer\nRösten,30,9\n",
			`{"active_users":9,"page_views":30}`, "page_title", 1, 0},
		"of Universal Analytics, whose total has no name": {"# ----\n# All Web Site Data\n# Channels\n# 20190101-20190131\n# ----\n\nDefault Channel Grouping,Users,New Users,Sessions,Bounce Rate,Pages / Session\nDirect,\"1,200\",700,\"1,500\",50.00%,1.5\nEmail,300,200,500,50.00%,1.5\n,\"1,500\",900,\"2,000\",50.00%,1.5\n\nDay Index,Users\n1/1/19,40\n,40\n",
			`{"new_users":900,"sessions":2000,"users":1500}`, "channel_group", 2, 0},
		"parts by the hour of days": {ga4Head + ga4All + "Session primary channel group (Default channel group),Date + hour (YYYYMMDDHH),Users,Sessions\nDirect,2026010223,2,3\nDirect,2026010301,1,1\n",
			`{"active_users":3,"sessions":4}`, "channel_group", 2, 0},
		"hours are no days": {ga4Head + ga4All + "Date + hour (YYYYMMDDHH),Sessions\n2026010223,3\n2026010222,1\n",
			`{"sessions":4}`, "date_hour_yyyymmddhh", 2, 0},
		"a Spanish overview": {"# ---\n# Exportar informe en formato CSV\n# Cuenta: A\n# Propiedad: a\n# ---\n#  \n# Fecha de inicio: 20260101\n# Fecha de finalización: 20260131\nDía N,Usuarios\n0000,2\n0001,1\n\n# ¿De dónde proceden?\n# Fecha de inicio: 20260101\n# Fecha de finalización: 20260131\n" +
			"Primer grupo de canales predeterminado del usuario,Usuarios nuevos\nDirect,3\n\n#  \n# Fecha de inicio: 20260101\n# Fecha de finalización: 20260131\nID del país,Usuarios\nES,3\n\n# Datos sobre la actividad\n# Fecha de inicio: 20260101\n# Fecha de finalización: 20260131\nPlataforma,Conversiones\nweb,4\n",
			`{"active_users":3,"conversions":4,"new_users":3}`, "first_user_channel_group", 4, 0},
		"weeks are no days": {ga4Head + ga4All + "Nth week,Sessions\n0000,30\n\n# Start date: 20260101\n# End date: 20260131\nNth day,Sessions\n0000,5\n",
			`{"sessions":5}`, "", 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			dimensions := map[string]bool{}
			for _, s := range got.shares {
				dimensions[s.Dimension] = true
			}
			if got.Rows != c.rows || got.Skipped != c.skipped || (len(dimensions) > 0) != (c.dimensions != "") || c.dimensions != "" && !dimensions[c.dimensions] {
				t.Errorf("%d rows, %v, %v", got.Rows, got.Skips, dimensions)
			}
		})
	}
}

func TestGA4OfSomeUsersAloneIsRefused(t *testing.T) {
	f := mustWrite(t, ga4Head+"# \n# Mobile traffic\n# Start date: 20260101\n# End date: 20260131\nSession default channel group,Sessions\nDirect,30\n")
	_, err := Recognise(t.Context(), f)
	if e := mustRefuse(t, err, f.Name); e.Key != "read.segment" {
		t.Error(e.Key)
	}
}

func TestAnalyticsByMonth(t *testing.T) {
	got := mustParse(t, mustWrite(t, "# ----\n# Free form 1\n# Account: A\n# Property: acme.example\n# ----\n#  \n# 20260115-20260331\n\nYear month,Sessions\n,310,Grand total\n202601,100\n202603,90\n202602,120\n"))
	sumsAre(t, got.Sums, `{"sessions":310}`)
	runs := ""
	for _, r := range got.readings {
		runs += r.Day + "/" + r.To + " "
	}
	if runs != "2026-01-15/2026-01-31 2026-03-01/2026-03-31 2026-02-01/2026-02-28 " || got.Skipped != 0 {
		t.Errorf("%s %+v", runs, got.Summary)
	}
	t.Run("and by what they came from", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "# 20260101-20260228\n\nSession source / medium,Year month,Sessions\ngoogle / organic,202601,60\ngoogle / organic,202602,40\n"))
		if len(got.shares) != 2 || got.shares[1].From != "2026-02-01" || got.shares[1].To != "2026-02-28" || len(got.shares[1].Part) != 1 || len(got.readings) != 0 {
			t.Errorf("%+v", got.shares)
		}
	})
}
