package app

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// bench is a desktop that remembers what was asked of it.
type bench struct {
	noDesktop
	mu      sync.Mutex
	events  []string // "name:data"
	opened  []string
	picking []string // what the next dialog gives
}

func (b *bench) emit(event string, data any) {
	text, _ := data.(string)
	b.mu.Lock()
	b.events = append(b.events, event+":"+text)
	b.mu.Unlock()
}
func (b *bench) openLink(link string)                               { b.opened = append(b.opened, link) }
func (b *bench) pickFolder(string) (string, error)                  { return "", nil }
func (b *bench) pickFiles(string, string, string) ([]string, error) { return b.picking, nil }

// mustShell is a shell on a data folder of its own.
func mustShell(t *testing.T) (*Shell, *bench) {
	t.Helper()
	return mustShellOn(t, t.TempDir())
}

func mustShellOn(t *testing.T, dir string) (*Shell, *bench) {
	t.Helper()
	s, b := newShell(dir), &bench{}
	s.desktop = b
	t.Cleanup(s.close)
	return s, b
}

// must is what a call gave that cannot fail here.
func must[T any](result T, err error) T {
	if err != nil {
		panic(err)
	}
	return result
}

func mustClient(t *testing.T, s *Shell, name string) *agency.Client {
	t.Helper()
	return must((&Agency{s}).AddClient(agency.ClientPatch{Name: &name}, ""))
}

func mustChannel(t *testing.T, s *Shell, client, handle string) *brand.Channel {
	t.Helper()
	brands := must((&Brand{s}).Brands(client))
	return must((&Brand{s}).AddChannel(client, brands[0].ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: &handle}))
}

func ptr[T any](v T) *T { return &v }

func equal[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Fatalf("got %v, want %v", got, want)
	}
}

func refused(t *testing.T, err error, code, field string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Code != code || f.Field != field {
		t.Fatalf("got %v, want a refusal %s of field %q", err, code, field)
	}
}

func logText(t *testing.T, s *Shell) string {
	t.Helper()
	return string(must(os.ReadFile(filepath.Join(s.dir, "logs", "brandloop.log"))))
}

func TestErrorsReachThePageAsText(t *testing.T) {
	s, _ := mustShell(t)
	read := func(err error) (o outward) {
		t.Helper()
		text, isText := s.format(err).(string)
		if !isText {
			t.Fatalf("got %T: an object would reach the page as [object Object]", s.format(err))
		}
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatal(err)
		}
		return o
	}
	t.Run("with code, sentence and field", func(t *testing.T) {
		_, err := (&Agency{s}).AddClient(agency.ClientPatch{Currency: ptr("EUR")}, "")
		equal(t, read(err), outward{fault.Invalid, "The name is empty. Type a name.", "name"})
	})
	t.Run("in the language of the screens", func(t *testing.T) {
		(&Window{s}).Speak("es")
		defer (&Window{s}).Speak("en")
		_, err := (&Agency{s}).AddClient(agency.ClientPatch{}, "")
		equal(t, read(err).Message, fault.Of(err).In("es"))
		if read(err).Message == fault.Of(err).In("en") {
			t.Fatal("the sentence is in English")
		}
	})
	t.Run("with the place of the log and no driver's words when internal", func(t *testing.T) {
		got := read(errors.New("no such table: brand"))
		equal(t, got.Code, fault.Internal)
		if strings.Contains(got.Message, "table") || !strings.Contains(got.Message, "brandloop.log") {
			t.Fatalf("got %q", got.Message)
		}
	})
	t.Run("as canceled when the person stopped it", func(t *testing.T) {
		equal(t, read(context.Canceled).Code, fault.Canceled)
	})
}

func TestAPanicBecomesAnInternalErrorAndIsLogged(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	_, err := read(s, c.ID, func(*agency.Workspace, *store.Tx) (int, error) {
		var none []int
		return none[3], nil
	})
	if err == nil || fault.Of(err) != nil {
		t.Fatalf("got %v, want an internal error", err)
	}
	if text := logText(t, s); !strings.Contains(text, "index out of range") || !strings.Contains(text, "shell_test.go") {
		t.Fatalf("the log does not tell of it:\n%s", text)
	}
	t.Run("and the file stays usable", func(t *testing.T) {
		_, err := write(s, c.ID, func(*agency.Workspace, *store.Tx) (int, error) { panic("in the middle of a change") })
		if err == nil {
			t.Fatal("no error")
		}
		mustChannel(t, s, c.ID, "@alba")
	})
	t.Run("while a refusal is not logged", func(t *testing.T) {
		before := logText(t, s)
		_, err := (&Agency{s}).AddClient(agency.ClientPatch{}, "")
		refused(t, err, fault.Invalid, "name")
		equal(t, logText(t, s), before)
	})
}

func TestADataFolderThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "agency.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("this is no database ", 300)), 0o600); err != nil {
		t.Fatal(err)
	}
	s, _ := mustShellOn(t, dir)
	_, err := (&Window{s}).Start()
	refused(t, err, fault.Damaged, "")
	if text := s.say(err); !strings.Contains(text, path) {
		t.Fatalf("%q does not say where it lies", text)
	}
	t.Run("is opened once what stood in the way is gone", func(t *testing.T) {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if start, err := (&Window{s}).Start(); err != nil || start.Folder != dir {
			t.Fatalf("got %v and %v", start, err)
		}
	})
}

func TestAFolderOfANewerVersionIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	mustClient(t, s, "Alba")
	if err := s.agency.File().Write(context.Background(), "", func(tx *store.Tx) error {
		_, err := tx.Exec("PRAGMA user_version = 9999")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	s.close()
	again, _ := mustShellOn(t, dir)
	_, err := (&Window{again}).Start()
	refused(t, err, fault.Newer, "")
}

func TestAClosedShellAnswersWithAnError(t *testing.T) {
	s, _ := mustShell(t)
	mustClient(t, s, "Alba")
	s.close()
	if _, err := (&Agency{s}).Clients(); err == nil {
		t.Fatal("no error")
	}
}
