package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
)

// maxEntries is how many files an archive may hold.
const maxEntries = 1000

// entries are the tables in a zip archive, whatever folders they lie in. Files
// in it that hold no table are passed over.
func (f *File) entries(ctx context.Context) ([]*Table, error) {
	file, err := f.reopen()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	archive, err := zip.NewReader(file, f.Size)
	if err != nil {
		return nil, fault.New(fault.Invalid, "read.looks.zip_cut", f.Name)
	}
	if len(archive.File) > maxEntries {
		return nil, fault.New(fault.Invalid, "read.entries", f.Name, maxEntries)
	}
	var tables []*Table
	var total uint64
	for i, entry := range archive.File {
		if ctx.Err() != nil {
			return nil, canceled()
		}
		name := path.Base(strings.ReplaceAll(entry.Name, `\`, "/"))
		// The folder __MACOSX and names with a dot hold what systems note of files.
		if entry.FileInfo().IsDir() || entry.UncompressedSize64 == 0 || strings.HasPrefix(name, ".") || strings.HasPrefix(entry.Name, "__MACOSX/") {
			continue
		}
		if total += entry.UncompressedSize64; total > MaxSize || entry.UncompressedSize64 > MaxSize {
			return nil, fault.New(fault.Invalid, "read.big", f.Name, total>>20, MaxSize>>20)
		}
		found, err := f.entry(ctx, name, i)
		if err != nil {
			// A picture or a leaflet beside the tables is nobody's mistake.
			if fault.Is(err, fault.Invalid) {
				continue
			}
			return nil, err
		}
		tables = append(tables, found...)
	}
	return tables, nil
}

// entry are the tables in the file at index i of the archive.
func (f *File) entry(ctx context.Context, name string, i int) ([]*Table, error) {
	open := func() (io.ReadCloser, error) { return f.openEntry(i) }
	src, err := open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(src, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, errors.Join(fault.New(fault.Invalid, "read.looks.zip_cut", f.Name), src.Close())
	}
	head = head[:n]
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		kind := looks(bytes.NewReader(head), int64(n), head)
		if kind == "" {
			t := &Table{Name: name, file: f, open: open}
			if err := t.survey(ctx, io.MultiReader(bytes.NewReader(head), src), head); err != nil {
				return nil, errors.Join(err, src.Close())
			}
			if err := src.Close(); err != nil {
				return nil, err
			}
			return []*Table{t}, t.look(ctx)
		}
	}
	if err := src.Close(); err != nil {
		return nil, err
	}
	raw, err := unpacked(name, open)
	if err != nil {
		return nil, err
	}
	inner := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
	var tables []*Table
	switch kind := looks(bytes.NewReader(raw), int64(len(raw)), raw); kind {
	case looksBook:
		tables, err = f.sheets(ctx, inner)
	case looksOldBook:
		tables, err = f.oldSheets(ctx, inner)
	case looksXMLBook:
		tables, err = f.xmlSheets(ctx, inner)
	case looksZip:
		return nil, fault.New(fault.Invalid, "read.looks.archive", name)
	default:
		return nil, fault.New(fault.Invalid, kind, name)
	}
	for _, t := range tables {
		if t.Name == "" {
			t.Name = name
		} else {
			t.Name = name + " › " + t.Name
		}
	}
	return tables, err
}

// openEntry opens the file at index i of the archive.
func (f *File) openEntry(i int) (io.ReadCloser, error) {
	file, err := f.reopen()
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, f.Size)
	if err == nil && i < len(archive.File) {
		var entry io.ReadCloser
		if entry, err = archive.File[i].Open(); err == nil {
			return both{entry, file, f.Name}, nil
		}
	}
	return nil, errors.Join(fault.New(fault.Invalid, "read.looks.zip_cut", f.Name), file.Close())
}

// both reads an entry and closes its archive with it. What cannot be unpacked
// is a damaged archive.
type both struct {
	io.ReadCloser
	archive io.Closer
	name    string
}

func (b both) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fault.New(fault.Invalid, "read.looks.zip_cut", b.name)
	}
	return n, err
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.archive.Close()) }
