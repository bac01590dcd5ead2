package app

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// The variables that make the test binary the process that is killed.
const (
	crashFolder = "BRANDLOOP_CRASH_FOLDER"
	crashClient = "BRANDLOOP_CRASH_CLIENT"
	crashRun    = "BRANDLOOP_CRASH_RUN"
)

// rowsOfImport is how many posts each import brings.
const rowsOfImport = 150

// TestCrashedProcess works on a data folder until it is killed: it writes what
// it has done to standard output after each change was acknowledged. It does
// nothing but in the process that TestAKilledProcessLosesNothing starts.
func TestCrashedProcess(t *testing.T) {
	dir, client := os.Getenv(crashFolder), os.Getenv(crashClient)
	if dir == "" {
		t.Skip("only in a process that is to be killed")
	}
	s := newShell(dir)
	defer s.close()
	channel := must(read(s, client, func(_ *agency.Workspace, tx *store.Tx) (string, error) {
		var id string
		_, err := tx.Get("SELECT id FROM channel", nil, &id)
		return id, err
	}))
	say := func(parts ...any) { _, _ = fmt.Fprintln(os.Stdout, parts...) }
	say("ready")
	for i := 0; ; i++ {
		switch i % 6 {
		case 2:
			path := filepath.Join(dir, fmt.Sprintf("posts-%s-%d.csv", os.Getenv(crashRun), i))
			if err := os.WriteFile(path, exported(os.Getenv(crashRun), i), 0o600); err != nil {
				t.Fatal(err)
			}
			outcomes := must((&Intake{s}).take(context.Background(), client, []intake.Request{{Path: path, Channel: channel}}, intake.Options{Language: "en"}))
			if outcomes[0].Import == nil || outcomes[0].Added != rowsOfImport {
				t.Fatalf("import: %+v", outcomes[0])
			}
			say("imported", *outcomes[0].Import)
		case 4:
			undone := must((&History{s}).Undo(client))
			say("undone", undone.ID)
		case 5:
			say("redone", must((&History{s}).Redo(client)).ID)
		default:
			entry := must(write(s, client, func(w *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
				return community.Add(tx, w.Zone, community.Entry{ChannelID: channel, Kind: "reply", Text: "¿Abrís mañana? " + strconv.Itoa(i), Topics: []string{"horario"}})
			}))
			say("added", entry.ID)
		}
	}
}

// exported is an export of posts that no other import has.
func exported(run string, n int) []byte {
	var b strings.Builder
	b.WriteString(`"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves` + "\n")
	for i := range rowsOfImport {
		fmt.Fprintf(&b, "18%s%05d%05d,17840000000000111,aurora.coffee,Aurora,Post %d,0,10/%02d/2026 09:%02d,https://instagram.example/p/%d,IG image,,Lifetime,%d,%d,%d,1,0,2,3\n",
			run, n, i, i, 1+i%28, i%60, i, 900+i, 700+i, i)
	}
	return []byte(b.String())
}

// acknowledged is what a process said it had done before it was killed.
type acknowledged struct {
	added, imported []string
	actions         map[string]string // last word on an action that was undone or redone, by its id
	last            string            // what it said last
}

// listen reads what a process says until it is dead.
func listen(out io.Reader, ready chan<- struct{}, kill func(said int)) acknowledged {
	a := acknowledged{actions: map[string]string{}}
	lines := bufio.NewReader(out)
	for said := 0; ; said++ {
		text, err := lines.ReadString('\n')
		if err != nil {
			return a // what was cut off was not acknowledged
		}
		a.last = strings.TrimSpace(text)
		word, id, _ := strings.Cut(a.last, " ")
		switch word {
		case "ready":
			close(ready)
		case "added":
			a.added = append(a.added, id)
		case "imported":
			a.imported = append(a.imported, id)
		case "undone", "redone":
			a.actions[id] = word
		}
		kill(said)
	}
}

// TestAKilledProcessLosesNothing kills a process that writes and imports, at
// any moment, and looks at what it left.
func TestAKilledProcessLosesNothing(t *testing.T) {
	runs := 200
	if testing.Short() {
		runs = 12
	}
	luck := rand.New(rand.NewPCG(2026, 11))
	var dir, client string
	var total struct{ added, imported, actions int }
	for run := range runs {
		if run%20 == 0 { // a fresh folder now and then keeps the check short
			dir = t.TempDir()
			s := newShell(dir)
			client = mustClient(t, s, "Alba").ID
			mustChannel(t, s, client, "@alba")
			s.close()
		}
		child := exec.Command(os.Args[0], "-test.run=^TestCrashedProcess$")
		child.Env = append(os.Environ(), crashFolder+"="+dir, crashClient+"="+client, fmt.Sprintf("%s=%04d", crashRun, run))
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		// After so many changes and then somewhere within the next.
		after, later := luck.IntN(9), time.Duration(luck.IntN(12_000))*time.Microsecond
		ready := make(chan struct{})
		said := listen(out, ready, func(n int) {
			if n == after {
				time.AfterFunc(later, func() { _ = child.Process.Kill() })
			}
		})
		_ = child.Wait() // killed: an error
		select {
		case <-ready:
		default:
			t.Fatalf("run %d: the process did not start to work", run)
		}
		total.added += len(said.added)
		total.imported += len(said.imported)
		total.actions += len(said.actions)
		inspect(t, dir, client, run, said)
		if t.Failed() {
			return
		}
	}
	if total.added < runs || total.imported == 0 || total.actions == 0 {
		t.Errorf("the runs tried too little: %+v", total)
	}
}

// inspect opens what a killed process left.
func inspect(t *testing.T, dir, client string, run int, said acknowledged) {
	t.Helper()
	s := newShell(dir)
	defer s.close()
	term := &terminal{Shell: s}
	files := must(call(s, func(a *agency.Agency) ([]checked, error) { return term.check(a, "") }))
	for _, f := range files {
		if !f.OK {
			t.Errorf("run %d: %s: %q", run, f.File, f.Problems)
		}
	}
	undone, undoing := map[string]bool{}, false
	standing := must(read(s, client, func(_ *agency.Workspace, tx *store.Tx) (map[string]bool, error) {
		there := map[string]bool{}
		if err := tx.Rows("SELECT id FROM activity", nil, func(r *sql.Rows) error {
			var id string
			err := r.Scan(&id)
			there[id] = true
			return err
		}); err != nil {
			return nil, err
		}
		if err := tx.Rows("SELECT i.id, i.undone_at IS NOT NULL, count(p.id) FROM import i LEFT JOIN post p ON p.import_id = i.id GROUP BY i.id", nil, func(r *sql.Rows) error {
			var id string
			var gone bool
			var posts int
			err := r.Scan(&id, &gone, &posts)
			if !gone && posts != rowsOfImport || gone && posts != 0 {
				t.Errorf("run %d: an import has %d of %d posts, undone: %v", run, posts, rowsOfImport, gone)
			}
			there[id] = !gone
			return err
		}); err != nil {
			return nil, err
		}
		return there, tx.Rows("SELECT id, undone_at IS NOT NULL, undone_at IS NOT NULL AND dropped = 0 FROM action", nil, func(r *sql.Rows) error {
			var id string
			var gone, pending bool
			err := r.Scan(&id, &gone, &pending)
			undone[id], undoing = gone, undoing || pending
			return err
		})
	}))
	// What the process did last, and could not say, may have been an undo.
	for _, all := range [][]string{said.added, said.imported} {
		for i, id := range all {
			if !standing[id] && (i < len(all)-1 || !undoing) {
				t.Errorf("run %d: %s is lost", run, id)
			}
		}
	}
	// Or the redo that follows each undo.
	for id, word := range said.actions {
		if undone[id] != (word == "undone") && said.last != "undone "+id {
			t.Errorf("run %d: action %s was %s, and is not", run, id, word)
		}
	}
	if _, err := (&History{s}).Undo(client); err != nil && !fault.Is(err, fault.NotFound) {
		t.Errorf("run %d: undo: %v", run, err)
	} else if err == nil {
		if _, err := (&History{s}).Redo(client); err != nil {
			t.Errorf("run %d: redo: %v", run, err)
		}
	}
}
