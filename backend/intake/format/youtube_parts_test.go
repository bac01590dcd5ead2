package format

import (
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// warned fails unless the file says each of these words, in each language.
func warned(t *testing.T, s *Summary, words ...string) {
	t.Helper()
	for _, code := range lang.Codes {
		var all []string
		for _, n := range s.Warnings {
			all = append(all, n.In(code))
		}
		text := strings.Join(all, "\n")
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in %q", code, w, text)
			}
		}
		if len(words) == 0 && text != "" {
			t.Errorf("%s: %q", code, text)
		}
	}
}

const days2 = "Date,Views\n2026-01-01,30\n2026-01-02,20\n"

func TestYouTubeByViewersAndOtherParts(t *testing.T) {
	for name, c := range map[string]struct {
		table, chart string
		shares       []string
		rows         int
	}{
		"ages are shares of the views": {"Viewer age,Views (%),Average view duration,Average percentage viewed (%),Watch time (hours) (%)\n18–24 years,40.25,0:03:00,41,38.5\n25–34 years,59.75,0:02:00,40,61.5\n", "",
			[]string{"age [18–24 years] views_share 40.25", "age [25–34 years] views_share 59.75"}, 2 + 2},
		"genders too": {"Viewer gender,Views (%),Watch time (hours) (%)\nFemale,45.5,38.5\nMale,54.5,61.5\n", "",
			[]string{"gender [Female] views_share 45.5", "gender [Male] views_share 54.5"}, 2 + 2},
		"and both at once": {"Viewer age,Viewer gender,Views (%)\n18–24 years,Female,45.5\n18–24 years,Male,54.5\n", "",
			[]string{"age_gender [18–24 years Female] views_share 45.5", "age_gender [18–24 years Male] views_share 54.5"}, 2 + 2},
		"with a comma before decimals": {"Viewer gender;Views (%);Watch time (hours) (%)\nFemale;45,5;38,5\nMale;54,5;61,5\n", "",
			[]string{"gender [Female] views_share 45.5", "gender [Male] views_share 54.5"}, 2 + 2},
		"a city has its name, and its country": {"Cities,City name,Geography,Geography,Views,Average view duration\nTotal,,,,50,0:02:00\n0x47e66e:0x8d,Paris,FR,France,30,0:02:00\n0x164b85:0x84,Lima,PE,Peru,10,0:02:00\n",
			"Date,Cities,City name,Views\n2026-01-01,0x47e66e:0x8d,Paris,20\n2026-01-02,0x47e66e:0x8d,Paris,10\n",
			[]string{"city [Paris FR] video_views 30", "city [Lima PE] video_views 10"}, 2 + 2},
		"new viewers and others": {"New and returning viewers,Views,Watch time (hours)\nTotal,50,2\nNew viewers,30,1\nReturning viewers,20,1\n", "Date,New and returning viewers,Views\n2026-01-01,New viewers,30\n",
			[]string{"new_returning [New viewers] video_views 30", "new_returning [New viewers] watch_time_s 3600", "new_returning [Returning viewers] video_views 20", "new_returning [Returning viewers] watch_time_s 3600"}, 2 + 2},
		"subscribed or not": {"Subscription status,Views\nTotal,50\nNot subscribed,30\nSubscribed,20\n", "Date,Subscription status,Views\n2026-01-01,Subscribed,30\n",
			[]string{"subscription_status [Not subscribed] video_views 30", "subscription_status [Subscribed] video_views 20"}, 2 + 2},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"Table data.csv": c.table, "Totals.csv": days2}
			if c.chart != "" {
				files["Chart data.csv"] = c.chart
			}
			got := mustParse(t, mustPack(t, "Viewer age 2026-01-01_2026-01-03 Aurora.zip", files))
			same(t, "shares", divided(got), c.shares)
			warned(t, got.Summary)
			if got.Sums["video_views"] != 50 && got.Tables[0].Sums["video_views"] != 50 && got.Tables[1].Sums["video_views"] != 50 || got.Rows != c.rows || got.Skipped != 0 || got.From != "2026-01-01" || got.To != "2026-01-02" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestYouTubePartsOfTheChannelAreNotTheChannel(t *testing.T) {
	for name, c := range map[string]struct {
		table  string
		shares []string
	}{
		"playlists": {"Playlist,Playlist title,Views,Watch time (hours)\nTotal,,50,2\nPLabc123,Roasting,30,1\nPLdef456,Grinding,20,1\n",
			[]string{"playlist [Roasting] video_views 30", "playlist [Roasting] watch_time_s 3600", "playlist [Grinding] video_views 20", "playlist [Grinding] watch_time_s 3600"}},
		"searches": {"Traffic source,Source type,Source title,Views\nTotal,,,50\nYT_SEARCH.how to roast,YouTube search,how to roast,30\nYT_SEARCH.grinder,YouTube search,grinder,20\n",
			[]string{"traffic_detail [how to roast] video_views 30", "traffic_detail [grinder] video_views 20"}},
		"searches in another language": {"Fuente de tráfico,Tipo de fuente,Título de la fuente,Visualizaciones\nTotal,,,50\nYT_SEARCH.tostar,Búsqueda,tostar,30\n",
			[]string{"traffic_detail [tostar] video_views 30"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustPack(t, "Playlist 2026-01-01_2026-01-03 Aurora.zip", map[string]string{"Table data.csv": c.table, "Totals.csv": days2}))
			same(t, "shares", divided(got), c.shares)
			warned(t, got.Summary, "Totals")
			if len(got.readings) != 0 {
				t.Errorf("%+v", got.readings)
			}
		})
	}
}

func TestYouTubeNamesWhatOfAnArchiveIsPassedOver(t *testing.T) {
	got := mustParse(t, mustPack(t, "Card 2026-01-01_2026-01-03 Aurora.zip", map[string]string{
		"Table data.csv": "Card type,Card clicks,Clicks per card shown (%)\nLink,20,1.5\n", "Totals.csv": days2,
		"Chart data.csv": "Date,Card type,Card clicks\n2026-01-01,Link,20\n"}))
	warned(t, got.Summary, "Table data", "Card type, Card clicks")
	if len(got.Warnings) != 1 || got.Sums["video_views"] != 50 {
		t.Errorf("%+v", got.Summary)
	}
	t.Run("and refuses one of which nothing is kept", func(t *testing.T) {
		f := mustPack(t, "Card 2026-01-01_2026-01-03 Aurora.zip", map[string]string{"Table data.csv": "Card type,Card clicks\nLink,20\n"})
		_, err := Recognise(t.Context(), f)
		if e := mustRefuse(t, err, f.Name); !Unknown(fault.Of(err)) {
			t.Error(e.Key)
		}
	})
}

func TestYouTubeChartOfAnUnknownPartIsNoTableOfDays(t *testing.T) {
	f := mustPack(t, "Card 2026-01-01_2026-01-03 Aurora.zip", map[string]string{
		"Chart data.csv": "Date,Tarjeta,Watch time (hours)\n2026-01-01,Enlace,2\n2026-01-01,Vídeo,3\n", "Totals.csv": "Date,Watch time (hours)\n2026-01-01,9\n"})
	sumsAre(t, mustParse(t, f).Sums, `{"watch_time_s":32400}`)
}

func TestYouTubeArchivesInSixLanguages(t *testing.T) {
	for name, c := range map[string]struct{ table, chart, totals, content, days, drawn string }{
		"English": {"Table data.csv", "Chart data.csv", "Totals.csv", "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%)",
			"Date,Views", "Date,Content,Video title,Video publish time,Duration,Views"},
		"Spanish": {"Datos de la tabla.csv", "Datos del gráfico.csv", "Totales.csv", "Contenido,Título del vídeo,Hora de publicación del vídeo,Duración,Visualizaciones,Tiempo de visualización (horas),Suscriptores,Impresiones,Porcentaje de clics de las impresiones (%)",
			"Fecha,Visualizaciones", "Fecha,Contenido,Título del vídeo,Hora de publicación del vídeo,Duración,Visualizaciones"},
		"Portuguese": {"Dados da tabela.csv", "Dados do gráfico.csv", "Total.csv", "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações,Tempo de exibição (horas),Inscritos,Impressões,Taxa de cliques de impressões (%)",
			"Data,Visualizações", "Data,Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações"},
		"German": {"Tabellendaten.csv", "Diagrammdaten.csv", "Gesamtwerte.csv", "Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe,Wieder\u00adgabezeit (Stunden),Abonnenten,Impressionen,Klickrate der Impressionen (%)",
			"Datum,Aufrufe", "Datum,Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe"},
		"French": {"Données du tableau.csv", "Données du graphique.csv", "Totaux.csv", "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,Impressions,Taux de clics par impression (%)",
			"Date,Vues", "Date,Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues"},
		"Italian": {"Dati della tabella.csv", "Dati del grafico.csv", "Totali.csv", "Contenuti,Titolo video,Data/ora pubblicazione video,Durata,Visualizzazioni,Tempo di visualizzazione (ore),Iscritti,Impressioni,Percentuale di clic delle impressioni (%)",
			"Data,Visualizzazioni", "Data,Contenuti,Titolo video,Data/ora pubblicazione video,Durata,Visualizzazioni"},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustPack(t, "Archive 2026-01-01_2026-01-03 Aurora.zip", map[string]string{
				c.table:  c.content + "\nTotal,,,,50,2,3,900,4.5\nAbCdEfGhIj1,How,\"Jan 6, 2025\",300,30,1,2,600,3\nAbCdEfGhIj2,What,\"Jan 7, 2025\",40,15,0.5,1,200,2\n",
				c.totals: c.days + "\n2026-01-01,30\n2026-01-02,20\n",
				c.chart:  c.drawn + "\n2026-01-01,AbCdEfGhIj1,How,\"Jan 6, 2025\",300,20\n2026-01-02,AbCdEfGhIj1,How,\"Jan 6, 2025\",300,10\n",
			}))
			warned(t, got.Summary)
			if len(got.posts) != 2 || got.Rows != 4 || got.Skipped != 0 || got.posts[1].Type != "reel" {
				t.Errorf("%+v", got.Summary)
			}
			days, whole := map[string]float64{}, map[string]float64{}
			for _, r := range got.readings {
				if r.Derived {
					whole[r.Metric+" "+r.Day+" "+r.To] = r.Amount
				} else {
					days[r.Metric+" "+r.Day] = r.Amount
				}
			}
			if len(days) != 2 || days["video_views 2026-01-01"] != 30 || days["video_views 2026-01-02"] != 20 {
				t.Error(days)
			}
			for metric, v := range map[string]float64{"video_views": 50, "watch_time_s": 7200, "new_followers": 3, "impressions": 900} {
				if whole[metric+" 2026-01-01 2026-01-02"] != v {
					t.Error(whole)
				}
			}
		})
	}
}

func TestEveryDimensionHasAName(t *testing.T) {
	for _, f := range formats {
		for _, code := range lang.Codes {
			if key := "kpi.dimension." + f.Dimension; f.Dimension != "" && lang.T(code, key) == key {
				t.Errorf("%s: %s", code, key)
			}
		}
	}
}
