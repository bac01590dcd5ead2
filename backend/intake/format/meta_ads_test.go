package format

import (
	"fmt"
	"testing"
)

func TestMetaAdsOfManyShapes(t *testing.T) {
	for name, c := range map[string]struct {
		text, sums, from, to string
		rows, skipped        int
	}{
		"totals at the end are no ads": {"Campaign name,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\nSpring,10.5,100,2026-01-01,2026-01-31\nTotal,10.5,100,2026-01-01,2026-01-31\nTotal results,10.5,100,2026-01-01,2026-01-31\n",
			`{"impressions":100,"spend":10.5}`, "2026-01-01", "2026-01-31", 1, 0},
		"rows of all days stand above their days": {"Campaign name,Day,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n,,10,100,2026-01-01,2026-01-02\nSpring,All,10,100,2026-01-01,2026-01-02\nSpring,2026-01-01,4,40,2026-01-01,2026-01-02\nSpring,2026-01-02,6,60,2026-01-01,2026-01-02\n",
			`{"impressions":100,"spend":10}`, "2026-01-01", "2026-01-02", 2, 0},
		"rows of all ages stand above their ages": {"Campaign name,Age,Amount spent (EUR),Reporting starts,Reporting ends\nSpring,All,10,2026-01-01,2026-01-02\nSpring,18-24,4,2026-01-01,2026-01-02\nSpring,25-34,6,2026-01-01,2026-01-02\n",
			`{"spend":10}`, "2026-01-01", "2026-01-02", 2, 0},
		"a campaign without an age is the total of its ages, or may be it where another is": {"Campaign name,Age,Gender,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\nSpring,,,10,100,2026-01-01,2026-01-02\nSpring,18-24,female,4,40,2026-01-01,2026-01-02\nSpring,25-34,,6,60,2026-01-01,2026-01-02\n" +
			"Winter,,,1,9,2026-01-01,2026-01-02\nWinter,18-24,male,4,40,2026-01-01,2026-01-02\nAutumn,,,2,20,2026-01-01,2026-01-02\n",
			`{"impressions":160,"spend":16}`, "2026-01-01", "2026-01-02", 5, 1},
		"the last campaign's ages are not all there": {"Campaign name,Age,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n,,17,170,2026-01-01,2026-01-02\nSpring,,10,100,2026-01-01,2026-01-02\nSpring,18-24,4,40,2026-01-01,2026-01-02\nSpring,25-34,6,60,2026-01-01,2026-01-02\nWinter,,7,70,2026-01-01,2026-01-02\nWinter,18-24,5,50,2026-01-01,2026-01-02\n",
			`{"impressions":150,"spend":15}`, "2026-01-01", "2026-01-02", 4, 1},
		"an age could not be read": {"Campaign name,Age,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\nSpring,,10,100,2026-01-01,2026-01-02\nSpring,18-24,4,40,2026-01-01,2026-01-02\nSpring,25-34,6,6x,2026-01-01,2026-01-02\n",
			`{"impressions":40,"spend":4}`, "2026-01-01", "2026-01-02", 3, 2},
		"a campaign without a day is the total of its days": {"Campaign name,Day,Amount spent (EUR),Reporting starts,Reporting ends\nSpring,,10.01,2026-01-01,2026-01-02\nSpring,2026-01-01,4,2026-01-01,2026-01-02\nSpring,2026-01-02,6,2026-01-01,2026-01-02\n",
			`{"spend":10}`, "2026-01-01", "2026-01-02", 2, 0},
		"a campaign above its ad sets, and all campaigns above it": {"Campaign name,Ad set name,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\nAll,All,13,150,2026-01-01,2026-01-02\nSpring,All,10,100,2026-01-01,2026-01-02\nSpring,North,4,40,2026-01-01,2026-01-02\nSpring,South,6,60,2026-01-01,2026-01-02\nWinter,,3,50,2026-01-01,2026-01-02\nWinter,South,3,50,2026-01-01,2026-01-02\n",
			`{"impressions":150,"spend":13}`, "2026-01-01", "2026-01-02", 3, 0},
		"a platform above its placements": {"Campaign name,Platform,Placement,Amount spent (EUR),Reporting starts,Reporting ends\nSpring,All,All,10,2026-01-01,2026-01-02\nSpring,facebook,All,6,2026-01-01,2026-01-02\nSpring,facebook,feed,4,2026-01-01,2026-01-02\nSpring,facebook,reels,2,2026-01-01,2026-01-02\nSpring,instagram,,4,2026-01-01,2026-01-02\nSpring,instagram,feed,4,2026-01-01,2026-01-02\n",
			`{"spend":10}`, "2026-01-01", "2026-01-02", 3, 0},
		"a campaign without an ad set beside others": {"Campaign name,Ad set name,Amount spent (EUR),Reporting starts,Reporting ends\nSpring,,7,2026-01-01,2026-01-02\nSpring,North,4,2026-01-01,2026-01-02\nSpring,South,6,2026-01-01,2026-01-02\n",
			`{"spend":17}`, "2026-01-01", "2026-01-02", 3, 0},
		"a day without a name is not the total": {"Campaign name,Day,Amount spent (EUR),Reporting starts,Reporting ends\nSpring,2026-01-01,4,2026-01-01,2026-01-02\n,2026-01-02,6,2026-01-01,2026-01-02\n",
			`{"spend":4}`, "2026-01-01", "2026-01-01", 2, 1},
		"accounts by day, with the currency in a column": {"Account name,Day,Currency,Amount spent,Purchases,Reporting starts,Reporting ends\n,,USD,10,3,2026-01-01,2026-01-02\nAurora,2026-01-01,USD,4,1,2026-01-01,2026-01-01\nAurora,2026-01-02,USD,6,2,2026-01-02,2026-01-02\n",
			`{"conversions":3,"spend":10}`, "2026-01-01", "2026-01-02", 2, 0},
		"saved again with decimal commas and days first": {"Campaign name;Amount spent (EUR);Impressions;Reporting starts;Reporting ends\nSpring;1.010,5;1.200;01/01/2026;31/01/2026\nWinter;12,25;300;01/01/2026;31/01/2026\n",
			`{"impressions":1500,"spend":1022.75}`, "2026-01-01", "2026-01-31", 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			if got.From != c.from || got.To != c.to || got.Rows != c.rows || got.Skipped != c.skipped || got.Format != "meta_ads" {
				t.Errorf("%+v", got.Summary)
			}
			for _, s := range got.shares {
				if s.Metric == "spend" && s.Currency == "" {
					t.Errorf("%+v", s)
				}
			}
		})
	}
}

func TestAPivotOfMetaAdsThatIsCutOffCountsNothingTwice(t *testing.T) {
	type amounts [2]int // euros and impressions
	header := "Campaign name,Age,Gender,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n"
	line := func(name, age, gender string, n amounts) string {
		return fmt.Sprintf("%s,%s,%s,%d,%d,2026-01-01,2026-01-02\n", name, age, gender, n[0], n[1])
	}
	sum, first := amounts{}, amounts{}
	rows, firstRows := "", ""
	for i, name := range []string{"Spring", "Winter"} {
		ofName, ages := amounts{}, ""
		for j, age := range []string{"18-24", "25-34"} {
			ofAge, genders := amounts{}, ""
			for k, gender := range []string{"female", "male"} {
				n := amounts{100*(i+1) + 10*j + k, 1000*(k+1) + 100*j + i}
				genders += line(name, age, gender, n)
				ofAge = amounts{ofAge[0] + n[0], ofAge[1] + n[1]}
			}
			ages += line(name, age, "", ofAge) + genders
			ofName = amounts{ofName[0] + ofAge[0], ofName[1] + ofAge[1]}
		}
		rows += line(name, "", "", ofName) + ages
		sum = amounts{sum[0] + ofName[0], sum[1] + ofName[1]}
		if i == 0 {
			first, firstRows = sum, rows
		}
	}
	above := header + line("", "", "", sum)
	text := above + rows
	for cut := len(header) + 1; cut <= len(text); cut++ {
		if cut%5 > 0 && text[cut-1] != '\n' && cut < len(text) && text[cut] != '\n' {
			continue
		}
		got, err := Parse(t.Context(), mustWrite(t, text[:cut]), Visitor{})
		if err != nil {
			continue // refused
		}
		most := sum
		if cut > len(above) && cut <= len(above)+len(firstRows) {
			most = first
		}
		spend, impressions := int(got.Sums["spend"]), int(got.Sums["impressions"])
		if spend > most[0] || impressions > most[1] || cut == len(text) && (spend != most[0] || impressions != most[1] || got.Skipped > 0) {
			t.Fatalf("cut at %d: spend %d of %d, impressions %d of %d, %+v\n%s", cut, spend, most[0], impressions, most[1], got.Skips, text[:cut])
		}
	}
}
