package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
)

const instagramPosts = `"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Comments
17900000000000001,1784,aurora,Aurora,"=Morning cup",0,"03/05/2026 08:24",https://www.instagram.com/p/A/,"IG reel",,Lifetime,1000,500,40,10
17900000000000002,1784,aurora,Aurora,"Evening cup",0,"03/09/2026 19:00",https://www.instagram.com/p/B/,"IG image",,Lifetime,90,,3,
`

// mustPosts is a shell on a client with two posts of Instagram.
func mustPosts(t *testing.T) (*Shell, string) {
	t.Helper()
	s, _ := mustShell(t)
	client := mustClient(t, s, "Aurora").ID
	mustChannel(t, s, client, "@aurora")
	file := filepath.Join(t.TempDir(), "posts.csv")
	if err := os.WriteFile(file, []byte(instagramPosts), 0o600); err != nil {
		t.Fatal(err)
	}
	done := must((&Intake{s}).Import(client, "", "job", []intake.Request{{Path: file}}))
	if len(done) != 1 || done[0].Error != nil || done[0].Added != 2 {
		t.Fatalf("got %+v", done)
	}
	return s, client
}

func TestExportPosts(t *testing.T) {
	t.Run("writes what is filtered to a CSV, blanks for what is missing", func(t *testing.T) {
		s, client := mustPosts(t)
		path := filepath.Join(t.TempDir(), "list.csv")
		equal(t, must((&Content{s}).Export(client, content.Filter{Sort: "published_at", Rising: true}, path, "job")), path)
		text := strings.TrimPrefix(string(must(os.ReadFile(path))), "\ufeff")
		equal(t, text, "Published,Channel,Type,Title,Text,Link,Pillar,Tags,Views,Reach,Likes and reactions,Comments,Engagements,Engagement rate by reach,Engagements beside its neighbours,Neighbours\r\n"+
			"2026-03-05 08:24:00,instagram @aurora,Reel,'=Morning cup,'=Morning cup,https://www.instagram.com/p/A/,,,1000,500,40,10,50,10,,0\r\n"+
			"2026-03-09 19:00:00,instagram @aurora,Image,Evening cup,Evening cup,https://www.instagram.com/p/B/,,,90,,3,,3,,,0\r\n")
		equal(t, must((&Content{s}).Export(client, content.Filter{Search: "evening"}, path, "job")), path)
		equal(t, strings.Count(string(must(os.ReadFile(path))), "\r\n"), 2)
	})
	t.Run("writes numbers and percentages to a workbook, in the language of the screen", func(t *testing.T) {
		s, client := mustPosts(t)
		s.speak("es")
		path := filepath.Join(t.TempDir(), "lista.xlsx")
		must((&Content{s}).Export(client, content.Filter{Rising: true}, path, "job"))
		book := must(excelize.OpenFile(path))
		defer func() { _ = book.Close() }()
		rows := must(book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true}))
		equal(t, rows[0][0], "Publicado")
		equal(t, rows[1][4], "=Morning cup")
		equal(t, rows[1][8], "1000")
		equal(t, rows[1][13], "0.1")
	})
	t.Run("writes nothing when the person gives up", func(t *testing.T) {
		s, client := mustPosts(t)
		equal(t, must((&Content{s}).Export(client, content.Filter{}, "", "job")), "")
	})
	t.Run("refuses what is neither a workbook nor a CSV", func(t *testing.T) {
		s, client := mustPosts(t)
		_, err := (&Content{s}).Export(client, content.Filter{}, filepath.Join(t.TempDir(), "list.pdf"), "job")
		refused(t, err, fault.Invalid, "out")
	})
}
