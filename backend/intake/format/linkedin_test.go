package format

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// told are the readings of a file as lines of metric, days and amount.
func told(got all) []string {
	var lines []string
	for _, r := range got.readings {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %v %s", r.Metric, strings.Trim(r.Day+"–"+r.To, "–"), r.Amount, r.Account.Handle)))
	}
	return lines
}

// numbers are those of a post.
func numbers(p Post) string {
	var all []string
	for _, v := range p.Values {
		all = append(all, fmt.Sprintf("%s %v", v.Metric, v.Amount))
	}
	return strings.Join(all, ", ")
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%q\nwant\n%q", what, got, want)
	}
}

func TestLinkedInContentHoldsDaysAndPosts(t *testing.T) {
	got := mustParse(t, mustOpen(t, "linkedin_content_en.xls"))
	if got.Format != "linkedin_content" || got.Platform != "linkedin" || got.Rows != 5 || got.Skipped != 1 || got.SkippedBy["read.skip.no_id"] != 1 {
		t.Errorf("%+v", got.Summary)
	}
	same(t, "days", told(got), []string{
		"impressions 2025-12-30 120", "reach 2025-12-30 60", "clicks 2025-12-30 10", "likes 2025-12-30 4", "comments 2025-12-30 1", "shares 2025-12-30 2", "engagements 2025-12-30 7",
		"impressions 2025-12-31 80", "reach 2025-12-31 50", "clicks 2025-12-31 95", "likes 2025-12-31 3", "comments 2025-12-31 -1", "shares 2025-12-31 0", "engagements 2025-12-31 2",
	})
	first, second := got.posts[0], got.posts[1]
	if first.PlatformID != "7411690000000000000" || first.At.UnixMilli() != 7411690000000000000>>22 || first.Title != "A year in four numbers." ||
		numbers(first) != "impressions 637, clicks 1194, likes 16, comments 0, shares 2" {
		t.Errorf("%+v", first)
	}
	if second.Type != "video" || numbers(second) != "impressions 400, video_views 90, clicks 12, likes 9, comments 1, shares 0, new_followers 3" {
		t.Errorf("%+v", second)
	}
	for _, c := range got.Columns {
		if c.Header == "Posted by" && c.Metric+c.Field != "" {
			t.Error("a person's name is taken in")
		}
	}
}

func TestLinkedInContentInOtherLanguages(t *testing.T) {
	got := mustParse(t, mustOpen(t, "linkedin_content_es.xls"))
	sumsAre(t, got.Tables[0].Sums, `{"clicks":3,"comments":1,"engagements":3,"impressions":55,"likes":2,"reach":40,"shares":0}`)
	sumsAre(t, got.Tables[1].Sums, `{"clicks":3,"comments":1,"impressions":55,"likes":2,"new_followers":1,"shares":0}`)
	if got.posts[0].Type != "image" {
		t.Errorf("%+v", got.posts)
	}
	days := mustParse(t, mustWrite(t, "Data,Impressões (orgânicas),Impressões (total),Impressões únicas (orgânicas),Cliques (total),Reações (total),Comentários (total),Compartilhamentos (total)\n01/31/2026,4,5,3,2,1,0,1\n"))
	sumsAre(t, days.Sums, `{"clicks":2,"comments":0,"engagements":2,"impressions":5,"likes":1,"reach":3,"shares":1}`)
}

func TestLinkedInPostWithAStrangeNumberKeepsTheDayOfItsColumn(t *testing.T) {
	got := mustParse(t, mustWrite(t, "Post title,Post link,Created date,Impressions\nHello,https://www.linkedin.com/feed/update/urn:li:activity:11690000000000000,12/30/2025,5\n"))
	if p := got.posts[0]; !p.At.IsZero() || p.Local.Format("2006-01-02") != "2025-12-30" {
		t.Errorf("%+v", p)
	}
}

func TestLinkedInFollowersAreNewOnesADayAndAllByPart(t *testing.T) {
	got := mustParse(t, mustOpen(t, "linkedin_followers_en.xls"))
	same(t, "days", told(got), []string{"new_followers 2025-12-30 6", "new_followers 2025-12-31 -1"})
	var parts []string
	for _, s := range got.shares {
		parts = append(parts, fmt.Sprintf("%s %s %s %v %s–%s", s.Dimension, s.Part[0], s.Metric, s.Amount, s.From, s.To))
	}
	same(t, "parts", parts, []string{
		"location Madrid, Spain followers 120 2025-12-31–2025-12-31", "location Lisbon, Portugal followers 30 2025-12-31–2025-12-31",
		"job_function Marketing followers 80 2025-12-31–2025-12-31", "seniority Senior followers 70 2025-12-31–2025-12-31",
		"industry Food and Beverage followers 60 2025-12-31–2025-12-31", "company_size 11-50 followers 50 2025-12-31–2025-12-31",
	})
}

func TestLinkedInVisitors(t *testing.T) {
	got := mustParse(t, mustOpen(t, "linkedin_visitors_en.xls"))
	same(t, "days", told(got), []string{"profile_visits 2025-12-30 11", "profile_visitors 2025-12-30 7", "profile_visits 2025-12-31 2", "profile_visitors 2025-12-31 1"})
	if s := got.shares[0]; len(got.shares) != 1 || s.Dimension != "location" || s.Metric != "profile_visits" || s.From != "2025-12-30" || s.To != "2025-12-31" {
		t.Errorf("%+v", got.shares)
	}
}

func TestLinkedInMemberExport(t *testing.T) {
	got := mustParse(t, mustOpen(t, "linkedin_member_en.xlsx"))
	same(t, "readings", told(got), []string{
		"impressions 2025-12-30–2025-12-31 900", "reach 2025-12-30–2025-12-31 310",
		"impressions 2025-12-30 500", "engagements 2025-12-30 20", "impressions 2025-12-31 400", "engagements 2025-12-31 11",
		"followers 2025-12-31 3050", "new_followers 2025-12-30 3", "new_followers 2025-12-31 2",
	})
	var posts []string
	for _, p := range got.posts {
		posts = append(posts, p.PlatformID+" "+numbers(p))
	}
	same(t, "posts", posts, []string{
		"7411690000000000000 engagements 19, impressions 480", "7411000000000000000 engagements 12", "7412030000000000000 impressions 390",
		"7411000000000000000 impressions 20",
	})
	if got.Rows != 9 || got.Skipped != 0 || got.Tables[2].Rows != 3 || len(got.Tables) != 4 || got.shares != nil {
		t.Errorf("%+v", got.Summary)
	}
}

func TestLinkedInFollowersWithoutTheirDaysAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Location.csv")
	if err := os.WriteFile(path, []byte("Location,Total followers\n\"Madrid, Spain\",3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Recognise(t.Context(), f)
	if e := mustRefuse(t, err, "Location.csv"); e.Key != "read.no_period" {
		t.Errorf("%s", e.Key)
	}
}
