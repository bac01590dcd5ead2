package format

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/lang"
)

func TestASignNamesTheCurrencyWhereNothingElseDoes(t *testing.T) {
	for name, c := range map[string]struct {
		cells    []string // of amounts spent
		currency string
		spend    float64
		skipped  string // the key of why a row is
	}{
		"euros behind a comma":               {[]string{"12,50 €", "1.204,50 €"}, "EUR", 1217, ""},
		"euros in front":                     {[]string{"€12.50", "€1,204.50"}, "EUR", 1217, ""},
		"pounds":                             {[]string{"£4", "-£0.50"}, "GBP", 3.5, ""},
		"reais":                              {[]string{"R$ 5,00", "R$ 1.000,25"}, "BRL", 1005.25, ""},
		"dollars of one country":             {[]string{"US$ 3.20", "US$4"}, "USD", 7.2, ""},
		"of another":                         {[]string{"A$3.20", "4 A$"}, "AUD", 7.2, ""},
		"the sign before the longer one":     {[]string{"3.20 CA$", "NZ$4"}, "", 0, ""},
		"a code":                             {[]string{"CHF 3.20", "4.00 CHF"}, "CHF", 7.2, ""},
		"no currency's code":                 {[]string{"ABC 3.20", "4.00"}, "", 4, "read.skip.number"},
		"numbers beside are of the same":     {[]string{"3.20 zł", "4"}, "PLN", 7.2, ""},
		"a bare dollar could be of several":  {[]string{"$3.20", "4"}, "", 4, "read.skip.which_currency"},
		"a crown too":                        {[]string{"32,00 kr", "4,00"}, "", 4, "read.skip.which_currency"},
		"a yen is not a yuan":                {[]string{"¥32", "4"}, "", 4, "read.skip.which_currency"},
		"a bare dollar beside one named":     {[]string{"$3.20", "US$4"}, "USD", 7.2, ""},
		"a bare dollar beside euros":         {[]string{"$3.20", "4 €"}, "EUR", 4, "read.skip.other_currency"},
		"two currencies are never added":     {[]string{"3.20 €", "£4"}, "", 0, ""},
		"nothing says of which a number is":  {[]string{"3.20 €", "£4", "7"}, "", 0, "read.skip.which_currency"},
		"nothing is nothing in any currency": {[]string{"3.20 €", "£4", "0"}, "", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := "Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent\n"
			for i, cell := range c.cells {
				text += "2026-01-01,2026-01-31," + string(rune('A'+i)) + ",900,\"" + cell + "\"\n"
			}
			got := mustParse(t, mustWrite(t, text))
			if got.Currency != c.currency || got.Sums["spend"] != c.spend || (got.Skipped > 0) != (c.skipped != "") || c.skipped != "" && got.SkippedBy[c.skipped] != 1 {
				t.Errorf("%+v", got.Summary)
			}
			for _, s := range got.skips {
				for _, code := range lang.Codes {
					if text := s.In(code); strings.Contains(text, "%!") || !strings.Contains(text, "Amount spent") {
						t.Error(text)
					}
				}
			}
		})
	}
}

func TestASignBesideTheColumnOfTheCurrency(t *testing.T) {
	head := "Campaign report\n1 January 2026 - 31 January 2026\nCampaign status,Campaign,Currency code,Clicks,Impr.,Cost\n"
	got := mustParse(t, mustWrite(t, head+"Enabled,A,USD,1,2,$5.00\nEnabled,B,USD,1,2,US$2.50\nEnabled,C,USD,1,2,3.00 €\n"))
	if got.Sums["spend"] != 7.5 || got.Currency != "USD" || got.SkippedBy["read.skip.other_currency"] != 1 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestSignsOfSeveralCurrenciesAreOfKnownOnes(t *testing.T) {
	for _, of := range slices.Collect(maps.Values(moneySigns)) {
		for _, code := range of {
			if !slices.Equal(pricedIn(code), []string{code}) {
				t.Error(code)
			}
		}
	}
}
