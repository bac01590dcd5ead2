package app

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cli is one data folder and the command line on it.
type cli struct {
	t   *testing.T
	dir string
}

// try runs a command and gives its output, what it complained of, and its exit
// status.
func (c *cli) try(args ...string) (out, errs string, status int) {
	c.t.Helper()
	var o, e bytes.Buffer
	status = run(append([]string{"--data", c.dir, "--lang", "en"}, args...), nil, &o, &e)
	return o.String(), e.String(), status
}

// must runs a command that cannot fail here.
func (c *cli) must(args ...string) string {
	c.t.Helper()
	out, errs, status := c.try(args...)
	if status != 0 || errs != "" {
		c.t.Fatalf("%q: status %d: %s", args, status, errs)
	}
	return out
}

// json runs a command with --json and reads what it prints.
func (c *cli) json(into any, args ...string) {
	c.t.Helper()
	decode := json.NewDecoder(strings.NewReader(c.must(append(args, "--json")...)))
	if err := decode.Decode(into); err != nil {
		c.t.Fatalf("%q: %v", args, err)
	}
}

type object = map[string]any

// has fails where a field that scripts rely on is missing, or of another type:
// string, number, bool, list, object, or any of them followed by ? for null.
func has(t *testing.T, what string, o object, fields map[string]string) {
	t.Helper()
	for name, want := range fields {
		value, there := o[name]
		kind, optional := strings.CutSuffix(want, "?")
		got := "null"
		switch value.(type) {
		case string:
			got = "string"
		case float64:
			got = "number"
		case bool:
			got = "bool"
		case []any:
			got = "list"
		case object:
			got = "object"
		}
		if !there || got != kind && (got != "null" || !optional) {
			t.Errorf("%s: %q is %s (there: %v), want %s", what, name, got, there, want)
		}
	}
}

func rowsOf(t *testing.T, o object, name string) []object {
	t.Helper()
	list, ok := o[name].([]any)
	if !ok || len(list) == 0 {
		t.Fatalf("%q holds no rows: %v", name, o)
	}
	var rows []object
	for _, r := range list {
		rows = append(rows, r.(object))
	}
	return rows
}

func sampleCLI(t *testing.T) *cli {
	t.Helper()
	c := &cli{t, t.TempDir()}
	c.must("demo", "--clients", "2", "--months", "2", "--today", "2026-11-22", "--seed", "5")
	return c
}

// TestTheCommandLineKeepsItsContract reads the shapes that scripts rely on:
// fields may come, none may go or change.
func TestTheCommandLineKeepsItsContract(t *testing.T) {
	c := sampleCLI(t)
	cafe := []string{"--client", "cafe-lumbre"}
	with := func(args ...string) []string { return append(args, cafe...) }

	t.Run("client list", func(t *testing.T) {
		var all []object
		c.json(&all, "client", "list")
		if len(all) != 2 {
			t.Fatalf("%d clients", len(all))
		}
		for _, o := range all {
			has(t, "client", o, map[string]string{"id": "string", "slug": "string", "name": "string", "currency": "string", "timezone": "string", "language": "string", "archived": "bool"})
		}
	})
	t.Run("brand list and channel list", func(t *testing.T) {
		var brands, channels []object
		c.json(&brands, with("brand", "list")...)
		c.json(&channels, with("channel", "list")...)
		if len(brands) != 1 || len(channels) != 6 {
			t.Fatalf("%d brands, %d channels", len(brands), len(channels))
		}
		for _, o := range channels {
			has(t, "channel", o, map[string]string{"id": "string", "brand": "string", "platform": "string", "handle": "string"})
		}
	})
	t.Run("kpi, with numbers of channels and of the brand", func(t *testing.T) {
		var o object
		c.json(&o, with("kpi", "--from", "2026-10-01", "--to", "2026-10-31", "--by", "month")...)
		brandRows := 0
		for _, r := range rowsOf(t, o, "rows") {
			has(t, "kpi", r, map[string]string{"brand": "string", "channel": "string?", "metric": "string", "kind": "string", "unit": "string", "from": "string", "to": "string", "value": "number?"})
			if r["channel"] == nil {
				brandRows++
			}
		}
		if brandRows == 0 {
			t.Error("no row of the brand")
		}
	})
	t.Run("post list", func(t *testing.T) {
		var all []object
		c.json(&all, with("post", "list", "--from", "2026-10-01", "--to", "2026-10-31")...)
		if len(all) == 0 {
			t.Fatal("no posts")
		}
		for _, o := range all {
			has(t, "post", o, map[string]string{"id": "string", "channel": "string", "platform_id": "string", "permalink": "string", "published_at": "string", "title": "string", "metrics": "object"})
		}
	})
	t.Run("log add and log list", func(t *testing.T) {
		c.must(with("log", "add", "--channel", "instagram", "--kind", "reply", "--count", "12", "--sentiment", "positive", "--topic", "precio", "Doce respuestas de prueba")...)
		var o object
		c.json(&o, with("log", "list", "--search", "doce respuestas prueba", "--limit", "5")...)
		has(t, "log", o, map[string]string{"total": "number"})
		rows := rowsOf(t, o, "rows")
		if len(rows) != 1 || rows[0]["quantity"] != 12.0 || rows[0]["sentiment"] != "positive" {
			t.Fatalf("%v", rows)
		}
		c.json(&o, with("log", "list", "--from", "2026-10-01", "--to", "2026-10-31", "--limit", "50")...)
		for _, r := range rowsOf(t, o, "rows") {
			has(t, "log", r, map[string]string{"id": "string", "channel": "string", "kind": "string", "quantity": "number", "received_at": "string?", "answered_at": "string?", "sentiment": "string?", "topics": "list", "text": "string"})
		}
		if o["total"].(float64) < 50 {
			t.Errorf("total %v", o["total"])
		}
	})
	t.Run("import, dry, done and undone", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "posts.csv")
		if err := os.WriteFile(file, exported("0001", 1), 0o600); err != nil {
			t.Fatal(err)
		}
		numbers := func() string {
			return c.must(with("kpi", "--from", "2026-10-01", "--to", "2026-10-31", "--json")...)
		}
		before := numbers()
		for _, dry := range []bool{true, false} {
			args := with("import", "--channel", "instagram", file)
			if dry {
				args = append(args, "--dry-run")
			}
			var o object
			c.json(&o, args...)
			f := rowsOf(t, o, "files")[0]
			has(t, "import", f, map[string]string{"file": "string", "format": "string", "channel": "string", "import": "string?", "read": "number", "added": "number", "updated": "number", "unchanged": "number", "skipped": "list", "sums": "object", "error": "string?"})
			if f["added"] != float64(rowsOfImport) || (f["import"] == nil) != dry {
				t.Errorf("dry %v: added %v, import %v", dry, f["added"], f["import"])
			}
			if changed := numbers() != before; changed == dry {
				t.Errorf("dry %v, numbers changed: %v", dry, changed)
			}
			if !dry {
				c.must(with("import", "undo", f["import"].(string))...)
				if numbers() != before {
					t.Error("undone, and the numbers are not as before")
				}
			}
		}
	})
	t.Run("report", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "octubre.xlsx")
		var o object
		c.json(&o, with("report", "--kind", "client-monthly", "--period", "2026-10", "--out", out)...)
		has(t, "report", rowsOf(t, o, "files")[0], map[string]string{"client": "string", "kind": "string", "period": "string", "file": "string", "error": "string?"})
		if info, err := os.Stat(out); err != nil || info.Size() < 10_000 {
			t.Errorf("%v %v", info, err)
		}
	})
	t.Run("report of all clients", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "reports")
		var o object
		c.json(&o, "report", "--all", "--kind", "client-monthly", "--period", "2026-10", "--out-dir", dir)
		if files := rowsOf(t, o, "files"); len(files) != 2 {
			t.Errorf("%v", files)
		}
	})
	t.Run("check", func(t *testing.T) {
		var o object
		c.json(&o, "check")
		files := rowsOf(t, o, "files")
		for _, f := range files {
			has(t, "check", f, map[string]string{"file": "string", "ok": "bool", "problems": "list"})
			if f["ok"] != true {
				t.Errorf("%v", f)
			}
		}
		if len(files) != 3 {
			t.Errorf("%d files", len(files))
		}
	})
	t.Run("version", func(t *testing.T) {
		var o object
		c.json(&o, "version")
		has(t, "version", o, map[string]string{"version": "string"})
	})
}

func TestTheSampleIsTheSameForScripts(t *testing.T) {
	a, b := sampleCLI(t), sampleCLI(t)
	for _, args := range [][]string{
		{"client", "list"}, {"brand", "list", "--client", "cafe-lumbre"}, {"channel", "list", "--client", "harrow-pine"},
		{"kpi", "--client", "harrow-pine", "--from", "2026-09-01", "--to", "2026-11-21", "--by", "week"},
		{"post", "list", "--client", "cafe-lumbre"}, {"log", "list", "--client", "cafe-lumbre", "--limit", "100"},
	} {
		args = append(args, "--json")
		if first, second := a.must(args...), b.must(args...); first != second || len(first) < 100 {
			t.Errorf("%q differs, or is empty", args)
		}
	}
}

func TestExitStatus(t *testing.T) {
	c := sampleCLI(t)
	empty := filepath.Join(t.TempDir(), "empty.csv")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]struct {
		status int
		args   []string
	}{
		"0 when it is done":                      {0, []string{"client", "list"}},
		"1 for a client that is not there":       {1, []string{"channel", "list", "--client", "nobody"}},
		"1 when it is not said which client":     {1, []string{"channel", "list"}},
		"1 for a folder that is not empty":       {1, []string{"demo"}},
		"1 for a platform that nobody knows":     {1, []string{"channel", "add", "--client", "cafe-lumbre", "--platform", "myspace", "--handle", "@x"}},
		"1 for a channel that is there already":  {1, []string{"channel", "add", "--client", "cafe-lumbre", "--platform", "instagram", "--handle", "@cafelumbre"}},
		"1 for a file that is not there":         {1, []string{"import", "--client", "cafe-lumbre", "nowhere.csv"}},
		"1 for an empty file":                    {1, []string{"import", "--client", "cafe-lumbre", empty}},
		"1 for an import that is not there":      {1, []string{"import", "undo", "--client", "cafe-lumbre", "nothing"}},
		"1 for an entry that stands for nothing": {1, []string{"log", "add", "--client", "cafe-lumbre", "--channel", "instagram", "--kind", "reply", "--count", "0"}},
		"1 for a metric that nobody knows":       {1, []string{"kpi", "--client", "cafe-lumbre", "--from", "2026-10-01", "--to", "2026-10-31", "--metric", "applause"}},
		"1 for a day that is none":               {1, []string{"kpi", "--client", "cafe-lumbre", "--from", "2026-02-30", "--to", "2026-10-31"}},
		"1 for a month that is none":             {1, []string{"report", "--client", "cafe-lumbre", "--kind", "client-monthly", "--period", "2026-13", "--out", filepath.Join(t.TempDir(), "x.xlsx")}},
		"2 for a command that nobody knows":      {2, []string{"dance"}},
		"2 for a flag that nobody knows":         {2, []string{"client", "list", "--loud"}},
		"2 for a number that is none":            {2, []string{"demo", "--clients", "many"}},
		"2 for an argument too many":             {2, []string{"client", "list", "all"}},
		"2 for a language that is not spoken":    {2, []string{"client", "list", "--lang", "tlh"}},
		"2 for a group without a command":        {2, []string{"client"}},
		"2 for a flag that has to be there":      {2, []string{"kpi", "--client", "cafe-lumbre"}},
		"2 for a name that has to be there":      {2, []string{"client", "add"}},
		"0 for help, on standard output like so": {0, []string{"client", "--help"}},
	} {
		t.Run(name, func(t *testing.T) {
			out, errs, status := (&cli{t, c.dir}).try(try.args...)
			if status != try.status {
				t.Fatalf("status %d: %s%s", status, out, errs)
			}
			lines := strings.Count(strings.TrimRight(errs, "\n"), "\n") + 1
			if status == 0 && errs != "" || status != 0 && (errs == "" || lines != 1 || !strings.HasPrefix(errs, "brandloop: ")) {
				t.Errorf("said on standard error: %q", errs)
			}
			if strings.Contains(errs, "panic") || strings.Contains(errs, "nternal error") || strings.Contains(errs, "%!") {
				t.Errorf("said %q", errs)
			}
		})
	}
}

func TestNamesMatchByIDSlugOrExactName(t *testing.T) {
	c := sampleCLI(t)
	var all []object
	c.json(&all, "client", "list")
	i := slices.IndexFunc(all, func(o object) bool { return o["slug"] == "harrow-pine" })
	for _, name := range []string{all[i]["id"].(string), "harrow-pine", "Harrow & Pine", "harrow & pine"} {
		if out := c.must("brand", "list", "--client", name); !strings.Contains(out, "Harrow & Pine Hire") {
			t.Errorf("%s: %s", name, out)
		}
	}
	if _, _, status := c.try("brand", "list", "--client", "harrow"); status != 1 {
		t.Error("a part of a name matched")
	}
}

func TestMessagesAreInTheLanguageAskedFor(t *testing.T) {
	dir := t.TempDir()
	var errs bytes.Buffer
	if run([]string{"--data", dir, "--lang", "es", "channel", "list", "--client", "nadie"}, nil, &bytes.Buffer{}, &errs) != 1 || !strings.Contains(errs.String(), "No hay") {
		t.Errorf("%q", errs.String())
	}
}
