package format

import (
	"fmt"
	"testing"
	"time"
)

// divided are the shares of a file as lines.
func divided(got all) []string {
	var lines []string
	for _, s := range got.shares {
		lines = append(lines, fmt.Sprintf("%s %v %s %v", s.Dimension, s.Part, s.Metric, s.Amount))
	}
	return lines
}

func TestAudienceIsSharesOfTheFollowers(t *testing.T) {
	f := mustOpen(t, "audience_en.csv")
	got := mustParse(t, f)
	same(t, "shares", divided(got), []string{
		"age_gender [18-24 Women] followers_share 10.6", "age_gender [18-24 Men] followers_share 6.5",
		"age_gender [65+ Women] followers_share 3", "age_gender [65+ Men] followers_share 2",
		"city [Lisbon, Portugal] followers_share 13.7", "city [Madrid, Spain] followers_share 5.7",
	})
	day := f.Modified.UTC().Format(time.DateOnly)
	if got.Format != "meta_audience" || got.Platform != "" || got.Rows != 3 || got.From != day || got.To != day || got.Warnings[0].Key != "read.warn.dayless" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestAudienceOneBelowTheOther(t *testing.T) {
	got := mustParse(t, mustOpen(t, "audience_es.csv"))
	same(t, "shares", divided(got), []string{"city [Madrid] followers_share 40.2"})
	got = mustParse(t, mustWrite(t, "sep=,\n\"Seguidores do Instagram\"\n\"IG_ACCOUNT,FOLLOW,UNIQUE_USERS\"\n\"1234\"\n\n"+
		"\"Seguidores do Instagram por faixa etária e gênero\"\n\"Faixa etária\",\"Mulheres\",\"Homens\"\n\"18-24\",\"10,5%\",\"--\"\n\n"+
		"\"Seguidores do Instagram por principais países\"\n\"Principais países\",\"Valor\"\n\"Brasil\",\"97,1%\"\n\"Portugal\",\"many\"\n"))
	same(t, "shares", divided(got), []string{"age_gender [18-24 Mulheres] followers_share 10.5", "country [Brasil] followers_share 97.1"})
	same(t, "readings", told(got), []string{"followers " + got.From + " 1234"})
	if got.Platform != "instagram" || got.Rows != 4 || got.SkippedBy["read.skip.number"] != 1 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestAudienceIsOfAnotherDay(t *testing.T) {
	m, err := Recognise(t.Context(), mustOpen(t, "audience_en.csv"))
	if err != nil {
		t.Fatal(err)
	}
	m.SetDay(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	s, err := m.Parse(t.Context(), Visitor{})
	if err != nil || s.From != "2026-03-01" || s.To != "2026-03-01" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestAudienceWithoutSharesIsRefused(t *testing.T) {
	_, err := Recognise(t.Context(), mustWrite(t, "\"Age & gender\"\n\n\"Top cities\"\n"))
	if e := mustRefuse(t, err, "export.csv"); e.Key != "read.audience" {
		t.Errorf("%s", e.Key)
	}
}
