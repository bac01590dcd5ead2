package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/store"
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

// keptName is where the original of that hash is kept, compressed, beside the
// client's file.
func keptName(hash string) string { return "files/imports/" + hash + ".gz" }

// original is a kept original.
type original struct{ made string } // the path of what was made, or ""

// forget takes the copy away again, unless it was there before.
func (o *original) forget() {
	if o != nil && o.made != "" {
		_ = os.Remove(o.made)
		o.made = ""
	}
}

// keep copies the original into dir, the folder of the client's file, for the
// passport and for redo. Call it within a writing transaction on that file.
func keep(ctx context.Context, dir string, f *read.File) (*original, error) {
	to := filepath.Join(dir, filepath.FromSlash(keptName(f.SHA256)))
	if _, err := os.Stat(to); err == nil {
		return &original{}, nil
	}
	from, err := os.Open(f.Path)
	if err != nil {
		return nil, fault.New(fault.NotFound, "read.missing", f.Name)
	}
	defer func() { _ = from.Close() }()
	hash, err := pack(to, stoppable{ctx, from})
	switch {
	case ctx.Err() != nil:
		return nil, fault.New(fault.Canceled, "fault.canceled")
	case err != nil:
		// A full disk, or a folder that cannot be written.
		return nil, errors.Join(fault.New(fault.Conflict, "intake.not_kept", f.Name, filepath.Dir(to)), err)
	}
	o := &original{made: to}
	if hash != f.SHA256 {
		o.forget()
		return nil, fault.New(fault.Conflict, "read.changed", f.Name)
	}
	return o, nil
}

// pack writes what it reads to the file at path, compressed, whole or not at
// all, and returns its hash. Only one may pack into a folder at a time: what a
// killed one left is written over.
func pack(path string, from io.Reader) (hash string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	temp, err := os.OpenFile(filepath.Join(filepath.Dir(path), "new"), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	sum := sha256.New()
	zip, err := gzip.NewWriterLevel(temp, gzip.BestSpeed)
	if err == nil {
		_, err = io.Copy(zip, io.TeeReader(from, sum))
		err = errors.Join(err, zip.Close(), temp.Sync())
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	return hex.EncodeToString(sum.Sum(nil)), err
}

// stoppable reads until ctx ends.
type stoppable struct {
	ctx  context.Context
	from io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(p)
}

// unkept opens the kept original of that hash under its name; done takes the
// copy that was unpacked away. An original that is missing or not what it was
// is refused.
func unkept(ctx context.Context, dir, hash, name string) (f *read.File, done func(), err error) {
	gone := fault.New(fault.NotFound, "intake.original_gone", name)
	from, err := os.Open(filepath.Join(dir, filepath.FromSlash(keptName(hash))))
	if err != nil {
		return nil, nil, gone
	}
	defer func() { _ = from.Close() }()
	unzip, err := gzip.NewReader(from)
	if err != nil {
		return nil, nil, gone
	}
	folder, err := os.MkdirTemp("", "brandloop-*")
	if err != nil {
		return nil, nil, fmt.Errorf("unpack the original of %s: %w", name, err)
	}
	done = func() { _ = os.RemoveAll(folder) }
	// Not under its own name: another system may not take it.
	path := filepath.Join(folder, "original")
	if err = unpack(path, unzip); err == nil {
		f, err = read.Open(ctx, path)
	}
	var lost *fs.PathError
	switch {
	case err == nil && f.SHA256 == hash:
		f.Name = name
		return f, done, nil
	case errors.As(err, &lost):
		err = fmt.Errorf("unpack the original of %s: %w", name, err)
	default:
		err = gone
	}
	done()
	return nil, nil, err
}

// Original hands the kept original of an import to fn, byte for byte as it came
// in.
func Original(tx *store.Tx, e *Entry, fn func(from io.Reader) error) error {
	f, done, err := unkept(tx.Context(), tx.Dir(), e.Hash, e.File)
	if err != nil {
		return err
	}
	defer done()
	from, err := os.Open(f.Path)
	if err != nil {
		return fmt.Errorf("open the original of %s: %w", e.File, err)
	}
	defer func() { _ = from.Close() }()
	return fn(from)
}

// unpack writes a file, at most as much as may be imported.
func unpack(path string, from io.Reader) error {
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.LimitReader(from, read.MaxSize+1))
	return errors.Join(err, to.Close())
}
