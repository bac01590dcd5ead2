package read

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
	"time"

	"github.com/brandloop/brandloop/backend/fault"
)

// What is read at most of one file. A refusal that names the limit is better
// than a window that stops answering.
const (
	MaxSize    = 512 << 20 // bytes of a file
	MaxCell    = 1 << 20   // bytes of one cell
	MaxRecord  = 8 << 20   // bytes of one record
	MaxColumns = 2000
	MaxRows    = 5_000_000
)

// headRecords is how many records File.Head holds, headCell how much of each cell.
const (
	headRecords = 40
	headCell    = 1024
)

// File is a text file that holds a table, looked at once from end to end.
// It keeps no handle open.
type File struct {
	Path     string
	Name     string // the last part of Path
	Size     int64  // bytes
	Modified time.Time
	SHA256   string // of the bytes, in hex
	Encoding Encoding
	Comma    byte // the delimiter: , ; tab or |
	Repaired bool // every line was wrapped in one more pair of quotes, which Rows takes off
	Lossy    bool // some bytes fit no character and are shown as U+FFFD

	// Head is the first records that are not blank, for recognition; a cell
	// longer than a kilobyte is cut.
	Head []Record

	bom     int  // bytes before the text
	sepLine bool // the first line is sep=X
}

// Record is one record of the head: its number as a spreadsheet shows it, and
// its cells.
type Record struct {
	Number int
	Cells  []string
}

// Open looks at the whole file once: its kind, encoding, delimiter, damage and
// hash. A file that holds no table comes back as a fault.Error whose sentence
// says what it looks like and what is expected.
func Open(ctx context.Context, path string) (*File, error) {
	f := &File{Path: path, Name: filepath.Base(path)}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.NotFound, "read.missing", f.Name)
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.New(fault.Invalid, "read.denied", f.Name)
	case err != nil:
		return nil, fmt.Errorf("look at %s: %w", path, err)
	case info.IsDir():
		return nil, fault.New(fault.Invalid, "read.folder", f.Name)
	case !info.Mode().IsRegular():
		return nil, fault.New(fault.Invalid, "read.special", f.Name)
	case info.Size() == 0:
		return nil, fault.New(fault.Invalid, "read.empty", f.Name)
	case info.Size() > MaxSize:
		return nil, fault.New(fault.Invalid, "read.big", f.Name, info.Size()>>20, MaxSize>>20)
	}
	f.Size, f.Modified = info.Size(), info.ModTime()

	file, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, fault.New(fault.Invalid, "read.denied", f.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	defer file.Close()
	if err := f.survey(ctx, file); err != nil {
		return nil, err
	}
	if err := f.layout(ctx); err != nil {
		return nil, err
	}
	return f, f.readHead(ctx)
}

// survey reads the file once from end to end.
func (f *File) survey(ctx context.Context, file *os.File) error {
	chunk := make([]byte, min(f.Size, 256<<10))
	hash := sha256.New()
	var seen census
	for first := true; ; first = false {
		if ctx.Err() != nil {
			return canceled()
		}
		n, err := io.ReadFull(file, chunk)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read %s: %w", f.Path, err)
		}
		if first {
			if key := looks(file, f.Size, chunk[:n]); key != "" {
				return fault.New(fault.Invalid, key, f.Name)
			}
			f.Encoding, f.bom = announced(chunk[:n])
		}
		hash.Write(chunk[:n])
		if f.Encoding != UTF16LE && f.Encoding != UTF16BE {
			seen.add(chunk[:n])
			if seen.nul {
				return fault.New(fault.Invalid, "read.looks.binary", f.Name)
			}
		}
		if err != nil {
			break
		}
	}
	seen.end()
	f.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if f.Encoding == "" {
		f.Encoding = seen.guess()
	}
	f.Lossy = f.Encoding == UTF8 && seen.invalid > 0
	return nil
}

func (f *File) readHead(ctx context.Context) error {
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	for len(f.Head) < headRecords && rows.Next() {
		cells := make([]string, len(rows.Cells()))
		for i, cell := range rows.Cells() {
			cells[i] = string(cell[:min(len(cell), headCell)])
		}
		f.Head = append(f.Head, Record{Number: rows.Number(), Cells: cells})
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(f.Head) == 0 {
		return fault.New(fault.Invalid, "read.empty", f.Name)
	}
	return nil
}

func canceled() error { return fault.New(fault.Canceled, "fault.canceled") }
