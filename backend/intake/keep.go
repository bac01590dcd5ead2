package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// base is the last part of a path, of either kind of slash.
func base(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' || path[i] == '\\' {
			return path[i+1:]
		}
	}
	return path
}

// keptPath is where the original of that hash is kept, compressed.
func keptPath(dir, hash string) string { return filepath.Join(dir, "files", "imports", hash+".gz") }

// keep copies the original beside the client's file, for the passport and for
// redo. forget takes the copy away again, unless it was there before.
func keep(dir string, f *read.File) (forget func(), err error) {
	to := keptPath(dir, f.SHA256)
	if _, err := os.Stat(to); err == nil {
		return func() {}, nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return nil, fmt.Errorf("keep the original: %w", err)
	}
	from, err := os.Open(f.Path)
	if err != nil {
		return nil, fault.New(fault.NotFound, "read.missing", f.Name)
	}
	defer func() { _ = from.Close() }()
	temp, err := os.CreateTemp(filepath.Dir(to), "new-*")
	if err != nil {
		return nil, fmt.Errorf("keep the original: %w", err)
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	zip, err := gzip.NewWriterLevel(temp, gzip.BestSpeed)
	if err == nil {
		_, err = io.Copy(zip, from)
		err = errors.Join(err, zip.Close(), temp.Sync())
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), to)
	}
	if err != nil {
		return nil, fmt.Errorf("keep the original: %w", err)
	}
	return func() { _ = os.Remove(to) }, nil
}

// unkept opens the kept original of that hash under its name; done takes the
// copy that was unpacked away.
func unkept(ctx context.Context, dir, hash, name string) (f *read.File, done func(), err error) {
	from, err := os.Open(keptPath(dir, hash))
	if err != nil {
		return nil, nil, fault.New(fault.NotFound, "intake.original_gone", name)
	}
	defer func() { _ = from.Close() }()
	unzip, err := gzip.NewReader(from)
	if err != nil {
		return nil, nil, fmt.Errorf("unpack the original of %s: %w", name, err)
	}
	folder, err := os.MkdirTemp("", "brandloop-*")
	if err != nil {
		return nil, nil, fmt.Errorf("unpack the original of %s: %w", name, err)
	}
	done = func() { _ = os.RemoveAll(folder) }
	path := filepath.Join(folder, base(name))
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err == nil {
		_, err = io.Copy(to, io.LimitReader(unzip, read.MaxSize+1))
		err = errors.Join(err, to.Close())
	}
	if err == nil {
		f, err = read.Open(ctx, path)
	}
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("unpack the original of %s: %w", name, err)
	}
	return f, done, nil
}
