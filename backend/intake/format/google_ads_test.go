package format

import (
	"testing"
)

func TestGoogleAdsOfOtherLanguagesAndHands(t *testing.T) {
	for name, c := range map[string]struct {
		text, sums, from, to string
		rows                 int
	}{
		"German totals are no campaigns": {"Kampagnenbericht\n\"1. Januar 2026 – 31. Januar 2026\"\nKampagnenstatus,Kampagne,Währungscode,Klicks,Impr.,Kosten,Conversions\n" +
			"Aktiviert,Frühling,EUR,120,\"3.400\",\"1.334,46\",\"3,50\"\nPausiert,Büro,EUR,9,900,\"99,90\",\"0,50\"\nGesamt: Kampagnen, --,EUR,129,\"4.300\",\"1.434,36\",\"4,00\"\nGesamt: Konto,,EUR,129,\"4.300\",\"1.434,36\",\"4,00\"\n",
			`{"clicks":129,"conversions":4,"impressions":4300,"link_clicks":129,"spend":1434.36}`, "2026-01-01", "2026-01-31", 2},
		"a total without the status column": {"Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign,Currency code,Clicks,Impr.,Cost\nSpring,USD,5,50,1.50\nTotal: Campaigns,USD,5,50,1.50\nTotal,USD,5,50,1.50\n",
			`{"clicks":5,"impressions":50,"link_clicks":5,"spend":1.5}`, "2026-07-01", "2026-07-31", 1},
		"Mexican numbers under Spanish headers": {"Informe de campaña\n1 de julio de 2026 - 31 de julio de 2026\nEstado de la campaña,Campaña,Código de moneda,Clics,Impr.,CTR,Costo\nHabilitada,Tienda,MXN,\"1,247\",\"12,060\",10.34%,\"8,651.95\"\n",
			`{"clicks":1247,"impressions":12060,"link_clicks":1247,"spend":8651.95}`, "2026-07-01", "2026-07-31", 1},
		"thousands alone tell the sign": {"Informe de campaña\n1 de julio de 2026 - 31 de julio de 2026\nCampaña;Código de moneda;Clics;Impr.;Costo\nTienda;MXN;\"1,247\";\"12,060\";8\n",
			`{"clicks":1247,"impressions":12060,"link_clicks":1247,"spend":8}`, "2026-07-01", "2026-07-31", 1},
		"days without a run above": {"Campaign report\nAll time\nDay,Campaign,Currency code,Clicks,Impr.,Cost\n2026-07-01,Spring,USD,5,50,1.50\n2026-07-02,Spring,USD,6,60,2.50\nTotal: Account,,USD,11,110,4.00\n",
			`{"clicks":11,"impressions":110,"link_clicks":11,"spend":4}`, "2026-07-01", "2026-07-02", 2},
		"days that a spreadsheet wrote anew": {"Campaign report\nAll time\nDay;Campaign;Currency code;Clicks;Impr.;Cost\n30/06/2026;Spring;EUR;5;50;1,50\n01/07/2026;Spring;EUR;6;60;2,50\n",
			`{"clicks":11,"impressions":110,"link_clicks":11,"spend":4}`, "2026-06-30", "2026-07-01", 2},
		"two periods compared": {"Campaign report\n\"July 1, 2026 - July 31, 2026 compared to June 1, 2026 - June 30, 2026\"\nCampaign,Currency code,Clicks,Clicks (Compare to),Impr.,Impr. (Compare to),Cost,Cost (Compare to)\nSpring,USD,5,7,50,70,1.50,1.70\n",
			`{"clicks":5,"impressions":50,"link_clicks":5,"spend":1.5}`, "2026-07-01", "2026-07-31", 1},
		"of one day": {"Ad group report\n\"July 1, 2026\"\nAd group status,Ad group,Campaign,Currency code,Clicks,Impr.,Cost\nEnabled,A,Spring,USD,5,50,1.50\n",
			`{"clicks":5,"impressions":50,"link_clicks":5,"spend":1.5}`, "2026-07-01", "2026-07-01", 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			if got.From != c.from || got.To != c.to || got.Rows != c.rows || got.Skipped != 0 || got.Format != "google_ads" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestGoogleAdsTotalOfTheAccountCountsWhatTheReportLeavesOut(t *testing.T) {
	got := mustParse(t, mustWrite(t, "Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign status,Campaign,Currency code,Impr.,Cost\nEnabled,Spring,USD,50,1.50\nTotal: Campaigns, --,USD,50,1.50\nTotal: Account,,USD,90,2.50\n"))
	most := 0.0
	for _, r := range got.readings {
		if r.Metric == "spend" && r.Day == "2026-07-01" && r.To == "2026-07-31" && r.Currency == "USD" {
			most = max(most, r.Amount)
		}
	}
	if most != 2.5 {
		t.Errorf("%+v", got.readings)
	}
	t.Run("but not in several currencies", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign status,Campaign,Currency code,Impr.,Cost\nEnabled,Spring,USD,50,1.50\nEnabled,Winter,EUR,50,1.50\nTotal: Account,, --,100,3.00\n"))
		for _, r := range got.readings {
			if r.Metric == "spend" {
				t.Errorf("%+v", r)
			}
		}
		sumsAre(t, got.Sums, `{"impressions":100}`)
		if len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.currencies" {
			t.Errorf("%+v", got.Warnings)
		}
	})
	t.Run("and campaigns of one name in two currencies are two", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign,Currency code,Impr.,Cost\nSpring,USD,50,1.50\nSpring,EUR,50,2.50\nSpring,USD,50,1\n"))
		amounts := map[string]float64{}
		for _, s := range got.shares {
			if s.Metric == "spend" {
				amounts[s.Part[0]+" "+s.Currency] += s.Amount
			}
		}
		if len(amounts) != 2 || amounts["Spring USD"] != 2.5 || amounts["Spring (EUR) EUR"] != 2.5 {
			t.Errorf("%v", amounts)
		}
	})
	t.Run("and what was shown for no keyword is not added up", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "Search keyword report\nJul 1, 2026 - Jul 31, 2026\nKeyword status,Keyword,Campaign,Ad group,Currency code,Impr.,Cost\nEnabled,shoes,Spring,A,USD,50,1.50\n"))
		if len(got.readings) != 0 || got.Sums["spend"] != 1.5 {
			t.Errorf("%+v", got.readings)
		}
	})
}

func TestGoogleAdsByWeekAndMonth(t *testing.T) {
	for name, c := range map[string]struct{ text, runs string }{
		"weeks end with the report": {"Informe de campaña\n1 de julio de 2026 - 10 de julio de 2026\nSemana,Estado de la campaña,Campaña,Código de moneda,Clics,Coste\n" +
			"2026-06-29,Habilitada,Tienda,PEN,5,\"1,50\"\n2026-07-06,Habilitada,Tienda,PEN,6,\"2,50\"\n,Total: Cuenta,,PEN,11,\"4,00\"\n",
			"2026-07-01/2026-07-05 2026-07-06/2026-07-10 "},
		"months are whole": {"Campaign report\nAll time\nMonth,Campaign,Currency code,Clicks,Cost\n2026-08-01,Shop,USD,5,1.50\n2026-09-01,Shop,USD,6,2.50\n",
			"2026-08-01/2026-08-31 2026-09-01/2026-09-30 "},
		"months by name": {"Campaign report\nAll time\nMonth,Campaign,Currency code,Clicks,Cost\nAugust 2026,Shop,USD,5,1.50\nSeptember 2026,Shop,USD,6,2.50\n",
			"2026-08-01/2026-08-31 2026-09-01/2026-09-30 "},
		"days beside weeks are days": {"Campaign report\nAll time\nWeek,Day,Campaign,Currency code,Clicks,Cost\n2026-06-29,2026-07-01,Shop,USD,5,1.50\n2026-06-29,2026-07-02,Shop,USD,6,2.50\n",
			"2026-07-01/2026-07-01 2026-07-02/2026-07-02 "},
		"weeks in months are of the whole run": {"Campaign report\n\"July 1, 2026 - July 10, 2026\"\nMonth,Week,Campaign,Currency code,Clicks,Cost\n2026-07-01,2026-06-29,Shop,USD,5,1.50\n2026-07-01,2026-07-06,Shop,USD,6,2.50\n",
			"2026-07-01/2026-07-10 2026-07-01/2026-07-10 "},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			runs := ""
			for _, s := range got.shares {
				if s.Metric == "spend" {
					runs += s.From + "/" + s.To + " "
				}
			}
			if runs != c.runs || got.Sums["spend"] != 4 || got.Sums["clicks"] != 11 || got.Skipped != 0 {
				t.Errorf("%s %+v", runs, got.Summary)
			}
		})
	}
}
