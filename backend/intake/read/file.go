package read

import (
	"bytes"
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

// File is a file that holds one table or several, looked at once from end to
// end. It keeps no handle open.
type File struct {
	Path     string
	Name     string // the last part of Path
	Size     int64  // bytes
	Modified time.Time
	SHA256   string // of the bytes, in hex
	Archive  bool   // a zip archive of files
	// Tables are never none: the text itself, the sheets of a workbook that are
	// not empty, the files of a zip archive that hold a table.
	Tables []*Table
}

// Table is a table of a File. Its text parts are found out by looking at it
// whole; a sheet has none of them.
type Table struct {
	Name     string // of the sheet, or of the file in an archive; "" where the file is the table
	Encoding Encoding
	Comma    byte // the delimiter: , ; tab or |; 0 in a workbook
	Repaired bool // every line was wrapped in one more pair of quotes, which Rows takes off
	Lossy    bool // some bytes fit no character and are shown as U+FFFD

	// Head is the first records that are not blank, for recognition; a cell
	// longer than a kilobyte is cut.
	Head []Record

	file    *File
	open    func() (io.ReadCloser, error)       // the bytes of a text
	walk    func(context.Context) (Rows, error) // of a sheet
	bom     int                                 // bytes before the text
	sepLine bool                                // the first line is sep=X
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
	head := make([]byte, min(f.Size, 256<<10))
	if _, err := io.ReadFull(file, head); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	switch key := looks(file, f.Size, head); key {
	case "":
		t := &Table{file: f, open: f.open}
		seen := sha256.New()
		if err := t.survey(ctx, io.TeeReader(io.MultiReader(bytes.NewReader(head), file), seen), head); err != nil {
			return nil, err
		}
		f.SHA256 = hex.EncodeToString(seen.Sum(nil))
		f.Tables = []*Table{t}
		return f, t.look(ctx)
	case looksZip, looksBook, looksOldBook, looksXMLBook:
		if err := f.sum(ctx, io.MultiReader(bytes.NewReader(head), file)); err != nil {
			return nil, err
		}
		return f, f.unfold(ctx, key)
	default:
		return nil, fault.New(fault.Invalid, key, f.Name)
	}
}

// unfold finds the tables of a container.
func (f *File) unfold(ctx context.Context, kind string) (err error) {
	var tables []*Table
	switch kind {
	case looksZip:
		f.Archive = true
		tables, err = f.entries(ctx)
	case looksBook:
		tables, err = f.sheets(ctx, f.open)
	case looksOldBook:
		tables, err = f.oldSheets(ctx, f.open)
	case looksXMLBook:
		tables, err = f.xmlSheets(ctx, f.open)
	}
	if err == nil && len(tables) == 0 {
		err = fault.New(fault.Invalid, "read.no_tables", f.Name)
	}
	f.Tables = tables
	return err
}

// open opens the file; one that has changed since Open is refused.
func (f *File) open() (io.ReadCloser, error) { return f.reopen() }

func (f *File) reopen() (*os.File, error) {
	file, err := os.Open(f.Path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "read.missing", f.Name)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Path, err)
	}
	info, err := file.Stat()
	if err == nil && (info.Size() != f.Size || !info.ModTime().Equal(f.Modified)) {
		err = fault.New(fault.Conflict, "read.changed", f.Name)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// sum reads the file once for its hash.
func (f *File) sum(ctx context.Context, src io.Reader) error {
	hash := sha256.New()
	chunk := make([]byte, 256<<10)
	for {
		if ctx.Err() != nil {
			return canceled()
		}
		n, err := src.Read(chunk)
		hash.Write(chunk[:n])
		if errors.Is(err, io.EOF) {
			f.SHA256 = hex.EncodeToString(hash.Sum(nil))
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", f.Path, err)
		}
	}
}

// survey reads a text once from end to end; head is how it begins.
func (t *Table) survey(ctx context.Context, src io.Reader, head []byte) error {
	chunk := make([]byte, max(len(head), 1))
	var seen census
	t.Encoding, t.bom = announced(head)
	for {
		if ctx.Err() != nil {
			return canceled()
		}
		n, err := io.ReadFull(src, chunk)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read %s: %w", t.file.Path, err)
		}
		if t.Encoding != UTF16LE && t.Encoding != UTF16BE {
			seen.add(chunk[:n])
			if seen.nul {
				return fault.New(fault.Invalid, "read.looks.binary", t.Title())
			}
		}
		if err != nil {
			break
		}
	}
	seen.end()
	if t.Encoding == "" {
		t.Encoding = seen.guess()
	}
	t.Lossy = t.Encoding == UTF8 && seen.invalid > 0
	return nil
}

// Title names the table to a person: the file, and the table within it.
func (t *Table) Title() string {
	if t.Name == "" {
		return t.file.Name
	}
	return t.file.Name + " › " + t.Name
}

// look finds the layout of a text and reads its head.
func (t *Table) look(ctx context.Context) error {
	if err := t.layout(ctx); err != nil {
		return err
	}
	rows, err := t.Rows(ctx)
	if err == nil {
		err = t.head(rows)
	}
	if err != nil {
		return err
	}
	if len(t.Head) == 0 {
		return fault.New(fault.Invalid, "read.empty", t.Title())
	}
	return nil
}

func canceled() error { return fault.New(fault.Canceled, "fault.canceled") }
