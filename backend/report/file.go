package report

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// zipLevel is the effort of the compressor: at 1 a workbook is written in six
// tenths of the time of Go's own and is a fifth larger.
const zipLevel = 1

// SaveFile writes the file at path as a whole or not at all: fn fills a new file
// beside it, readable by its owner alone, which takes its place once it is on
// disk. A path that cannot be written, a folder, and a file that another program
// holds open are refused.
func SaveFile(ctx context.Context, path string, fn func(io.Writer) error) (err error) {
	name, dir := filepath.Base(path), filepath.Dir(path)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fault.Bad("out", "report.out_folder", path)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fault.Bad("out", "report.out_nowhere", dir)
	}
	for _, lock := range []string{".~lock." + name + "#", "~$" + name} {
		if _, err := os.Stat(filepath.Join(dir, lock)); err == nil {
			return fault.New(fault.Conflict, "report.out_open", name)
		}
	}
	file, err := os.CreateTemp(dir, ".brandloop-*.tmp")
	if err != nil {
		return fault.Bad("out", "report.out_refused", dir)
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	buffer := bufio.NewWriterSize(stoppable{ctx, file}, 256<<10)
	if err := fn(buffer); err != nil {
		return stopped(ctx, err)
	}
	if err := errors.Join(buffer.Flush(), file.Sync(), file.Close()); err != nil {
		return stopped(ctx, fmt.Errorf("write %s: %w", path, err))
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return errors.Join(fault.New(fault.Conflict, "report.out_open", name), err)
	}
	return syncFolder(dir)
}

// syncFolder makes a rename last. Windows has no such call and needs none.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return nil // a folder may be written and not read: the file is there all the same
	}
	defer func() { _ = d.Close() }()
	_ = d.Sync()
	return nil
}

// stoppable is a file that refuses to be written once the work is canceled.
type stoppable struct {
	ctx  context.Context
	file *os.File
}

func (s stoppable) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.Write(p)
}

// stopped is the refusal of a canceled work, or err.
func stopped(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && fault.Of(err) == nil {
		return errors.Join(fault.New(fault.Canceled, "fault.canceled"), err)
	}
	return err
}

// pack writes a workbook into out without holding it in memory, its sheets of
// data filled: fillings by the part of their sheet.
func pack(book *excelize.File, fillings map[string]*filling, out io.Writer) error {
	// A compressor has tables of a megabyte: the parts of the file, one after the
	// other, share one.
	compressor, err := flate.NewWriter(io.Discard, zipLevel)
	if err != nil {
		return fmt.Errorf("pack the workbook: %w", err)
	}
	// excelize hands its ZipWriter a buffer in memory, which stays empty here.
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter {
		packed := zip.NewWriter(out)
		packed.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
			compressor.Reset(w)
			return compressor, nil
		})
		last := map[string]int{}
		for _, f := range fillings {
			last[f.table] = 0
		}
		return &packer{Writer: packed, fillings: fillings, last: last}
	})
	if err := book.Write(io.Discard); err != nil {
		return fmt.Errorf("pack the workbook: %w", err)
	}
	return nil
}
