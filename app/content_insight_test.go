package app

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// mustRows are the cells of a workbook or CSV, numbers as they are stored.
func mustRows(t *testing.T, path string) [][]string {
	t.Helper()
	if filepath.Ext(path) == ".csv" {
		text := strings.TrimPrefix(string(must(os.ReadFile(path))), "\ufeff")
		return must(csv.NewReader(strings.NewReader(text)).ReadAll())
	}
	book := must(excelize.OpenFile(path))
	defer func() { _ = book.Close() }()
	return must(book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true}))
}

func TestTimesArePutOutAsTheyAreShown(t *testing.T) {
	s, client := mustPosts(t)
	filter := content.Filter{From: "2026-03-01", To: "2026-03-31"}
	shown := must((&Content{s}).Timings(client, filter, "engagements"))
	equal(t, len(shown.Hours), 2)
	for _, ending := range []string{".csv", ".xlsx"} {
		path := filepath.Join(t.TempDir(), "times"+ending)
		must((&Content{s}).ExportTimings(client, filter, "engagements", path, "job"))
		rows := mustRows(t, path)
		equal(t, strings.Join(rows[0], "|"), "Weekday|Hour ("+shown.Zone+")|Posts|Sample|Median per post: Engagements|Mean: Engagements")
		equal(t, strings.Join(rows[1], "|"), "Monday|19:00|1|anecdote|3|3")
		equal(t, strings.Join(rows[2], "|"), "Thursday|08:00|1|anecdote|50|50")
		last := rows[len(rows)-1]
		equal(t, strings.Join(last, "|"), "All days|All hours|2|anecdote|26.5|26.5")
		for i, h := range shown.Hours {
			equal(t, rows[i+1][4], strconv.FormatFloat(h.Median, 'f', -1, 64))
		}
		equal(t, len(rows), 1+len(shown.Hours)+len(shown.Weekdays)+len(shown.Clock)+1)
	}
	t.Run("and a filter of an hour finds as many posts, by the client's clock", func(t *testing.T) {
		for _, h := range shown.Hours {
			in := filter
			in.Weekdays, in.Hours = []int{h.Weekday}, []int{h.Hour}
			equal(t, len(must((&Content{s}).Posts(client, in, 0, 10))), h.Posts)
			equal(t, must((&Content{s}).Whole(client, in)).Total, h.Posts)
		}
	})
	t.Run("and the command line gives the same", func(t *testing.T) {
		var told content.Timing
		(&cli{t, s.dir}).json(&told, "post", "times", "--client", client, "--from", filter.From, "--to", filter.To)
		for i, h := range shown.Hours {
			if told.Hours[i].Median != h.Median || told.Hours[i].Posts != h.Posts || told.Hours[i].Weekday != h.Weekday {
				t.Errorf("told %+v, shown %+v", told.Hours[i], h)
			}
		}
	})
}

func TestGroupsArePutOutAsTheyAreShown(t *testing.T) {
	s, client := mustPosts(t)
	posts := must((&Content{s}).Posts(client, content.Filter{}, 0, 10))
	if err := (&Content{s}).Tag(client, []string{posts[0].ID}, content.Tagging{Add: []string{"Cups"}}); err != nil {
		t.Fatal(err)
	}
	log := &Community{s}
	for _, month := range []time.Month{time.March, time.May} {
		at := store.At(time.Date(2026, month, 9, 10, 0, 0, 0, time.UTC))
		must(log.Add(client, community.Entry{ChannelID: posts[0].ChannelID, Kind: "comment", Quantity: 1, Topics: []string{"cups"}, At: &at}))
	}
	q := content.GroupQuery{Filter: content.Filter{From: "2026-03-09", To: "2026-03-15"}, By: content.ByTag, Metric: "views", CompareFrom: "2026-03-02", CompareTo: "2026-03-08"}
	shown := must((&Content{s}).Groups(client, q))
	equal(t, len(shown.Groups), 2)
	t.Run("with the entries that the log has under the same word in those days", func(t *testing.T) {
		equal(t, shown.Groups[0].Name, "Cups")
		equal(t, *shown.Groups[0].Entries, 1)
		if shown.Groups[1].Entries != nil {
			t.Errorf("%+v", shown.Groups[1])
		}
	})
	for _, ending := range []string{".csv", ".xlsx"} {
		path := filepath.Join(t.TempDir(), "groups"+ending)
		must((&Content{s}).ExportGroups(client, q, []string{"", "Cups"}, path, "job"))
		rows := mustRows(t, path)
		cell := func(row int, column string) string {
			i := slices.Index(rows[0], column)
			if i < 0 {
				t.Fatalf("no column %q in %q", column, rows[0])
			}
			if i >= len(rows[row]) {
				return ""
			}
			return rows[row][i]
		}
		equal(t, len(rows), 4)
		equal(t, cell(1, "Tag"), "Without tags")
		equal(t, cell(2, "Tag"), "Cups")
		equal(t, cell(3, "Tag"), "All posts")
		equal(t, cell(2, "Views"), "90")
		equal(t, cell(1, "Views"), "")
		equal(t, cell(1, "Posts, 2026-03-02 to 2026-03-08"), "1")
		equal(t, cell(2, "Log entries"), "1")
		equal(t, cell(2, "Median per post: Views"), strconv.FormatFloat(*shown.Groups[0].Median, 'f', -1, 64))
		equal(t, cell(3, "Sample"), "anecdote")
	}
	t.Run("and the command line gives the same", func(t *testing.T) {
		var told content.Grouping
		(&cli{t, s.dir}).json(&told, "post", "groups", "--client", client, "--metric", "views", "--from", q.Filter.From, "--to", q.Filter.To)
		equal(t, told.Groups[0].Name, "Cups")
		equal(t, told.Groups[0].Sums["views"], shown.Groups[0].Sums["views"])
		equal(t, *told.Groups[0].Entries, 1)
	})
}

func TestTheSumsOfAChannelsPostsAreThoseOfTheScorecard(t *testing.T) {
	s, client := mustPosts(t)
	brandID := must((&Brand{s}).Brands(client))[0].ID
	from, to := "2026-03-01", "2026-03-31"
	g := must((&Content{s}).Groups(client, content.GroupQuery{By: content.ByChannel, Metric: "views", Filter: content.Filter{Brand: brandID, From: from, To: to}}))
	rows := must((&Kpi{s}).Course(client, kpi.CourseQuery{Query: kpi.Query{Brand: brandID, From: from, To: to, By: "total"}}))
	compared := 0
	for _, r := range rows {
		if r.Level != "post" || r.ChannelID == nil || r.Value == nil {
			continue
		}
		got, ok := g.Groups[0].Sums[r.Metric]
		if rate, isRate := g.Groups[0].Rates[r.Metric]; isRate {
			got, ok = rate, true
		}
		if r.Metric == "posts" {
			got, ok = float64(g.Groups[0].Posts), true
		}
		if !ok {
			continue
		}
		equal(t, got, *r.Value)
		compared++
	}
	if compared < 5 {
		t.Errorf("only %d numbers were compared", compared)
	}
}
