package store_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/brandloop/brandloop/backend/store"
)

const secondProcess = "BRANDLOOP_SECOND_PROCESS"

// writes is how many actions each process writes.
const writes = 40

func writeSome(f *store.File, who string) error {
	for i := range writes {
		if err := f.Write(context.Background(), who, func(tx *store.Tx) error {
			tx.Label("store.gone")
			b := brand{Name: fmt.Sprint(who, " ", i)}
			return store.Create(tx, &b, &b.Row)
		}); err != nil {
			return err
		}
	}
	return nil
}

// TestSecondProcess writes beside the process that started it, and does nothing
// otherwise.
func TestSecondProcess(t *testing.T) {
	path := os.Getenv(secondProcess)
	if path == "" {
		t.Skip("only in a process started by TestTwoProcessesWriteOneFile")
	}
	if err := writeSome(mustOpen(t, path), "second"); err != nil {
		t.Fatal(err)
	}
}

func TestTwoProcessesWriteOneFile(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "client.db")
	f := mustOpen(t, path)
	other := exec.Command(os.Args[0], "-test.run=^TestSecondProcess$")
	other.Env = append(os.Environ(), secondProcess+"="+path)
	ended := make(chan error, 1)
	go func() {
		out, err := other.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w: %s", err, out)
		}
		ended <- err
	}()
	if err := writeSome(f, "first"); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := len(names(t, f)); got != 2*writes {
		t.Errorf("%d rows of %d", got, 2*writes)
	}
	if problems, err := f.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %q %v", problems, err)
	}
	// Each sees the other's actions, and undoes them.
	for range 2 * writes {
		if _, err := f.Undo(ctx, "", 0); err != nil {
			t.Fatal(err)
		}
	}
	if left := names(t, f); len(left) != 0 {
		t.Errorf("left: %q", left)
	}
}
