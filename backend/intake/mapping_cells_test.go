package intake_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// tried reads the rows of a table whose columns are a day or moment and a number.
func tried(t *testing.T, by format.Mapping, rows ...string) *intake.Trying {
	t.Helper()
	out, err := intake.Try(t.Context(), file(t, "sheet.tsv", "When\tLink\tHow much\n"+strings.Join(rows, "\n")+"\n"), "en", by)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func columns(shape, metric string) format.Mapping {
	field := "day"
	by := format.Mapping{Header: 1, Shape: shape, Dates: "dmy", Decimal: "."}
	if shape == "posts" {
		field = "published_at"
		by.Columns = []format.MappedColumn{{Index: 1, Field: "permalink"}}
	}
	by.Columns = append(by.Columns, format.MappedColumn{Index: 0, Field: field}, format.MappedColumn{Index: 2, Metric: metric})
	return by
}

func TestMappedMoments(t *testing.T) {
	for cell, want := range map[string]string{
		"2026-04-03 10:05":              "2026-04-03 10:05",
		"03/04/2026, 10:05":             "2026-04-03 10:05",
		"3/4/2026 10:05 p. m.":          "2026-04-03 22:05",
		"2026-04-03T10:05:09.250Z":      "2026-04-03 10:05 +00:00",
		"2026-04-03T10:05:00+02:00":     "2026-04-03 10:05 +02:00",
		"2026-04-03 10:05:00 -0500":     "2026-04-03 10:05 -05:00",
		"03.04.2026 10:05 UTC":          "2026-04-03 10:05 +00:00",
		"03.04.2026 10:05 GMT+2":        "2026-04-03 10:05 +02:00",
		"2026-04-03 10:05:00 UTC+05:30": "2026-04-03 10:05 +05:30",
	} {
		t.Run(cell, func(t *testing.T) {
			out := tried(t, columns("posts", "likes"), cell+"\thttps://a.example/p/1\t5")
			if out.Refusal != "" || out.Rows[0].Parsed[1] != want || out.Rows[0].Reason != "" {
				t.Errorf("is %+v", out)
			}
		})
	}
	t.Run("letters that mean several zones are refused by cell", func(t *testing.T) {
		out := tried(t, columns("posts", "likes"), "2026-04-03 10:05 CST\thttps://a.example/p/1\t5")
		if row := out.Rows[0]; row.Parsed[1] != "" || !strings.Contains(row.Wrong[1], "10:05 CST") || row.Reason != row.Wrong[1] {
			t.Errorf("is %+v", row)
		}
	})
	t.Run("a zone moves the post to the client's own day", func(t *testing.T) {
		d := mustDesk(t)
		path := file(t, "posts.csv", "When,Link,Likes\n2026-04-03T23:30:00Z,https://www.instagram.com/p/1/,5\n2026-04-03 23:30,https://www.instagram.com/p/2/,7\n")
		by := columns("posts", "likes")
		all := d.all(d.client, false, intake.Request{Path: path, Channel: d.instagram, Mapping: &by})
		if all[0].Error != nil || all[0].Added != 2 {
			t.Fatalf("%+v", all[0])
		}
		// Half past eleven at night in UTC is the next day in Madrid.
		for day, want := range map[string]float64{"2026-04-03": 7, "2026-04-04": 5} {
			d.with(func(w *agency.Workspace) error {
				return w.File.Read(t.Context(), func(tx *store.Tx) error {
					rows, err := kpi.Numbers(tx, kpi.Query{From: day, To: day, Channels: []string{d.instagram}, Metrics: []string{"post.likes"}})
					if err == nil && (len(rows) != 1 || rows[0].Value == nil || *rows[0].Value != want) {
						t.Errorf("%s is %+v", day, rows)
					}
					return err
				})
			})
		}
	})
}

func TestMappedMoneyAndPercentages(t *testing.T) {
	row := func(cell string) string { return "03/04/2026\t\t" + cell }
	t.Run("a currency that the cells name counts", func(t *testing.T) {
		for _, cell := range []string{"€1,234.50", "1,234.50 €", "EUR 1,234.50", "1,234.50EUR", "€ 1,234.50"} {
			if out := tried(t, columns("days", "spend"), row(cell)); out.Refusal != "" || out.Rows[0].Parsed[1] != "1234.5" {
				t.Errorf("%s is %+v", cell, out)
			}
		}
	})
	t.Run("a sign of several currencies is asked", func(t *testing.T) {
		by := columns("days", "spend")
		if out := tried(t, by, row("$12.50")); out.Field != "currency" {
			t.Errorf("is %+v", out)
		}
		by.Currency = "USD"
		if out := tried(t, by, row("-$12.50")); out.Refusal != "" || out.Rows[0].Parsed[1] != "-12.5" {
			t.Errorf("is %+v", out)
		}
	})
	t.Run("two currencies, and another than was chosen, are refused", func(t *testing.T) {
		by := columns("days", "spend")
		if out := tried(t, by, row("€1"), row("£2")); out.Field != "currency" || !strings.Contains(out.Refusal, "EUR and GBP") {
			t.Errorf("is %+v", out)
		}
		by.Currency = "USD"
		if out := tried(t, by, row("€1")); out.Field != "currency" {
			t.Errorf("is %+v", out)
		}
	})
	t.Run("a percentage fits a metric of one's own and no count", func(t *testing.T) {
		if out := tried(t, columns("days", "own_rate"), row("12.5 %")); out.Rows[0].Parsed[1] != "12.5" {
			t.Errorf("is %+v", out)
		}
		out := tried(t, columns("days", "views"), row("12.5 %"))
		if r := out.Rows[0]; r.Parsed[1] != "" || !strings.Contains(r.Wrong[1], "How much") {
			t.Errorf("is %+v", r)
		}
	})
	t.Run("a wrong cell far down is shown beside the first", func(t *testing.T) {
		rows := slices.Repeat([]string{row("5")}, 300)
		rows[250] = row("many")
		out := tried(t, columns("days", "views"), rows...)
		if last := out.Rows[len(out.Rows)-1]; len(out.Rows) != 7 || last.Row != 252 || !strings.Contains(last.Wrong[1], "many") {
			t.Errorf("is %+v", out.Rows)
		}
	})
}

func TestMappedTablesNeverTakeAChannelInSilence(t *testing.T) {
	d := mustDesk(t)
	path := file(t, "days.csv", "Day,Views\n2026-04-03,5\n")
	by := format.Mapping{Header: 1, Shape: "days", Columns: []format.MappedColumn{{Index: 0, Field: "day"}, {Index: 1, Metric: "views"}}}
	if o := d.all(d.client, true, intake.Request{Path: path, Mapping: &by})[0]; o.Question != "channel" || len(o.Feeds) != 0 {
		t.Errorf("without a platform it is %+v", o)
	}
	by.Platform = "facebook"
	if o := d.all(d.client, true, intake.Request{Path: path, Mapping: &by})[0]; o.Question != "" || len(o.Feeds) != 1 || o.Feeds[0].Channel != d.facebook {
		t.Errorf("of Facebook it is %+v", o)
	}
	by.Platform = "tiktok"
	if o := d.all(d.client, true, intake.Request{Path: path, Mapping: &by})[0]; o.Question != "client" {
		t.Errorf("of a platform without a channel it is %+v", o)
	}
}
