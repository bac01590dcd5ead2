package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// command runs the command line on a data folder.
func command(dir string, args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(append([]string{"--data", dir}, args...), nil, &o, &e)
	return status, o.String(), e.String()
}

// mustCommand is what a command prints that cannot fail here.
func mustCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	status, out, errs := command(dir, args...)
	if status != 0 || errs != "" {
		t.Fatalf("%q ended with %d: %s%s", args, status, out, errs)
	}
	return out
}

// mustFolder is a data folder with a client that has an instagram and a
// facebook channel.
func mustFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mustCommand(t, dir, "client", "add", "Alba")
	for _, platform := range []string{"instagram", "facebook"} {
		mustCommand(t, dir, "channel", "add", "--client", "alba", "--platform", platform, "--handle", "@alba")
	}
	return dir
}

func mustFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const postsHead = `"Post ID","Account ID","Account username","Account name",Description,"Publish time",Permalink,"Post type",Date,Views,Reach,Likes` + "\n"

func postRow(id, day, views, reach, likes string) string {
	return fmt.Sprintf("%[1]s,900,alba,Alba,Words of %[1]s,%[2]s 10:00,https://www.instagram.com/p/%[1]s/,IG image,Lifetime,%[3]s,%[4]s,%[5]s\n", id, day, views, reach, likes)
}

func mustSeries(t *testing.T, title string, days ...string) string {
	t.Helper()
	text := "sep=,\n\"" + title + "\"\n\"Date\",\"Primary\"\n"
	for i := 0; i < len(days); i += 2 {
		text += fmt.Sprintf("\"%sT00:00:00\",\"%s\"\n", days[i], days[i+1])
	}
	return mustFile(t, "Results.csv", text)
}

// numbers is what scripts see of a client, by day and in total.
func numbers(t *testing.T, dir string) string {
	t.Helper()
	span := []string{"--client", "alba", "--json", "--from", "2026-10-01", "--to", "2026-10-31"}
	return mustCommand(t, dir, append([]string{"kpi", "--by", "day"}, span...)...) +
		mustCommand(t, dir, append([]string{"kpi"}, span...)...) +
		updated.ReplaceAllString(mustCommand(t, dir, "post", "list", "--client", "alba", "--json"), "")
}

// updated is when a post was written last, which undoing is too.
var updated = regexp.MustCompile(`"updated_at": ".*"`)

// same compares line by line and shows the first that differs.
func same(t *testing.T, got, want string) {
	t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("line %d is %q, want %q", i+1, a[i], b[i])
		}
	}
	equal(t, len(a), len(b))
}

// imported imports a file and gives the id of the import.
func imported(t *testing.T, dir, path string, more ...string) string {
	t.Helper()
	var got struct{ Files []struct{ Import string } }
	out := mustCommand(t, dir, append([]string{"import", "--client", "alba", "--json", path}, more...)...)
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got.Files) != 1 || got.Files[0].Import == "" {
		t.Fatalf("%v in %s", err, out)
	}
	return got.Files[0].Import
}

// typed writes numbers by hand.
func typed(t *testing.T, dir string, value float64, days ...string) {
	t.Helper()
	s, _ := mustShellOn(t, dir)
	defer s.close()
	c := must((&Agency{s}).Clients())[0]
	channels := must((&Brand{s}).Channels(c.ID, ""))
	i := slices.IndexFunc(channels, func(ch brand.Channel) bool { return ch.Platform == "instagram" })
	entries := []kpi.Entry{}
	for _, day := range days {
		entries = append(entries, kpi.Entry{ChannelID: channels[i].ID, Metric: "reach", Grain: kpi.Day, Day: day, Value: value})
	}
	must(write(s, c.ID, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) { return struct{}{}, kpi.SetAll(tx, entries) }))
}

func TestUndoneImportsLeaveTheNumbersByteForByte(t *testing.T) {
	files := func(t *testing.T) []string {
		return []string{
			mustFile(t, "a.csv", postsHead+postRow("1", "10/01/2026", "100", "80", "7")+postRow("2", "10/02/2026", "", "0", "3")),
			mustFile(t, "b.csv", postsHead+postRow("1", "10/01/2026", "0", "", "9")+postRow("3", "10/09/2026", "5", "4", "1")),
			mustSeries(t, "Instagram reach", "2026-10-01", "5", "2026-10-02", "7", "2026-10-03", "8"),
			mustSeries(t, "Instagram reach", "2026-10-02", "9", "2026-10-03", "1", "2026-10-04", "6"),
		}
	}
	t.Run("one after another, newest first", func(t *testing.T) {
		dir := mustFolder(t)
		typed(t, dir, 50, "2026-10-02", "2026-10-20")
		var states, ids []string
		for _, path := range files(t) {
			states = append(states, numbers(t, dir))
			ids = append(ids, imported(t, dir, path))
		}
		for i := len(ids) - 1; i >= 0; i-- {
			mustCommand(t, dir, "import", "undo", "--client", "alba", ids[i])
			same(t, numbers(t, dir), states[i])
		}
	})
	t.Run("each alone, and what stays counts as if it had come alone", func(t *testing.T) {
		for gone := range 4 {
			dir, other := mustFolder(t), mustFolder(t)
			ids := []string{}
			for i, path := range files(t) {
				ids = append(ids, imported(t, dir, path))
				if i != gone {
					imported(t, other, path)
				}
			}
			typed(t, dir, 50, "2026-10-02", "2026-10-03")
			typed(t, other, 50, "2026-10-02", "2026-10-03")
			mustCommand(t, dir, "import", "undo", "--client", "alba", ids[gone])
			same(t, anonymous(numbers(t, dir)), anonymous(numbers(t, other)))
		}
	})
	t.Run("by Ctrl-Z, and redo brings them again", func(t *testing.T) {
		dir := mustFolder(t)
		before := numbers(t, dir)
		for _, path := range files(t) {
			imported(t, dir, path)
		}
		after := anonymous(numbers(t, dir))
		s, _ := mustShellOn(t, dir)
		client := must((&Agency{s}).Clients())[0].ID
		for range 4 {
			must((&History{s}).Undo(client))
		}
		s.close()
		same(t, numbers(t, dir), before)
		s, _ = mustShellOn(t, dir)
		for range 4 {
			must((&History{s}).Redo(client))
		}
		s.close()
		same(t, anonymous(numbers(t, dir)), after)
	})
	t.Run("and the original is saved byte for byte, also of an undone one", func(t *testing.T) {
		dir := mustFolder(t)
		path := files(t)[0]
		id := imported(t, dir, path)
		s, _ := mustShellOn(t, dir)
		client := must((&Agency{s}).Clients())[0].ID
		must(0, (&Intake{s}).Undo(client, id))
		to := filepath.Join(t.TempDir(), "original.csv")
		equal(t, must((&Intake{s}).SaveOriginal(client, id, to)), to)
		same(t, string(must(os.ReadFile(to))), string(must(os.ReadFile(path))))
		if _, err := (&Intake{s}).SaveOriginal(client, "none", to); fault.Of(err) == nil {
			t.Errorf("an import that is none: %v", err)
		}
	})
	t.Run("of the same bytes for two channels, one at a time", func(t *testing.T) {
		dir := mustFolder(t)
		path := mustSeries(t, "Views", "2026-10-01", "5", "2026-10-02", "7")
		before := numbers(t, dir)
		first := imported(t, dir, path, "--channel", "facebook:@alba")
		one := numbers(t, dir)
		second := imported(t, dir, path, "--channel", "instagram:@alba")
		mustCommand(t, dir, "import", "undo", "--client", "alba", second)
		same(t, numbers(t, dir), one)
		mustCommand(t, dir, "import", "undo", "--client", "alba", first)
		same(t, numbers(t, dir), before)
	})
}

// anonymous is the text without ids that are made anew.
func anonymous(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if key, _, found := strings.Cut(strings.TrimSpace(l), ":"); found && slices.Contains([]string{`"id"`, `"channel"`, `"channel_id"`, `"brand_id"`, `"created_at"`, `"updated_at"`}, key) {
			lines[i] = key
		}
	}
	return strings.Join(lines, "\n")
}

func TestImportCommand(t *testing.T) {
	posts := func(t *testing.T) string {
		return mustFile(t, "posts.csv", postsHead+postRow("1", "10/01/2026", "100", "80", "7")+postRow("", "10/02/2026", "1", "1", "1"))
	}
	t.Run("prints what scripts rely on", func(t *testing.T) {
		dir := mustFolder(t)
		var got struct{ Files []map[string]any }
		if err := json.Unmarshal([]byte(mustCommand(t, dir, "import", "--client", "alba", "--json", posts(t))), &got); err != nil {
			t.Fatal(err)
		}
		f := got.Files[0]
		var channels []map[string]any
		if err := json.Unmarshal([]byte(mustCommand(t, dir, "channel", "list", "--client", "alba", "--json")), &channels); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(channels, func(c map[string]any) bool { return c["platform"] == "instagram" })
		for key, want := range map[string]any{
			"file": "posts.csv", "format": "meta_content", "channel": channels[i]["id"], "read": 2.0, "added": 1.0, "updated": 0.0, "unchanged": 0.0,
			"skipped": []any{map[string]any{"row": 3.0, "reason": "The row has no post id."}},
			"sums":    map[string]any{"views": 101.0, "reach": 81.0, "likes": 8.0}, "error": nil, "from": "2026-10-01", "to": "2026-10-01",
		} {
			if !reflect.DeepEqual(f[key], want) {
				t.Errorf("%s is %v, want %v", key, f[key], want)
			}
		}
	})
	t.Run("refuses files with a sentence each, and takes the others", func(t *testing.T) {
		dir := mustFolder(t)
		empty := mustFile(t, "empty.csv", "")
		status, out, errs := command(dir, "import", "--client", "alba", "--json", empty, posts(t))
		var got struct{ Files []map[string]any }
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		refusal, added := got.Files[0], got.Files[1]
		if status != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "empty.csv") || added["added"] != 1.0 {
			t.Fatalf("%d: %s%s", status, errs, out)
		}
		for _, key := range []string{"format", "channel", "import", "from", "to", "currency"} {
			if value, there := refusal[key]; !there || value != nil {
				t.Errorf("%s of what was refused is %v", key, value)
			}
		}
		if _, said := refusal["error"].(string); !said {
			t.Errorf("no error in %v", refusal)
		}
		status, out, errs = command(dir, "--lang", "es", "import", "--client", "alba", empty, empty)
		if status != 1 || errs != "brandloop: Se rechazaron 2 de 2 archivos.\n" || strings.Count(out, "empty.csv") != 2 {
			t.Fatalf("%d: %s%s", status, errs, out)
		}
	})
	t.Run("changes nothing in a dry run, and says what an import would ask", func(t *testing.T) {
		dir := mustFolder(t)
		before := numbers(t, dir)
		if out := mustCommand(t, dir, "import", "--client", "alba", "--dry-run", posts(t)); !strings.Contains(out, "posts.csv, row 3: The row has no post id.") {
			t.Fatal(out)
		}
		status, _, errs := command(dir, "import", "--client", "alba", "--dry-run", mustSeries(t, "Views", "2026-10-01", "5"))
		if status != 1 || !strings.Contains(errs, "does not say which channel") {
			t.Fatalf("%d: %s", status, errs)
		}
		same(t, numbers(t, dir), before)
	})
	t.Run("undoes once, and says so", func(t *testing.T) {
		dir := mustFolder(t)
		id := imported(t, dir, posts(t))
		equal(t, mustCommand(t, dir, "import", "undo", "--client", "alba", "--json", id), "{\n  \"undone\": \""+id+"\"\n}\n")
		for _, name := range []string{id, "none"} {
			if status, out, errs := command(dir, "import", "undo", "--client", "alba", name); status != 1 || out != "" || strings.Count(errs, "\n") != 1 {
				t.Fatalf("%d: %s%s", status, out, errs)
			}
		}
	})
	t.Run("ends with 2 for wrong usage", func(t *testing.T) {
		dir := t.TempDir()
		for _, args := range [][]string{{"import"}, {"import", "--no-such"}, {"import", "undo"}, {"--lang", "xx", "version"}, {"client"}, {"nothing"}} {
			if status, out, errs := command(dir, args...); status != 2 || out != "" || strings.Count(errs, "\n") != 1 {
				t.Errorf("%q: %d: %s%s", args, status, out, errs)
			}
		}
	})
	t.Run("shows names that would steer the terminal as they cannot", func(t *testing.T) {
		dir := mustFolder(t)
		path := mustFile(t, "a\x1b[31m\u202e\tb.csv", postsHead+postRow("1", "10/01/2026", "1", "1", "1"))
		out := mustCommand(t, dir, "import", "--client", "alba", path)
		if strings.ContainsAny(out, "\x1b\u202e\t") || !strings.Contains(out, "[31m") {
			t.Fatalf("%q", out)
		}
		_, _, errs := command(dir, "import", "--client", "alba", path+"\nx")
		if strings.ContainsAny(errs, "\x1b\u202e\t") || strings.Count(errs, "\n") != 1 {
			t.Fatalf("%q", errs)
		}
	})
}

func TestAnImportStopsWhenTheWindowCloses(t *testing.T) {
	s, _ := mustShell(t)
	before, _, end := s.job("before")
	defer end()
	s.close()
	after, _, end := s.job("after")
	defer end()
	if before.Err() == nil || after.Err() == nil {
		t.Fatalf("got %v and %v", before.Err(), after.Err())
	}
}

func TestTheLedgerIsReadInTheLanguageOfTheScreen(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	mustChannel(t, s, c.ID, "@alba")
	path := mustFile(t, "posts.csv", postsHead+postRow("1", "10/01/2026", "1", "1", "1")+postRow("", "10/02/2026", "1", "1", "1"))
	must((&Intake{s}).Import(c.ID, "", "job", []intake.Request{{Path: path}}))
	s.speak("es")
	equal(t, must((&Intake{s}).Ledger(c.ID))[0].Skipped[0].Reason, "La fila no tiene identificador de publicación.")
	again := must((&Intake{s}).Import(c.ID, "", "job", []intake.Request{{Path: path}}))[0]
	equal(t, again.Skipped[0].Reason, "La fila no tiene identificador de publicación.")
}

func TestPostsStayOnTheirDaysWhenAnImportIsUndoneInAnotherTimeZone(t *testing.T) {
	s, _ := mustShell(t)
	c := must((&Agency{s}).AddClient(agency.ClientPatch{Name: ptr("Alba"), Timezone: ptr("Europe/Madrid")}, ""))
	mustChannel(t, s, c.ID, "@alba")
	day := func() string {
		return must(read(s, c.ID, func(_ *agency.Workspace, tx *store.Tx) (day string, err error) {
			_, err = tx.Get("SELECT day FROM post", nil, &day)
			return day, err
		}))
	}
	row := strings.Replace(postRow("1", "10/02/2026", "1", "1", "1"), "10:00", "01:00", 1)
	must((&Intake{s}).Import(c.ID, "", "job", []intake.Request{{Path: mustFile(t, "a.csv", postsHead+row)}}))
	b := must((&Intake{s}).Import(c.ID, "", "job", []intake.Request{{Path: mustFile(t, "b.csv", postsHead+row+postRow("2", "10/03/2026", "1", "1", "1"))}}))[0]
	equal(t, day(), "2026-10-02")
	must((&Agency{s}).UpdateClient(c.ID, agency.ClientPatch{Timezone: ptr("America/Bogota")}))
	equal(t, day(), "2026-10-01")
	if err := (&Intake{s}).Undo(c.ID, *b.Import); err != nil {
		t.Fatal(err)
	}
	equal(t, day(), "2026-10-01")
}
