package format

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// mustPack writes files into an archive of that name and opens it.
func mustPack(t *testing.T, name string, files map[string]string) *read.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(out)
	for name, text := range files {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestExportsInFrenchAndItalian(t *testing.T) {
	frenchGA4 := "# ----\n# Acquisition de trafic\n# Compte\u00a0: A\n# Propriété\u00a0: acme.example\n# ----\n#  \n# Tous les utilisateurs\n# Date de début\u00a0: 20260105\n# Date de fin\u00a0: 20260111\n"
	italianGA4 := "# ----\n# Acquisizione traffico\n# Account: A\n# Proprietà: acme.example\n# ----\n#  \n# Tutti gli utenti\n# Data di inizio: 20260105\n# Data di fine: 20260111\n"
	for name, c := range map[string]struct {
		text, format, sums, from, to string
	}{
		"Google Ads in French": {"Rapport sur les campagnes\n\"1 septembre 2026 - 30 septembre 2026\"\nÉtat de la campagne,Campagne,Code de devise,Clics,Impr.,CTR,Coût,Conversions\n" +
			"Activée,Toitures,EUR,1\u202f095,12\u202f500,\"8,76 %\",\"1\u202f204,50\",\"12,50\"\nTotal : Campagnes, --,EUR,1\u202f095,12\u202f500,\"8,76 %\",\"1\u202f204,50\",\"12,50\"\nTotal : Compte,,EUR,1\u202f095,12\u202f500,\"8,76 %\",\"1\u202f204,50\",\"12,50\"\n",
			"google_ads", `{"clicks":1095,"conversions":12.5,"impressions":12500,"link_clicks":1095,"spend":1204.5}`, "2026-09-01", "2026-09-30"},
		"Google Ads in Italian": {"Report campagne\n\"1 settembre 2026 - 30 settembre 2026\"\nCampagna,Codice valuta,Clic,Impr.,Costo,Conversioni\nTetti,EUR,1.095,12.500,\"1.204,50\",\"12,50\"\nTotale: Account,EUR,1.095,12.500,\"1.204,50\",\"12,50\"\n",
			"google_ads", `{"clicks":1095,"conversions":12.5,"impressions":12500,"link_clicks":1095,"spend":1204.5}`, "2026-09-01", "2026-09-30"},
		"Meta Ads in French": {"Début des rapports,Fin des rapports,Nom de la campagne,Résultats,Couverture,Montant dépensé (EUR),Impressions,Clics sur un lien,Clics (tous)\n2026-01-01,2026-01-31,A,5,900,10.5,1000,20,30\n",
			"meta_ads", `{"clicks":30,"impressions":1000,"link_clicks":20,"reach":900,"spend":10.5}`, "2026-01-01", "2026-01-31"},
		"Meta Ads in Italian": {"Inizio dei report,Fine dei report,Nome della campagna,Risultati,Copertura,Importo speso (EUR),Impression,Clic sul link,Clic (tutti)\n2026-01-01,2026-01-31,A,5,900,10.5,1000,20,30\n",
			"meta_ads", `{"clicks":30,"impressions":1000,"link_clicks":20,"reach":900,"spend":10.5}`, "2026-01-01", "2026-01-31"},
		"Analytics in French": {frenchGA4 + "Groupe de canaux principal de la session (groupe de canaux par défaut),Sessions,Sessions avec engagement,Taux d'engagement,Nombre d'événements,Événements clés\nOrganic Search,1200,800,0.6,6600,12\n",
			"ga4", `{"conversions":12,"engaged_sessions":800,"events":6600,"sessions":1200}`, "2026-01-05", "2026-01-11"},
		"Analytics in Italian": {italianGA4 + "Gruppo di canali principale della sessione (Gruppo di canali predefinito),Sessioni,Sessioni con coinvolgimento,Tasso di coinvolgimento,Conteggio eventi,Eventi chiave\nOrganic Search,1200,800,0.6,6600,12\n",
			"ga4", `{"conversions":12,"engaged_sessions":800,"events":6600,"sessions":1200}`, "2026-01-05", "2026-01-11"},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			if got.Format != c.format || got.Rows != 1 || got.Skipped != 0 || got.From != c.from || got.To != c.to {
				t.Errorf("%+v", got.Summary)
			}
			if c.format == "ga4" && (len(got.shares) == 0 || got.shares[0].Dimension != "channel_group") {
				t.Errorf("%+v", got.shares)
			}
		})
	}
	for name, files := range map[string]map[string]string{
		"Contenu 2026-01-01_2026-01-03 Acme.zip": {
			"Données du tableau.csv": "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,Impressions\nTotal,,,,100,10.5,3,500\nt7mySEamkKQ,Bonjour,\"Mar 30, 2025\",300,60,6.0,2,200\n",
			"Totaux.csv":             "Date,Vues\n2026-01-01,40\n2026-01-02,60\n",
		},
		"Contenuti 2026-01-01_2026-01-03 Acme.zip": {
			"Dati della tabella.csv": "Contenuti,Titolo video,Data/ora pubblicazione video,Durata,Visualizzazioni,Tempo di visualizzazione (ore),Iscritti,Impressioni\nTotale,,,,100,10.5,3,500\nt7mySEamkKQ,Ciao,\"Mar 30, 2025\",300,60,6.0,2,200\n",
			"Totali.csv":             "Data,Visualizzazioni\n2026-01-01,40\n2026-01-02,60\n",
		},
	} {
		t.Run("YouTube: "+name[:9], func(t *testing.T) {
			got := mustParse(t, mustPack(t, name, files))
			if got.Format != "youtube_studio" || got.Posts != 1 || got.Rows != 3 || got.Skipped != 0 || len(got.Tables) != 3 {
				t.Fatalf("%+v", got.Summary)
			}
			if views, _ := got.posts[0].value("video_views"); views != 60 {
				t.Errorf("%+v", got.posts)
			}
		})
	}
}

func TestAnalyticsWithALongHeaderOfItsParts(t *testing.T) {
	got := mustParse(t, mustWrite(t, "# ----\n# Conta: A\n# Propriedade: acme.example\n# ----\n# Todos os usuários\n# Data de início: 20260105\n# Data de término: 20260111\n"+
		"Grupo principal de canais da sessão (Grupo de canais padrão),Sessões,Sessões engajadas\nOrganic Search,1200,800\n"))
	sumsAre(t, got.Sums, `{"engaged_sessions":800,"sessions":1200}`)
	if got.Skipped != 0 || got.shares[0].Dimension != "channel_group" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestGermanTotalsOfAnotherWordAreNoCampaigns(t *testing.T) {
	got := mustParse(t, mustWrite(t, "Kampagnenbericht\n1. September 2026 - 30. September 2026\nKampagnenstatus\tKampagne\tWährungscode\tKlicks\tKosten\nAktiviert\tDächer\tEUR\t95\t204,50\nInsgesamt: Kampagnen\t --\tEUR\t95\t204,50\nInsgesamt: Konto\t\tEUR\t95\t204,50\n"))
	sumsAre(t, got.Checksums, `{"clicks":95,"link_clicks":95,"spend":204.5}`)
	if got.Rows != 1 || got.Skipped != 0 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestPurchasesOfTheWebsiteAreTakenWhereNoOthersAre(t *testing.T) {
	head := "Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Website purchases,Website purchases conversion value"
	t.Run("alone", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, head+"\n2026-01-01,2026-01-31,A,11.5,3,99.9\n"))
		sumsAre(t, got.Sums, `{"ad_revenue":99.9,"conversions":3,"revenue":99.9,"spend":11.5}`)
	})
	t.Run("beside all purchases", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, head+",Purchases,Purchases conversion value\n2026-01-01,2026-01-31,A,11.5,3,99.9,4,120\n"))
		sumsAre(t, got.Sums, `{"ad_revenue":120,"conversions":4,"revenue":120,"spend":11.5}`)
	})
}

func TestAmountsWithTheSignOfTheirCurrency(t *testing.T) {
	for name, c := range map[string]struct {
		currency, sign string
		skipped        int
	}{
		"a dollar of dollars":   {"USD", "$", 0},
		"a dollar of pesos":     {"MXN", "$", 0},
		"a euro of euros":       {"EUR", "€", 0},
		"a euro of dollars":     {"USD", "€", 1},
		"the code of the same":  {"EUR", "EUR ", 0},
		"the code of another":   {"EUR", "USD ", 1},
		"a dollar of no dollar": {"EUR", "$", 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, "Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent ("+c.currency+")"+
				"\n1/1/2026,1/31/2026,A,900,\""+c.sign+"1,150.50\"\n"))
			if got.Skipped != c.skipped || c.skipped == 0 && got.Sums["spend"] != 1150.5 {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestSpacesBetweenThousands(t *testing.T) {
	for cell, want := range map[string]string{
		"1 120": "1120", "1\u00a0120": "1120", "1\u202f204,50": "1204,50", "-12 345 678.5": "-12345678.5",
		"1 12": "1 12", "12 34 567": "12 34 567", "1234 567": "1234 567", "1 204 K": "1 204 K", "1 120 5": "1 120 5", "1 120x": "1 120x", "120": "120",
	} {
		if got := string(ungrouped([]byte(cell))); got != want {
			t.Errorf("%q is %q", cell, got)
		}
	}
	got := mustParse(t, mustWrite(t, "Date;Clics;Impressions;CTR;Position\n01/01/2026;8;1 120;6,67 %;4,5\n02/01/2026;12;180;6,67 %;4\n03/01/2026;2;80;6,67 %;4\n"))
	sumsAre(t, got.Sums, `{"clicks":22,"impressions":1380}`)
}

func TestDiscoverIsNoSearch(t *testing.T) {
	_, err := Parse(t.Context(), mustPack(t, "acme-Performance-on-Discover-2026-01-03.zip", map[string]string{
		"Chart.csv": "Date,Clicks,Impressions,CTR\n2026-01-01,8,120,6.67%\n2026-01-02,12,180,6.67%\n",
		"Pages.csv": "Top pages,Clicks,Impressions,CTR\nhttps://acme.example/,20,300,6.67%\n",
	}), Visitor{})
	if err == nil {
		t.Fatal("read as searches")
	}
}
